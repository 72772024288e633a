"""Stage 6 and after: a place on the agenda, the sitting, and what came of it."""

from collections.abc import Sequence
from datetime import datetime

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.presentation import (
        FollowUp,
        Look,
        MakeReady,
        PresentationActivities,
        Standing,
    )
    from models.acts import RecordOutcome
    from models.case import Outcome, Phase
    from workflows.attributes import show_session
    from workflows.road import Road


async def present(road: Road) -> Standing | None:
    """How it stands once presented; None when no session could take it."""
    await road.do(
        PresentationActivities.make_ready,
        MakeReady(key=road.key("ready"), at=workflow.now(), case=road.case),
    )
    road.enter(Phase.READY)
    shown = road.session
    while True:
        standing = await road.read(
            PresentationActivities.look, Look(case=road.case, at=workflow.now())
        )
        road.enter(standing.phase)
        if standing.session != shown:
            shown = standing.session
            show_session(shown)
        if standing.phase is Phase.PRESENTED:
            return standing
        if standing.exhausted:
            return None
        await road.wait(until=None, poke=True)


async def follow_up(road: Road, checkpoints: Sequence[datetime]) -> Outcome:
    """Ask at each checkpoint but the last, which closes the file without result."""
    road.enter(Phase.PRESENTED)
    for number, due in enumerate(checkpoints, start=1):
        came = await road.wait(RecordOutcome, until=due)
        if isinstance(came, RecordOutcome):
            road.closing = came
            return came.outcome
        if number < len(checkpoints):
            await road.do(
                PresentationActivities.follow_up,
                FollowUp(
                    key=road.key("follow-up"),
                    at=workflow.now(),
                    case=road.case,
                    checkpoint=number,
                ),
            )
    return Outcome.NO_RESULT
