"""The proposals of a partner's page, and whether each still waits for an answer."""

from datetime import datetime

from activities.body_history import successor_of
from activities.dossier import read_form
from activities.letter_sheet import said_in
from activities.senders import body_of
from models.ids import BodyCode, CaseId
from models.inbound import Conversation
from models.interest import standing
from models.partner_page import AskedItem, AskedState
from models.round import Delivery, DeliveryState, Round
from store.unit_of_work import SqlUnitOfWork


async def asked_items(
    unit: SqlUnitOfWork, conversation: Conversation, language: str, now: datetime
) -> list[AskedItem]:
    """The proposals that the body was asked about; none for anybody else."""
    body = body_of(conversation.party)
    if body is None:
        return []
    body = await successor_of(unit, body)
    alone = conversation.case is not None
    cases = (
        [CaseId(str(conversation.case))]
        if alone
        else await unit.conversations.items(conversation.number)
    )
    return [
        await _item(unit, case, body, 0 if alone else position, language, now)
        for position, case in enumerate(cases, start=1)
    ]


async def _item(
    unit: SqlUnitOfWork,
    case: CaseId,
    body: BodyCode,
    position: int,
    language: str,
    now: datetime,
) -> AskedItem:
    known = await unit.cases.get(case)
    form = await read_form(unit, known.form)
    current = await unit.rounds.current(case)
    delivery = (
        await unit.deliveries.find((case, current.number, body)) if current else None
    )
    said = standing(await unit.interests.answers(case)).get(body)
    return AskedItem(
        position=position,
        ref=known.ref,
        title=said_in(form.title, language),
        state=_state(current, delivery, now),
        deadline=current.deadline if current and delivery else None,
        act=said.act if said else None,
        answered_at=said.received_at if said else None,
        contribution=said.contribution if said else None,
    )


def _state(
    current: Round | None, delivery: Delivery | None, now: datetime
) -> AskedState:
    if current is None or delivery is None:
        return AskedState.NOT_ASKED
    if delivery.state is DeliveryState.RECALLED:
        return AskedState.RECALLED
    if current.closed_at is not None or now > current.grace_end:
        return AskedState.OVER
    return AskedState.OPEN if now <= current.deadline else AskedState.GRACE
