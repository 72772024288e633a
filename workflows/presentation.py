"""Stages 5 and 6: the money, a place on the agenda, the sitting, what came of it."""

from collections.abc import Sequence
from datetime import datetime

from temporalio import workflow
from temporalio.exceptions import ActivityError

with workflow.unsafe.imports_passed_through():
    from activities.follow_up import (
        AnswerForSide,
        AskBothSides,
        EndFollowUp,
        FollowUpActivities,
        LookAtFollowUp,
    )
    from activities.presentation import (
        Look,
        MakeReady,
        PresentationActivities,
        Standing,
    )
    from models.acts import AnswerFollowUp, RecordOutcome
    from models.case import Outcome, Phase
    from workflows.attributes import show_session
    from workflows.cofinancing import secure_cofinancing
    from workflows.road import Road
    from workflows.steps import refusal

ASKED = "follow-up"


async def to_the_sitting(road: Road) -> Outcome:
    """Secure the co-financing, present, follow up.

    A late partner that brings money sends it back to the first.
    """
    behind = road.behind
    if behind.checkpoints:  # it was presented already
        return await _follow_up(road, behind.checkpoints)
    funded = behind.funded or await secure_cofinancing(road)
    while funded:
        standing = await _present(road)
        if standing is None:
            return Outcome.NOT_PRESENTED
        if standing.phase is Phase.PRESENTED:
            return await _follow_up(road, standing.follow_ups)
        funded = await secure_cofinancing(road)
    return Outcome.UNFUNDED


async def _present(road: Road) -> Standing | None:
    """How it stands once presented, or when there is more money to check.

    None when no session could take it.
    """
    await road.do(
        PresentationActivities.make_ready,
        MakeReady(key=road.key("ready"), at=workflow.now(), case=road.case),
    )
    road.enter(Phase.READY)
    shown = road.session
    while True:
        standing = await road.do(
            PresentationActivities.look,
            Look(key="", at=workflow.now(), case=road.case),
        )
        road.enter(standing.phase)
        if standing.session != shown:
            shown = standing.session
            show_session(shown)
        if standing.phase is Phase.PRESENTED or road.more_money:
            return standing
        if standing.exhausted:
            return None
        await road.wait(until=None, poke=True)


async def _follow_up(road: Road, instants: Sequence[datetime]) -> Outcome:
    """Ask both sides at each instant but the last, which closes what has no news."""
    road.enter(Phase.PRESENTED)
    road.checkpoints = tuple(instants)
    asked = (
        len(instants)
        if road.keys.counted("end-follow-up")
        else road.keys.counted(ASKED)
    )
    for number, due in enumerate(instants, start=1):
        if number <= asked:
            continue
        if came := await _recorded(road, until=due):
            return came
        if number < len(instants):
            await road.do(
                FollowUpActivities.ask_both_sides,
                AskBothSides(
                    key=road.key(ASKED),
                    at=workflow.now(),
                    case=road.case,
                    checkpoint=number,
                    until=road.stands(instants[number]),
                ),
            )
    ended = await road.do(
        FollowUpActivities.end_follow_up,
        EndFollowUp(key=road.key("end-follow-up"), at=workflow.now(), case=road.case),
    )
    if ended.news:  # a person closes it, however long that takes
        return await _recorded(road, until=None) or Outcome.NO_RESULT
    return Outcome.NO_RESULT


async def _recorded(road: Road, *, until: datetime | None) -> Outcome | None:
    """The outcome a person records; answers are taken down meanwhile."""
    while True:
        came = await road.wait(RecordOutcome, AnswerFollowUp, until=until)
        if isinstance(came, AnswerFollowUp):
            await _answered(road, came)
        elif not isinstance(came, RecordOutcome):
            return None
        elif await _may_close(road, came):
            road.closing = came
            return came.outcome


async def _may_close(road: Road, act: RecordOutcome) -> bool:
    """Where the sides differ the co-chairs decide, and say why (X17)."""
    if act.reason is not None:
        return True
    try:
        standing = await road.read(
            FollowUpActivities.look_at_follow_up, LookAtFollowUp(case=road.case)
        )
    except ActivityError as error:
        road.desk.refuse(act, refusal(error))
        return False
    if standing.sentence:
        road.desk.refuse(act, needs_reason(standing.sentence))
    return not standing.sentence


def needs_reason(dispute: str) -> str:
    return f"{dispute} Their decision needs its reason: give --reason."


async def _answered(road: Road, act: AnswerFollowUp) -> None:
    await road.apply(
        act,
        FollowUpActivities.answer_for_side,
        AnswerForSide(
            key=road.act_key("follow-up-answer", act),
            at=workflow.now(),
            actor=act.actor,
            reason=act.reason,
            case=road.case,
            party=act.party,
            outcome=act.outcome,
            value=act.value,
            jobs=act.jobs,
            text=act.text,
        ),
    )
