"""The days on which offices work: one country's, or those two countries share."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Self

from pydantic import model_validator

from models.errors import CalendarMissingError, TermError
from models.frozen import Frozen

SATURDAY: Final = 5
"""The first day of the weekend, as `date.weekday` counts."""

_DAY: Final = timedelta(days=1)


class WorkingCalendar(Frozen):
    """The working days of one country, or of two, for the years it holds.

    Monday to Friday are worked unless in `off`; Saturday and Sunday only when in
    `worked` (Russia works some Saturdays).
    """

    name: str
    version: str
    """Changes with every change of the data; a running deadline keeps its own (I21)."""
    off: frozenset[date]
    worked: frozenset[date] = frozenset()
    years: frozenset[int]
    provisional: frozenset[int] = frozenset()
    """Years whose transfers are not decreed yet (method D10)."""

    @model_validator(mode="after")
    def _no_day_is_both(self) -> Self:
        if self.off & self.worked:
            raise ValueError(
                f"Calendar {self.name} has days both off and worked; correct its data."
            )
        return self

    def is_working(self, day: date) -> bool:
        """Whether offices work on that day.

        Raises:
            CalendarMissingError: the calendar has no data for that year.
        """
        if day.year not in self.years:
            raise CalendarMissingError(
                f"Calendar {self.name} has no data for {day.year}; load that year"
                " before setting a deadline in it."
            )
        if day in self.off:
            return False
        return day.weekday() < SATURDAY or day in self.worked

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
        return self._walk(start, n, _DAY)

    def back(self, start: date, n: int) -> date:
        """The n-th working day before `start`, which itself does not count.

        With n = 0 the day itself, or the working day before it. Raises as `add`.
        """
        if n == 0:
            return start if self.is_working(start) else self._walk(start, 1, -_DAY)
        return self._walk(start, n, -_DAY)

    def at_or_after(self, day: date) -> date:
        """The day itself when worked, else the next working day."""
        return day if self.is_working(day) else self._walk(day, 1, _DAY)

    def working_days(self, after: date, until: date) -> int:
        """How many working days lie after one day up to and including another."""
        return sum(map(self.is_working, days_between(after, until)))

    def _walk(self, start: date, n: int, step: timedelta) -> date:
        if n < 0:
            raise TermError("A count of working days is zero or more; correct it.")
        day = start
        while n:
            day += step
            n -= self.is_working(day)
        return day


def joint(a: WorkingCalendar, b: WorkingCalendar) -> WorkingCalendar:
    """The days worked in both calendars, for the years both hold."""
    years = a.years & b.years
    return WorkingCalendar(
        name=f"{a.name}+{b.name}",
        version=f"{a.version}+{b.version}",
        off=a.off | b.off,
        worked=a.worked & b.worked,
        years=years,
        provisional=(a.provisional | b.provisional) & years,
    )


def days_between(after: date, until: date) -> Iterator[date]:
    """The days after one day, up to and including another."""
    for offset in range(1, (until - after).days + 1):
        yield after + timedelta(days=offset)
