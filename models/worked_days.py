"""Working days between instants, counted so fast that a year's answers can be."""

from bisect import bisect_right
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.working_calendar import DAY, WorkingCalendar, days_between


class WorkedDays:
    """The days one side works, in the zone of its office. Closed periods count."""

    def __init__(self, calendar: WorkingCalendar, zone: str) -> None:
        self._calendar = calendar
        self._zone = ZoneInfo(zone)
        first, last = date(min(calendar.years), 1, 1), date(max(calendar.years), 12, 31)
        self._days = [
            day
            for day in days_between(first - DAY, last)
            if day.year in calendar.years and calendar.is_working(day)
        ]

    def day(self, at: datetime) -> date:
        return at.astimezone(self._zone).date()

    def between(self, start: datetime, end: datetime) -> int:
        """Working days after the day of one instant, up to that of another.

        Raises:
            CalendarMissingError: the calendar does not hold the years.
        """
        return self.after(self.day(start), self.day(end))

    def after(self, first: date, last: date) -> int:
        """Working days after one day, up to and including another."""
        self._calendar.require(first)
        self._calendar.require(last)
        counted = bisect_right(self._days, last) - bisect_right(self._days, first)
        return max(counted, 0)
