"""What becomes of a message that is no act: filed, a task, or a bounce noted."""

from activities.effects import Done, Effect
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from models.body import AddressHealth, Body
from models.event import EventKind
from models.frozen import Frozen
from models.ids import (
    BodyCode,
    CaseId,
    MessageHash,
    TaskId,
    message_workflow_id,
    proposal_workflow_id,
)
from models.inbound import Conversation, Disposition, InboundMessage
from models.message import Judgement, Match, Reading
from models.round import DeliveryState
from models.task import TaskKind


class MessageRead(Done):
    disposition: Disposition
    task: TaskId | None = None


class Understood(Frozen):
    """A message with all that was found out about it before anything is changed."""

    message: InboundMessage
    copy_of_another: bool
    reading: Reading
    match: Match
    judgement: Judgement
    conversation: Conversation | None
    body: Body | None


async def locked_with_copies(
    unit: UnitOfWork, message: MessageHash
) -> tuple[InboundMessage, bool]:
    """The message, and whether the same mail came by another road and was dealt with.

    All copies are locked in one order, so that two of them cannot both be first.
    """
    known = await unit.messages.find(message)
    copies = await unit.messages.by_content(known.content_key) if known else ()
    others = [copy for copy in copies if copy.message != message]
    dealt_with = any(other.disposition is not Disposition.RECEIVED for other in others)
    return await unit.messages.get(message), dealt_with


def doubt_about(understood: Understood) -> str:
    """Why a person must look, or nothing. Only a strong key acts alone."""
    body, judgement = understood.body, understood.judgement
    if understood.conversation is None:
        return "It could not be matched with a conversation."
    if body is None:
        return "It comes from the proposer, whose letters the desk reads."
    if understood.match.strength != "strong":
        return f"It was matched only by its {understood.match.key}."
    if _domain(understood.reading.sender) != _domain(body.email):
        return f"The sender is not known at {body.code}."
    if judgement.act is None:
        return f"Its intent is unclear ({judgement.why})."
    return ""


def _domain(address: str) -> str:
    return address.rpartition("@")[2].casefold()


async def filed(
    unit: UnitOfWork,
    message: InboundMessage,
    request: Effect,
    why: str,
    *,
    disposition: Disposition = Disposition.FILED,
) -> MessageRead:
    await unit.messages.save(
        message.model_copy(update={"disposition": disposition, "detail": why})
    )
    event = await unit.events.append(
        stream=message_workflow_id(message.message),
        kind=EventKind.MESSAGE_FILED,
        actor=request.actor,
        at=request.at,
        reason=why,
        body={"message": message.message, "disposition": disposition},
    )
    return MessageRead(stamp=event.stamp, disposition=disposition)


async def ask(
    unit: UnitOfWork, understood: Understood, request: Effect, why: str
) -> MessageRead:
    """One task at the desk, with the guess and the words it rests on."""
    message, guess = understood.message, understood.conversation
    task = await open_task(
        unit,
        stream=message_workflow_id(message.message),
        kind=TaskKind.UNCLEAR_MESSAGE if guess else TaskKind.UNMATCHED_MESSAGE,
        at=request.at,
        detail=why + (f" Guess: {guess.case}, {guess.party}." if guess else ""),
    )
    await unit.messages.save(
        message.model_copy(update={"disposition": Disposition.TASK, "detail": why})
    )
    event = await unit.events.append(
        stream=message_workflow_id(message.message),
        kind=EventKind.TASK_OPENED,
        actor=request.actor,
        at=request.at,
        reason=why,
        body={
            "message": message.message,
            "guess": guess.case if guess else None,
            "span": understood.judgement.span,
        },
    )
    return MessageRead(
        stamp=event.stamp,
        disposition=Disposition.TASK,
        task=task.task if task else None,
    )


async def bounced(
    unit: UnitOfWork, understood: Understood, request: Effect
) -> MessageRead:
    """A bounce changes the address's health and the delivery, never the case."""
    conversation, body = understood.conversation, understood.body
    # A late report on an old address says nothing about the one in use.
    permanent = body is not None and any(
        one.permanent and one.address.casefold() in {"", body.email.casefold()}
        for one in understood.reading.bounced
    )
    believed = understood.match.strength == "strong"
    if not (permanent and believed and conversation and body):
        return await filed(unit, understood.message, request, "Bounce, not acted on.")
    await unit.bodies.save(body.model_copy(update={"health": AddressHealth.BAD}))
    case = CaseId(conversation.case)
    await unit.cases.get(case)  # first of all locks, as everywhere
    ended = await undelivered(unit, case, body.code)
    await open_task(
        unit,
        stream=proposal_workflow_id(case),
        kind=TaskKind.ADDRESS_BAD,
        about=body.code,
        at=request.at,
        detail=f"Letters to {body.code} bounce: find its new address.",
    )
    done = await filed(
        unit, understood.message, request, f"Bounce: the address of {body.code} is bad."
    )
    return done.model_copy(update={"poke_cases": (case,) if ended else ()})


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


async def quarantine(
    unit: UnitOfWork, message: InboundMessage, request: Effect
) -> MessageRead:
    """It could not be read: kept, set apart, and put before a person."""
    why = "It cannot be read; the raw message is kept."
    await open_task(
        unit,
        stream=message_workflow_id(message.message),
        kind=TaskKind.UNMATCHED_MESSAGE,
        at=request.at,
        detail=f"{why} Look at it with `starter.py message`, and say what it is.",
    )
    return await filed(unit, message, request, why, disposition=Disposition.QUARANTINED)
