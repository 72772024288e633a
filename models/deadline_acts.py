"""What may be done to a running deadline: stop it, resume it, extend it (method I7)."""

from datetime import datetime
from typing import Final

from models.calendar_words import EN, length_in
from models.deadline import (
    CalendarRef,
    Deadline,
    Extension,
    Suspension,
    day_count,
    end,
)
from models.deadlines import end_of, in_time
from models.errors import DomainError
from models.officer import person
from models.working_calendar import WorkingCalendar

MOST_EXTENSIONS: Final = 2
BY_RULE: Final = "rule X26"
"""Approves in nobody's name: what it gives back is not one of the two (I7)."""
BY_RULE_OF_I7: Final = "rule I7"
"""Keeps an end that was told: nor is this one of the two."""
_BY_RULES: Final = frozenset({BY_RULE, BY_RULE_OF_I7})
_LONGEST_NAME: Final = 300
_LONGEST_REASON: Final = 2000


class DeadlineActError(DomainError):
    """An act that a running deadline does not allow, or that is not fully said."""


class SuspensionError(DeadlineActError):
    """A clock may not be stopped, or resumed, like this."""


class ExtensionError(DeadlineActError):
    """A deadline may not be moved like this (method I7)."""


class AdoptionError(DeadlineActError):
    """A deadline may not change to that calendar."""


def suspend(
    deadline: Deadline,
    calendar: WorkingCalendar | None,
    *,
    party: str,
    reason: str,
    at: datetime,
) -> Deadline:
    """Stop the clock from the day of `at` on, which no longer counts (D1).

    Raises:
        SuspensionError: it stands still already, is over, or had a later act.
        CalendarVersionError: another calendar than its own.
    """
    party, reason = _named(party, "the party waited for"), _because(reason)
    if deadline.stopped:
        raise SuspensionError(
            f"The clock already stands still, waiting for {deadline.stopped.party}:"
            " resume it before you stop it again."
        )
    _refuse_before_last_act(deadline, at)
    over = end(deadline, calendar)
    if not in_time(at, over):
        raise SuspensionError(
            f"The term ended on {_shown(over, deadline)}: only a running clock can be"
            " stopped. Decide on what came late instead."
        )
    stop = Suspension(party=party, reason=reason, since=at)
    return deadline.model_copy(update={"suspensions": (*deadline.suspensions, stop)})


def resume(deadline: Deadline, *, at: datetime) -> Deadline:
    """Let the clock run again from the day after that of `at` (D1).

    Raises:
        SuspensionError: it is not stopped, or was stopped later than that.
    """
    stop = deadline.stopped
    if stop is None:
        raise SuspensionError(
            "The clock is running: only a clock that stands still can be resumed."
        )
    _refuse_before_last_act(deadline, at)
    ended = stop.model_copy(update={"until": at})
    return deadline.model_copy(
        update={"suspensions": (*deadline.suspensions[:-1], ended)}
    )


def extend(  # noqa: PLR0913  (an act of two people, each word of it on record)
    deadline: Deadline,
    calendar: WorkingCalendar | None,
    *,
    until: datetime,
    requester: str,
    approver: str,
    reason: str,
    at: datetime,
) -> Deadline:
    """Move the end later, by decision of two people.

    Args:
        deadline: running, not over.
        calendar: the version it runs on; None only for hours and seconds.
        until: the new end.
        requester: who asks.
        approver: who decides, somebody else.
        reason: why, for those who are told.
        at: when the decision is taken; the old end must not have passed.

    Raises:
        ExtensionError: a rule of method I7 forbids it; the sentence names which.
        CalendarVersionError: another calendar than its own.
    """
    people = _two_people(requester, approver)
    why = _because(reason)
    if deadline.stopped:
        raise ExtensionError(
            f"The clock stands still, waiting for {deadline.stopped.party}: resume it"
            " first, then there is an end that can be moved."
        )
    _refuse_before_last_act(deadline, at)
    before = end(deadline, calendar)
    _refuse_move(deadline, before, until, at)
    _refuse_bad_day(deadline, calendar, until)
    moved = Extension(
        at=at,
        before=before,
        until=until,
        requester=people[0],
        approver=people[1],
        reason=why,
    )
    return deadline.model_copy(update={"extensions": (*deadline.extensions, moved)})


