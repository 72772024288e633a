"""A calendar says which days are worked, whose holidays they are, and what changed."""

from datetime import date

import pytest
from pydantic import ValidationError

from models.blackout import Blackout, YearlyBlackout
from models.calendar_changes import DayChange, DayState, differences, state
from models.errors import CalendarMissingError
from models.working_calendar import WorkingCalendar, joint
from tests.models.calendar_samples import BOTH, ITALY, RUSSIA, SUMMER

FRIDAY = date(2027, 8, 6)


def test_blackout_holds_both_its_ends():  # D1
    assert ITALY.blackout(date(2027, 8, 7)) is None
    assert ITALY.blackout(date(2027, 8, 8)) == SUMMER
    assert ITALY.blackout(date(2027, 8, 22)) == SUMMER
    assert ITALY.blackout(date(2027, 8, 23)) is None


def test_offices_work_in_a_blackout_and_counting_does_not_skip_it():  # D3
    assert ITALY.is_working(date(2027, 8, 9)) is True
    assert ITALY.add(FRIDAY, 1) == date(2027, 8, 9)
    assert ITALY.back(date(2027, 8, 23), 1) == date(2027, 8, 20)


@pytest.mark.parametrize("day", [date(2027, 8, 8), date(2027, 8, 16), SUMMER.last])
def test_open_days_lie_before_and_after_the_blackout(day):
    assert ITALY.open_at_or_before(day) == FRIDAY
    assert ITALY.open_at_or_after(day) == date(2027, 8, 23)


def test_open_day_stays():
    assert ITALY.open_at_or_before(FRIDAY) == FRIDAY
    assert ITALY.open_at_or_after(FRIDAY) == FRIDAY


UNKNOWN = date(2028, 8, 9)
KNOWN = date(2027, 8, 6)


@pytest.mark.parametrize(
    "compute",
    [
        lambda: ITALY.is_working(UNKNOWN),
        lambda: ITALY.is_holiday(UNKNOWN),
        lambda: ITALY.blackout(UNKNOWN),
        lambda: ITALY.add(date(2027, 12, 31), 1),
        lambda: ITALY.add(date(2025, 12, 31), 1),
        lambda: ITALY.back(date(2028, 1, 1), 1),
        lambda: ITALY.back(date(2026, 1, 1), 1),
        lambda: ITALY.back(UNKNOWN, 0),
        lambda: ITALY.add(UNKNOWN, 0),
        lambda: ITALY.at_or_after(UNKNOWN),
        lambda: ITALY.at_or_before(UNKNOWN),
        lambda: ITALY.open_at_or_after(UNKNOWN),
        lambda: ITALY.open_at_or_before(UNKNOWN),
        lambda: BOTH.is_working(UNKNOWN),
    ],
)
def test_no_count_touches_a_year_without_data(compute):
    with pytest.raises(CalendarMissingError, match=r"has no data for 20\d\d; load"):
        compute()


def test_blackout_in_the_wrong_order_is_refused():
    with pytest.raises(ValidationError, match="exchange the two dates"):
        Blackout(first=date(2027, 8, 22), last=date(2027, 8, 8), why="x")


def yearly(first, last):
    return YearlyBlackout(
        first_month=first[0],
        first_day=first[1],
        last_month=last[0],
        last_day=last[1],
        why="x",
    )


def test_yearly_blackout_comes_back_every_year():
    years = frozenset({2026, 2027})

    assert [(b.first, b.last) for b in yearly((8, 8), (8, 22)).of(years)] == [
        (date(2026, 8, 8), date(2026, 8, 22)),
        (date(2027, 8, 8), date(2027, 8, 22)),
    ]


def test_yearly_blackout_may_cross_the_year():
    both = yearly((12, 24), (1, 6)).of(frozenset({2027}))

    assert [(b.first, b.last) for b in both] == [
        (date(2026, 12, 24), date(2027, 1, 6)),
        (date(2027, 12, 24), date(2028, 1, 6)),
    ]


@pytest.mark.parametrize("day", [(2, 29), (4, 31)])
def test_yearly_blackout_needs_days_of_every_year(day):
    with pytest.raises(ValidationError):
        yearly(day, (12, 1))


def test_joint_calendar_knows_whose_holiday_it_is():
    whose = {
        day: [one.name for one in BOTH.countries if one.is_holiday(day)]
        for day in (date(2024, 4, 25), date(2024, 4, 29), date(2024, 5, 1))
    }

    assert list(whose.values()) == [["IT"], ["RU"], ["IT", "RU"]]


