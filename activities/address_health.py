"""What a failure says of an address: the second contact is tried, then a person."""

from datetime import datetime

from activities.dossier import open_dossier
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.body import AddressHealth, Body
from models.event import EventKind
from models.frozen import Frozen
from models.ids import SYSTEM, BodyCode, CaseId, proposal_workflow_id
from models.letter import LetterKind
from models.message import BounceReason
from models.round import Delivery, DeliveryState
from models.task import TaskKind

NO_CASE = CaseId("")
"""Of a letter about a session, which invites nobody to answer on a proposal."""


class Failure(Frozen):
    """A final no to a letter. `key` names the letters that follow from it."""

    key: str
    at: datetime
    address: str  # empty: the report does not say which
    reason: BounceReason
    said: str  # in words without people
    counts: bool = True  # the body has not got the invitation by it
    stream: str = ""  # where the task stands; empty: the case


class Failed(Frozen):
    """`ended`: nobody else of the round may still answer; letters written anew."""

    ended: bool = False
    letters: int = 0
    detail: str


async def letter_failed(
    unit: UnitOfWork, writer: LetterWriter, case: CaseId, body: Body, failure: Failure
) -> Failed:
    """Note what failed, and write to the second contact if there is a good one.

    Policy, size and a full mailbox are not the address's fault: it keeps its health.
    The case must be locked before.
    """
    blamed = failure.reason is BounceReason.ADDRESS
    failed_at = (failure.address or body.address).casefold()
    if blamed and not body.has_address(failed_at):
        return Failed(detail=f"An old address of {body.code} bounces.")
    after = _blamed(body, failed_at) if blamed else body
    if after != body:
        await unit.bodies.save(after)
    detail = _told(body, failure, blamed=blamed)
    delivery = await _invited(unit, case, body.code) if failure.counts else None
    if delivery is not None and after.reached and after.address.casefold() != failed_at:
        return await _to_second_contact(unit, writer, delivery, after, failure)
    ended = failure.counts and await undelivered(unit, case, body.code)
    await open_task(
        unit,
        stream=failure.stream or proposal_workflow_id(case),
        kind=TaskKind.ADDRESS_BAD if blamed else TaskKind.LETTER_REFUSED,
        about=body.code,
        at=failure.at,
        detail=_asked(body, failure, blamed=blamed),
    )
    return Failed(ended=ended, detail=detail)


async def _invited(unit: UnitOfWork, case: CaseId, code: BodyCode) -> Delivery | None:
    """The body's delivery, while its answer is still awaited."""
    current = await unit.rounds.current(case)
    if current is None:
        return None
    delivery = await unit.deliveries.find((case, current.number, code))
    awaited = delivery is not None and delivery.state is DeliveryState.WRITTEN
    return delivery if awaited else None


def _blamed(body: Body, address: str) -> Body:
    """The body with the address that failed marked bad."""
    first = address == body.email.casefold()
    field = "health" if first else "second_health"
    return body.model_copy(update={field: AddressHealth.BAD})


async def _to_second_contact(
    unit: UnitOfWork,
    writer: LetterWriter,
    delivery: Delivery,
    body: Body,
    failure: Failure,
) -> Failed:
    """The invitation once more, to the other address; only once."""
    detail = f"The address of {body.code} is bad; its second contact is used."
    if delivery.first_letter is not None:
        first = await unit.letters.find(delivery.first_letter)
        if first and first.to_address.casefold() == body.address.casefold():
            return Failed(detail=detail)
    dossier = await open_dossier(unit, delivery.case)
    current = await unit.rounds.get((delivery.case, delivery.round))
    letter = await writer.to_body(
        unit,
        dossier,
        body,
        LetterKind.DISSEMINATION,
        key=f"{failure.key}/second-contact",
        at=failure.at,
        deadline=current.deadline,
    )
    await unit.deliveries.save(
        delivery.model_copy(update={"first_letter": letter.letter})
    )
    await unit.events.append(
        stream=proposal_workflow_id(delivery.case),
        kind=EventKind.LETTERS_WRITTEN,
        actor=SYSTEM,
        at=failure.at,
        reason=detail,
        body={"purpose": "second-contact", "letters": [letter.letter]},
    )
    return Failed(letters=1, detail=detail)


def _asked(body: Body, failure: Failure, *, blamed: bool) -> str:
    if blamed:
        return (
            f"Letters to {body.code} bounce ({failure.said}): find its new address, "
            "enter it with `starter.py body add`, and write to it."
        )
    return (
        f"A letter to {body.code} was refused ({failure.reason}: {failure.said}). The "
        "address is not to blame: mend the cause, or reach the body another way."
    )


def _told(body: Body, failure: Failure, *, blamed: bool) -> str:
    if blamed:
        return f"Bounce: the address of {body.code} is bad."
    return f"Bounce: a letter to {body.code} was refused ({failure.reason})."


async def undelivered(unit: UnitOfWork, case: CaseId, body: BodyCode) -> bool:
    """Mark the delivery bounced; True when nobody else may still answer."""
    current = await unit.rounds.current(case)
    if current is None:
        return False
    delivery = await unit.deliveries.find((case, current.number, body))
    if delivery is None or delivery.state is not DeliveryState.WRITTEN:
        return False
    await unit.deliveries.save(
        delivery.model_copy(update={"state": DeliveryState.BOUNCED})
    )
    return await unit.deliveries.waiting(case, current.number) == 0
