"""The secretariat's steps are timed from the acts, without others' time."""

from datetime import UTC, datetime

import pytest

from models.case import Outcome
from models.event import EventKind as Kind
from models.office_steps import CaseAct, End, OfficeStep, Span, spans
from models.term import CalendarSide, Term, TermUnit
from models.worked_days import WorkedDays
from store.calendars import HolidayCalendars

ROME = WorkedDays(HolidayCalendars().country("IT"), "Europe/Rome")
NOW = datetime(2026, 3, 31, 9, tzinfo=UTC)
FIVE = Term(amount=5, unit=TermUnit.WORKING_DAYS)


def at(day: int, hour: int = 9) -> datetime:
    """In March 2026: the 1st is a Sunday, and no day is a holiday."""
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def told(*acts: tuple[Kind, int], outcome: Outcome | None = None) -> list[Span]:
    return list(spans([CaseAct(kind, at(day)) for kind, day in acts], outcome, NOW))


def days(found: list[Span]) -> list[tuple[OfficeStep, int, End]]:
    return [(one.step, one.days(ROME), one.end) for one in found]


def test_validation_takes_from_hand_in_to_decision():
    found = told((Kind.SUBMITTED, 2), (Kind.VALIDATED, 9), (Kind.DISSEMINATED, 11))

    assert days(found) == [
        (OfficeStep.COMPLETENESS, 5, End.DONE),
        (OfficeStep.VALIDATION, 5, End.DONE),
        (OfficeStep.DISSEMINATION, 2, End.DONE),
    ]


def test_time_of_the_proposer_is_not_the_office_s():
    """Monday to Thursday, minus the day of the return; then Monday to Tuesday."""
    found = told(
        (Kind.SUBMITTED, 2), (Kind.RETURNED, 5),
        (Kind.RESUBMITTED, 16), (Kind.VALIDATED, 17),
        (Kind.DISSEMINATED, 17),
    )  # fmt: skip

    assert days(found[:-1]) == [
        (OfficeStep.COMPLETENESS, 3, End.DONE),
        (OfficeStep.COMPLETION, 7, End.DONE),
        (OfficeStep.COMPLETENESS, 1, End.DONE),
        (OfficeStep.VALIDATION, 2 + 1, End.DONE),
    ]


def test_stopped_clock_does_not_count():
    found = told(
        (Kind.SUBMITTED, 2), (Kind.CLOCK_STOPPED, 4),
        (Kind.CLOCK_RESUMED, 10), (Kind.VALIDATED, 12),
        (Kind.DISSEMINATED, 12),
    )  # fmt: skip

    assert days(found[:-1]) == [
        (OfficeStep.COMPLETENESS, 1 + 2, End.DONE),
        (OfficeStep.VALIDATION, 1 + 2, End.DONE),
    ]


def test_rejection_after_an_unanswered_notice_was_decided_with_the_notice():
    found = told(
        (Kind.SUBMITTED, 2), (Kind.REJECTION_NOTIFIED, 6), (Kind.CLOSED, 20),
        outcome=Outcome.REJECTED,
    )  # fmt: skip

    assert days(found) == [
        (OfficeStep.COMPLETENESS, 4, End.DONE),
        (OfficeStep.VALIDATION, 4, End.DONE),
    ]


def test_rejection_of_what_was_handed_in_again_ends_with_the_closing():
    found = told(
        (Kind.SUBMITTED, 2), (Kind.REJECTION_NOTIFIED, 6), (Kind.RESUBMITTED, 9),
        (Kind.CLOSED, 11), outcome=Outcome.REJECTED,
    )  # fmt: skip

    assert days(found)[1:] == [
        (OfficeStep.COMPLETENESS, 2, End.DONE),
        (OfficeStep.VALIDATION, 3 + 2, End.DONE),
    ]


@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, Outcome.BLOCKED])
def test_what_ended_before_a_decision_is_no_step(outcome):
    assert told((Kind.SUBMITTED, 2), (Kind.CLOSED, 9), outcome=outcome) == []


def test_completion_that_never_came_has_lapsed():
    found = told(
        (Kind.SUBMITTED, 2), (Kind.RETURNED, 3), (Kind.CLOSED, 24),
        outcome=Outcome.LAPSED,
    )  # fmt: skip

    assert [(one.step, one.end) for one in found] == [
        (OfficeStep.COMPLETENESS, End.DONE),
        (OfficeStep.COMPLETION, End.LAPSED),
    ]


def test_open_steps_wait_until_now():
    assert days(told((Kind.SUBMITTED, 26))) == [
        (OfficeStep.COMPLETENESS, 3, End.WAITING),
        (OfficeStep.VALIDATION, 3, End.WAITING),
    ]
    assert days(told((Kind.SUBMITTED, 2), (Kind.RETURNED, 3)))[1:] == [
        (OfficeStep.COMPLETION, 20, End.WAITING)
    ]
    waiting = told((Kind.SUBMITTED, 2), (Kind.VALIDATED, 3))[-1]
    assert (waiting.step, waiting.end) == (OfficeStep.DISSEMINATION, End.WAITING)


def test_limits_are_kept_in_their_own_unit():
    [whole] = told((Kind.SUBMITTED, 2), (Kind.VALIDATED, 9))[:1]
    taken = whole.days(ROME)
    calendar_days = Term(amount=6, unit=TermUnit.CALENDAR_DAYS, calendar=CalendarSide.A)
    seconds = Term(amount=7 * 24 * 3600, unit=TermUnit.SECONDS)

    assert whole.in_time(FIVE, ROME, taken)
    assert not whole.in_time(FIVE.model_copy(update={"amount": 4}), ROME, taken)
    assert not whole.in_time(calendar_days, ROME, taken)
    assert whole.in_time(calendar_days.model_copy(update={"amount": 7}), ROME, taken)
    assert whole.in_time(seconds, ROME, taken)
    assert not whole.in_time(seconds.model_copy(update={"amount": 1}), ROME, taken)
