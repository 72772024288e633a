"""What became of the demonstration, and whether anything was lost or doubled."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from models.case import Outcome, Phase
from models.event import GENESIS, EventKind, chain_hash
from models.frozen import Frozen
from models.ids import Ref, proposal_workflow_id
from models.inbound import Disposition, InboundMessage
from models.interest import Answer
from models.letter import Letter, LetterKind, LetterState
from models.session_rules import roman
from runtime.client import Access
from runtime.demo_cast import Cast
from runtime.embedded import OneMachine
from store.read_models import CaseRow

_EVERYTHING = 1_000_000
_SETTLED = frozenset(
    {
        *(LetterState.ACCEPTED, LetterState.REJECTED),
        *(LetterState.REFUSED, LetterState.RECALLED),
    }
)
_WAITING = frozenset({Disposition.RECEIVED, Disposition.TASK, Disposition.QUARANTINED})
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)


class Line(Frozen):
    """One proposal at the end; money in cents."""

    ref: Ref
    title: str
    session: str
    carried: int
    phase: Phase
    outcome: Outcome | None
    answers: dict[str, int]
    money: int
    events: int


class Report(Frozen):
    """`problems`: one sentence for each thing lost or doubled; none is good."""

    lines: tuple[Line, ...]
    letters: dict[str, int]
    messages: dict[str, int]
    sent_by_partners: int
    events: int
    worker_starts: int
    seconds: float
    problems: tuple[str, ...]


async def lost(machine: OneMachine) -> tuple[str, ...]:
    """What is still under way: it must not stay so."""
    counted = await machine.access.reading.counters()
    letters = sum(n for state, n in counted.letters.items() if state not in _SETTLED)
    messages = sum(n for end, n in counted.messages.items() if end in _WAITING)
    pending = machine.mailhost.pending
    said = (
        (letters, f"{letters} letters have not been settled."),
        (messages, f"{messages} messages have no disposition."),
        (pending, f"{pending} mails have not been taken in."),
    )
    return tuple(sentence for number, sentence in said if number)


async def report(machine: OneMachine, cast: Cast, *, seconds: float) -> Report:
    reading = machine.access.reading
    cases = await reading.list_cases()
    letters = await reading.letters(limit=_EVERYTHING)
    messages = await reading.messages(limit=_EVERYTHING)
    counted = await reading.counters()
    answers = [one for case in cases for one in await _answers(machine.access, case)]
    problems = [
        *await lost(machine),
        *(f"{case.ref} was not closed." for case in cases if case.outcome is None),
        *cast.failed,
        *_doubled_answers(answers, letters),
        *_mail(machine, cast, letters, messages),
        *[one for case in cases for one in await _chain(machine.access, case)],
    ]
    return Report(
        lines=tuple([await _line(machine.access, case) for case in cases]),
        letters=dict(sorted(counted.letters.items())),
        messages=dict(sorted(counted.messages.items())),
        sent_by_partners=cast.sent,
        events=counted.events,
        worker_starts=machine.worker.starts,
        seconds=round(seconds, 1),
        problems=tuple(problems),
    )


async def _line(access: Access, case: CaseRow) -> Line:
    async with access.units.read() as unit:
        events = await unit.events.of(proposal_workflow_id(case.case))
        answers = await unit.interests.answers(case.case)
    reserved = [one for one in events if one.kind is EventKind.MONEY_RESERVED]
    result = reserved[-1].body.get("result") if reserved else None
    money = result.get("ministry") if isinstance(result, Mapping) else 0
    return Line(
        ref=case.ref,
        title=case.title.get("it", ""),
        session=roman(int(case.session.rpartition("/")[2])),
        carried=case.carried,
        phase=case.phase,
        outcome=case.outcome,
        answers=dict(Counter("late" if a.late else a.act.value for a in answers)),
        money=money if isinstance(money, int) else 0,
        events=len(events),
    )


async def _answers(access: Access, case: CaseRow) -> Sequence[Answer]:
    async with access.units.read() as unit:
        return await unit.interests.answers(case.case)


def _doubled_answers(answers: Sequence[Answer], letters: Sequence[Letter]) -> list[str]:
    """Each mail is one answer, and each answer has one receipt."""
    by_message = Counter(one.message for one in answers if one.message)
    found = [
        f"Message {message[:12]} was recorded {times} times."
        for message, times in by_message.items()
        if times > 1
    ]
    receipts = sum(one.kind is LetterKind.ANSWER_RECEIPT for one in letters)
    if receipts != len(answers):
        found.append(f"{len(answers)} answers have {receipts} receipts.")
    return found


def _mail(
    machine: OneMachine,
    cast: Cast,
    letters: Sequence[Letter],
    messages: Sequence[InboundMessage],
) -> list[str]:
    """Every letter is in one mailbox once, and every mail sent to us came in once."""
    delivered = _delivered(machine)
    accepted = [one for one in letters if one.state is LetterState.ACCEPTED]
    gone = [one for one in accepted if one.to_address not in cast.bouncing]
    returned = len(accepted) - len(gone)
    found = [
        f"Letter {one.letter} is in {delivered[one.message_id]} mailboxes, not in one."
        for one in gone
        if delivered[one.message_id] != 1
    ]
    ours = {one.message_id for one in letters}
    strange = sum(n for name, n in delivered.items() if name not in ours)
    if strange:
        found.append(f"{strange} letters were delivered that nobody wrote.")
    if len(messages) != cast.sent + returned:
        found.append(
            f"{cast.sent} mails and {returned} bounces were sent to us, and "
            f"{len(messages)} were taken in."
        )
    return found


def _delivered(machine: OneMachine) -> Counter[str]:
    counted: Counter[str] = Counter()
    for address in machine.mailhost.mailboxes():
        for path in machine.mailhost.mailbox(address):
            found = _MESSAGE_ID.search(path.read_bytes())
            counted[found[1].decode() if found else str(path)] += 1
    return counted


async def _chain(access: Access, case: CaseRow) -> list[str]:
    """Recompute the chain of a proposal's events."""
    async with access.units.read() as unit:
        events = await unit.events.of(proposal_workflow_id(case.case))
    before = GENESIS
    for seq, event in enumerate(events, start=1):
        told = event.model_dump(exclude={"hash", "prev_hash"})
        computed = chain_hash(**told, prev_hash=before)
        if (event.seq, event.prev_hash, event.hash) != (seq, before, computed):
            return [f"The record of {case.ref} is broken at event {seq}."]
        before = event.hash
    return []
