"""Percentiles are days that somebody took; shares count silence as late."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import CalendarMissingError
from models.response_times import Took, times
from models.worked_days import WorkedDays
from store.calendars import HolidayCalendars
from tests.models.calendar_samples import worked_between

ITALY, RUSSIA = (HolidayCalendars().country(code) for code in ("IT", "RU"))
ROME, MOSCOW = WorkedDays(ITALY, "Europe/Rome"), WorkedDays(RUSSIA, "Europe/Moscow")


def took(*days: int) -> list[Took]:
    return [Took(day, in_time=True) for day in days]


@pytest.mark.parametrize(
    ("days", "median", "ninth"),
    [
        ((), None, None),
        ((7,), 7, 7),
        ((3, 1, 2), 2, 3),
        ((1, 2, 3, 4), 2, 4),
        ((10, 9, 8, 7, 6, 5, 4, 3, 2, 1), 5, 9),
        ((0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40), 0, 0),
    ],
)
def test_percentiles_are_of_nearest_rank(days, median, ninth):
    found = times(took(*days))

    assert (found.median, found.ninth) == (median, ninth)


@given(st.lists(st.integers(0, 300), min_size=1))
def test_nine_in_ten_took_no_more_than_the_ninth_tenth(days):
    found = times(took(*days))

    assert found.ninth is not None
    assert 10 * sum(day <= found.ninth for day in days) >= 9 * len(days)
    assert 10 * sum(day < found.ninth for day in days) < 9 * len(days)


def test_share_counts_silence_and_what_is_overdue_as_late():
    done = [Took(3, in_time=True), Took(4, in_time=True), Took(9, in_time=False)]

    found = times(done, waiting=2, silent=1, overdue=1)

    assert (found.asked, found.in_time, found.late) == (6, 2, 3)
    assert found.share == 4_000


def test_without_a_limit_there_is_no_share():
    assert times([Took(3), Took(5)]).share is None


def test_days_are_those_of_the_side_that_acts():
    """27 April 2024: Russia worked that Saturday, Italy did not."""
    friday = datetime(2024, 4, 26, 9, tzinfo=UTC)
    monday = datetime(2024, 4, 29, 9, tzinfo=UTC)

    assert MOSCOW.between(friday, friday.replace(day=27)) == 1
    assert ROME.between(friday, friday.replace(day=27)) == 0
    assert ROME.between(friday, monday) == 1


def test_day_is_told_by_the_clock_of_the_office():
    """22:30 in Rome in summer is past midnight in Moscow."""
    late = datetime(2026, 6, 3, 21, 30, tzinfo=UTC)
    noon = datetime(2026, 6, 3, 10, tzinfo=UTC)

    assert ROME.between(noon, late) == 0
    assert MOSCOW.between(noon, late) == 1


@given(
    st.dates(date(2010, 1, 1), date(2030, 12, 31)),
    st.integers(0, 400),
)
def test_count_is_that_of_the_calendar(first, long):
    last = first + timedelta(days=long)

    assert MOSCOW.after(first, last) == worked_between(RUSSIA, first, last)


def test_year_without_a_calendar_is_refused():
    with pytest.raises(CalendarMissingError, match="1999"):
        ROME.between(datetime(1999, 5, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC))
