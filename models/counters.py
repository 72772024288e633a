"""Whether the record is complete: what there is, against what became of it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from pydantic import Field

from models.frozen import Frozen
from models.inbound import Disposition
from models.ledger import Account
from models.letter import LetterState
from models.seal import Head


class Fate(StrEnum):
    """What became of a letter."""

    SENT = "sent"
    PENDING = "pending"
    REFUSED = "refused"


FATES: Final[Mapping[LetterState, Fate]] = MappingProxyType(
    {
        LetterState.READY: Fate.PENDING,
        LetterState.SENDING: Fate.PENDING,
        LetterState.DOUBTFUL: Fate.PENDING,
        LetterState.UNPROVEN: Fate.PENDING,
        LetterState.DEFERRED: Fate.PENDING,
        LetterState.ACCEPTED: Fate.SENT,
        LetterState.REJECTED: Fate.REFUSED,
        LetterState.REFUSED: Fate.REFUSED,
        LetterState.RECALLED: Fate.REFUSED,
    }
)
"""Of every state but BUNDLED, whose letters share the fate of their digest."""


class Line(Frozen):
    """`whole` is to be the sum of `parts`.

    `beside` is told and not counted, `faults` are the first rows that fit nowhere.
    `asked` is false where the other side could not be asked; then it is not judged.
    `remedy` says what to do when it is not well. Sums of money are in cents.
    """

    name: str
    of: str
    whole: int
    parts: dict[str, int]
    beside: dict[str, int] = Field(default_factory=dict)
    faults: tuple[str, ...] = ()
    remedy: str
    money: bool = False
    asked: bool = True

    @property
    def judged(self) -> str:
        if not self.asked:
            return "not asked"
        return "well" if self.well else "not"

    @property
    def well(self) -> bool:
        """Also where it was not asked: nobody said otherwise."""
        return not self.asked or (
            self.whole == sum(self.parts.values()) and not self.faults
        )


class LettersIn(NamedTuple):
    """How many letters are in a state; `digest` is that of the one they leave in."""

    state: LetterState
    digest: LetterState | None
    bundled: bool
    timed: bool
    """Whether it is known when they left."""
    number: int


class Held(NamedTuple):
    """What entries moved in a year from one account to another, in cents."""

    agreement: str
    year: int
    credit: Account
    debit: Account
    cents: int


class YearBudget(NamedTuple):
    """A year's budget as its row has it, and as its acts add up to, in cents."""

    agreement: str
    year: int
    budget: int
    acts: int


def messages_line(
    received: int, proven: Mapping[Disposition, int], faults: Iterable[str]
) -> Line:
    """`proven` are those whose end an act or a task tells of, by disposition."""
    ends = (
        *(Disposition.ACT, Disposition.TASK),
        *(Disposition.FILED, Disposition.QUARANTINED),
    )
    unread = proven.get(Disposition.RECEIVED, 0)
    return Line(
        name="messages",
        of="read",
        whole=received - unread,
        parts={str(end): proven.get(end, 0) for end in ends},
        beside={"not yet read": unread},
        faults=tuple(faults),
        remedy="`starter.py verify`, then `starter.py message NAME` of each one named; "
        "a restart of the worker reads what was left lying",
    )


def letters_line(found: Iterable[LettersIn], faults: Iterable[str]) -> Line:
    rows = tuple(found)
    parts = dict.fromkeys(map(str, Fate), 0)
    for row in rows:
        fate = fate_of(row)
        if fate is not None:
            parts[fate] += row.number
    return Line(
        name="letters",
        of="written",
        whole=sum(row.number for row in rows),
        parts=parts,
        beside={"inside digests": sum(row.number for row in rows if row.bundled)},
        faults=tuple(faults),
        remedy="see their states in `starter.py letters`; `starter.py verify` names "
        "rows that somebody changed",
    )


def fate_of(row: LettersIn) -> Fate | None:
    """None where the states contradict each other, or the instant they left."""
    state = row.state
    if state is LetterState.BUNDLED:
        # A digest that has ended takes those in it along.
        waits = row.digest and FATES.get(row.digest) is Fate.PENDING
        return Fate.PENDING if row.bundled and waits else None
    if (state is LetterState.ACCEPTED) is not row.timed:
        return None
    return FATES[state]


def money_line(years: Iterable[YearBudget], held: Iterable[Held]) -> Line:
    """Budgets as the acts gave them, against where every cent of the rows stands."""
    known = {(one.agreement, one.year): one for one in years}
    standing = {
        place: dict.fromkeys(Account, 0) | {Account.AVAILABLE: one.budget}
        for place, one in known.items()
    }
    for row in held:
        accounts = standing[row.agreement, row.year]
        accounts[row.credit] -= row.cents
        accounts[row.debit] += row.cents
    parts = {
        str(account): sum(one[account] for one in standing.values())
        for account in Account
    }
    return Line(
        name="money",
        of="budgets by their acts",
        whole=sum(one.acts for one in known.values()),
        parts=parts,
        faults=tuple(_unbalanced(known.values(), standing)),
        remedy="`starter.py agreement statement NUMBER YEAR` of each one named, beside "
        "its decrees",
        money=True,
    )


def _unbalanced(
    years: Iterable[YearBudget],
    standing: Mapping[tuple[str, int], Mapping[Account, int]],
) -> Iterator[str]:
    for one in years:
        name = f"{one.agreement}/{one.year}"
        if one.acts != one.budget:
            yield f"{name}: the acts give {one.acts}, its row {one.budget} cents"
        for account, cents in standing[one.agreement, one.year].items():
            if cents < 0:
                yield f"{name}: {account} is {cents} cents"


def events_line(
    number: int, sealed: Iterable[Head], heads: Iterable[Head], seal: int
) -> Line:
    """`sealed` are the chains on the sheet of the last seal, `heads` as they end now.

    The seal holds other chains besides: events alone are counted.
    """
    under = {one.name: one.seq for one in sealed if one.name.startswith(_EVENT)}
    now = {one.name: one.seq for one in heads if one.name.startswith(_EVENT)}
    cut = sorted(name for name, seq in under.items() if now.get(name, 0) < seq)
    return Line(
        name="events",
        of="on record",
        whole=number,
        parts={
            f"under seal {seal}" if seal else "sealed": sum(under.values()),
            "since": sum(seq - under.get(name, 0) for name, seq in now.items()),
        },
        faults=tuple(
            f"{name} was sealed at {under[name]} and ends at {now.get(name, 0)}"
            for name in cut
        ),
        remedy="`starter.py verify` names the chain and number that is missing",
    )


_EVENT: Final = "event/"


def deadlines_line(live: Mapping[str, datetime], waiting: Iterable[str] | None) -> Line:
    """`live` are the streams with a deadline that runs, and when the next one ends.

    `waiting` are those for which the engine waits for an instant; None: not asked.
    """
    timed = set(live) if waiting is None else {*waiting} & set(live)
    return Line(
        name="deadlines",
        of="procedures with a deadline that runs",
        whole=len(live),
        parts={} if waiting is None else {"timers": len(timed)},
        faults=tuple(
            f"{one}: nobody waits for {live[one]:%Y-%m-%d %H:%M} UTC"
            for one in sorted(set(live) - timed)
        ),
        remedy="restart the worker, and look at `starter.py doctor`",
        asked=waiting is not None,
    )
