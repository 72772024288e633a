"""Calendars made by hand, and a clock: small enough to count on one's fingers."""

from datetime import UTC, date, datetime, timedelta

from models.blackout import Blackout
from models.working_calendar import WorkingCalendar, joint

ROME = "Europe/Rome"

SUMMER = Blackout(first=date(2027, 8, 8), last=date(2027, 8, 22), why="chiusura estiva")

ITALY = WorkingCalendar(
    name="IT",
    version="it-1",
    off=frozenset(
        {date(2010, 4, 5), date(2010, 6, 2), date(2027, 10, 4), date(2026, 12, 25)}
        | {date(2024, 4, 25), date(2024, 5, 1)}
    ),
    years=frozenset({2010, 2024, 2026, 2027}),
    blackouts=(SUMMER,),
)
RUSSIA = WorkingCalendar(
    name="RU",
    version="ru-1",
    off=frozenset(
        {date(2010, 5, 3), date(2010, 5, 10), date(2024, 4, 29), date(2024, 4, 30)}
        | {date(2024, 5, 1)}
        | {date(2027, 1, day) for day in range(1, 9)}
    ),
    worked=frozenset({date(2024, 4, 27)}),
    years=frozenset({2010, 2024, 2026, 2027}),
    provisional=frozenset({2027}),
)
BOTH = joint(ITALY, RUSSIA)


def worked_between(calendar, after, until):
    """Counted one by one: the working days after a day up to and including another."""
    days = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
    return sum(map(calendar.is_working, days))


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def on(text):
    """Ten in the morning of a day, UTC: the same day at every office of Europe."""
    return at(f"{text}T10:00")
