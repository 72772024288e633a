"""Sessions planned in the real calendars of the two countries."""

from datetime import timedelta

from models.planning import plan
from models.term import CalendarSide
from store.calendars import HolidayCalendars

A, B, JOINT = CalendarSide
HOLIDAYS = HolidayCalendars()
IT = HOLIDAYS.country("IT")
CALENDARS = {
    A: IT,
    B: HOLIDAYS.country("RU"),
    JOINT: HOLIDAYS.joint("IT", "RU"),
}


def session(start, days=1, **other):
    return plan(start, start + timedelta(days=days), CALENDARS, **other)


def dates(of):
    return {one.name: one.date for one in of.milestones}
