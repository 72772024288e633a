"""A deadline as data: what it was counted from, what stopped it, and who moved it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, Field, model_validator

from models.counting import Clock, DayCount
from models.deadlines import due, end_of
from models.errors import DomainError, TermError
from models.frozen import Frozen
from models.term import Term, TermUnit
from models.working_calendar import WorkingCalendar, days_between


class CalendarVersionError(DomainError):
    """A deadline met another calendar than the one it runs on (method I21)."""


class ClockStoppedError(DomainError):
    """The end of a deadline was asked for while its clock stands still."""


class CalendarRef(Frozen):
    """A calendar by name and version: what a running deadline keeps (I21)."""

    name: str
    version: str


class Suspension(Frozen):
    """Days that do not count because somebody else is waited for.

    The local days of both ends are inside it (method D1).
    """

    party: str = Field(min_length=1, max_length=300)
    reason: str = Field(min_length=1, max_length=2000)
    since: AwareDatetime
    until: AwareDatetime | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until is not None and self.until < self.since:
            raise ValueError("A suspension ends before it begins; exchange its ends.")
        return self


class Extension(Frozen):
    """A decision to end later, by two people (method I7)."""

    at: AwareDatetime
    before: AwareDatetime
    """The end it replaced."""
    until: AwareDatetime
    requester: str = Field(min_length=1, max_length=300)
    approver: str = Field(min_length=1, max_length=300)
    reason: str = Field(min_length=1, max_length=2000)


class Wall(Frozen):
    """The instant nothing passes: a term counted back from a session (method 4.5)."""

    at: AwareDatetime
    term: Term
    session: str
    """What it is counted back from, such as `XV`."""
    calendar: CalendarRef | None = None
    moved_from: AwareDatetime | None = None
    """Where it would have stood, had a closed period not been there (method D3)."""


class Deadline(Frozen):
    """One running term. Instants are aware; days are those of the office's zone."""

    base: AwareDatetime
    term: Term
    calendar: CalendarRef | None = None
    """None only for terms in hours or seconds."""
    zone: str
    clock: Clock = Clock.ANSWER
    suspensions: tuple[Suspension, ...] = ()
    extensions: tuple[Extension, ...] = ()
    wall: Wall | None = None

    @property
    def stopped(self) -> Suspension | None:
        """The suspension that is still open, if any."""
        return next((one for one in self.suspensions if one.until is None), None)

    def day(self, instant: datetime) -> date:
        """The day an instant falls on at the office."""
        return instant.astimezone(ZoneInfo(self.zone)).date()


def begin(
    term: Term,
    base: datetime,
    calendar: WorkingCalendar | None,
    zone: str,
    *,
    clock: Clock = Clock.ANSWER,
    wall: Wall | None = None,
) -> Deadline:
    """A deadline that starts to run, bound to a version of its calendar.

    Raises:
        TermError: a naive base, or days without a calendar.
        CalendarMissingError: the calendar does not reach that far.
    """
    due(term, base, calendar, zone)  # refuses what cannot be counted, at once
    ref = None if term.exact else _ref(calendar)
    return Deadline(
        base=base, term=term, calendar=ref, zone=zone, clock=clock, wall=wall
    )


def end(deadline: Deadline, calendar: WorkingCalendar | None) -> datetime:
    """The last second of a deadline, in UTC.

    Args:
        deadline: with everything that happened to it.
        calendar: the version it runs on; None only for hours and seconds.

    Raises:
        ClockStoppedError: it is suspended, so it has no end yet.
        CalendarVersionError: another calendar than its own.
        CalendarMissingError: the calendar does not reach that far.
    """
    free = free_end(deadline, calendar)
    return free if deadline.wall is None else min(free, deadline.wall.at)


def free_end(deadline: Deadline, calendar: WorkingCalendar | None) -> datetime:
    """Where a deadline would end without its wall. Raises as `end`."""
    if deadline.stopped:
        since = deadline.day(deadline.stopped.since)
        raise ClockStoppedError(
            f"The clock has stood still since {since:%d.%m.%Y}, waiting for"
            f" {deadline.stopped.party}: it has no end until it is resumed."
        )
    if deadline.term.exact:
        return _exact_end(deadline)
    days = day_count(deadline, calendar)
    if deadline.extensions:
        return _extended_end(deadline, days)
    last = days.last_day(deadline.day(deadline.base), deadline.term.amount)
    return end_of(last, deadline.zone)


