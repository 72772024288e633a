"""Terms end when Reg. 1182/71 says, in calendars made by hand."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.deadlines import (
    DEFAULT_POLICY,
    CalendarSide,
    Policy,
    Term,
    TermName,
    TermUnit,
    WorkingCalendar,
    due,
    end_of,
    in_time,
    joint,
)
from models.errors import CalendarMissingError, TermError
from tests.models.calendar_samples import worked_between

ROME = "Europe/Rome"
A, B, JOINT = CalendarSide
WD, CD, H, S = TermUnit

ITALY = WorkingCalendar(
    name="IT",
    version="hand-1",
    off=frozenset(
        {date(2024, 4, 25), date(2024, 5, 1), date(2027, 1, 1), date(2027, 1, 6)}
        | {date(2027, 10, 4), date(2024, 12, 25), date(2024, 12, 26)}
    ),
    years=frozenset({2024, 2026, 2027}),
)
RUSSIA = WorkingCalendar(
    name="RU",
    version="hand-2",
    off=frozenset(
        {date(2024, 4, 29), date(2024, 4, 30), date(2024, 5, 1), date(2026, 12, 31)}
        | {date(2027, 1, day) for day in range(1, 9)}
    ),
    worked=frozenset({date(2024, 4, 27)}),
    years=frozenset({2024, 2026, 2027, 2028}),
    provisional=frozenset({2027, 2028}),
)
BOTH = joint(ITALY, RUSSIA)


@pytest.mark.parametrize(
    ("calendar", "start", "expected"),
    [
        (ITALY, date(2027, 10, 1), date(2027, 10, 5)),
        (RUSSIA, date(2024, 4, 26), date(2024, 4, 27)),
        (ITALY, date(2024, 4, 26), date(2024, 4, 29)),
        (BOTH, date(2024, 4, 26), date(2024, 5, 2)),
        (ITALY, date(2026, 12, 30), date(2026, 12, 31)),
        (RUSSIA, date(2026, 12, 30), date(2027, 1, 11)),
        (BOTH, date(2026, 12, 30), date(2027, 1, 11)),
    ],
)
def test_one_working_day_later(calendar, start, expected):
    assert calendar.add(start, 1) == expected


def test_joint_calendar_holds_the_years_of_both():
    assert BOTH.years == frozenset({2024, 2026, 2027})
    assert BOTH.provisional == frozenset({2027})
    assert BOTH.name == "IT+RU"
    assert BOTH.version == "hand-1+hand-2"


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (date(2027, 10, 5), 1, date(2027, 10, 1)),
        (date(2027, 10, 4), 0, date(2027, 10, 1)),
        (date(2027, 10, 5), 0, date(2027, 10, 5)),
    ],
)
def test_back_counts_before_the_day(start, n, expected):
    assert ITALY.back(start, n) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (date(2027, 10, 1), date(2027, 10, 1)),
        (date(2027, 10, 2), date(2027, 10, 5)),
    ],
)
def test_no_working_days_is_the_day_itself_or_the_next(start, expected):  # D16
    assert ITALY.add(start, 0) == expected


def test_year_without_data_is_refused():
    with pytest.raises(CalendarMissingError, match="IT has no data for 2028"):
        ITALY.add(date(2027, 12, 30), 5)


@pytest.mark.parametrize("count", [ITALY.add, ITALY.back])
def test_negative_count_is_refused(count):
    with pytest.raises(TermError):
        count(date(2027, 10, 1), -1)


def test_day_both_off_and_worked_is_refused():
    with pytest.raises(ValidationError, match="both off and worked"):
        WorkingCalendar(
            name="X",
            version="1",
            off=frozenset({date(2027, 1, 2)}),
            worked=frozenset({date(2027, 1, 2)}),
            years=frozenset({2027}),
        )


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("term", "calendar", "start", "expected"),
    [
        # The day of the event does not count; 23:59:59 in Rome is 21:59:59 in UTC.
        (Term(amount=1, unit=WD), ITALY, "2027-10-01T07:00", "2027-10-05T21:59:59"),
        # 23:30 UTC on Thursday is already Friday in Rome.
        (Term(amount=1, unit=WD), ITALY, "2027-09-30T23:30", "2027-10-05T21:59:59"),
        # In winter Rome is one hour ahead.
        (Term(amount=1, unit=WD), ITALY, "2026-12-30T07:00", "2026-12-31T22:59:59"),
        # Ten calendar days end on Monday 4 October, a holiday, so on Tuesday.
        (Term(amount=10, unit=CD), ITALY, "2027-09-24T07:00", "2027-10-05T21:59:59"),
        (Term(amount=7, unit=CD), ITALY, "2027-10-05T07:00", "2027-10-12T21:59:59"),
        # D9: Friday and two days is Tuesday, for Monday alone is one working day.
        (Term(amount=2, unit=CD), ITALY, "2027-10-08T07:00", "2027-10-12T21:59:59"),
        (Term(amount=1, unit=CD), ITALY, "2027-10-08T07:00", "2027-10-11T21:59:59"),
        # D7: a working Saturday ends a term like any working day.
        (
            Term(amount=1, unit=CD, calendar=B),
            RUSSIA,
            "2024-04-26T07:00",
            "2024-04-27T21:59:59",
        ),
        (Term(amount=24, unit=H), None, "2027-10-01T07:00:05", "2027-10-02T07:00:05"),
        (Term(amount=90, unit=S), None, "2027-10-01T07:00", "2027-10-01T07:01:30"),
    ],
)
def test_due_ends_a_term(term, calendar, start, expected):
    assert due(term, at(start), calendar, ROME) == at(expected)


def test_due_across_the_clock_change_is_midnight_there():
    # Clocks go back on 31 October 2027.
    end = due(Term(amount=1, unit=WD), at("2027-10-29T10:00"), ITALY, ROME)

    assert end == at("2027-11-01T22:59:59")


def test_due_refuses_days_without_a_calendar():
    with pytest.raises(TermError, match="5 wd a needs a calendar"):
        due(Term(amount=5, unit=WD), at("2027-10-01T07:00"), None, ROME)


def test_due_refuses_a_start_without_zone():
    naive = at("2027-10-01T07:00").replace(tzinfo=None)

    with pytest.raises(TermError, match="needs a time zone"):
        due(Term(amount=5, unit=S), naive, None, ROME)


def test_last_second_is_in_time_and_the_next_is_late():  # I8, D15
    end = end_of(date(2027, 10, 5), ROME)

    assert in_time(end.replace(microsecond=999_999), end)
    assert not in_time(at("2027-10-05T22:00:00"), end)


days = st.dates(date(2027, 1, 12), date(2027, 6, 30))


@given(days, st.integers(0, 60))
def test_add_lands_on_a_working_day_with_n_between(start, n):
    end = BOTH.add(start, n)

    assert BOTH.is_working(end)
    assert worked_between(BOTH, start, end) == (n or int(end != start))


@given(days, st.integers(1, 10))
def test_back_undoes_add_from_a_working_day(start, n):
    first = BOTH.at_or_after(start)

    assert BOTH.back(BOTH.add(first, n), n) == first


@given(days)
def test_joint_day_is_worked_in_both(day):
    assert BOTH.is_working(day) == (ITALY.is_working(day) and RUSSIA.is_working(day))


@given(days, st.integers(0, 90))
def test_calendar_days_end_on_a_working_day_not_before_they_are_over(start, amount):
    begin = datetime(start.year, start.month, start.day, 12, tzinfo=UTC)

    end = due(Term(amount=amount, unit=CD), begin, ITALY, ROME)

    assert ITALY.is_working(end.date())
    assert (end.date() - start).days >= amount


def test_default_policy_is_the_method():
    assert {name.value: str(DEFAULT_POLICY[name]) for name in TermName} == {
        "completeness": "5 wd a",
        "validation": "10 wd a",
        "completion": "15 wd b",
        "completion_reminder_1": "8 wd b",
        "completion_reminder_2": "13 wd b",
        "observations": "10 cd a",
        "interest": "25 wd a",
        "interest_reminder_1": "10 wd a",
        "interest_reminder_2": "20 wd a",
        "grace": "2 wd a",
        "choice": "7 wd joint",
        "cofinancing": "15 wd a",
        "waiting_list": "60 wd a",
        "reservation": "60 wd a",
        "reservation_reminder_1": "40 wd a",
        "reservation_reminder_2": "55 wd a",
        "follow_up_1": "20 wd joint",
        "follow_up_2": "60 wd joint",
        "follow_up_3": "125 wd joint",
        "follow_up_4": "250 wd joint",
        "screening_review": "20 wd a",
        "screening_freshness": "10 wd a",
        "adhesion_wall": "22 wd a",
        "agenda_freeze": "10 wd joint",
        "answer_to_all": "5 wd a",
    }


def test_policy_in_seconds_is_exact():
    fast = Policy.in_seconds(5, interest=20)

    assert fast[TermName.INTEREST] == Term(amount=20, unit=S)
    assert fast[TermName.GRACE] == Term(amount=5, unit=S)


def test_policy_replaces_single_terms():
    own = DEFAULT_POLICY.replaced(interest=Term(amount=13, unit=WD))

    assert own[TermName.INTEREST] == Term(amount=13, unit=WD)
    assert own[TermName.GRACE] == DEFAULT_POLICY[TermName.GRACE]


def test_policy_refuses_unknown_and_missing_names():
    with pytest.raises(TermError, match="no term named intrest"):
        Policy.in_seconds(5, intrest=20)
    with pytest.raises(ValidationError, match="The policy lacks adhesion_wall, "):
        Policy(terms={})


def test_policy_survives_json():
    assert Policy.model_validate_json(DEFAULT_POLICY.model_dump_json()) == (
        DEFAULT_POLICY
    )
