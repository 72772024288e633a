"""The facts of an explanation leave out what moved nothing."""

from datetime import date

from models.deadline import begin
from models.deadline_acts import resume, suspend
from models.deadline_trace import trace
from models.deadlines import Term, TermUnit
from tests.models.calendar_samples import ITALY, ROME, on

WD, CD, *_ = TermUnit


def test_day_shared_by_two_stops_is_told_once():
    clock = begin(Term(amount=5, unit=WD), on("2027-03-01"), ITALY, ROME)
    for since, until in (("03", "04"), ("04", "05")):
        stop = suspend(clock, ITALY, party="X", reason="y", at=on(f"2027-03-{since}"))
        clock = resume(stop, at=on(f"2027-03-{until}"))

    assert trace(clock, ITALY).suspended == (2, 1)


def test_holiday_inside_a_stop_or_a_closed_period_moved_nothing():
    feast = ITALY.model_copy(update={"off": ITALY.off | {date(2027, 8, 16)}})
    closed = begin(Term(amount=3, unit=WD), on("2027-08-05"), feast, ROME)
    stop = begin(Term(amount=3, unit=WD), on("2027-10-01"), ITALY, ROME)
    stop = suspend(stop, ITALY, party="X", reason="y", at=on("2027-10-04"))

    assert trace(closed, feast).holidays == ()
    assert trace(resume(stop, at=on("2027-10-05")), ITALY).holidays == ()


def test_what_is_left_of_calendar_days_leaves_out_the_roll():
    # From Saturday 25 September, 9 days: Monday 4 October is a holiday.
    clock = begin(Term(amount=9, unit=CD), on("2027-09-25"), ITALY, ROME)

    stop = suspend(clock, ITALY, party="X", reason="y", at=on("2027-09-28"))

    assert trace(stop, ITALY).left == 7
