"""A deadline ends where its base, its stops, its extensions and its wall put it."""

from datetime import date

import pytest

from models.counting import Clock
from models.deadline import (
    CalendarVersionError,
    ClockStoppedError,
    Deadline,
    begin,
    counted_back,
    end,
    wall_before,
)
from models.deadline_acts import extend, resume, suspend
from models.deadlines import Term, TermUnit, end_of
from models.errors import CalendarMissingError, TermError
from tests.models.calendar_samples import ITALY, ROME, RUSSIA, at, on
from tests.models.deadline_samples import extended, last_day, running, stopped

WD, CD, H, S = TermUnit
ANSWER, HARD, OFFICE = Clock


@pytest.mark.parametrize(
    ("clock", "amount", "unit", "base", "expected"),
    [
        # An answer clock pauses from 8 to 22 August: Friday 6, then Monday 23.
        (ANSWER, 1, WD, "2027-08-05", date(2027, 8, 6)),
        (ANSWER, 2, WD, "2027-08-05", date(2027, 8, 23)),
        (ANSWER, 3, WD, "2027-08-05", date(2027, 8, 24)),
        (ANSWER, 1, WD, "2027-08-16", date(2027, 8, 23)),
        # A hard deadline runs through it, and ends after it if it would end in it.
        (HARD, 2, WD, "2027-08-05", date(2027, 8, 23)),
        (HARD, 3, WD, "2027-08-05", date(2027, 8, 23)),
        (HARD, 12, WD, "2027-08-05", date(2027, 8, 23)),
        (HARD, 13, WD, "2027-08-05", date(2027, 8, 24)),
        # Our own work does not stop.
        (OFFICE, 2, WD, "2027-08-05", date(2027, 8, 9)),
        # D16: a term of the law runs on, but ends on the first working day after.
        (ANSWER, 10, CD, "2027-08-05", date(2027, 8, 23)),
        (HARD, 10, CD, "2027-08-05", date(2027, 8, 23)),
        (OFFICE, 10, CD, "2027-08-05", date(2027, 8, 16)),
        (ANSWER, 19, CD, "2027-08-05", date(2027, 8, 24)),
        # D16: nothing to wait for.
        (ANSWER, 0, WD, "2027-08-05", date(2027, 8, 5)),
        (ANSWER, 0, WD, "2027-08-16", date(2027, 8, 23)),
        (HARD, 0, WD, "2027-08-07", date(2027, 8, 23)),
        (OFFICE, 0, WD, "2027-08-07", date(2027, 8, 9)),
    ],
)
def test_clock_meets_a_blackout(clock, amount, unit, base, expected):
    assert last_day(running(amount, unit, base, clock=clock)) == expected


@pytest.mark.parametrize(
    ("amount", "unit", "base", "since", "until", "expected"),
    [
        # 4 and 5 March do not count, both ends inside (D1): 8 March becomes 10 March.
        (5, WD, "2027-03-01", "2027-03-04", "2027-03-05", date(2027, 3, 10)),
        (5, WD, "2027-03-01", "2027-03-08", "2027-03-08", date(2027, 3, 9)),
        # A weekend gives nothing back in working days, two in calendar days (D2).
        (5, WD, "2027-03-01", "2027-03-06", "2027-03-07", date(2027, 3, 8)),
        (10, CD, "2027-03-01", "2027-03-06", "2027-03-07", date(2027, 3, 15)),
        # D2: 10 days end on Thursday 11, plus 3 on Sunday 14, rolled to Monday.
        (10, CD, "2027-03-01", "2027-03-02", "2027-03-04", date(2027, 3, 15)),
        (10, CD, "2027-03-01", "2027-03-02", "2027-03-09", date(2027, 3, 19)),
        # The day of the event never counted, so stopping it gives nothing back.
        (5, WD, "2027-03-01", "2027-03-01", "2027-03-01", date(2027, 3, 8)),
        # D16: stopped on its last day, it ends on the first working day after.
        (10, CD, "2027-03-02", "2027-03-12", "2027-03-14", date(2027, 3, 15)),
        # A suspension across a blackout gives back only what would have counted.
        (5, WD, "2027-08-04", "2027-08-06", "2027-08-23", date(2027, 8, 27)),
    ],
)
def test_suspension_gives_its_days_back(amount, unit, base, since, until, expected):
    assert last_day(stopped(running(amount, unit, base), since, until)) == expected


def test_suspensions_that_share_a_day_take_it_once():
    once = stopped(running(5, WD, "2027-03-01"), "2027-03-03", "2027-03-04")
    twice = stopped(once, "2027-03-04", "2027-03-05")

    assert last_day(twice) == date(2027, 3, 11)


def test_d9_counts_no_suspended_day():
    # From Friday, two days: Saturday, Sunday; then Monday is stopped too.
    two = stopped(running(2, CD, "2027-03-05"), "2027-03-08", "2027-03-08")

    assert last_day(running(2, CD, "2027-03-05")) == date(2027, 3, 9)
    assert last_day(two) == date(2027, 3, 10)


def test_d7_a_working_saturday_ends_a_term():
    saturday = running(1, WD, "2024-04-26", calendar=RUSSIA)

    assert last_day(saturday, RUSSIA) == date(2024, 4, 27)


