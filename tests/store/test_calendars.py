"""The real calendars give the worked dates of method 4.5."""

from datetime import UTC, date, datetime

import pytest

from models.compliance import LegalStatus
from models.corridor import Corridor
from models.deadlines import CalendarSide
from models.errors import CalendarMissingError
from models.ids import CorridorCode
from store.calendars import HolidayCalendars

CALENDARS = HolidayCalendars()
IT = CALENDARS.country("IT")
RU = CALENDARS.country("RU")
JOINT = CALENDARS.joint("IT", "RU")

SANREMO = date(2008, 10, 27)
VENICE = date(2009, 12, 10)
NIZHNY = date(2013, 5, 27)
AUTUMN = date(2027, 10, 21)


@pytest.mark.parametrize(
    ("calendar", "start", "expected"),
    [
        (IT, date(2027, 10, 1), date(2027, 10, 5)),
        (RU, date(2024, 4, 26), date(2024, 4, 27)),
        (IT, date(2024, 4, 26), date(2024, 4, 29)),
        (JOINT, date(2024, 4, 26), date(2024, 5, 2)),
        (IT, date(2026, 12, 30), date(2026, 12, 31)),
        (RU, date(2026, 12, 30), date(2027, 1, 11)),
        (JOINT, date(2026, 12, 30), date(2027, 1, 11)),
    ],
)
def test_one_working_day_later(calendar, start, expected):
    assert calendar.add(start, 1) == expected


@pytest.mark.parametrize(
    ("calendar", "session", "days", "expected"),
    [
        (IT, SANREMO, 22, date(2008, 9, 25)),
        (JOINT, VENICE, 110, date(2009, 7, 7)),
        (RU, VENICE, 70, date(2009, 9, 2)),
        (IT, VENICE, 52, date(2009, 9, 28)),
        (IT, VENICE, 27, date(2009, 11, 2)),
        (IT, VENICE, 22, date(2009, 11, 9)),
        (JOINT, VENICE, 10, date(2009, 11, 25)),
        (IT, AUTUMN, 52, date(2027, 8, 9)),
        (JOINT, NIZHNY, 20, date(2013, 4, 19)),
        (IT, NIZHNY, 22, date(2013, 4, 23)),
    ],
)
def test_milestones_are_counted_back_from_the_session(
    calendar, session, days, expected
):
    assert calendar.back(session, days) == expected


def test_protocol_of_venice_is_due_five_joint_days_after_its_end():
    assert JOINT.add(date(2009, 12, 11), 5) == date(2009, 12, 18)


@pytest.mark.parametrize(
    ("calendar", "day", "works"),
    [
        (IT, date(2026, 10, 5), True),
        (IT, date(2027, 10, 4), False),
        (IT, date(2025, 10, 3), True),
        (IT, date(2027, 6, 29), False),  # Rome
        (IT, date(2011, 3, 17), False),  # D13
        (RU, date(2014, 3, 10), False),  # D12
        (RU, date(2028, 11, 6), False),  # D12
        (RU, date(2029, 11, 5), False),  # art. 112, nothing decreed yet
        (RU, date(2032, 5, 10), False),  # a Monday after 9 May on Sunday
        (RU, date(2025, 3, 10), True),  # decreed elsewhere: 13 June
        (RU, date(2025, 6, 13), False),
        (RU, date(2024, 4, 27), True),
        (RU, date(2027, 2, 20), True),
    ],
)
def test_special_days(calendar, day, works):
    assert calendar.is_working(day) is works


def test_years_without_a_decree_are_provisional():  # D10
    assert 2027 not in RU.provisional
    assert {2028, 2035} <= RU.provisional
    assert IT.provisional == frozenset()


def test_version_follows_the_data():
    assert IT.version.startswith("holidays-")
    assert len({IT.version, RU.version, CALENDARS.country("RS").version}) == 3
    assert HolidayCalendars().country("IT").version == IT.version


def test_any_country_of_the_library_will_do():
    assert CALENDARS.country("RS").add(date(2027, 2, 12), 1) == date(2027, 2, 17)


def test_weekend_of_other_days_is_kept():
    emirates_2021 = HolidayCalendars(frozenset({2021})).country("AE")

    assert emirates_2021.is_working(date(2021, 3, 7)) is True  # a Sunday
    assert emirates_2021.is_working(date(2021, 3, 5)) is False  # a Friday


def test_unknown_country_and_year_are_refused():
    with pytest.raises(CalendarMissingError, match="no calendar for country XX"):
        CALENDARS.country("XX")
    with pytest.raises(CalendarMissingError, match="IT has no data for 2036"):
        IT.add(date(2035, 12, 31), 1)


CORRIDOR = Corridor(
    code=CorridorCode("IT-RU"),
    side_a="IT",
    side_b="RU",
    legal_status=LegalStatus.SIMULATION,
    language_a="it",
    language_b="ru",
    zone_a="Europe/Rome",
    zone_b="Europe/Moscow",
)


@pytest.mark.parametrize(
    ("side", "name"),
    [
        (CalendarSide.A, "IT"),
        (CalendarSide.B, "RU"),
        (CalendarSide.JOINT, "IT+RU"),
    ],
)
def test_corridor_names_the_countries(side, name):
    now = datetime(2027, 3, 1, tzinfo=UTC)

    assert CALENDARS.for_term(CORRIDOR, side, now).name == name


def test_corridor_refuses_a_year_without_data():
    with pytest.raises(CalendarMissingError):
        CALENDARS.for_term(CORRIDOR, CalendarSide.A, datetime(1999, 1, 1, tzinfo=UTC))
