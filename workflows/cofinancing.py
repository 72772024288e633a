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
    from models.case import Phase
    from models.cofinancing import CofinancingStatus
    from models.task import TaskKind
    from workflows.road import Road


async def secure_cofinancing(road: Road) -> bool:
    """False when the partners need money that is not there and close the case."""
    while True:
        road.enter(Phase.COFINANCING)
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
            else await _short(road, checked)
        )
        if settled is not None:
            return settled


async def _short(road: Road, checked: Checked) -> bool | None:
    """Go on, or close, or None: look again at what the agreements have left."""
    decision, recorded = await _decide(road, checked)
    match decision.choice:
        case CofinancingChoice.GO_WITHOUT:
            return True
        case CofinancingChoice.CLOSE:
            road.closing = decision
            return False
        case CofinancingChoice.ACCEPT_PARTIAL:
            return await _reserve(road, partial=True) or None
        case CofinancingChoice.WAIT:
            road.enter(Phase.WAITING_LIST)
            await road.wait(until=recorded.review_at, poke=True)
            return None
        case _:
            assert_never(decision.choice)


async def _decide(
    road: Road, checked: Checked
) -> tuple[DecideCofinancing, ChoiceRecorded]:
    until: datetime | None = checked.decision_due
    while True:
        came = await road.wait(DecideCofinancing, until=until)
        if not isinstance(came, DecideCofinancing):
            await road.ask(
                TaskKind.SHORT_OF_MONEY,
                "The time for deciding on the co-financing has passed: decide with "
                "`starter.py cofinance REF`.",
            )
            until = None
            continue
        recorded = await road.apply(
            came,
            CofinancingActivities.record_choice,
            RecordChoice(
                key=road.act_key("cofinancing", came),
                at=workflow.now(),
                actor=came.actor,
                reason=came.reason,
                case=road.case,
                choice=came.choice,
            ),
        )
        if recorded is not None:
            return came, recorded


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
    if reserved.reserved:
        road.reservation_lapses = reserved.lapses_at
    return reserved.reserved
