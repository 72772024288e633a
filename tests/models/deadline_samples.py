"""Deadlines in the calendars made by hand, and what happens to them."""

from models.counting import Clock
from models.deadline import begin, end
from models.deadline_acts import extend, resume, suspend
from models.deadlines import Term, end_of
from tests.models.calendar_samples import ITALY, ROME, on

ANSWER = Clock.ANSWER


def running(amount, unit, base, *, calendar=ITALY, clock=ANSWER, wall=None):
    term = Term(amount=amount, unit=unit)
    return begin(term, on(base), calendar, ROME, clock=clock, wall=wall)


def stopped(deadline, since, until, calendar=ITALY):
    stop = suspend(
        deadline, calendar, party="Region X", reason="no title", at=on(since)
    )
    return resume(stop, at=on(until))


def last_day(deadline, calendar=ITALY):
    return deadline.day(end(deadline, calendar))


def extended(deadline, until, decided, calendar=ITALY):
    return extend(
        deadline,
        calendar,
        until=end_of(until, ROME),
        requester="Anna",
        approver="Boris",
        reason="August",
        at=on(decided),
    )
