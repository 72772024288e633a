"""A session that moves: what is done stays, the rest is counted anew (X11)."""

from datetime import date

import pytest

from models.milestones import METHOD_4_5, MilestoneName, PlanError, Shift, shifts
from models.planning import pin, plan, replan
from tests.models.session_samples import CALENDARS, IT, dates, session

M = MilestoneName


def test_postponed_session_keeps_what_is_done_and_counts_the_rest_anew():  # X11
    done = {M.COLLECTION, M.LAST_PROPOSALS, M.COMPLETENESS}
    old = session(date(2009, 12, 10))

    new = replan(
        old,
        date(2010, 2, 10),
        date(2010, 2, 11),
        CALENDARS,
        done=done,
        today=date(2009, 9, 10),
    )

    assert {one.name for one in new.milestones if one.done} == done
    assert {name: dates(new)[name] for name in done} == {
        name: dates(old)[name] for name in done
    }
    assert {s.name for s in shifts(old, new)} == set(M) - done
    assert new[M.ADHESION_WALL].date == IT.back(date(2010, 2, 10), 22)
    assert new.fits is True


def test_postponed_without_a_date_keeps_only_what_is_done():
    old = session(date(2009, 12, 10))

    new = replan(old, None, None, CALENDARS, done={M.COLLECTION})
    again = replan(new, date(2010, 2, 10), date(2010, 2, 11), CALENDARS)

    assert new[M.COLLECTION].date == again[M.COLLECTION].date == date(2009, 7, 7)
    assert again[M.COLLECTION].done is True
    assert {one.date for one in new.milestones[1:]} == {None}


def test_step_without_a_day_cannot_be_done():
    with pytest.raises(PlanError, match="collection has no day"):
        replan(plan(None, None, CALENDARS), None, None, CALENDARS, done={M.COLLECTION})


def test_pinned_step_stays_and_the_others_settle_around_it():
    start, finish = date(2009, 12, 10), date(2009, 12, 11)
    old = pin(session(start), M.LAST_QUESTIONS, date(2009, 10, 28))

    new = replan(old, start, finish, CALENDARS, today=date(2009, 10, 29))

    assert new[M.LAST_QUESTIONS].date == date(2009, 10, 28)
    assert new[M.LAST_QUESTIONS].pinned is True
    assert new[M.LAST_QUESTIONS].fits is False
    assert new[M.ANSWERS].date == new[M.REMINDER_2].date == date(2009, 10, 28)
    assert new[M.ANSWERS].moved_because[0].other is M.LAST_QUESTIONS
    assert new[M.INTEREST].date == date(2009, 11, 2)


def test_step_before_a_pinned_one_comes_first():
    start, finish = date(2009, 12, 10), date(2009, 12, 11)
    old = pin(session(start), M.INTEREST, date(2009, 10, 23))

    new = replan(old, start, finish, CALENDARS)

    assert new[M.ANSWERS].date == new[M.REMINDER_2].date == date(2009, 10, 23)
    assert new[M.LAST_QUESTIONS].date == date(2009, 10, 19)


def test_step_missed_before_one_that_is_done_is_not_planned_into_the_past():
    start, finish = date(2009, 12, 10), date(2009, 12, 11)
    old = pin(session(start), M.DISSEMINATION, date(2009, 9, 1))

    new = replan(old, start, finish, CALENDARS, done={M.DISSEMINATION})

    assert new[M.VALIDATION].date == date(2009, 9, 23)
    assert new[M.DISSEMINATION].date == date(2009, 9, 1)


def test_shifts_preview_a_move():
    new = session(date(2009, 12, 11), 0)

    moved = shifts(session(date(2009, 12, 10)), new)

    assert moved[0] == Shift(
        name=M.COLLECTION, before=date(2009, 7, 7), after=date(2009, 7, 8)
    )
    assert [one.name for one in moved if one.name in {M.PROTOCOL, M.FOLLOW_UP_1}] == []


def test_shifts_of_a_lost_date_have_no_after():
    gone = shifts(session(date(2009, 12, 10)), plan(None, None, CALENDARS))

    assert len(gone) == len(METHOD_4_5)
    assert {one.after for one in gone} == {None}
