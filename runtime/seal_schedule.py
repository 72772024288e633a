"""The Schedule of the seals: once a day, kept by whichever worker starts."""

import logging
from datetime import datetime, timedelta

from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleAlreadyRunningError,
    ScheduleCalendarSpec,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleRange,
    ScheduleSpec,
    ScheduleUpdate,
    ScheduleUpdateInput,
)
from temporalio.service import RPCError, RPCStatusCode

from models.ids import SEAL_STREAM
from models.seal import SEAL_HOUR, SealAsked, days_due
from runtime.wiring import Wired

log = logging.getLogger(__name__)

_WITHOUT = frozenset({RPCStatusCode.UNIMPLEMENTED, RPCStatusCode.PERMISSION_DENIED})
CATCH_UP = timedelta(days=2)
"""How far back a missed run is started; that one makes up every day before it."""


async def keep_schedule(wired: Wired, now: datetime) -> None:
    """Create the schedule or bring it up to date; make up what was missed.

    Safe to repeat, and for several workers at once. Runs never overlap: a day is
    sealed by one of them. A server that knows no schedules is left without, and a
    cluster that keeps them for its administrators, who are then asked to create it.
    """
    if not await keep(wired.client, SEAL_STREAM, _schedule(wired.settings.queue)):
        log.warning("seals.not-scheduled")
        return
    async with wired.units.read() as unit:
        last = await unit.seals.last_day()
    if last is not None and days_due(last, now):
        schedule = wired.client.get_schedule_handle(SEAL_STREAM)
        await schedule.trigger(overlap=ScheduleOverlapPolicy.SKIP)


async def keep(client: Client, name: str, wanted: Schedule) -> bool:
    """Whether the server keeps it."""
    try:
        await _keep(client, name, wanted)
    except RPCError as error:
        if error.status not in _WITHOUT:
            raise
        return False
    return True


async def _keep(client: Client, name: str, wanted: Schedule) -> None:
    try:
        await client.create_schedule(name, wanted)
    except ScheduleAlreadyRunningError:

        def renewed(known: ScheduleUpdateInput) -> ScheduleUpdate:
            # Whether it is paused is a person's decision, and stays.
            standing = known.description.schedule
            wanted.state = standing.state
            return ScheduleUpdate(schedule=wanted)

        await client.get_schedule_handle(name).update(renewed)


def _schedule(queue: str) -> Schedule:
    return Schedule(
        action=ScheduleActionStartWorkflow(
            "SealWorkflow", SealAsked(), id=SEAL_STREAM, task_queue=queue
        ),
        spec=ScheduleSpec(
            calendars=[ScheduleCalendarSpec(hour=[ScheduleRange(SEAL_HOUR)])]
        ),
        policy=SchedulePolicy(
            overlap=ScheduleOverlapPolicy.SKIP, catchup_window=CATCH_UP
        ),
    )
