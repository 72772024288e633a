"""Receipts of certified mail: evidence of what became of our letters, never an act."""

from collections.abc import Sequence
from datetime import datetime

from activities.address_health import Failure, letter_failed
from activities.bundling import case_of
from activities.confirmation import DELIVERED_WITHIN, confirm
from activities.effects import Effect
from activities.filing import MessageRead, ask, filed
from activities.outbox import letters_of, locked, save
from activities.understanding import Understood
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.body import Channel
from models.event import EventKind, instant, without_addresses
from models.evidence import Evidence, ReceiptKind
from models.ids import SYSTEM, CaseId
from models.letter import Letter, LetterState
from models.message import PecFacts, Reading, ReadingKind
from models.receipt_reason import failure_reason
from models.resending import invites

_MESSAGE = "posta-certificata"
_ENDS = frozenset(
    {
        ReceiptKind.NOT_ACCEPTED,
        ReceiptKind.DELIVERED,
        ReceiptKind.NOT_DELIVERED,
        ReceiptKind.VIRUS,
    }
)
_FAILURES = _ENDS - {ReceiptKind.DELIVERED}
_MAY_HAVE_LEFT = frozenset(
    {
        LetterState.SENDING,
        LetterState.DEFERRED,
        LetterState.DOUBTFUL,
        LetterState.UNPROVEN,
    }
)
_LONGEST_WORDS = 200


def is_receipt(reading: Reading) -> bool:
    """Also one dressed as something else: what it is stands in the XML alone.

    What is neither a receipt nor a letter, a person must see as well.
    """
    stated = reading.pec.kind if reading.pec else _MESSAGE
    return reading.kind is ReadingKind.PEC_RECEIPT or stated != _MESSAGE


async def take_receipt(
    unit: UnitOfWork,
    writer: LetterWriter,
    understood: Understood,
    request: Effect,
    *,
    attested: bool,
) -> MessageRead:
    """Evidence, its event and its consequences; or a task, and no change at all.

    Args:
        unit: the transaction of the message.
        writer: writes to a second contact.
        understood: the message.
        request: the effect.
        attested: a provider we trust stands behind it.
    """
    facts = understood.reading.pec
    message = understood.message
    if facts is not None and facts.kind == ReceiptKind.TAKEN_IN_CHARGE:
        return await filed(unit, message, request, "Certified mail passed on.")
    if facts is None or (why := _doubt(facts, attested=attested)):
        return await ask(unit, understood, request, why if facts else _UNREAD)
    found = await unit.letters.by_message_id(facts.message_id)
    if found is None or not _about(facts, found):
        return await ask(unit, understood, request, _NOT_OURS)
    letter = await locked(unit, found)
    members = await letters_of(unit, letter)
    message = message.model_copy(update={"conversation": letter.conversation})
    evidence = _evidence(facts, letter, understood)
    before = await unit.evidence.of_letter(letter.letter)
    if any(_same(one, evidence) for one in before):
        return await filed(unit, message, request, "The same receipt again.")
    await unit.evidence.add(evidence)
    done = await filed(unit, message, request, f"Certified mail: {facts.kind}.")
    for one in members:
        await _remember(unit, one, evidence, request.at)
    late = await _settle(unit, letter, before, facts, request.at)
    await confirm(unit, members, request.at)
    if facts.kind in _FAILURES:
        done = await _failed(unit, writer, members, facts, request, done)
    return done.model_copy(update={"poke_post": late})


_UNREAD = "It says that it is a receipt of certified mail, and nothing else."
_NOT_OURS = "A receipt of certified mail that names no letter of ours to this address."


def _doubt(facts: PecFacts, *, attested: bool) -> str:
    """Why a receipt proves nothing, or nothing."""
    if facts.kind == _MESSAGE:
        return "A certified letter under the headers of a receipt."
    if facts.kind not in set(ReceiptKind):
        return f"Certified mail of no known kind ({facts.kind})."
    if not attested:
        return (
            f"It says that it is certified mail's {facts.kind}, and no provider we "
            f"trust stands behind it (signature {facts.signature})."
        )
    if facts.at is None or not facts.message_id:
        return "A receipt of certified mail without its time or its letter."
    return ""


