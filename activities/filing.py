"""What becomes of a message that is no act: filed, a task, or a bounce noted."""

from pydantic import JsonValue

from activities.address_health import NO_CASE, Failure, letter_failed
from activities.bundling import about_session
from activities.effects import Done, Effect
from activities.tasks import open_task
from activities.understanding import Understood
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.event import EventKind
from models.ids import (
    CaseId,
    TaskId,
    message_workflow_id,
)
from models.inbound import Disposition, InboundMessage
from models.letter import Letter, LetterKind
from models.resending import invites
from models.task import TaskKind


class MessageRead(Done):
    disposition: Disposition
    task: TaskId | None = None


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
        body={
            "message": message.message,
            "disposition": disposition,
            **registered(message),
        },
    )
    return MessageRead(stamp=event.stamp, disposition=disposition)


def registered(message: InboundMessage) -> dict[str, JsonValue]:
    """For its event: the entry in their register that a mail tells of."""
    entry = message.reading.registration if message.reading else None
    if entry is None:
        return {}
    on = entry.registered_on.isoformat() if entry.registered_on else None
    return {"registration": {"number": entry.number, "on": on, "office": entry.office}}


async def ask(
    unit: UnitOfWork, understood: Understood, request: Effect, why: str
) -> MessageRead:
    """One task at the desk, with the guess and the words it rests on."""
    message, matched = understood.message, understood.conversation
    opened = await open_task(
        unit,
        stream=message_workflow_id(message.message),
        kind=TaskKind.UNCLEAR_MESSAGE if matched else TaskKind.UNMATCHED_MESSAGE,
        at=request.at,
        detail=f"{why} {_guessed(understood)}".strip(),
        actor=request.actor,
        facts={
            "message": message.message,
            "guess": matched.case if matched else None,
            "guesses": [one.case for one in message.guesses],
            "span": understood.judgement.span,
        },
    )
    await unit.messages.save(
        message.model_copy(update={"disposition": Disposition.TASK, "detail": why})
    )
    return MessageRead(
        stamp=opened.stamp if opened else None,
        disposition=Disposition.TASK,
        task=opened.task.task if opened else None,
    )


def _guessed(understood: Understood) -> str:
    """What to choose from with `--guess`, the likeliest first."""
    said = [
        f"{number}. {one.ref}, {one.party}: {one.why}"
        for number, one in enumerate(understood.message.guesses, start=1)
    ]
    return f"Guesses: {'; '.join(said)}." if said else ""


async def bounced(
    unit: UnitOfWork, writer: LetterWriter, understood: Understood, request: Effect
) -> MessageRead:
    """A bounce acts on the address and the delivery, never on the case itself."""
    body, message = understood.body, understood.message
    final = next((one for one in understood.reading.bounced if one.permanent), None)
    believed = understood.match.strength == "strong"
    cases = cases_of(understood)
    letter = await _returned(unit, understood)
    if letter is not None and letter.kind is LetterKind.SEAL and final and believed:
        return await _auditor_missed(unit, letter, message, request)
    of_session = letter is not None and about_session(letter)
    if final is None or not believed or body is None or not (cases or of_session):
        return await filed(unit, message, request, "Bounce, not acted on.")
    address = final.address or (letter.to_address if letter else "")
    if address and not body.has_address(address):
        why = f"Bounce of an address that {body.code} does not have now."
        return await filed(unit, message, request, why)
    failure = Failure(
        key=request.key,
        at=request.at,
        address=address,
        reason=final.reason,
        said=final.status or "no status given",
        counts=letter is None or invites(letter) or letter.kind is LetterKind.DIGEST,
    )
    if letter is not None and of_session:
        changes = {"stream": letter.stream, "counts": False}
        failed = await letter_failed(
            unit, writer, NO_CASE, body, failure.model_copy(update=changes)
        )
        return await filed(unit, message, request, failed.detail)
    letters, ended = 0, []
    detail = ""
    for case in sorted(cases):  # first of all locks, as everywhere
        await unit.cases.get(case)
    for case in sorted(cases):
        of_case = failure.model_copy(update={"key": f"{request.key}/{case}"})
        failed = await letter_failed(unit, writer, case, body, of_case)
        letters += failed.letters
        ended += [case] if failed.ended else []
        detail = detail or failed.detail
    done = await filed(unit, message, request, detail)
    return done.model_copy(update={"poke_cases": tuple(ended), "letters": letters})


async def _auditor_missed(
    unit: UnitOfWork, letter: Letter, message: InboundMessage, request: Effect
) -> MessageRead:
    """The seal stands all the same; a person finds another address for it."""
    why = "A seal did not reach an auditor: correct the address with `auditor add`."
    await open_task(
        unit,
        stream=letter.stream,
        kind=TaskKind.LETTER_REFUSED,
        about=f"conversation {letter.conversation}",
        at=request.at,
        detail=why,
    )
    return await filed(unit, message, request, why)


async def _returned(unit: UnitOfWork, understood: Understood) -> Letter | None:
    """The letter of ours that a report is about, when it says so."""
    for message_id in understood.reading.original_message_ids:
        letter = await unit.letters.by_message_id(message_id)
        if letter is not None:
            return letter
    return None


def cases_of(understood: Understood) -> tuple[CaseId, ...]:
    """The proposals a mail is about: one, or all those of a digest."""
    conversation = understood.conversation
    if conversation is None or conversation.case is None:
        return understood.items
    return (CaseId(conversation.case),)


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