def day_count(deadline: Deadline, calendar: WorkingCalendar | None) -> DayCount:
    """The days of a deadline, without those its suspensions took.

    Raises:
        CalendarVersionError: another calendar than its own.
    """
    if calendar is None or _ref(calendar) != deadline.calendar:
        wanted, given = _said(deadline.calendar), _said(calendar)
        raise CalendarVersionError(
            f"This deadline runs on calendar {wanted}, and calendar {given} was"
            " given: load its own version, or adopt the new one by a recorded act."
        )
    taken = days_of(deadline, deadline.suspensions)
    return DayCount(calendar, deadline.term.unit, deadline.clock, taken)


def days_of(deadline: Deadline, suspensions: tuple[Suspension, ...]) -> frozenset[date]:
    """Every day inside suspensions, both ends too (D1); of an open one, the first."""
    days: set[date] = set()
    for one in suspensions:
        first = deadline.day(one.since)
        days |= {first, *days_between(first, deadline.day(one.until or one.since))}
    return frozenset(days)


def followed(
    deadline: Deadline, extension: Extension
) -> tuple[tuple[Suspension, ...], tuple[Suspension, ...]]:
    """The suspensions before an extension, and those after: only these push its end."""
    before = tuple(one for one in deadline.suspensions if one.since < extension.at)
    return before, deadline.suspensions[len(before) :]


def counted_back(
    term: Term, instant: datetime, calendar: WorkingCalendar | None, zone: str
) -> datetime:
    """The end of the day that lies a term before an instant, in UTC.

    Calendar days are not rolled (method D8), closed periods not skipped (D3); hours
    and seconds are exact.

    Raises:
        TermError: days without a calendar.
        CalendarMissingError: the calendar does not reach that far back.
    """
    if term.exact:
        return instant.astimezone(UTC) - timedelta(seconds=term.seconds)
    calendar = _needed(term, calendar)
    day = instant.astimezone(ZoneInfo(zone)).date()
    if term.unit is TermUnit.CALENDAR_DAYS:
        return end_of(day - timedelta(days=term.amount), zone)
    return end_of(calendar.back(day, term.amount), zone)


def wall_before(
    session: str,
    instant: datetime,
    term: Term,
    calendar: WorkingCalendar | None,
    zone: str,
) -> Wall:
    """The wall a term before a session; never inside a closed period (method D3).

    Raises as `counted_back`.
    """
    at = counted_back(term, instant, calendar, zone)
    if term.exact:
        return Wall(at=at, term=term, session=session)
    calendar = _needed(term, calendar)
    day = at.astimezone(ZoneInfo(zone)).date()
    closed = calendar.blackout(day)
    moved = end_of(calendar.open_at_or_before(day), zone) if closed else at
    return Wall(
        at=moved,
        term=term,
        session=session,
        calendar=_ref(calendar),
        moved_from=at if closed else None,
    )


def _exact_end(deadline: Deadline) -> datetime:
    lasting, last = deadline.suspensions, None
    if deadline.extensions:
        last = deadline.extensions[-1]
        _, lasting = followed(deadline, last)
    lost = sum((one.until - one.since for one in lasting if one.until), timedelta())
    start = last.until if last else due(deadline.term, deadline.base, None, "UTC")
    return (start + lost).astimezone(UTC)


def _extended_end(deadline: Deadline, days: DayCount) -> datetime:
    last = deadline.extensions[-1]
    before, after = followed(deadline, last)
    if not after:
        return last.until.astimezone(UTC)
    as_decided = replace(days, suspended=days_of(deadline, before))
    decided, until = deadline.day(last.at), deadline.day(last.until)
    left = sum(1 for _ in as_decided.counted(decided, until))
    day = max(until, days.settled(days.forward(decided, left)))
    return _same_hour(last.until, day, deadline.zone)


def _same_hour(instant: datetime, day: date, zone: str) -> datetime:
    hour: time = instant.astimezone(ZoneInfo(zone)).time()
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)


def _needed(term: Term, calendar: WorkingCalendar | None) -> WorkingCalendar:
    if calendar is None:
        raise TermError(f"A term of {term} needs a calendar; load one.")
    return calendar


def _ref(calendar: WorkingCalendar | None) -> CalendarRef | None:
    if calendar is None:
        return None
    return CalendarRef(name=calendar.name, version=calendar.version)


def _said(calendar: CalendarRef | WorkingCalendar | None) -> str:
    return f"{calendar.name} {calendar.version}" if calendar else "none"
