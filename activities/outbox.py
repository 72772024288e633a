"""What becomes of a letter that did not simply leave: settled, rejected, refused."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from activities.address_health import Failure, letter_failed, undelivered
from activities.bundling import about_no_case, case_of
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.body import Channel
from models.delivery_errors import LetterRejectedError, Refusal
from models.event import EventKind, without_addresses
from models.frozen import Frozen
from models.ids import SYSTEM, CaseId
from models.letter import DIGESTS, Letter, LetterKind, LetterState
from models.message import BounceReason
from models.resending import invites
from models.task import TaskKind

MOST_DOUBTS = 4
"""Sent again so often without a proof, a letter is put before a person instead."""
ACCEPTED_WITHIN = timedelta(minutes=30)
"""A provider's receipt of acceptance comes within minutes."""
SHORTEST_DOUBT = timedelta(minutes=5)

_REASONS = {
    Refusal.ADDRESS: BounceReason.ADDRESS,
    Refusal.SIZE: BounceReason.SIZE,
    Refusal.OTHER: BounceReason.FULL,
}


class Unwritten(Frozen):
    """`ended`: cases in which nobody else may still answer; letters written anew."""

    ended: tuple[CaseId, ...] = ()
    letters: int = 0


async def letters_of(unit: UnitOfWork, letter: Letter) -> Sequence[Letter]:
    """The letters about one case each: this one, or those inside a digest."""
    if letter.kind not in DIGESTS:
        return [letter]
    return await unit.letters.bundled(letter.letter)


async def locked(unit: UnitOfWork, found: Letter) -> Letter:
    """A letter as it stands: its cases are locked first of all, then the letter."""
    if found.kind in DIGESTS:
        cases = {case_of(one) for one in await unit.letters.inside(found.letter)}
    else:
        cases = set() if about_no_case(found) else {case_of(found)}
    for case in sorted(cases):
        await unit.cases.get(case)
    return await unit.letters.get(found.letter)


async def save(unit: UnitOfWork, letter: Letter, **changes: object) -> None:
    """Change a letter; where it ends, those inside it end the same way."""
    after = letter.model_copy(update=changes)
    await unit.letters.save(after)
    shared = {name: changes[name] for name in _SHARED & changes.keys()}
    if letter.kind not in DIGESTS or after.state not in _ENDS or not shared:
        return
    for member in await unit.letters.bundled(letter.letter):
        await unit.letters.save(member.model_copy(update=shared))


_ENDS = frozenset(
    {
        LetterState.ACCEPTED,
        LetterState.REJECTED,
        LetterState.REFUSED,
        LetterState.UNPROVEN,
        LetterState.RECALLED,
    }
)
_SHARED = frozenset({"state", "accepted_at", "reply"})


async def settle(
    unit: UnitOfWork, letter: Letter, at: datetime, settle_after: timedelta
) -> None:
    """Settle a letter in doubt by evidence, then by class.

    The journal copy proves that it left; without one, after a while, the same bytes
    go out again (ordinary mail only promises at least once), a few times at most.
    Certified mail is an act of law each time: it is proved by its receipt, which has
    settled it when it came, or a person looks.
    """
    certified = letter.channel is Channel.PEC
    if await unit.letters.journalled(letter.message_id):
        await save(unit, letter, state=LetterState.ACCEPTED, accepted_at=at)
        verdict = "The journal copy proves that it left."
    elif letter.state is LetterState.SENDING:
        doubted = at + doubt(letter, settle_after)
        await save(unit, letter, state=LetterState.DOUBTFUL, next_at=doubted)
        return
    elif certified or await _doubts(unit, letter) >= MOST_DOUBTS:
        await save(unit, letter, state=LetterState.UNPROVEN)
        verdict = f"Sent {letter.attempts} times without a proof that it left."
        advice = _LOOK_INTO_SENT if certified else "Ask by phone."
        for one in await letters_of(unit, letter):
            about = one.letter if certified else ""
            detail = f"{verdict} {advice}"
            await _ask(unit, one, TaskKind.LETTER_UNPROVEN, at, detail, about=about)
    else:
        await save(unit, letter, state=LetterState.READY, next_at=at)
        verdict = "No evidence that it left: the same bytes are sent again."
    await _note(unit, letter, EventKind.LETTER_SETTLED, at, verdict)


