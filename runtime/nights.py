"""The Schedules of the night's work, and a person's way to it by hand."""

import logging
from datetime import timedelta
from typing import Final, TypeVar

from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleCalendarSpec,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleRange,
    ScheduleSpec,
)

from models.archive import ArchiveAsked, ArchiveRun
from models.frozen import Frozen
from models.ids import ARCHIVE_STREAM, RECONCILE_STREAM, Actor
from models.reconcile import ReconcileAsked, ReconcileRun
from runtime.errands import new_act
from runtime.seal_schedule import keep
from runtime.wiring import Wired

R = TypeVar("R", bound=Frozen)
log = logging.getLogger(__name__)

NIGHT: Final[tuple[tuple[int, str, str, Frozen], ...]] = (
    (0, ARCHIVE_STREAM, "ArchiveWorkflow", ArchiveAsked()),
    (1, RECONCILE_STREAM, "ReconcileWorkflow", ReconcileAsked()),
)
"""Hours of UTC: the seal of the day, at two, is over what was kept and found."""
CATCH_UP: Final = timedelta(hours=12)


async def keep_nightly(wired: Wired) -> None:
    """Create the schedules or bring them up to date; safe to repeat."""
    for hour, name, kind, asked in NIGHT:
        schedule = _schedule(wired.settings.queue, hour, name, kind, asked)
        if not await keep(wired.client, name, schedule):
            log.warning("night.not-scheduled", extra={"work": name})


async def reconcile_now(client: Client, queue: str, actor: Actor) -> ReconcileRun:
    """Compare now, beside the run of the night."""
    asked = ReconcileAsked(actor=actor)
    return await _now(client, queue, RECONCILE_STREAM, asked, ReconcileRun)


async def archive_now(client: Client, queue: str, actor: Actor) -> ArchiveRun:
    """Keep now what has ended, beside the run of the night."""
    asked = ArchiveAsked(actor=actor)
    return await _now(client, queue, ARCHIVE_STREAM, asked, ArchiveRun)


async def _now(
    client: Client, queue: str, name: str, asked: Frozen, result: type[R]
) -> R:
    [kind] = [kind for _, known, kind, _ in NIGHT if known == name]
    done: R = await client.execute_workflow(
        kind,
        asked,
        id=f"{name}/by-hand/{new_act()}",
        task_queue=queue,
        result_type=result,
    )
    return done


def _schedule(queue: str, hour: int, name: str, kind: str, asked: Frozen) -> Schedule:
    return Schedule(
        action=ScheduleActionStartWorkflow(kind, asked, id=name, task_queue=queue),
        spec=ScheduleSpec(calendars=[ScheduleCalendarSpec(hour=[ScheduleRange(hour)])]),
        policy=SchedulePolicy(
            overlap=ScheduleOverlapPolicy.SKIP, catchup_window=CATCH_UP
        ),
    )
