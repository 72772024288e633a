"""What a programme holds and leaves: its cases, its hand-over list, its balance."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from models.frozen import Frozen
from models.programme import WorkProgramme
from models.proposal_parts import Line


class SubjectKind(StrEnum):
    """What belongs to a programme, or is handed over by it."""

    CYCLE = "cycle"
    PROPOSAL = "proposal"
    UNDERTAKING = "undertaking"
    BARRIER = "barrier"
    AGREEMENT_YEAR = "agreement-year"


class OpenItem(Frozen):
    """Something unfinished when a programme ends (method X18)."""

    kind: SubjectKind
    item: str
    guideline: int | None = None
    what: Line


class Destination(Frozen):
    """The co-chairs' decision: on under a guideline of the next, or closed."""

    programme: str | None = None
    guideline: int | None = None
    closed_because: str = Field(default="", max_length=500)


class HandOverLine(NamedTuple):
    """One row of the list: an item and where it goes; None while undecided."""

    item: OpenItem
    to: Destination | None
    sentence: str


class HandOver(NamedTuple):
    """The list the co-chairs decide on at the end of a programme."""

    lines: tuple[HandOverLine, ...]
    problems: tuple[str, ...]

    @property
    def undecided(self) -> tuple[str, ...]:
        return tuple(line.item.item for line in self.lines if line.to is None)


def hand_over(
    items: Iterable[OpenItem],
    decided: Mapping[str, Destination],
    successor: WorkProgramme | None,
) -> HandOver:
    """Which open item goes where (method 54, X18).

    A decision that cannot be carried out leaves its item undecided, with a sentence
    that says why. An agreement year is closed in its own books: it needs no decision.
    """
    lines: list[HandOverLine] = []
    problems: list[str] = []
    for item in sorted(items, key=lambda one: (one.kind, one.item)):
        to = decided.get(item.item)
        problem = _destination_problem(item, to, successor) if to else None
        if problem:
            problems.append(problem)
            to = None
        lines.append(_line(item, to))
    known = {line.item.item for line in lines}
    problems += [
        f"{item} is decided but is no open item; remove the decision."
        for item in sorted(decided.keys() - known)
    ]
    return HandOver(tuple(lines), tuple(problems))


class Progress(Frozen):
    """How far one proposal of a programme came."""

    case: str
    guideline: int
    presented: bool
    signed: bool


class BalanceLine(NamedTuple):
    """Promised, presented, signed: never mixed (method 88)."""

    promised: int
    presented: int
    signed: int


class Balance(NamedTuple):
    """The counts of a programme, by guideline and in all."""

    by_guideline: dict[int, BalanceLine]
    total: BalanceLine


def balance(work: WorkProgramme, progress: Iterable[Progress]) -> Balance:
    """What a programme promised and what became of it.

    A case counts once, under its guideline, however often it is reported; signed ones
    were presented. A guideline the programme does not have shows with 0 promised.
    """
    cases = {one.case: one for one in progress}.values()
    presented = Counter(one.guideline for one in cases if one.presented or one.signed)
    signed = Counter(one.guideline for one in cases if one.signed)
    promised = {one.number: one.promised for one in work.guidelines}
    lines = {
        number: BalanceLine(promised.get(number, 0), presented[number], signed[number])
        for number in sorted({*promised, *presented})
    }
    total = BalanceLine(
        sum(promised.values()), sum(presented.values()), sum(signed.values())
    )
    return Balance(lines, total)


def _destination_problem(
    item: OpenItem, to: Destination, successor: WorkProgramme | None
) -> str | None:
    if to.programme is None:
        if to.closed_because.strip():
            return None
        return f"{item.item} is closed without a reason; write it."
    if successor is None or to.programme != successor.code:
        return f"{item.item} goes to {to.programme}, which is not the next programme."
    if item.kind is SubjectKind.PROPOSAL and (
        to.guideline is None or successor.guideline(to.guideline) is None
    ):
        return f"{item.item} needs a guideline of {successor.code}; choose one."
    return None


def _line(item: OpenItem, to: Destination | None) -> HandOverLine:
    if to is None and item.kind is SubjectKind.AGREEMENT_YEAR:
        to = Destination(closed_because="closed in the books of its agreement")
    if to is None:
        return HandOverLine(item, None, f"{item.item}: undecided; the co-chairs decide")
    if to.programme is None:
        return HandOverLine(item, to, f"{item.item}: closed, {to.closed_because}")
    under = f", guideline {to.guideline}" if to.guideline else ""
    return HandOverLine(item, to, f"{item.item}: goes to {to.programme}{under}")
