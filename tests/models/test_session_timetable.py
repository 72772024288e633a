"""A session's tables: laid by a sheet, one plenary without, moved with its date."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import DomainError
from models.ids import CorridorCode, SessionId
from models.session import Session
from models.session_timetable import bounds, moved, timetable_of, zone_of
from models.timetable_sheet import read_timetable
from tests.store.samples import corridor

STARTS = datetime(2027, 10, 21, 8, tzinfo=UTC)  # 10 in Rome, 11 in Moscow
SHEET = """
[[table]]
key = "a"
room = "Sala 1"

[[table.opening]]
starts = 2027-10-21T09:30:00
minutes = 120
pauses = [{ starts = 2027-10-21T11:00:00, minutes = 15 }]

[[table]]
key = "wood"
title = { it = "Legno", ru = "Древесина" }

[[table.opening]]
starts = 2027-10-22T09:30:00
minutes = 60
""".encode()


def session(**more: object) -> Session:
    told = {
        "session": SessionId("it-ru/29"),
        "corridor": CorridorCode("IT-RU"),
        "ordinal": 29,
        "programme": "2025-2027",
        "country": "IT",
        "place": "Venezia",
        "starts_at": STARTS,
        "ends_at": STARTS + timedelta(days=1),
        "freeze_at": None,
        "capacity": 90,
    }
    return Session.model_validate(told | more)


def test_session_without_tables_has_one_plenary_of_its_capacity():
    found = timetable_of(session(), corridor())

    assert found is not None
    [table] = found.tables
    assert table.key == "plenary"
    assert [(one.starts_at, one.minutes) for one in table.openings] == [(STARTS, 90)]


def test_session_without_a_date_has_no_timetable():
    assert timetable_of(session(starts_at=None), corridor()) is None


@given(st.integers(min_value=5, max_value=43_200))
def test_plenary_has_the_minutes_of_the_capacity_however_many(capacity):
    found = timetable_of(session(capacity=capacity), corridor())

    assert found is not None
    minutes = sum(one.minutes for one in found.tables[0].openings)
    assert 0 <= capacity - minutes < 5  # no item is shorter


@pytest.mark.parametrize(
    ("country", "zone"), [("IT", "Europe/Rome"), ("RU", "Europe/Moscow")]
)
def test_hours_are_on_the_hosts_clocks(country, zone):
    assert zone_of(session(country=country), corridor()) == zone


def test_session_lasts_from_its_first_midnight_to_its_last():
    assert bounds(session(), "Europe/Rome") == (
        datetime(2027, 10, 20, 22, tzinfo=UTC),
        datetime(2027, 10, 22, 22, tzinfo=UTC),
    )


def test_sheet_lays_tables_on_the_sessions_clocks():
    found = read_timetable(SHEET, session(), "Europe/Rome")

    one, other = found.tables
    assert (one.title["en"][:10], one.room, other.title["it"]) == (
        "Technologi",
        "Sala 1",
        "Legno",
    )
    assert one.openings[0].span == (
        datetime(2027, 10, 21, 7, 30, tzinfo=UTC),
        datetime(2027, 10, 21, 9, 45, tzinfo=UTC),
    )
    assert other.openings[0].day == date(2027, 10, 22)


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        (b"key = ", "cannot be read"),
        (b"\xff", "cannot be read"),
        (b"table = []", "table has no entry; add one."),
        (b'zone = "Europe/Rimini"\n' + SHEET, "zone is no time zone; write its name"),
        (SHEET.replace(b'"a"', b'"z"'), "table z is none of the usual ones"),
        (SHEET.replace(b"2027-10-22", b"2027-10-29"), "wood opens outside"),
        (
            SHEET.replace(b"minutes = 60", b'minutes = "many"'),
            "table 2, opening 1, minutes must be a whole number; correct it.",
        ),
        (
            SHEET.replace(b"room =", b"floor ="),
            "table 1, floor is no field of the sheet; remove it.",
        ),
        (SHEET.replace(b"T11:00", b"T19:00"), "A pause lies outside"),
    ],
)
def test_sheet_with_a_fault_is_refused_in_words(sheet, sentence):
    with pytest.raises(DomainError, match=sentence):
        read_timetable(sheet, session(), "Europe/Rome")


def test_tables_follow_the_session_at_the_same_hours_over_a_change_of_clocks():
    laid = read_timetable(SHEET, session(), "Europe/Rome")
    later = session(
        starts_at=STARTS + timedelta(days=14), ends_at=STARTS + timedelta(days=15)
    )

    found = moved(laid, later)

    assert found is not None
    assert found.tables[0].openings[0].starts_at == (
        datetime(2027, 11, 4, 8, 30, tzinfo=UTC)  # 9:30 again, in winter time
    )
    assert found.tables[0].openings[0].pauses[0].starts_at == (
        datetime(2027, 11, 4, 10, tzinfo=UTC)
    )


def test_tables_of_two_days_do_not_fit_a_session_of_one():
    laid = read_timetable(SHEET, session(), "Europe/Rome")

    assert moved(laid, session(ends_at=STARTS)) is None
