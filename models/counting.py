"""Counts the days of a term: which of them count, and where it may end (1182/71)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from models.term import TermUnit
from models.working_calendar import DAY, WorkingCalendar, days_between

_WORKING_DAYS_IN_A_PERIOD: Final = 2


class Clock(StrEnum):
    """What a closed period does to a term (method 4.5, D3)."""

    ANSWER = "answer"  # somebody has to answer: the clock stands still in it
    HARD = "hard"  # the clock runs, but does not end in it
    OFFICE = "office"  # our own work: nothing


@dataclass(frozen=True)
class DayCount:
    """The days of one term, in working or calendar days."""

    calendar: WorkingCalendar
    unit: TermUnit
    clock: Clock = Clock.OFFICE
    suspended: frozenset[date] = frozenset()

    def counts(self, day: date) -> bool:
        """Whether the day uses up one day of the term.

        A term of calendar days is set by law and runs through closed periods (D16).
        """
        self.calendar.require(day)
        if day in self.suspended:
            return False
        if self.unit is TermUnit.CALENDAR_DAYS:
            return True
        return self.calendar.is_working(day) and not self.pauses(day)

    def pauses(self, day: date) -> bool:
        """Whether a closed period stops the count on that day."""
        answer = self.clock is Clock.ANSWER and self.unit is TermUnit.WORKING_DAYS
        return answer and self.calendar.blackout(day) is not None

    def may_end(self, day: date) -> bool:
        """Whether the term may end that day: worked, not suspended, not closed."""
        closed = self.clock is not Clock.OFFICE and self.calendar.blackout(day)
        return self._is_worked(day) and not closed

    def forward(self, first: date, amount: int) -> date:
        """The day on which so many days after the first have counted."""
        day, left = first, amount
        while left:
            day += DAY
            left -= self.counts(day)
        return day

    def settled(self, day: date) -> date:
        """The day itself when the term may end on it, else the next such day."""
        while not self.may_end(day):
            day += DAY
        return day

    def last_day(self, first: date, amount: int) -> date:
        """Where the term ends; the first day, that of the event, does not count."""
        self.calendar.require(first)
        last = self.settled(self.forward(first, amount))
        for _ in range(self.lacking(first, last, amount)):
            last = self.settled(last + DAY)
        return last

    def lacking(self, first: date, last: date, amount: int) -> int:
        """How many working days a period in calendar days is short of two (D9)."""
        least = _WORKING_DAYS_IN_A_PERIOD
        if self.unit is not TermUnit.CALENDAR_DAYS or amount < least:
            return 0
        worked = sum(map(self._is_worked, days_between(first, last)))
        return max(least - worked, 0)

    def counted(self, after: date, until: date) -> Iterator[date]:
        """The days that count after one day, up to and including another."""
        return filter(self.counts, days_between(after, until))

    def _is_worked(self, day: date) -> bool:
        return self.calendar.is_working(day) and day not in self.suspended