async def _doubts(unit: UnitOfWork, letter: Letter) -> int:
    """How often the letter was in doubt before; deferrals are none."""
    return sum(
        event.kind is EventKind.LETTER_SETTLED
        and event.body.get("letter") == letter.letter
        for event in await unit.events.of(letter.stream)
    )


_LOOK_INTO_SENT = (
    "Look into the certified mailbox's sent folder before sending it again; a receipt "
    "that comes late closes this task."
)


def doubt(letter: Letter, settle_after: timedelta) -> timedelta:
    """How long a letter in doubt waits for evidence."""
    if letter.channel is Channel.PEC:
        return max(settle_after, SHORTEST_DOUBT)
    return settle_after


def receipt_due(letter: Letter, left_at: datetime) -> datetime | None:
    """When the first receipt of a letter that left should have come, if any comes."""
    return left_at + ACCEPTED_WITHIN if letter.channel is Channel.PEC else None


async def reject(
    unit: UnitOfWork,
    writer: LetterWriter,
    letter: Letter,
    at: datetime,
    error: LetterRejectedError,
) -> Unwritten:
    """A final no, by whose fault it is: only the address's costs it its health."""
    members = await letters_of(unit, letter)
    await save(unit, letter, state=LetterState.REJECTED, reply=str(error))
    said = without_addresses(str(error))
    ended: list[CaseId] = []
    letters = 0
    for one in members:
        await _note(unit, one, EventKind.LETTER_REJECTED, at, said)
        if one.body is None:
            whom = "An auditor" if one.kind is LetterKind.SEAL else "The proposer"
            told = f"{whom} cannot be written to: {said}. Find another address."
            await _ask(unit, one, TaskKind.LETTER_REFUSED, at, told)
            continue
        failed = await letter_failed(
            unit,
            writer,
            case_of(one),
            await unit.bodies.get(one.body),
            Failure(
                key=one.letter,
                at=at,
                address=letter.to_address,
                reason=_REASONS.get(error.refusal, BounceReason.POLICY),
                said=said,
                counts=invites(one),
                stream=one.stream,
            ),
        )
        letters += failed.letters
        ended += [case_of(one)] if failed.ended else []
    return Unwritten(ended=tuple(ended), letters=letters)


async def refuse(
    unit: UnitOfWork, letter: Letter, at: datetime, refusal: str
) -> Unwritten:
    """The compliance gate's no."""
    members = await letters_of(unit, letter)
    await save(unit, letter, state=LetterState.REFUSED, reply=refusal)
    ended: list[CaseId] = []
    for one in members:
        await _note(unit, one, EventKind.LETTER_REFUSED, at, refusal)
        await _ask(unit, one, TaskKind.LETTER_REFUSED, at, refusal)
        if not invites(one) or one.body is None:
            continue
        # Silence counts only from a body that has been written to.
        if await undelivered(unit, case_of(one), one.body):
            ended.append(case_of(one))
    return Unwritten(ended=tuple(ended))


async def _ask(
    unit: UnitOfWork,
    letter: Letter,
    kind: TaskKind,
    at: datetime,
    detail: str,
    *,
    about: str = "",
) -> None:
    await open_task(
        unit,
        stream=letter.stream,
        kind=kind,
        at=at,
        detail=detail,
        about=about or letter.body or letter.letter,
    )


async def _note(
    unit: UnitOfWork, letter: Letter, kind: EventKind, at: datetime, reason: str
) -> None:
    await unit.events.append(
        stream=letter.stream,
        kind=kind,
        actor=SYSTEM,
        at=at,
        reason=reason,
        body={"letter": letter.letter, "template": letter.template},
    )
