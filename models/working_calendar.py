"""The days on which offices work: one country's, or those two countries share."""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import reduce
from typing import Final, Self

from pydantic import Field, field_serializer, model_validator

from models.blackout import Blackout
from models.errors import CalendarMissingError, TermError
from models.frozen import Frozen

DAY: Final = timedelta(days=1)
SATURDAY_AND_SUNDAY: Final = frozenset({5, 6})
_DIGITS: Final = 12


class WorkingCalendar(Frozen):
    """The working days of one country, or of two, for the years it holds.

    A day is worked unless it is in `off`, or falls on the `weekend` and is not in
    `worked` (Russia works some Saturdays). `blackouts` change no working day: what
    they stop is for a deadline to say (method D3). Its JSON is canonical: two equal
    calendars have the same text.
    """

    name: str
    version: str
    """Changes with every change of the data; a running deadline keeps its own (I21)."""
    off: frozenset[date]
    worked: frozenset[date] = frozenset()
    years: frozenset[int]
    provisional: frozenset[int] = frozenset()
    """Years whose days off are not decreed yet (method D10)."""
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
    """As `date.weekday` counts."""
    blackouts: tuple[Blackout, ...] = ()
    source: str = ""
    """Where the data come from, such as a library and its version; not content."""
    parts: "tuple[WorkingCalendar, ...]" = Field(default=(), repr=False)
    """The calendars of the countries, when it is a joint one."""

    @model_validator(mode="after")
    def _no_day_is_both(self) -> Self:
        if self.off & self.worked:
            raise ValueError(
                f"Calendar {self.name} has days both off and worked; correct its data."
            )
        return self

    @field_serializer("off", "worked")
    def _days_in_order(self, days: frozenset[date]) -> list[date]:
        return sorted(days)  # a set has another order in every process

    @field_serializer("years", "provisional", "weekend")
    def _numbers_in_order(self, numbers: frozenset[int]) -> list[int]:
        return sorted(numbers)

    @property
    def countries(self) -> "tuple[WorkingCalendar, ...]":
        """The calendars it is made of: itself, unless it is a joint one."""
        return self.parts or (self,)

    @property
    def digest(self) -> str:
        """A short hash of the whole content; names, versions and sources aside."""
        aside = {"name", "version", "source"}
        content = self.model_dump_json(exclude=aside | {"parts"})
        content += "".join(part.digest for part in self.parts)
        return hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]

    def is_working(self, day: date) -> bool:
        """Whether offices work on that day; in a blackout they do.

        Raises:
            CalendarMissingError: the calendar has no data for that year.
        """
        self.require(day)
        if day in self.off:
            return False
        return day.weekday() not in self.weekend or day in self.worked

    def is_holiday(self, day: date) -> bool:
        """Whether the day is off and would otherwise be worked. Raises likewise."""
        self.require(day)
        return day in self.off and day.weekday() not in self.weekend

    def blackout(self, day: date) -> Blackout | None:
        """The closed period that holds the day, if any. Raises as `is_working`."""
        self.require(day)
        return next((one for one in self.blackouts if day in one), None)

    def add(self, start: date, n: int) -> date:
        """The n-th working day after `start`, which itself does not count.

        With n = 0 the day itself, or the next working day (Reg. 1182/71 art. 3,
        method D16).

        Raises:
            TermError: n is negative; count with `back`.
            CalendarMissingError: the count leaves the years of the calendar.
        """
        if n == 0:
            return self.at_or_after(start)
        return self._walk(start, n, DAY)

    def back(self, start: date, n: int) -> date:
        """The n-th working day before `start`, which itself does not count.

        With n = 0 the day itself, or the working day before it; blackouts are not
        skipped (method D3). Raises as `add`.
        """
        if n == 0:
            return self.at_or_before(start)
        return self._walk(start, n, -DAY)

    def at_or_after(self, day: date) -> date:
        """The day itself when worked, else the next working day."""
        return day if self.is_working(day) else self._walk(day, 1, DAY)

    def at_or_before(self, day: date) -> date:
        """The day itself when worked, else the working day before it."""
        return day if self.is_working(day) else self._walk(day, 1, -DAY)

    def open_at_or_after(self, day: date) -> date:
        """The first working day from this one on that no blackout holds."""
        return self._open(day, DAY)

    def open_at_or_before(self, day: date) -> date:
        """The last working day up to this one that no blackout holds (D3)."""
        return self._open(day, -DAY)

    def _open(self, day: date, step: timedelta) -> date:
        while not self.is_working(day) or self.blackout(day):
            day += step
        return day

    def _walk(self, start: date, n: int, step: timedelta) -> date:
        if n < 0:
            raise TermError("A count of working days is zero or more; correct it.")
        self.require(start)
        day = start
        while n:
            day += step
            n -= self.is_working(day)
        return day

    def require(self, day: date) -> None:
        """Refuse a day of a year without data.

        Raises:
            CalendarMissingError: the calendar does not hold that year.
        """
        if day.year not in self.years:
            raise CalendarMissingError(
                f"Calendar {self.name} has no data for {day.year}; load that year"
                " before setting a deadline in it."
            )


def joint(a: WorkingCalendar, b: WorkingCalendar) -> WorkingCalendar:
    """The days worked in both calendars, for the years both hold."""
    parts = a.countries + b.countries
    years = reduce(frozenset.intersection, (part.years for part in parts))
    weekend = a.weekend | b.weekend
    # A rest day of the joint weekend is one of some country: only if listed there.
    exceptions = {day for part in parts for day in part.worked if day.year in years}
    return WorkingCalendar(
        name=f"{a.name}+{b.name}",
        version=f"{a.version}+{b.version}",
        off=frozenset(day for day in a.off | b.off if day.year in years),
        worked=frozenset(
            day
            for day in exceptions
            if day.weekday() in weekend and all(one.is_working(day) for one in parts)
        ),
        years=years,
        provisional=(a.provisional | b.provisional) & years,
        weekend=weekend,
        blackouts=tuple(
            sorted({*a.blackouts, *b.blackouts}, key=lambda one: (one.first, one.last))
        ),
        source=" + ".join(dict.fromkeys(filter(None, (a.source, b.source)))),
        parts=parts,
    )


def days_between(after: date, until: date) -> Iterator[date]:
    """The days after one day, up to and including another."""
    for offset in range(1, (until - after).days + 1):
        yield after + timedelta(days=offset)