def _about(facts: PecFacts, letter: Letter) -> bool:
    """A receipt that names our letter's id may be about another sender's letter."""
    to = letter.to_address.casefold()
    return (
        letter.channel is Channel.PEC
        and facts.sender.casefold() == letter.envelope_from.casefold()
        and to in {one.address.casefold() for one in facts.recipients}
        and facts.delivered_to.casefold() in {"", to}
    )


def _evidence(facts: PecFacts, letter: Letter, understood: Understood) -> Evidence:
    return Evidence(
        message=understood.message.message,
        letter=letter.letter,
        kind=facts.kind,
        at=facts.at or understood.message.received_at,
        issuer=facts.provider or facts.signer,
        recipient=facts.delivered_to,
        identifier=facts.identifier,
        signature=facts.signature,
        detail=facts.detail,
    )


def _same(one: Evidence, other: Evidence) -> bool:
    return one.model_copy(update={"message": other.message}) == other


async def _remember(
    unit: UnitOfWork, letter: Letter, evidence: Evidence, at: datetime
) -> None:
    """On the case."""
    await unit.events.append(
        stream=letter.stream,
        kind=EventKind.EVIDENCE_RECEIVED,
        actor=SYSTEM,
        at=at,
        reason=without_addresses(evidence.detail)[:_LONGEST_WORDS],
        body={
            "letter": letter.letter,
            "kind": evidence.kind,
            "at": instant(evidence.at),
            "issuer": evidence.issuer,
            "identifier": evidence.identifier,
            "signature": evidence.signature,
            "message": evidence.message,
        },
    )


async def _settle(
    unit: UnitOfWork,
    letter: Letter,
    before: Sequence[Evidence],
    facts: PecFacts,
    at: datetime,
) -> bool:
    """Any receipt proves that it left. Whether the post office must look again."""
    changes: dict[str, object] = {}
    if facts.kind == ReceiptKind.NOT_ACCEPTED:
        changes["state"] = LetterState.REJECTED
    elif letter.state in _MAY_HAVE_LEFT:
        changes["state"] = LetterState.ACCEPTED
        changes["accepted_at"] = letter.accepted_at or at
    ended = facts.kind in _ENDS or any(one.kind in _ENDS for one in before)
    due = letter.receipt_due
    if ended:
        due = None
    elif facts.kind == ReceiptKind.ACCEPTED:
        due = at + DELIVERED_WITHIN if _certified(facts, letter) else None
    await save(unit, letter, **changes, receipt_due=due)
    # The timer in force looks at 30 minutes; after that nothing else would.
    return due is not None and letter.receipt_due is None


def _certified(facts: PecFacts, letter: Letter) -> bool:
    """An ordinary mailbox gives no receipt of delivery."""
    to = letter.to_address.casefold()
    return any(one.certified for one in facts.recipients if one.address == to)


async def _failed(
    unit: UnitOfWork,
    writer: LetterWriter,
    members: Sequence[Letter],
    facts: PecFacts,
    request: Effect,
    done: MessageRead,
) -> MessageRead:
    """It will not arrive: the address, the second contact, or a person."""
    ended: list[CaseId] = []
    letters = 0
    for one in members:
        if one.body is None:
            continue
        failure = Failure(
            key=f"{request.key}/{one.letter}",
            at=request.at,
            address=one.to_address,
            reason=failure_reason(facts),
            said=without_addresses(facts.detail or facts.error)[:_LONGEST_WORDS],
            counts=invites(one),
            stream=one.stream,
        )
        body = await unit.bodies.get(one.body)
        failed = await letter_failed(unit, writer, case_of(one), body, failure)
        letters += failed.letters
        ended += [case_of(one)] if failed.ended else []
    return done.model_copy(update={"letters": letters, "poke_cases": tuple(ended)})
