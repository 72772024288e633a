"""How long the secretariat had a proposal before it, told from the record's acts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from models.case import Outcome
from models.event import EventKind
from models.term import Term, TermUnit
from models.worked_days import WorkedDays
from models.working_calendar import DAY


class OfficeStep(StrEnum):
    """What is timed besides the bodies' answers, in the order of the road."""

    RECEIPT = "receipt"
    COMPLETENESS = "completeness"
    COMPLETION = "completion"  # the proposer's, not the secretariat's
    VALIDATION = "validation"
    DISSEMINATION = "dissemination"
    QUESTION = "question"


class CaseAct(NamedTuple):
    """An act on a proposal, and when."""

    kind: EventKind
    at: datetime


class Stretch(NamedTuple):
    """Time in which a step went on; the day a suspension begins is not counted (D1)."""

    start: datetime
    end: datetime
    suspended: bool = False


class End(StrEnum):
    """How a step stands: done, not done yet, or never done within its time."""

    DONE = "done"
    WAITING = "waiting"
    LAPSED = "lapsed"


class Span(NamedTuple):
    """One step, from its first stretch to its last."""

    step: OfficeStep
    stretches: tuple[Stretch, ...]
    end: End = End.DONE

    @property
    def start(self) -> datetime:
        return self.stretches[0].start

    def days(self, worked: WorkedDays) -> int:
        return sum(_days(one, worked) for one in self.stretches)

    def in_time(self, term: Term, worked: WorkedDays, days: int) -> bool:
        """Whether the stretches together, so many working days, fit into the term."""
        if term.exact:
            spent = (one.end - one.start for one in self.stretches)
            return sum(spent, timedelta()).total_seconds() <= term.seconds
        if term.unit is TermUnit.CALENDAR_DAYS:
            passed = (worked.day(one.end) - worked.day(one.start) for one in self[1])
            return sum(passed, timedelta()).days <= term.amount
        return days <= term.amount


def _days(one: Stretch, worked: WorkedDays) -> int:
    first, last = worked.day(one.start), worked.day(one.end)
    return worked.after(first, last - DAY if one.suspended and last > first else last)


def spans(
    acts: Iterable[CaseAct], outcome: Outcome | None, now: datetime
) -> Iterator[Span]:
    """The steps of one proposal, oldest first.

    Completeness runs from the hand-in of a version to the first word on it;
    validation from the first hand-in to the decision, without the time in which the
    proposer, or somebody else, was waited for. What was withdrawn, blocked or lapsed
    before a decision is no step of the office's.

    Args:
        acts: those of `TIMED_KINDS`, in the order of the record.
        outcome: how the case was closed, if it was.
        now: until when steps that are not done yet are measured.
    """
    desk = _Desk(outcome)
    for act in acts:
        yield from _STEPS[act.kind](desk, act.at)
    yield from desk.unfinished(now)


class _Desk:
    """The file as it passes over the desk, act by act."""

    def __init__(self, outcome: Outcome | None) -> None:
        self._outcome = outcome
        self._since: datetime | None = None
        self._version: list[Stretch] = []
        self._before: list[Stretch] = []
        self._returned: datetime | None = None
        self._validated: datetime | None = None

    def handed_in(self, at: datetime) -> Iterator[Span]:
        if self._returned is not None:
            yield Span(OfficeStep.COMPLETION, (Stretch(self._returned, at),))
            self._returned = None
        self._since = at

    def resumed(self, at: datetime) -> Iterator[Span]:
        self._since = at
        yield from ()

    def stopped(self, at: datetime) -> Iterator[Span]:
        self._leave(at, suspended=True)
        yield from ()

    def returned(self, at: datetime) -> Iterator[Span]:
        yield from self.noticed(at)
        self._returned = at

    def noticed(self, at: datetime) -> Iterator[Span]:
        """The version is judged; the review goes on with the next one."""
        yield from self._first_word(at)
        self._leave(at, suspended=True)
        self._before += self._version
        self._version = []

    def validated(self, at: datetime) -> Iterator[Span]:
        yield from self._first_word(at)
        self._leave(at)
        yield from self._decided()
        self._validated = at

    def disseminated(self, at: datetime) -> Iterator[Span]:
        if self._validated is not None:
            yield Span(OfficeStep.DISSEMINATION, (Stretch(self._validated, at),))
            self._validated = None

    def closed(self, at: datetime) -> Iterator[Span]:
        if self._returned is not None and self._outcome is Outcome.LAPSED:
            never = (Stretch(self._returned, at),)
            yield Span(OfficeStep.COMPLETION, never, End.LAPSED)
        if self._outcome is Outcome.REJECTED:
            if self._since is not None:
                yield from self._first_word(at)
                self._leave(at)
            yield from self._decided()
        self._since = self._returned = self._validated = None
        self._version, self._before = [], []

    def unfinished(self, now: datetime) -> Iterator[Span]:
        if self._returned is not None:
            open_ = (Stretch(self._returned, now),)
            yield Span(OfficeStep.COMPLETION, open_, End.WAITING)
        if self._since is not None:
            self._leave(now)
            version = tuple(self._version)
            yield Span(OfficeStep.COMPLETENESS, version, End.WAITING)
            whole = (*self._before, *version)
            yield Span(OfficeStep.VALIDATION, whole, End.WAITING)
        if self._validated is not None:
            open_ = (Stretch(self._validated, now),)
            yield Span(OfficeStep.DISSEMINATION, open_, End.WAITING)

    def _first_word(self, at: datetime) -> Iterator[Span]:
        last = [Stretch(self._since, at)] if self._since is not None else []
        if judged := (*self._version, *last):
            yield Span(OfficeStep.COMPLETENESS, judged)

    def _decided(self) -> Iterator[Span]:
        if whole := [*self._before, *self._version]:
            whole[-1] = whole[-1]._replace(suspended=False)  # the day of the decision
            yield Span(OfficeStep.VALIDATION, tuple(whole))
        self._version, self._before = [], []

    def _leave(self, at: datetime, *, suspended: bool = False) -> None:
        if self._since is not None:
            self._version.append(Stretch(self._since, at, suspended))
            self._since = None


_STEPS: Final[Mapping[EventKind, Callable[[_Desk, datetime], Iterator[Span]]]] = (
    MappingProxyType(
        {
            EventKind.SUBMITTED: _Desk.handed_in,
            EventKind.RESUBMITTED: _Desk.handed_in,
            EventKind.CLOCK_STOPPED: _Desk.stopped,
            EventKind.CLOCK_RESUMED: _Desk.resumed,
            EventKind.RETURNED: _Desk.returned,
            EventKind.REJECTION_NOTIFIED: _Desk.noticed,
            EventKind.VALIDATED: _Desk.validated,
            EventKind.DISSEMINATED: _Desk.disseminated,
            EventKind.CLOSED: _Desk.closed,
            EventKind.WITHDRAWN: _Desk.closed,
        }
    )
)
TIMED_KINDS: Final = tuple(_STEPS)
