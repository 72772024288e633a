"""The Schedule of the nightly comparison, and a person's way to one by hand."""

import logging
from datetime import timedelta
from typing import Final

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

from models.ids import RECONCILE_STREAM, Actor
from models.reconcile import ReconcileAsked, ReconcileRun
from runtime.errands import new_act
from runtime.seal_schedule import keep
from runtime.wiring import Wired

log = logging.getLogger(__name__)

HOUR: Final = 1
"""UTC: the seal of the day, an hour later, is over what was found."""
CATCH_UP: Final = timedelta(hours=12)


async def keep_nightly(wired: Wired) -> None:
    """Create the schedule or bring it up to date; safe to repeat."""
    if not await keep(wired.client, RECONCILE_STREAM, _schedule(wired.settings.queue)):
        log.warning("reconcile.not-scheduled")


async def reconcile_now(client: Client, queue: str, actor: Actor) -> ReconcileRun:
    """Compare now, beside the run of the night."""
    done: ReconcileRun = await client.execute_workflow(
        "ReconcileWorkflow",
        ReconcileAsked(actor=actor),
        id=f"{RECONCILE_STREAM}/by-hand/{new_act()}",
        task_queue=queue,
        result_type=ReconcileRun,
    )
    return done


def _schedule(queue: str) -> Schedule:
    return Schedule(
        action=ScheduleActionStartWorkflow(
            "ReconcileWorkflow", ReconcileAsked(), id=RECONCILE_STREAM, task_queue=queue
        ),
        spec=ScheduleSpec(calendars=[ScheduleCalendarSpec(hour=[ScheduleRange(HOUR)])]),
        policy=SchedulePolicy(
            overlap=ScheduleOverlapPolicy.SKIP, catchup_window=CATCH_UP
        ),
    )
