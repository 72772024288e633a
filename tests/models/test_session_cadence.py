"""Numbers of sessions are never used again; rhythm and host are only warned about."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.cadence import check_ordinal, next_ordinal, warnings
from models.errors import OrdinalError
from models.ids import CorridorCode, session_id
from models.session import Session

IT_RU = CorridorCode("IT-RU")


def session(ordinal, country="IT", year=2027, month=5):
    return Session(
        session=session_id(IT_RU, ordinal),
        corridor=IT_RU,
        ordinal=ordinal,
        programme="2025-2027",
        country=country,
        place="Prova",
        starts_at=datetime(year, month, 1, tzinfo=UTC) if year else None,
        freeze_at=None,
        capacity=100,
    )


def test_two_a_year_in_turn_need_no_warning():
    held = [session(28, "RU", 2026, 10), session(29, "IT", 2027, 5)]

    assert warnings(held, session(30, "RU", 2027, 10)) == ()
    assert warnings([], session(1)) == ()


def test_unusual_sessions_are_warned_about():
    held = [session(28, "RU", 2027, 3), session(29, "IT", 2027, 5)]

    assert warnings(held, session(30, "IT", 2027, 4)) == (
        (
            "2027 would have 3 sessions; the programme means 2. Check the date of"
            " session XXX."
        ),
        (
            "Session XXX and session XXIX stand in another order by number than by"
            " date; check the date."
        ),
        (
            "Session XXIX was in IT too; sessions alternate between the two countries."
            " Check the host of session XXX."
        ),
    )
    assert warnings([session(29, "IT", 2025)], session(30, "RU", 2027)) == (
        (
            "No session was held between XXIX in 2025 and XXX in 2027; the programme"
            " means 2 a year."
        ),
    )


def test_session_is_not_compared_with_itself_nor_with_one_without_a_date():
    undated = session(30, "RU", None)

    assert warnings([session(30, "IT")], session(30, "IT")) == ()
    assert warnings([session(29, "IT")], undated) == ()
    assert warnings([undated], session(31, "IT")) == ()


@pytest.mark.parametrize(
    ("used", "ordinal", "sentence"),
    [
        (
            [28, 29],
            29,
            (
                "Session XXIX exists, or existed; a number is never used again. Take"
                " XXX."
            ),
        ),
        (
            [28, 30],
            29,
            "Session XXIX would come before XXX; numbers only rise. Take XXXI.",
        ),
        ([], 0, "A session's number lies between 1 and 3999; correct it."),
        ([3999], 4000, "A session's number lies between 1 and 3999; correct it."),
    ],
)
def test_number_is_never_used_again(used, ordinal, sentence):  # I1
    with pytest.raises(OrdinalError) as caught:
        check_ordinal(used, ordinal)

    assert str(caught.value) == sentence


@given(st.lists(st.integers(1, 40)))
def test_numbers_that_are_accepted_only_rise(wanted):
    used: list[int] = []
    for ordinal in wanted:
        try:
            check_ordinal(used, ordinal)
        except OrdinalError:
            continue
        used.append(ordinal)

    assert used == sorted(set(used))
    check_ordinal(used, next_ordinal(used))