def adopt(deadline: Deadline, calendar: WorkingCalendar) -> Deadline:
    """Count in a new version of the same calendar: an act to be recorded (I21).

    Raises:
        AdoptionError: it runs on no calendar, or on one of another name.
    """
    if deadline.calendar is None or deadline.calendar.name != calendar.name:
        name = deadline.calendar.name if deadline.calendar else "none"
        raise AdoptionError(
            f"This deadline runs on calendar {name}, not {calendar.name}: give a"
            " newer version of its own calendar."
        )
    ref = CalendarRef(name=calendar.name, version=calendar.version)
    return deadline.model_copy(update={"calendar": ref})


def _refuse_move(
    deadline: Deadline, before: datetime, until: datetime, at: datetime
) -> None:
    if not in_time(at, before):
        raise ExtensionError(
            f"The deadline passed on {_shown(before, deadline)}: it is moved only"
            " before it expires. What comes later is kept, marked late."
        )
    if (
        sum(one.approver not in _BY_RULES for one in deadline.extensions)
        >= MOST_EXTENSIONS
    ):
        raise ExtensionError(
            "The deadline has already been moved twice, which is the limit: let it"
            " close, and admit late answers by decision."
        )
    wall = deadline.wall
    if wall is not None and until > wall.at:
        raise ExtensionError(
            f"No extension passes {_shown(wall.at, deadline)},"
            f" {length_in(EN, wall.term.amount, wall.term.unit)} before session"
            f" {wall.session}: give an earlier date."
        )
    if until <= before:
        raise ExtensionError(
            f"The deadline is {_shown(before, deadline)} and may only be moved later:"
            " give a later date."
        )


def _refuse_bad_day(
    deadline: Deadline, calendar: WorkingCalendar | None, until: datetime
) -> None:
    if deadline.term.exact:
        return
    days = day_count(deadline, calendar)
    day = deadline.day(until)
    if days.may_end(day):
        return
    better = days.settled(day)
    if deadline.wall and end_of(better, deadline.zone) > deadline.wall.at:
        better = days.calendar.open_at_or_before(day)
    why = "in a closed period" if days.calendar.blackout(day) else "a day off"
    raise ExtensionError(
        f"The {day:%d.%m.%Y} is {why}, and no deadline ends there: give the"
        f" {better:%d.%m.%Y} instead."
    )


def _refuse_before_last_act(deadline: Deadline, at: datetime) -> None:
    acts = [deadline.base, *(one.at for one in deadline.extensions)]
    for one in deadline.suspensions:
        acts += [one.since, one.until or one.since]
    if at < max(acts):
        raise DeadlineActError(
            f"The last act on this deadline was on {_shown(max(acts), deadline)}:"
            " acts are recorded in order, give a later instant."
        )


def _two_people(requester: str, approver: str) -> tuple[str, str]:
    asked = _named(requester, "who asks for the extension")
    decided = _named(approver, "who approves the extension")
    if person(asked).casefold() == person(decided).casefold():
        raise ExtensionError(
            "Whoever asks for an extension does not approve it (four eyes): let"
            " somebody else approve it."
        )
    return asked, decided


def _named(name: str, what: str) -> str:
    return _given(name, what, _LONGEST_NAME)


def _because(reason: str) -> str:
    return _given(reason, "the reason", _LONGEST_REASON)


def _given(text: str, what: str, longest: int) -> str:
    words = " ".join(text.split())
    if not 1 <= len(words) <= longest:
        raise DeadlineActError(
            f"Say {what} in 1 to {longest} characters: it is told to everybody."
        )
    return words


def _shown(instant: datetime, deadline: Deadline) -> str:
    return f"{deadline.day(instant):%d.%m.%Y}"