def test_stopped_clock_has_no_end():
    clock = suspend(
        running(5, WD, "2027-03-01"), ITALY, party="X", reason="y", at=on("2027-03-03")
    )

    with pytest.raises(ClockStoppedError, match=r"since 03\.03\.2027, waiting for X:"):
        end(clock, ITALY)


def test_exact_term_gives_back_to_the_second():
    clock = begin(Term(amount=1, unit=H), at("2027-03-01T10:00"), None, ROME)
    stop = suspend(clock, None, party="X", reason="y", at=at("2027-03-01T10:10"))

    assert end(clock, None) == at("2027-03-01T11:00")
    assert end(resume(stop, at=at("2027-03-01T10:12")), None) == at("2027-03-01T11:02")


def test_extension_of_an_exact_term_is_pushed_by_later_stops_only():
    clock = begin(Term(amount=3600, unit=S), at("2027-03-01T10:00"), None, ROME)
    stop = suspend(clock, None, party="X", reason="y", at=at("2027-03-01T10:10"))
    clock = resume(stop, at=at("2027-03-01T10:20"))
    moved = extend(
        clock,
        None,
        until=at("2027-03-01T12:00"),
        requester="a",
        approver="b",
        reason="c",
        at=at("2027-03-01T10:30"),
    )
    stop = suspend(moved, None, party="X", reason="y", at=at("2027-03-01T10:40"))

    assert end(moved, None) == at("2027-03-01T12:00")
    assert end(resume(stop, at=at("2027-03-01T10:41")), None) == at("2027-03-01T12:01")


def test_suspension_after_an_extension_pushes_it():
    moved = extended(running(5, WD, "2027-03-01"), date(2027, 3, 12), "2027-03-03")

    assert last_day(moved) == date(2027, 3, 12)
    assert last_day(stopped(moved, "2027-03-10", "2027-03-11")) == date(2027, 3, 16)


def test_suspension_before_an_extension_does_not_push_it():
    stop = stopped(running(5, WD, "2027-03-01"), "2027-03-02", "2027-03-04")

    assert last_day(extended(stop, date(2027, 3, 19), "2027-03-05")) == (
        date(2027, 3, 19)
    )


def test_wall_cuts_the_end():
    session = on("2008-10-27")
    it = ITALY.model_copy(update={"years": ITALY.years | {2008}})
    wall = wall_before("XV", session, Term(amount=22, unit=WD), it, ROME)
    clock = begin(Term(amount=30, unit=WD), on("2008-09-01"), it, ROME, wall=wall)

    assert wall.at == end_of(date(2008, 9, 25), ROME)
    assert end(clock, it) == wall.at


def test_wall_in_a_blackout_moves_before_it_and_keeps_where_from():  # D3
    wall = wall_before("L", on("2027-09-15"), Term(amount=22, unit=WD), ITALY, ROME)

    assert wall.moved_from == end_of(date(2027, 8, 16), ROME)
    assert wall.at == end_of(date(2027, 8, 6), ROME)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Term(amount=1, unit=WD), end_of(date(2027, 10, 1), ROME)),
        # D8: 3 October is a Sunday, and stays one.
        (Term(amount=2, unit=CD), end_of(date(2027, 10, 3), ROME)),
        (Term(amount=2, unit=H), at("2027-10-05T08:00")),
        (Term(amount=30, unit=S), at("2027-10-05T09:59:30")),
    ],
)
def test_counting_back(term, expected):
    assert counted_back(term, on("2027-10-05"), ITALY, ROME) == expected


def test_exact_wall_needs_no_calendar():
    wall = wall_before("L", on("2027-09-15"), Term(amount=30, unit=S), None, ROME)

    assert wall.at == at("2027-09-15T09:59:30")
    assert wall.calendar is None


def test_deadline_counts_only_in_its_own_version():  # I21
    clock = running(5, WD, "2027-03-01")
    newer = ITALY.model_copy(update={"version": "it-2"})

    with pytest.raises(
        CalendarVersionError, match="runs on calendar IT it-1, and calendar IT it-2 was"
    ):
        end(clock, newer)
    with pytest.raises(CalendarVersionError, match="and calendar none was given"):
        end(clock, None)


def test_begin_refuses_what_cannot_be_counted():
    with pytest.raises(CalendarMissingError):
        running(5, WD, "2027-12-30")
    with pytest.raises(TermError, match="needs a calendar"):
        begin(Term(amount=5, unit=WD), on("2027-03-01"), None, ROME)
    with pytest.raises(TermError, match="time zone"):
        begin(
            Term(amount=5, unit=WD), on("2027-03-01").replace(tzinfo=None), ITALY, ROME
        )


@pytest.mark.parametrize("unit", [WD, CD])
def test_long_terms_stop_at_the_first_year_without_data(unit):
    with pytest.raises(CalendarMissingError, match="no data for 2028"):
        running(100_000_000, unit, "2027-12-30")


def test_year_without_data_in_the_middle_is_refused():
    term = Term(amount=400, unit=CD)

    with pytest.raises(CalendarMissingError, match="no data for 2025"):
        begin(term, on("2024-12-20"), ITALY, ROME)


def test_deadline_survives_json():
    wall = wall_before("L", on("2027-09-15"), Term(amount=22, unit=WD), ITALY, ROME)
    clock = extended(
        stopped(running(5, WD, "2027-03-01", wall=wall), "2027-03-03", "2027-03-04"),
        date(2027, 3, 19),
        "2027-03-05",
    )

    assert Deadline.model_validate_json(clock.model_dump_json()) == clock
