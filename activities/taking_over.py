"""What passes from a body to its successor: agreements, deliveries, words, a yes."""

from datetime import datetime

from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from models.body import Body
from models.body_history import merged
from models.case import Case
from models.ids import BodyCode, CaseId, proposal_workflow_id
from models.interest import Interest, standing
from models.round import Delivery, DeliveryState
from models.task import TaskKind


async def take_agreements(unit: UnitOfWork, old: Body, new: Body) -> list[str]:
    """They keep their numbers, and with them what is reserved and promised."""
    taken: list[str] = []
    for agreement in await unit.agreements.of_corridor(old.corridor):
        if agreement.body == old.code:
            await unit.agreements.save(agreement.model_copy(update={"body": new.code}))
            taken.append(agreement.number)
    return taken


async def take_delivery(
    unit: UnitOfWork,
    delivery: Delivery,
    own: Delivery | None,
    new: Body,
    *,
    interested: bool,
) -> None:
    gone = delivery.model_copy(update={"state": DeliveryState.RECALLED})
    await unit.deliveries.save(gone)
    if own is None:
        taken = {
            "body": new.code,
            "why": f"successor of {delivery.body}: {delivery.why}",
        }
        await unit.deliveries.add(delivery.model_copy(update=taken))
        return
    already = await unit.interests.find((own.case, own.body))
    changes: dict[str, object] = {}
    if delivery.state is DeliveryState.ANSWERED:
        changes["state"] = DeliveryState.ANSWERED
    if interested and already is None:  # the money is promised under that agreement
        changes["agreement"] = delivery.agreement
    if changes:
        await unit.deliveries.save(own.model_copy(update=changes))


async def take_answer(
    unit: UnitOfWork, case: CaseId, old: BodyCode, new: BodyCode
) -> None:
    """What the predecessor said last is the successor's word, unless it has its own."""
    answers = await unit.interests.answers(case)
    last = standing(answers)
    if old not in last or new in last:
        return
    number = 1 + sum(one.body == new for one in answers)
    await unit.interests.record(
        last[old].model_copy(update={"body": new, "number": number})
    )


async def take_interest(
    unit: UnitOfWork,
    case: Case,
    interest: Interest,
    new: BodyCode,
    at: datetime,
) -> str:
    """A sentence when both had promised something."""
    own = await unit.interests.find((case.case, new))
    for one in await unit.interests.of(case.case):
        if one.lead == interest.body:
            lead = None if one.body == new else new
            await unit.interests.save(one.model_copy(update={"lead": lead}))
            own = one.model_copy(update={"lead": lead}) if one.body == new else own
    await unit.interests.remove(case.case, interest.body)
    if own is None:
        await unit.interests.add(interest.model_copy(update={"body": new}))
        return ""
    await unit.interests.save(merged(interest, own))
    latest = await unit.cases.get(case.case)
    fewer = max(latest.interests - 1, 1) if latest.interests else 0
    await unit.cases.save(latest.model_copy(update={"interests": fewer}))
    said = (
        "both had said yes; what they promised is added up. Check the shares with"
        " `starter.py cofinance check`."
    )
    await open_task(
        unit,
        stream=proposal_workflow_id(case.case),
        kind=TaskKind.BODY_MERGED,
        at=at,
        detail=f"{interest.body} and {new} have become one; {said}",
        about=interest.body,
    )
    return said
