"""What a new version of a calendar changes, for the act that adopts it (I21, D10)."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from models.frozen import Frozen
from models.working_calendar import WorkingCalendar, days_between


class DayState(StrEnum):
    WORKED = "worked"
    OFF = "off"
    CLOSED = "closed"  # worked, in a blackout
    UNKNOWN = "unknown"  # the calendar does not hold that year


class DayChange(Frozen):
    """A day that one version of a calendar sees otherwise than another."""

    day: date
    was: DayState
    now: DayState


def state(calendar: WorkingCalendar, day: date) -> DayState:
    """What a calendar says of a day."""
    if day.year not in calendar.years:
        return DayState.UNKNOWN
    if not calendar.is_working(day):
        return DayState.OFF
    return DayState.CLOSED if calendar.blackout(day) else DayState.WORKED


def differences(old: WorkingCalendar, new: WorkingCalendar) -> tuple[DayChange, ...]:
    """The days that change, in order, among the years of the old version.

    A year that only the new version holds changes nothing: no deadline was ever
    counted in it.
    """
    changes = (
        DayChange(day=day, was=state(old, day), now=state(new, day))
        for day in _days_of(old.years)
    )
    return tuple(change for change in changes if change.was is not change.now)


def _days_of(years: frozenset[int]) -> Iterator[date]:
    for year in sorted(years):
        yield from days_between(date(year - 1, 12, 31), date(year, 12, 31))
