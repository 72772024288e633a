"""The plan of a session gives the worked dates of method 4.5, in the real calendars."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.milestone_words import name_of, why_moved
from models.milestones import (
    METHOD_4_5,
    InBlackout,
    MilestoneName,
    Move,
    MoveReason,
    Plan,
    PlanError,
    Step,
)
from models.planning import pin, plan
from tests.models.session_samples import CALENDARS, IT, JOINT, A, B, dates, session

M = MilestoneName

SANREMO = session(date(2008, 10, 27), 2)
ULYANOVSK = session(date(2011, 5, 26))
NIZHNY = session(date(2013, 5, 27))
AUTUMN = session(date(2027, 10, 21))
SEPTEMBER = session(date(2027, 9, 23))


def test_plan_of_venice_is_that_of_the_method():
    assert dates(session(date(2009, 12, 10))) == {
        M.COLLECTION: date(2009, 7, 7),
        M.LAST_PROPOSALS: date(2009, 9, 2),
        M.COMPLETENESS: date(2009, 9, 9),
        M.VALIDATION: date(2009, 9, 23),
        M.DISSEMINATION: date(2009, 9, 28),
        M.REMINDER_1: date(2009, 10, 12),
        M.LAST_QUESTIONS: date(2009, 10, 19),
        M.ANSWERS: date(2009, 10, 26),
        M.REMINDER_2: date(2009, 10, 26),
        M.INTEREST: date(2009, 11, 2),
        M.GRACE: date(2009, 11, 4),
        M.ADHESION_WALL: date(2009, 11, 9),
        M.COUNTERPARTS: date(2009, 11, 11),
        M.DECLARATIONS: date(2009, 11, 16),
        M.COFINANCING_CHECK: date(2009, 11, 23),
        M.AGENDA_FREEZE: date(2009, 11, 25),
        M.DOCUMENTS: date(2009, 11, 30),
        M.PROTOCOL: date(2009, 12, 18),
        M.FOLLOW_UP_1: date(2010, 1, 19),
        M.FOLLOW_UP_2: date(2010, 3, 19),
        M.FOLLOW_UP_3: date(2010, 6, 25),
        M.FOLLOW_UP_4: date(2010, 12, 24),
    }


def test_table_is_that_of_the_method():
    told = " ".join(f"{step.days:+}{step.side.value[0]}" for step in METHOD_4_5)

    assert told == (
        "-110j -70b -65a -55a -52a -42a -37a -32a -32a -27a -25a -22a -20j -17a -12a"
        " -10j -7j +5j +20j +60j +125j +250j"
    )
    assert [step.name for step in METHOD_4_5] == list(M)
    assert all(step.why for step in METHOD_4_5)


@pytest.mark.parametrize(
    ("of", "name", "day"),
    [
        (SANREMO, M.ADHESION_WALL, date(2008, 9, 25)),
        (ULYANOVSK, M.ADHESION_WALL, date(2011, 4, 26)),
        (NIZHNY, M.ADHESION_WALL, date(2013, 4, 23)),
        # August: sending may fall into the closed days (D3).
        (AUTUMN, M.DISSEMINATION, date(2027, 8, 9)),
        (AUTUMN, M.REMINDER_1, date(2027, 8, 23)),
    ],
)
def test_worked_dates(of, name, day):
    assert of[name].date == day
    assert of[name].moved_because == ()


def test_deadline_of_ulyanovsk_was_23_italian_and_22_russian_days_ahead():
    real = date(2011, 4, 22)

    assert CALENDARS[A].back(date(2011, 5, 26), 23) == real
    assert CALENDARS[B].back(date(2011, 5, 26), 22) == real


def test_crossing_step_moves_to_the_earlier_one_and_says_so():  # D14
    counterparts = NIZHNY[M.COUNTERPARTS]

    assert CALENDARS[JOINT].back(date(2013, 5, 27), 20) == date(2013, 4, 19)
    assert counterparts.date == date(2013, 4, 23)
    assert counterparts.moved_because == (
        Move(
            reason=MoveReason.CROSSING,
            before=date(2013, 4, 19),
            after=date(2013, 4, 23),
            other=M.ADHESION_WALL,
        ),
    )
    assert why_moved(counterparts, "en") == (
        "moved from 19 April to 23 April 2013: never before “adhesion deadline”"
    )
    assert why_moved(counterparts, "it") == (
        "spostata dal 19 aprile al 23 aprile 2013: non precede"
        " «termine ultimo di adesione»"
    )
    assert why_moved(counterparts, "ru") == (
        "перенос с 19 апреля на 23 апреля 2013 г.: не раньше, чем"
        " «предельный срок заявок на участие»"
    )


def test_hard_deadline_leaves_the_closed_days_backwards_and_says_so():  # D3
    interest = SEPTEMBER[M.INTEREST]

    assert IT.back(date(2027, 9, 23), 27) == date(2027, 8, 17)
    assert interest.date == date(2027, 8, 6)
    assert why_moved(interest, "it") == (
        "spostata dal 17 agosto al 6 agosto 2027: chiusura 8–22 agosto 2027"
        " (chiusura estiva)"
    )


def test_steps_that_prepare_a_hard_deadline_leave_with_it():
    assert SEPTEMBER[M.ANSWERS].date == SEPTEMBER[M.REMINDER_2].date == date(2027, 8, 6)
    assert why_moved(SEPTEMBER[M.ANSWERS], "en") == (
        "moved from 10 August to 6 August 2027: has to precede “second reminder”"
    )


def test_step_brought_ahead_lands_on_a_working_day_of_its_own_calendar():
    russia = CALENDARS[B]
    friday_off = russia.model_copy(update={"off": russia.off | {date(2027, 8, 6)}})
    table = (
        Step(name=M.ANSWERS, days=-32, side=B),
        Step(name=M.INTEREST, days=-27, in_blackout=InBlackout.BEFORE),
    )

    short = plan(
        date(2027, 9, 23),
        date(2027, 9, 24),
        {A: CALENDARS[A], B: friday_off},
        table=table,
    )

    assert dates(short) == {
        M.ANSWERS: date(2027, 8, 5),
        M.INTEREST: date(2027, 8, 6),
    }


def test_grace_waits_for_the_end_of_the_closed_days():
    assert SEPTEMBER[M.GRACE].date == date(2027, 8, 23)
    assert SEPTEMBER[M.ADHESION_WALL].date == date(2027, 8, 24)


def test_reminder_waits_for_the_end_of_the_closed_days():
    late = session(date(2027, 10, 14))

    assert IT.back(date(2027, 10, 14), 42) == date(2027, 8, 16)
    assert late[M.REMINDER_1].date == date(2027, 8, 23)
    assert late[M.LAST_QUESTIONS].date == date(2027, 8, 23)


def test_other_steps_may_stand_in_the_closed_days():
    assert SEPTEMBER[M.VALIDATION].moved_because == ()
    assert AUTUMN[M.DISSEMINATION].date == date(2027, 8, 9)


def test_what_is_before_today_does_not_fit():
    late = session(date(2009, 12, 10), today=date(2009, 9, 9))

    assert [one.name for one in late.milestones if not one.fits] == [
        M.COLLECTION,
        M.LAST_PROPOSALS,
    ]
    assert late.fits is False
    assert session(date(2009, 12, 10), today=date(2009, 7, 7)).fits is True


def test_session_without_a_date_has_a_plan_without_days():
    nowhere = plan(None, None, CALENDARS)

    assert [one.name for one in nowhere.milestones] == list(M)
    assert set(dates(nowhere).values()) == {None}
    assert nowhere.fits is True


def test_corridor_may_give_its_own_table():
    own = (Step(name=M.ADHESION_WALL, days=-30), Step(name=M.PROTOCOL, days=3))

    short = session(date(2008, 10, 27), table=own)

    assert dates(short) == {
        M.ADHESION_WALL: IT.back(date(2008, 10, 27), 30),
        M.PROTOCOL: IT.add(date(2008, 10, 28), 3),
    }
    with pytest.raises(PlanError, match="no step interest"):
        short[M.INTEREST]
    with pytest.raises(PlanError, match="no step interest"):
        pin(short, M.INTEREST, date(2008, 10, 1))


START = date(2009, 12, 10)


@pytest.mark.parametrize(
    ("starts", "ends", "calendars", "table", "sentence"),
    [
        (START, None, CALENDARS, METHOD_4_5, "or neither: give both days"),
        (START, date(2009, 12, 9), CALENDARS, METHOD_4_5, "exchange the two days"),
        (START, START, {A: IT}, METHOD_4_5, "no calendar for side b, joint"),
        (START, START, CALENDARS, METHOD_4_5[:1] * 2, "names collection twice"),
    ],
)
def test_impossible_plans_are_refused(starts, ends, calendars, table, sentence):
    with pytest.raises(PlanError, match=sentence):
        plan(starts, ends, calendars, table=table)


def test_step_of_no_days_is_refused():
    with pytest.raises(ValueError, match="neither before nor after"):
        Step(name=M.PROTOCOL, days=0)


def test_plan_survives_json():
    assert Plan.model_validate_json(SEPTEMBER.model_dump_json()) == SEPTEMBER


def test_every_step_has_a_name_in_every_language():
    for language in ("it", "ru", "en"):
        assert len({name_of(name, language) for name in M}) == len(M)


@given(st.dates(date(2006, 1, 1), date(2033, 12, 31)), st.integers(0, 5))
def test_every_plan_is_in_order_and_no_hard_deadline_is_closed(start, lasting):
    settled = session(start, lasting)
    days = [one.date for one in settled.milestones]
    hard = {step.name for step in METHOD_4_5 if step.in_blackout is InBlackout.BEFORE}

    assert days == sorted(days)
    for one in settled.milestones:
        calendar = CALENDARS[one.side]
        assert calendar.is_working(one.date)
        assert one.name not in hard or calendar.blackout(one.date) is None
        raw = (
            calendar.back(start, -one.days)
            if one.days < 0
            else calendar.add(start + timedelta(days=lasting), one.days)
        )
        assert (one.date != raw) == bool(one.moved_because)


@given(st.dates(date(2006, 1, 1), date(2030, 12, 31)))
def test_wall_never_stands_later_than_counted(start):
    wall = session(start)[M.ADHESION_WALL]

    assert wall.date <= IT.back(start, 22)
