"""Stage 5: the ministry's share is checked, reserved, or decided about."""

from datetime import datetime
from typing import assert_never

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.cofinancing import (
        Check,
        Checked,
        ChoiceRecorded,
        CofinancingActivities,
        RecordChoice,
        Reserve,
    )
    from models.acts import CofinancingChoice, DecideCofinancing
    from models.behind import Behind
    from models.case import Phase
    from models.cofinancing import CofinancingStatus
    from models.task import TaskKind
    from workflows.road import Road
    from workflows.steps import Lapsed, Poked


_OVERDUE = (
    "The time for deciding on the co-financing has passed: decide with "
    "`starter.py cofinance REF`."
)


async def secure_cofinancing(road: Road) -> bool:
    """False when the partners need money that is not there and close the case."""
    behind, road.behind = road.behind, Behind()  # told once
    review_at = behind.until if behind.phase is Phase.WAITING_LIST else None
    while True:
        road.enter(Phase.COFINANCING)
        road.more_money = False
        checked = await road.do(
            CofinancingActivities.check,
            Check(key=road.key("check"), at=workflow.now(), case=road.case),
        )
        if not checked.asked:
            return True
        # Refused although the check was FULL: somebody else was faster. Look again.
        full = checked.status is CofinancingStatus.FULL
        settled = (
            await _reserve(road, partial=False) or None
            if full
            else await _short(road, checked, review_at)
        )
        review_at = None
        if settled is not None:
            return settled


async def _short(  # noqa: C901, PLR0912  (one table of what may come)
    road: Road, checked: Checked, review_at: datetime | None
) -> bool | None:
    """Go on, or close, or None: look again at what the agreements have left.

    In the line a poke says that money came free: the first that fits has it. It keeps
    its place there while a person decides once more. `review_at`: it waits there
    already, until then.
    """
    until: datetime | None = review_at or checked.decision_due
    waiting = review_at is not None
    if waiting:
        road.enter(Phase.WAITING_LIST)
    while True:
        in_line = waiting or checked.in_line
        road.look_ahead(until)
        came = await road.wait(DecideCofinancing, until=until, poke=in_line)
        match came:
            case Poked() if road.more_money:
                return None
            case Poked():
                if await _reserve(road, partial=False):
                    return True
            case Lapsed() if waiting:
                return None
            case Lapsed():
                until = None
                await road.ask(TaskKind.SHORT_OF_MONEY, _OVERDUE, about="overdue")
            case DecideCofinancing():
                recorded = await _record(road, came)
                if recorded is None:
                    continue
                if came.choice is not CofinancingChoice.WAIT:
                    return await _go_by(road, came)
                waiting, until = True, recorded.review_at
                road.enter(Phase.WAITING_LIST)
            case _:
                assert_never(came)


async def _go_by(road: Road, decision: DecideCofinancing) -> bool | None:
    if decision.choice is CofinancingChoice.ACCEPT_PARTIAL:
        return await _reserve(road, partial=True) or None
    if decision.choice is CofinancingChoice.CLOSE:
        road.closing = decision
        return False
    return True


async def _record(road: Road, act: DecideCofinancing) -> ChoiceRecorded | None:
    return await road.apply(
        act,
        CofinancingActivities.record_choice,
        RecordChoice(
            key=road.act_key("cofinancing", act),
            at=workflow.now(),
            actor=act.actor,
            reason=act.reason,
            case=road.case,
            choice=act.choice,
        ),
    )


async def _reserve(road: Road, *, partial: bool) -> bool:
    reserved = await road.do(
        CofinancingActivities.reserve,
        Reserve(
            key=road.key("reserve"),
            at=workflow.now(),
            case=road.case,
            partial=partial,
        ),
    )
    if reserved.cents:
        road.money_due = reserved.look_at
    return reserved.reserved
