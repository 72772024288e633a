"""The real calendars give the worked dates of method 4.5."""

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest

from models.calendar_changes import DayChange, DayState, differences
from models.compliance import LegalStatus
from models.corridor import Corridor
from models.deadlines import CalendarSide
from models.errors import CalendarMissingError
from models.ids import CorridorCode
from models.working_calendar import WorkingCalendar
from store.calendars import YEARS, HolidayCalendars

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
        (IT, date(2024, 10, 4), True),  # a holiday again from 2026
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
        (RU, date(2024, 12, 28), True),
        (RU, date(2024, 5, 4), False),
        (RU, date(2027, 2, 20), True),
    ],
)
def test_special_days(calendar, day, works):
    assert calendar.is_working(day) is works


def test_years_without_a_decree_are_provisional():  # D10
    assert 2027 not in RU.provisional
    assert {2028, 2035} <= RU.provisional
    assert IT.provisional == frozenset()


def test_version_is_the_hash_of_the_content():
    assert IT.version == f"holidays-{IT.digest}"
    assert JOINT.version == f"{IT.version}+{RU.version}"
    assert len({IT.version, RU.version, CALENDARS.country("RS").version}) == 3
    assert HolidayCalendars().country("IT").version == IT.version
    assert IT.source.startswith("holidays 0.")


def test_version_follows_the_closed_days():
    none = HolidayCalendars(blackouts={}).country("IT")

    assert none.blackouts == ()
    assert none.off == IT.off
    assert none.version != IT.version


def test_closed_days_of_the_two_countries():  # method 4.5
    def of(calendar, year):
        return [
            (one.first, one.last)
            for one in calendar.blackouts
            if one.first.year == year
        ]

    winter, summer = (
        (date(2027, 1, 1), date(2027, 1, 8)),
        (date(2027, 8, 8), date(2027, 8, 22)),
    )
    assert of(IT, 2027) == [summer]
    assert of(RU, 2027) == [winter]
    assert of(JOINT, 2027) == [winter, summer]
    assert {one.first.year for one in IT.blackouts} == YEARS


def test_calendar_can_be_stored_and_loaded():
    for calendar in (IT, RU, JOINT):
        loaded = WorkingCalendar.model_validate_json(calendar.model_dump_json())

        assert loaded == calendar
        assert loaded.digest == calendar.digest


def test_joint_calendar_keeps_whose_holiday_it_is():
    assert [
        [one.name for one in JOINT.countries if one.is_holiday(day)]
        for day in (date(2010, 6, 2), date(2010, 5, 10), date(2026, 1, 1))
    ] == [["IT"], ["RU"], ["IT", "RU"]]


def test_undone_correction_is_a_difference():
    library = RU.model_copy(update={"off": RU.off - {date(2014, 3, 10)}})

    assert differences(library, RU) == (
        DayChange(day=date(2014, 3, 10), was=DayState.WORKED, now=DayState.OFF),
    )


def test_any_country_of_the_library_will_do():
    assert CALENDARS.country("RS").add(date(2027, 2, 12), 1) == date(2027, 2, 17)


def test_weekend_of_other_days_is_kept():
    emirates_2021 = HolidayCalendars(frozenset({2021})).country("AE")

    assert emirates_2021.is_working(date(2021, 3, 7)) is True  # a Sunday
    assert emirates_2021.is_working(date(2021, 3, 5)) is False  # a Friday


ALL_COUNTRIES = sorted(holidays.list_supported_countries(include_aliases=False))
THREE_YEARS = frozenset({2025, 2026, 2027})


@pytest.mark.parametrize("code", ALL_COUNTRIES)
def test_every_country_builds_a_calendar_that_agrees_with_the_library(code):
    calendar = HolidayCalendars(THREE_YEARS).country(code)
    library = holidays.country_holidays(code, years=THREE_YEARS)
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]

    other = [
        day for day in days if calendar.is_working(day) != library.is_working_day(day)
    ]

    assert other == ([date(2026, 6, 29)] if code == "IT" else [])  # Rome
    assert calendar.add(date(2026, 6, 1), 30) > date(2026, 7, 4)
    assert WorkingCalendar.model_validate_json(calendar.model_dump_json()) == calendar


def test_years_the_moon_decides_are_provisional():  # D10
    emirates = CALENDARS.country("AE")

    assert 2030 in emirates.provisional
    assert 2024 not in emirates.provisional


@pytest.mark.parametrize("years", [{2004}, {2013}, {2027}])
def test_decreed_years_alone_are_not_provisional(years):
    assert HolidayCalendars(frozenset(years)).country("RU").provisional == frozenset()


def test_undecreed_year_alone_is_provisional_and_follows_the_law():  # D12
    alone = HolidayCalendars(frozenset({2028})).country("RU")

    assert alone.provisional == frozenset({2028})
    assert alone.is_working(date(2028, 11, 6)) is False


@pytest.mark.parametrize("code", ["XX", "ITA", "Italy", "it", "", "HolidayBase"])
def test_unknown_country_is_refused(code):
    with pytest.raises(CalendarMissingError, match=f"no calendar for country {code};"):
        CALENDARS.country(code)


def test_unknown_year_is_refused():
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
