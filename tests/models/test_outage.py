"""What of an outage counts before a deadline, and what it gives back (X26)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.deadline import Wall, begin, end
from models.ids import SYSTEM
from models.outage import LAST_HOURS, LONG, Outage, OutageError, counts, made_up
from models.term import Term, TermUnit
from store.calendars import HolidayCalendars

ITALY = HolidayCalendars().country("IT")
ROME = "Europe/Rome"
WEEKS = Term(amount=5, unit=TermUnit.WORKING_DAYS)
BASE = datetime(2026, 4, 23, 9, tzinfo=UTC)  # ends on 30 April: 25 April is off
END = datetime(2026, 4, 30, 21, 59, 59, tzinfo=UTC)
HOUR = timedelta(hours=1)


def outage(before: timedelta, lasting: timedelta) -> Outage:
    since = END - before
    return Outage(since=since, until=since + lasting, reason="Power failure", by=SYSTEM)


def test_more_than_two_of_the_last_hours_count():
    assert not counts([outage(3 * HOUR, 2 * HOUR)], END)
    assert counts([outage(3 * HOUR, 2.5 * HOUR)], END)
    assert not counts([outage(30 * HOUR, 7 * HOUR)], END)  # ended 23 hours before
    assert counts([outage(30 * HOUR, 9 * HOUR)], END)


def test_pieces_add_up_and_overlaps_count_once():
    twice = [outage(10 * HOUR, 1.5 * HOUR), outage(5 * HOUR, 1.5 * HOUR)]
    same = [outage(10 * HOUR, 1.5 * HOUR), outage(9.5 * HOUR, 1.4 * HOUR)]

    assert counts(twice, END)
    assert not counts(same, END)


@given(
    st.lists(
        st.tuples(st.integers(0, 200), st.integers(1, 100)), min_size=1, max_size=6
    )
)
def test_count_is_that_of_the_minutes_lost(pieces):
    outages = [
        outage(timedelta(minutes=before * 10), timedelta(minutes=lasting * 10))
        for before, lasting in pieces
    ]
    step = timedelta(minutes=10)
    first = END - LAST_HOURS
    lost = sum(
        any(one.since <= first + step * slot < one.until for one in outages)
        for slot in range(LAST_HOURS // step)
    )

    assert counts(outages, END) is (lost * step > LONG)


def test_a_working_day_is_given_back():
    deadline = begin(WEEKS, BASE, ITALY, ROME)
    assert end(deadline, ITALY) == END

    after = made_up(deadline, ITALY, outage(3 * HOUR, 4 * HOUR), END + HOUR)

    ended = end(after, ITALY)
    assert after.day(ended) == date(2026, 5, 4)  # 1 May is off, then a weekend
    assert after.extensions[-1].reason == "Power failure"


def test_exact_term_gets_as_long_as_the_outage_took():
    term = Term(amount=3600, unit=TermUnit.SECONDS)
    deadline = begin(term, END - HOUR, None, ROME)

    after = made_up(deadline, None, outage(HOUR / 2, 3 * HOUR), END)

    assert end(after, None) == END + 3 * HOUR


def test_wall_is_not_passed():
    wall = Wall(at=END + HOUR, term=WEEKS, session="XXIX")
    deadline = begin(WEEKS, BASE, ITALY, ROME, wall=wall)

    assert end(made_up(deadline, ITALY, outage(HOUR, HOUR), END), ITALY) == wall.at

    there = begin(WEEKS, BASE, ITALY, ROME, wall=wall.model_copy(update={"at": END}))
    with pytest.raises(OutageError, match="at its wall"):
        made_up(there, ITALY, outage(HOUR, HOUR), END)


def test_outage_ends_after_it_begins():
    with pytest.raises(ValidationError, match="ends after it begins"):
        outage(HOUR, -HOUR)
