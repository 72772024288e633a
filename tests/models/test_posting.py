from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.deadlines import CalendarSide
from models.letter import LetterKind
from models.posting import AT_ONCE, Posting, leaves_at
from store.calendars import HolidayCalendars
from tests.flow.house import CORRIDOR

ROME = "Europe/Rome"
ITALY = HolidayCalendars().for_term(
    CORRIDOR, CalendarSide.A, datetime(2026, 6, 1, tzinfo=UTC)
)
RULE = Posting()


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        (at(23, 7), at(23, 9)),  # Monday 8:00 in Rome: the window at 10
        (at(23, 8), at(23, 9)),  # the hold ends exactly at the window
        (at(23, 8, 1), at(23, 14)),  # a minute too late for it
        (at(23, 14), at(24, 9)),  # after the last: tomorrow
        (at(27, 16), at(30, 9)),  # Friday evening: Monday
        (at(7, 16, month=12), at(9, 9, month=12)),  # 8 December is a holiday
    ],
)
def test_letters_to_many_leave_at_the_next_window(written, leaves):
    assert leaves_at(LetterKind.DISSEMINATION, written, RULE, ITALY, ROME) == leaves


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        (at(23, 12), at(23, 12)),
        (at(23, 5), at(23, 7)),  # six in the morning: at eight
        (at(23, 18), at(24, 7)),  # seven in the evening: tomorrow
        (at(28, 12), at(30, 7)),  # Saturday: Monday
    ],
)
def test_other_letters_keep_office_hours(written, leaves):
    assert leaves_at(LetterKind.RESULT, written, RULE, ITALY, ROME) == leaves


def test_receipts_leave_at_any_hour():
    night = at(28, 23)

    assert leaves_at(LetterKind.ANSWER_RECEIPT, night, RULE, ITALY, ROME) == night


def test_summer_and_winter_windows_stand_at_the_same_hour_of_the_clock():
    summer = leaves_at(LetterKind.REMINDER, at(1, 5, month=7), RULE, ITALY, ROME)

    assert summer == at(1, 8, month=7)


def test_gathering_lets_go_at_whole_multiples():
    rule = Posting(hold=60, times=(), gather=3600)

    leaves = leaves_at(LetterKind.DISSEMINATION, at(28, 10, 5), rule, ITALY, ROME)

    assert leaves == at(28, 11)


def test_at_once_is_at_once():
    assert leaves_at(LetterKind.DISSEMINATION, at(28, 3), AT_ONCE, ITALY, ROME) == at(
        28, 3
    )


@given(minutes=st.integers(0, 400 * 24 * 60), kind=st.sampled_from(LetterKind))
def test_no_letter_leaves_before_its_hold_or_on_a_day_off(minutes, kind):
    written = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)

    leaves = leaves_at(kind, written, RULE, ITALY, ROME)

    assert leaves >= written
    if kind in {LetterKind.DISSEMINATION, LetterKind.REMINDER}:
        assert leaves >= written + timedelta(seconds=RULE.hold)
        assert ITALY.is_working(leaves.astimezone(UTC).date())


def test_windows_out_of_order_are_refused():
    with pytest.raises(ValidationError):
        Posting(times=(time(15), time(10)))
    with pytest.raises(ValidationError):
        Posting(opens=time(19), closes=time(8))
