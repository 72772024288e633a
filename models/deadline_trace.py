"""Which days made a deadline end when it ends: the facts that an explanation tells."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from models.counting import Clock, DayCount
from models.deadline import (
    Deadline,
    Suspension,
    day_count,
    days_of,
    followed,
    free_end,
)
from models.frozen import Frozen
from models.term import TermUnit
from models.working_calendar import DAY, WorkingCalendar, days_between


class Days(Frozen):
    """Days that mattered, and in whose calendar."""

    first: date
    last: date
    countries: tuple[str, ...]
    why: str = ""


class Provisional(Frozen):
    """A year whose days off are not decreed yet, and where (method D10)."""

    year: int
    countries: tuple[str, ...]


class Trace(Frozen):
    """Everything that made a deadline end when it ends."""

    end: datetime | None
    """None while the clock stands still."""
    cut_from: datetime | None = None
    """Where it would end, did the wall not stand before."""
    suspended: tuple[int, ...] = ()
    """How many days, or seconds, each finished suspension gave back."""
    left: int | None = None
    """How many days, or seconds, are left of a clock that stands still."""
    rolled_from: date | None = None
    """Where the count alone would end, when no term may end there."""
    two_days: bool = False
    """Whether a short period was given its second working day (method D9)."""
    holidays: tuple[Days, ...] = ()
    worked: tuple[Days, ...] = ()
    closed: tuple[Days, ...] = ()
    provisional: tuple[Provisional, ...] = ()


@dataclass(frozen=True)
class _Stretch:
    """The days a deadline ran through, and those it was pushed over at its end."""

    days: DayCount
    nominal: date
    passed: tuple[date, ...]
    pushed: tuple[date, ...]
    two_days: bool


def trace(deadline: Deadline, calendar: WorkingCalendar | None) -> Trace:
    """Say what moved a deadline. Raises as `deadline.end`, but not when stopped."""
    running = _as_if_resumed(deadline)
    finish = free_end(running, calendar)
    wall = deadline.wall.at if deadline.wall else finish
    facts = Trace(
        end=None if deadline.stopped else min(finish, wall),
        cut_from=finish if wall < finish and not deadline.stopped else None,
    )
    if deadline.term.exact:
        return facts.model_copy(update=_seconds(deadline, finish))
    days = day_count(running, calendar)
    stretch = _stretch(running, days, deadline.day(finish))
    left = _days_left(deadline, stretch, deadline.day(finish))
    if deadline.stopped:
        finish = deadline.stopped.since
        stretch = _so_far(stretch, deadline.day(finish))
    return facts.model_copy(
        update={
            "suspended": _given_back(deadline, days),
            "left": left,
            "rolled_from": stretch.nominal if stretch.pushed else None,
            "two_days": stretch.two_days,
            "provisional": _provisional(running, days.calendar, finish),
            **_marks(stretch),
        }
    )


def _as_if_resumed(deadline: Deadline) -> Deadline:
    return deadline.model_copy(
        update={
            "suspensions": tuple(
                one.model_copy(update={"until": one.until or one.since})
                for one in deadline.suspensions
            )
        }
    )


def _seconds(deadline: Deadline, finish: datetime) -> dict[str, object]:
    stop = deadline.stopped
    return {
        "suspended": tuple(
            int((one.until - one.since).total_seconds())
            for one in deadline.suspensions
            if one.until is not None
        ),
        "left": int((finish - stop.since).total_seconds()) if stop else None,
    }


def _stretch(deadline: Deadline, days: DayCount, finish: date) -> _Stretch:
    own = deadline.suspensions
    if deadline.extensions:
        own, _ = followed(deadline, deadline.extensions[0])
    counting = replace(days, suspended=days_of(deadline, own))
    first, amount = deadline.day(deadline.base), deadline.term.amount
    nominal = counting.forward(first, amount)
    settled = counting.settled(nominal)
    last = counting.last_day(first, amount)
    passed = [*days_between(first, last)]
    moves = [deadline.day(one.until) for one in deadline.extensions]
    stops = [deadline.day(one.before) for one in deadline.extensions[1:]] + [finish]
    for moved, stop in zip(moves, stops, strict=False):
        passed += days_between(moved, stop)
    return _Stretch(
        days=days,
        nominal=nominal,
        passed=tuple(passed),
        pushed=tuple(days_between(nominal - DAY, settled - DAY)),
        two_days=last != settled,
    )


def _so_far(stretch: _Stretch, stop: date) -> _Stretch:
    """What had happened when the clock stopped; the rest may come out otherwise."""
    passed = tuple(day for day in stretch.passed if day < stop)
    return replace(stretch, passed=passed, pushed=(), two_days=False)


def _given_back(deadline: Deadline, days: DayCount) -> tuple[int, ...]:
    bare = replace(days, suspended=frozenset())
    begun, taken = deadline.day(deadline.base), set[date]()
    counts = []
    for one in deadline.suspensions:
        own = days_of(deadline, (one,)) - taken
        taken |= own
        if one.until is not None:
            counts.append(sum(bare.counts(day) for day in own if day > begun))
    return tuple(counts)


def _days_left(deadline: Deadline, stretch: _Stretch, finish: date) -> int | None:
    stop: Suspension | None = deadline.stopped
    if stop is None:
        return None
    until = finish if deadline.extensions else stretch.nominal
    return sum(1 for _ in stretch.days.counted(deadline.day(stop.since), until))


def _marks(stretch: _Stretch) -> dict[str, tuple[Days, ...]]:
    days, calendar = stretch.days, stretch.days.calendar
    ran = stretch.passed if days.unit is TermUnit.WORKING_DAYS else ()
    touched = sorted({*ran, *stretch.pushed})
    shut = [day for day in touched if _is_shut(days, stretch.pushed, day)]
    off = [
        day
        for day in touched
        if calendar.is_holiday(day) and day not in days.suspended and day not in shut
    ]
    worked = [day for day in ran if day in calendar.worked and days.counts(day)]
    return {
        "holidays": _spans(off, lambda day: _whose_holiday(calendar, day)),
        "worked": _spans(worked, lambda day: _who_works(calendar, day)),
        "closed": tuple(dict.fromkeys(_closed(calendar, shut))),
    }


def _is_shut(days: DayCount, pushed: Iterable[date], day: date) -> bool:
    if day in pushed and days.clock is not Clock.OFFICE:
        return days.calendar.blackout(day) is not None
    return days.pauses(day)


def _closed(calendar: WorkingCalendar, shut: Iterable[date]) -> Iterable[Days]:
    for day in shut:
        for country in calendar.countries:
            closed = country.blackout(day)
            if closed:
                yield Days(
                    first=closed.first,
                    last=closed.last,
                    countries=(country.name,),
                    why=closed.why,
                )


def _whose_holiday(calendar: WorkingCalendar, day: date) -> tuple[str, ...]:
    return tuple(one.name for one in calendar.countries if one.is_holiday(day))


def _who_works(calendar: WorkingCalendar, day: date) -> tuple[str, ...]:
    return tuple(one.name for one in calendar.countries if day in one.worked)


def _spans(
    days: Iterable[date], countries: Callable[[date], tuple[str, ...]]
) -> tuple[Days, ...]:
    spans: list[Days] = []
    for day in days:
        whose = countries(day)
        last = spans[-1] if spans else None
        if last and last.last + DAY == day and last.countries == whose:
            spans[-1] = last.model_copy(update={"last": day})
        else:
            spans.append(Days(first=day, last=day, countries=whose))
    return tuple(spans)


def _provisional(
    deadline: Deadline, calendar: WorkingCalendar, finish: datetime
) -> tuple[Provisional, ...]:
    years = range(deadline.day(deadline.base).year, deadline.day(finish).year + 1)
    return tuple(
        Provisional(
            year=year,
            countries=tuple(
                one.name for one in calendar.countries if year in one.provisional
            ),
        )
        for year in years
        if year in calendar.provisional
    )
