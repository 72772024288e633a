"""Stage 2: accepted, returned for completion, or rejected after due notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.collection import CollectionActivities, Registered, Revise
    from activities.validation import (
        Accept,
        NotifyRejection,
        RemindProposer,
        Return,
        ValidationActivities,
    )
    from models.acts import DecideValidation, SubmitRevision, Verdict
    from models.behind import Behind
    from models.case import Outcome, Phase
    from models.task import TaskKind
    from workflows.collection import screen
    from workflows.recovery import notice
    from workflows.road import Road

MOST_RETURNS = 2
"""The third time, a return is the notice of a rejection (method X1)."""


@dataclass
class _Review:
    """How far the review of one proposal has come."""

    road: Road
    registered: Registered
    returns: int = 0
    reminded: int = 0  # the desk, of the version before it


async def validate(road: Road, registered: Registered) -> Outcome | None:
    """None when accepted; else how the proposal ended."""
    behind = road.behind
    review = _Review(road, registered, behind.returns, behind.reminded)
    if ended := await _go_on(review, behind):
        return ended
    while True:
        road.enter(Phase.VALIDATION)
        decision = await _decision(review)
        match decision.verdict:
            case Verdict.ACCEPT:
                if await _accept(road, decision):
                    return None
                continue
            case Verdict.RETURN:
                ended = await _return_or_notify(review, decision)
            case Verdict.REJECT:
                ended = await _reject(review, decision)
            case _:
                assert_never(decision.verdict)
        if ended is not None:
            return ended


async def _go_on(review: _Review, behind: Behind) -> Outcome | None:
    """A case that begins again may be waiting for its proposer."""
    road, due = review.road, behind.until
    if due is None or behind.phase not in {Phase.RETURNED, Phase.REJECTION_NOTICE}:
        return None
    revised = await _revision(road, behind.reminders, due)
    if behind.phase is Phase.RETURNED:
        return await _again(review, revised, otherwise=Outcome.LAPSED)
    if revised is None:
        road.closing = notice(behind)
    return await _again(review, revised, otherwise=Outcome.REJECTED)


async def _decision(review: _Review) -> DecideValidation:
    """Wait for the desk; remind it at the limits, and never decide in its place."""
    road, registered = review.road, review.registered
    road.look_ahead(registered.completeness_due, registered.validation_due)
    dues = [registered.completeness_due, registered.validation_due, None]
    if registered.completeness_due >= registered.validation_due:
        dues.pop(0)  # begun anew, beside what was left of the other
    del dues[: min(review.reminded, len(dues) - 1)]
    review.reminded = 0
    while True:
        came = await road.wait(DecideValidation, until=dues[0])
        if isinstance(came, DecideValidation):
            return came
        dues.pop(0)
        await road.ask(
            TaskKind.VALIDATION_DUE,
            "The time for validating this proposal is running out: decide with "
            "`starter.py validate REF --accept | --return | --reject`.",
            about="overdue" if len(dues) == 1 else "",
        )


async def _accept(road: Road, decision: DecideValidation) -> bool:
    if decision.scores is None:
        road.desk.refuse(decision, "Accepting needs four scores: give --scores.")
        return False
    accepted = await road.apply(
        decision,
        ValidationActivities.accept,
        Accept(
            key=road.act_key("accept", decision),
            at=workflow.now(),
            actor=decision.actor,
            reason=decision.reason,
            case=road.case,
            scores=decision.scores,
        ),
    )
    return accepted is not None


async def _return_or_notify(
    review: _Review, decision: DecideValidation
) -> Outcome | None:
    """The third time it is no return any more, but the notice of a rejection (X1)."""
    step = _return if review.returns < MOST_RETURNS else _reject
    return await step(review, decision)


async def _return(review: _Review, decision: DecideValidation) -> Outcome | None:
    road = review.road
    returned = await road.apply(
        decision,
        ValidationActivities.return_proposal,
        Return(
            key=road.act_key("return", decision),
            at=workflow.now(),
            actor=decision.actor,
            reason=decision.reason,
            case=road.case,
        ),
    )
    if returned is None:
        return None
    review.returns += 1
    road.enter(Phase.RETURNED)
    revised = await _revision(road, returned.reminders, returned.due)
    return await _again(review, revised, otherwise=Outcome.LAPSED)


async def _reject(review: _Review, decision: DecideValidation) -> Outcome | None:
    """First a notice: ten days for observations, which are a revised form (X27).

    Observations came: a rejection answers them, and is the end.
    """
    road = review.road
    if road.grounds is not None:
        road.closing = decision
        return Outcome.REJECTED
    notified = await road.apply(
        decision,
        ValidationActivities.notify_rejection,
        NotifyRejection(
            key=road.act_key("notify-rejection", decision),
            at=workflow.now(),
            actor=decision.actor,
            reason=decision.reason,
            case=road.case,
            scores=decision.scores,
        ),
    )
    if notified is None:
        return None
    road.grounds = decision.reason
    road.enter(Phase.REJECTION_NOTICE)
    revised = await _revision(road, (), notified.due)
    if revised is None:
        road.closing = decision
    return await _again(review, revised, otherwise=Outcome.REJECTED)


async def _again(
    review: _Review, revised: Registered | None, *, otherwise: Outcome
) -> Outcome | None:
    """A revised form is screened and judged anew; without one it is over."""
    if revised is None:
        return otherwise
    review.registered = revised
    return None if await screen(review.road) else Outcome.BLOCKED


async def _revision(
    road: Road, reminders: Sequence[datetime], due: datetime
) -> Registered | None:
    """The next version, or None when its time has passed."""
    road.look_ahead(*reminders, due)
    for until in (*reminders, due):
        while True:
            came = await road.wait(SubmitRevision, until=until)
            if isinstance(came, SubmitRevision):
                revised = await _revise(road, came)
                if revised is None:
                    continue
                return revised
            break
        if until != due:
            await road.do(
                ValidationActivities.remind_proposer,
                RemindProposer(
                    key=road.key("remind-proposer"),
                    at=workflow.now(),
                    case=road.case,
                    due=road.stands(due),
                ),
            )
    return None


async def _revise(road: Road, act: SubmitRevision) -> Registered | None:
    revised = await road.apply(
        act,
        CollectionActivities.revise,
        Revise(
            key=road.act_key("revise", act),
            at=workflow.now(),
            actor=act.actor,
            reason=act.reason,
            case=road.case,
            form=act.form,
        ),
    )
    if revised is not None:
        road.registrars.append(act.actor)
        road.tell(revised.completeness_due, revised.validation_due)
    return revised
