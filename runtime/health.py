"""Whether every part of a system can be reached, and in which version it runs."""

import asyncio
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import (
    DescribeTaskQueueRequest,
    GetSystemInfoRequest,
)
from temporalio.service import RPCError

from mail.server_url import ServerUrl
from models.frozen import Frozen
from models.seal import Unsealed
from runtime.client import access
from runtime.folder import missing_data
from runtime.procedures import VERSION
from runtime.process import listens
from runtime.settings import Settings
from runtime.staff import wall_clock
from runtime.wiring import connect

_PATIENCE = 10.0
CLERK = "secretariat:o1"
_POLL = timedelta(seconds=90)  # a poll lasts a minute at most


class Check(Frozen):
    part: str
    reached: bool
    detail: str
    late: bool = False  # reached, and yet somebody should look


async def examined(where: Settings) -> list[Check]:
    smtp = ServerUrl.of(where.smtp_url)
    used = f"staffetta {VERSION}, temporalio {version('temporalio')}"
    return [
        *await _database(where),
        *await _engine(where),
        await _door("mail out", smtp.host, smtp.port),
        await _door("mail in", where.lmtp_host, where.lmtp_port),
        Check(part="software", reached=True, detail=used),
    ]


async def _door(part: str, host: str, port: int) -> Check:
    reached = await listens(port, host)
    return Check(part=part, reached=reached, detail=f"{host}, port {port}")


async def _database(where: Settings) -> list[Check]:
    said, well, seal = "", False, list[Check]()
    if missing := missing_data(where):
        said = f"{missing} does not exist"
    else:
        async with access(where) as opened:
            try:
                counted = await opened.reading.counters()
                unsealed = await opened.seal_desk(CLERK).unsealed()
            except Exception as error:  # noqa: BLE001  (it is the answer)
                said = type(error).__name__
            else:
                said = (
                    f"{counted.events} events, {counted.open_tasks} open tasks,"
                    f" {sum(counted.messages.values())} mails in,"
                    f" {counted.orphans} orphans"
                )
                well = not counted.orphans
                seal.append(_seal(unsealed, await wall_clock()))
    return [Check(part="database", reached=well, detail=said), *seal]


def _seal(unsealed: Unsealed, now: datetime) -> Check:
    last = f"seal {unsealed.seal}" if unsealed.seal else "no seal yet"
    said = f"{last}, {unsealed.records} records since"
    late = unsealed.late(now)
    if late:
        said += (
            ": none for more than two days; see `starter.py task list`, then"
            " `starter.py seal now`"
        )
    return Check(part="seal", reached=True, detail=said, late=late)


async def _engine(where: Settings) -> list[Check]:
    try:
        async with asyncio.timeout(_PATIENCE):
            service = (await connect(where)).workflow_service
            info = await service.get_system_info(GetSystemInfoRequest())
            queue = await service.describe_task_queue(
                DescribeTaskQueueRequest(
                    namespace=where.temporal_namespace,
                    task_queue=TaskQueue(name=where.queue),
                    task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
                )
            )
    except (RuntimeError, RPCError, TimeoutError) as error:
        nobody = f"{where.temporal_address}: {type(error).__name__}"
        return [
            Check(part="engine", reached=False, detail=nobody),
            Check(part="worker", reached=False, detail="the engine is away"),
        ]
    said = f"{where.temporal_address}, server {info.server_version}"
    now = await wall_clock()
    seen = [one.last_access_time.ToDatetime(UTC) for one in queue.pollers]
    alive = sum(_recent(at, now) for at in seen)
    return [
        Check(part="engine", reached=True, detail=said),
        Check(part="worker", reached=alive > 0, detail=f"{alive} on {where.queue}"),
    ]


def _recent(at: datetime, now: datetime) -> bool:
    return now - at < _POLL