def test_joint_calendar_unites_the_blackouts():
    winter = Blackout(first=date(2027, 1, 1), last=date(2027, 1, 8), why="зима")
    russia = RUSSIA.model_copy(update={"blackouts": (winter,)})

    assert joint(ITALY, russia).blackouts == (winter, SUMMER)


def test_joint_of_three_keeps_the_three():
    third = RUSSIA.model_copy(update={"name": "RS"})

    assert [one.name for one in joint(BOTH, third).countries] == ["IT", "RU", "RS"]


def test_countries_with_other_weekends_share_what_both_work():
    cairo = WorkingCalendar(
        name="EG",
        version="eg-1",
        off=frozenset(),
        years=frozenset({2027}),
        weekend=frozenset({4, 5}),
    )
    both = joint(ITALY, cairo)
    week = [date(2027, 3, day) for day in range(1, 8)]  # from Monday

    assert [both.is_working(day) for day in week] == [True] * 4 + [False] * 3


def test_weekend_worked_by_one_and_usual_for_the_other_is_shared():
    cairo = WorkingCalendar(
        name="EG",
        version="eg-1",
        off=frozenset(),
        years=frozenset({2024}),
        weekend=frozenset({4}),
    )

    assert joint(RUSSIA, cairo).is_working(date(2024, 4, 27)) is True


def test_calendar_survives_json():
    for calendar in (ITALY, RUSSIA, BOTH):
        text = calendar.model_dump_json()

        assert WorkingCalendar.model_validate_json(text) == calendar


def test_json_of_a_calendar_is_canonical():
    days = sorted(RUSSIA.off, reverse=True)
    again = RUSSIA.model_copy(update={"off": frozenset(days)})

    assert RUSSIA.model_dump(mode="json")["off"] == [
        d.isoformat() for d in sorted(days)
    ]
    assert again.model_dump_json() == RUSSIA.model_dump_json()


@pytest.mark.parametrize(
    "change",
    [
        {"off": ITALY.off | {date(2027, 11, 2)}},
        {"worked": frozenset({date(2027, 11, 6)})},
        {"blackouts": ()},
        {"blackouts": (SUMMER.model_copy(update={"last": date(2027, 8, 21)}),)},
        {"provisional": frozenset({2027})},
        {"years": ITALY.years | {2028}},
        {"weekend": frozenset({6})},
    ],
)
def test_digest_changes_with_every_part_of_the_content(change):
    changed = ITALY.model_copy(update=change)

    assert changed.digest != ITALY.digest
    assert joint(changed, RUSSIA).digest != BOTH.digest


def test_digest_looks_past_names_and_sources():
    renamed = ITALY.model_copy(update={"version": "it-9", "source": "a newer library"})

    assert renamed.digest == ITALY.digest
    assert len(ITALY.digest) == 12


def test_differences_name_the_days_a_new_version_changes():
    new = ITALY.model_copy(
        update={
            "off": (ITALY.off - {date(2027, 10, 4)}) | {date(2027, 11, 2)},
            "worked": frozenset({date(2027, 11, 6)}),
            "blackouts": (SUMMER.model_copy(update={"first": date(2027, 8, 10)}),),
        }
    )

    assert differences(ITALY, new) == (
        DayChange(day=date(2027, 8, 9), was=DayState.CLOSED, now=DayState.WORKED),
        DayChange(day=date(2027, 10, 4), was=DayState.OFF, now=DayState.WORKED),
        DayChange(day=date(2027, 11, 2), was=DayState.WORKED, now=DayState.OFF),
        DayChange(day=date(2027, 11, 6), was=DayState.OFF, now=DayState.WORKED),
    )


def test_differences_of_equal_calendars_are_none():
    longer = ITALY.model_copy(update={"version": "it-2", "years": ITALY.years | {2028}})

    assert differences(ITALY, longer) == ()


def test_a_year_that_vanishes_is_a_change():
    shorter = ITALY.model_copy(update={"years": ITALY.years - {2027}})

    changes = differences(ITALY, shorter)

    assert len(changes) == 365
    assert {change.now for change in changes} == {DayState.UNKNOWN}


def test_state_of_a_weekend_in_a_blackout_is_off():
    assert state(ITALY, date(2027, 8, 14)) is DayState.OFF
