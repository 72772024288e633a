"""What waits for a person: its next step, and what happens if nobody takes it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from models.case import Phase
from models.deadlines import TermName
from models.frozen import Frozen
from models.ids import CaseId, LetterId, MessageHash
from models.inbound import InboundMessage
from models.letter import Letter, LetterState
from models.task import Task, TaskKind, harm
from runtime.names import Refs, refs_in, spoken
from store.at_stake import MOST as FILES
from store.at_stake import AtStake
from store.read_models import CaseRow
from web.at_risk import at_risk
from web.desk import Desk, Visit
from web.next_step import Step, of_case, of_task
from web.places import case_path, letter_path, task_path
from web.task_acts import MESSAGE

Mails = Mapping[MessageHash, InboundMessage]
MOST: Final = 100
"""Entries on the page; the rest are counted."""
_FILES: Final = frozenset({"proposal", "duplicate", "money"})
"""What the streams of a file begin with."""
_TOLD: Final = 2
"""Terms told with each entry: those that end first."""
_LETTERS: Final = 20


class Waiting(Frozen):
    """An entry: `path` leads to all about it, `step_path` to what is done next.

    `since` orders those of equal harm; `when` says what instant it is.
    """

    rank: int
    since: datetime
    when: str
    what: str
    of: str
    title: str = ""
    detail: str = ""
    path: str
    step: str
    step_path: str
    then: tuple[str, ...]


class Desktop(NamedTuple):
    """`total`: how many there are besides those shown."""

    shown: Sequence[Waiting]
    total: int


class _Seen(NamedTuple):
    visit: Visit
    stake: AtStake
    mails: Mails
    names: Refs


async def waiting(desk: Desk, visit: Visit) -> Desktop:
    """Worst harm first; of equal harm, what has waited longest."""
    opened, stakes = desk.access, desk.access.at_stake
    tasks = sorted(
        await opened.reading.open_tasks(),
        key=lambda one: (harm(one.kind), one.opened_at, one.task),
    )
    shown = tasks[:MOST]
    validating, many = await stakes.in_phase(Phase.VALIDATION)
    soon = await at_risk(desk, visit.now)
    doubtful = await opened.reading.letters(state=LetterState.DOUBTFUL, limit=_LETTERS)
    mails = await stakes.mails(
        [_hash(one) for one in shown if one.stream.startswith(MESSAGE)]
    )
    files = [case for one in shown if (case := _case_of(one, mails))]
    files += [one.case for one in (*validating, *soon)]
    texts = [text for one in shown for text in (one.stream, one.detail)]
    seen = _Seen(
        visit,
        await stakes.of(sorted({*files})),
        mails,
        await refs_in(opened, texts),
    )
    entries = [*_tasks(seen, shown)]
    entries += [_letter(seen, one) for one in doubtful]
    for kind, found in (("at_risk", soon), ("validating", validating)):
        known = {one.step_path for one in entries}
        entries += [
            entry
            for one in found
            if (entry := _file(seen, one, kind)).step_path not in known
        ]
    ordered = sorted(entries, key=lambda one: (one.rank, one.since))
    hidden = len(tasks) - len(shown) + max(0, many - FILES)
    return Desktop(ordered[:MOST], len(entries) + hidden)


def _case_of(task: Task, mails: Mails) -> CaseId | None:
    """The file a task is about; of a mail, the likeliest."""
    if not task.stream.startswith(MESSAGE):
        kind, _, name = task.stream.partition("/")
        return CaseId(name) if kind in _FILES else None
    mail = mails.get(_hash(task))
    return CaseId(mail.guesses[0].case) if mail and mail.guesses else None


def _hash(task: Task) -> MessageHash:
    return MessageHash(task.stream.removeprefix(MESSAGE))


def _tasks(seen: _Seen, tasks: Sequence[Task]) -> Iterator[Waiting]:
    say = seen.visit.say
    for one in tasks:
        named = _case_of(one, seen.mails)
        case = seen.stake.cases.get(named) if named else None
        mail = seen.mails.get(_hash(one))
        own = None if one.stream.startswith(MESSAGE) else case
        step = of_task(one, own, mail, seen.visit)
        of, title = _mail(seen, mail) if mail else _about(seen, one, own)
        yield Waiting(
            rank=harm(one.kind),
            since=one.opened_at,
            when=say("waiting.since", day=say.time(one.opened_at)),
            what=say.of("task", one.kind),
            of=of,
            title=title,
            detail=spoken(one.detail, seen.names),
            path=task_path(one.task),
            step=_said(seen, step),
            step_path=step.path,
            then=(say(f"harm.{harm(one.kind)}"), *_then(seen, case)),
        )


def _about(seen: _Seen, task: Task, case: CaseRow | None) -> tuple[str, str]:
    if case is None:
        return spoken(task.stream, seen.names), ""
    return case.ref, _title(seen, case)


def _mail(seen: _Seen, mail: InboundMessage) -> tuple[str, str]:
    """Who wrote, and about what: a mail has no name but its hash."""
    none = seen.visit.say("mailbox.no_subject")
    if mail.reading is None:
        return mail.mail_from or none, ""
    return mail.reading.sender, mail.reading.subject or none


def _letter(seen: _Seen, letter: Letter) -> Waiting:
    say = seen.visit.say
    rank, path = harm(TaskKind.LETTER_UNPROVEN), letter_path(LetterId(letter.letter))
    return Waiting(
        rank=rank,
        since=letter.written_at,
        when=say("waiting.written", day=say.time(letter.written_at)),
        what=say("waiting.doubtful"),
        of=letter.body or say("proposal.proposer"),
        title=letter.subject,
        path=path,
        step=say("waiting.read"),
        step_path=path,
        then=(say(f"harm.{rank}"), say("waiting.doubtful_then")),
    )


def _file(seen: _Seen, case: CaseRow, kind: str) -> Waiting:
    say, step = seen.visit.say, of_case(case, seen.visit.roles)
    late = case.due_at is not None and case.due_at <= seen.visit.now
    return Waiting(
        rank=harm(TaskKind.VALIDATION_DUE),
        since=case.due_at or case.opened_at,
        when=say("waiting.due", day=say.time(case.due_at))
        if case.due_at
        else say("waiting.opened", day=say.time(case.opened_at)),
        what=say("waiting.overdue" if late else f"waiting.{kind}"),
        of=case.ref,
        title=_title(seen, case),
        path=case_path(case.case),
        step=_said(seen, step),
        step_path=step.path,
        then=_then(seen, case) or (say(f"harm.{harm(TaskKind.VALIDATION_DUE)}"),),
    )


def _said(seen: _Seen, step: Step) -> str:
    say = seen.visit.say
    return say("waiting.read") if step.act == "read" else say(f"act.{step.act}")


def _title(seen: _Seen, case: CaseRow) -> str:
    return case.title.get(seen.visit.say.language) or next(
        iter(case.title.values()), ""
    )


def _then(seen: _Seen, case: CaseRow | None) -> tuple[str, ...]:
    """What ends next in the file, when, and what follows by itself."""
    if case is None:
        return ()
    say, now = seen.visit.say, seen.visit.now
    running = seen.stake.terms.get(case.case, ())
    if running and all(one.ends_at is None for one in running):
        return (say("waiting.stopped"),)
    ends = [(one.ends_at, one.name) for one in running if one.ends_at]
    current = seen.stake.rounds.get(case.case)
    coming = [at for at in current.reminders if at > now] if current else []
    ends += [(at, TermName.INTEREST_REMINDER_1) for at in coming[:1]]
    return tuple(
        say(
            f"if_nothing.{'late' if at <= now else name}",
            day=say.time(at),
            term=say.of("term", name),
        )
        for at, name in sorted(ends)[:_TOLD]
    )
