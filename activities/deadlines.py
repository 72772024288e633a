"""Turns terms of the policy into instants, so that workflows need no calendar."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from activities.ports import Calendars
from models.corridor import Corridor
from models.deadlines import CalendarSide, TermName, TermUnit, due, end_of
from models.letter import LetterKind
from models.posting import leaves_at
from models.working_calendar import WorkingCalendar


class Terms:
    """The corridor's terms, counted in its calendars and the secretariat's zone."""

    def __init__(self, *, calendars: Calendars) -> None:
        self._calendars = calendars

    def calendar(
        self, corridor: Corridor, name: TermName, around: datetime
    ) -> WorkingCalendar:
        side = corridor.policy.terms[name].calendar
        return self._calendars.for_term(corridor, side, around)

    def due(self, corridor: Corridor, name: TermName, start: datetime) -> datetime:
        """When a term that starts now ends, in UTC."""
        calendar = self.calendar(corridor, name, start)
        return due(corridor.policy.terms[name], start, calendar, corridor.zone_a)

    def leaves_at(
        self,
        corridor: Corridor,
        side: CalendarSide,
        kind: LetterKind,
        written_at: datetime,
    ) -> datetime:
        """When a letter to a side may leave, on that side's clock and calendar."""
        zone = corridor.zone_a if side is CalendarSide.A else corridor.zone_b
        calendar = self._calendars.for_term(corridor, side, written_at)
        posting = corridor.policy.posting
        return leaves_at(kind, written_at, posting, calendar, zone)

    def ahead_of(
        self, corridor: Corridor, name: TermName, instant: datetime
    ) -> datetime:
        """The end of the day that lies a term before an instant, in UTC.

        Sessions are planned backwards with it (method 4.5); terms in seconds or
        hours are exact.
        """
        term = corridor.policy.terms[name]
        if term.unit is TermUnit.SECONDS:
            return instant - timedelta(seconds=term.amount)
        if term.unit is TermUnit.HOURS:
            return instant - timedelta(hours=term.amount)
        calendar = self.calendar(corridor, name, instant)
        day = instant.astimezone(ZoneInfo(corridor.zone_a)).date()
        return end_of(calendar.back(day, term.amount), corridor.zone_a)
