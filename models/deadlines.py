"""When a term ends, and the terms of a corridor: all of them are data."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from models.counting import DayCount
from models.errors import TermError
from models.frozen import Frozen
from models.posting import AT_ONCE, Posting
from models.term import CalendarSide, Term, TermUnit
from models.working_calendar import WorkingCalendar, joint

__all__ = [  # calendars and terms are re-exported: nothing is counted without them
    "DEFAULT_POLICY",
    "CalendarSide",
    "Policy",
    "Term",
    "TermName",
    "TermUnit",
    "WorkingCalendar",
    "due",
    "end_of",
    "in_time",
    "joint",
]

_LAST_SECOND: Final = time(23, 59, 59)


def due(
    term: Term, start: datetime, calendar: WorkingCalendar | None, zone: str
) -> datetime:
    """The instant a term ends (Reg. 1182/71, method 2.9 "Counting of time").

    Closed periods and suspensions are not looked at: `models.deadline` does that.

    The day of the event does not count; days are those of the receiving office. A
    term in days ends at 23:59:59 there; a term in calendar days that would end on a
    day off ends on the next working day, and if two days or longer holds at least two
    working days (art. 3(5), method D9). Hours and seconds are exact.

    Args:
        term: the length.
        start: the instant of the event, aware.
        calendar: the calendar of `term.calendar`; None only for hours and seconds.
        zone: IANA name of the receiving office's zone.

    Returns:
        The last second of the term, in UTC. What is received within that second is
        in time: compare with `in_time`.

    Raises:
        TermError: a naive start, or days without a calendar.
        CalendarMissingError: the calendar does not reach that far.
    """
    if start.tzinfo is None:
        raise TermError("The start of a term needs a time zone; give it in UTC.")
    if term.exact:
        return start.astimezone(UTC) + timedelta(seconds=term.seconds)
    if calendar is None:
        raise TermError(f"A term of {term} needs a calendar; load one.")
    first = start.astimezone(ZoneInfo(zone)).date()
    return end_of(DayCount(calendar, term.unit).last_day(first, term.amount), zone)


def end_of(day: date, zone: str) -> datetime:
    """The last second of a day in a zone, in UTC."""
    return datetime.combine(day, _LAST_SECOND, ZoneInfo(zone)).astimezone(UTC)


def in_time(received: datetime, deadline: datetime) -> bool:
    """Whether something came before the end of the deadline's last second (I8, D15)."""
    return received.replace(microsecond=0) <= deadline


class TermName(StrEnum):
    """Every term the procedure knows; the defaults are those of method 4.5 and 4.6."""

    COMPLETENESS = "completeness"
    VALIDATION = "validation"
    COMPLETION = "completion"
    COMPLETION_REMINDER_1 = "completion_reminder_1"
    COMPLETION_REMINDER_2 = "completion_reminder_2"
    OBSERVATIONS = "observations"
    INTEREST = "interest"
    INTEREST_REMINDER_1 = "interest_reminder_1"
    INTEREST_REMINDER_2 = "interest_reminder_2"
    ANSWER_TO_ALL = "answer_to_all"  # counted back from the round's deadline
    GRACE = "grace"
    CHOICE = "choice"
    COFINANCING = "cofinancing"
    WAITING_LIST = "waiting_list"
    RESERVATION = "reservation"
    RESERVATION_REMINDER_1 = "reservation_reminder_1"
    RESERVATION_REMINDER_2 = "reservation_reminder_2"
    FOLLOW_UP_1 = "follow_up_1"
    FOLLOW_UP_2 = "follow_up_2"
    FOLLOW_UP_3 = "follow_up_3"
    FOLLOW_UP_4 = "follow_up_4"
    SCREENING_REVIEW = "screening_review"
    SCREENING_FRESHNESS = "screening_freshness"
    ADHESION_WALL = "adhesion_wall"  # counted back from the session
    AGENDA_FREEZE = "agenda_freeze"  # counted back from the session


class Policy(Frozen):
    """One term for every name, and the posting rule; a corridor may set its own."""

    terms: dict[TermName, Term] = Field(
        default_factory=lambda: _default_terms(),  # noqa: PLW0108  (it stands below)
        repr=False,
    )
    posting: Posting = Posting()

    @model_validator(mode="after")
    def _complete(self) -> Self:
        missing = sorted(set(TermName) - set(self.terms))
        if missing:
            raise ValueError(f"The policy lacks {', '.join(missing)}; add these terms.")
        return self

    def __getitem__(self, name: TermName) -> Term:
        return self.terms[name]

    def replaced(self, **terms: Term) -> "Policy":
        """The same policy with some terms of its own, by name.

        Raises:
            TermError: a name the procedure does not know.
        """
        own = {_known(name): term for name, term in terms.items()}
        return Policy(terms=self.terms | own, posting=self.posting)

    @classmethod
    def in_seconds(cls, default: int, /, **seconds: int) -> "Policy":
        """The fast policy of demonstrations: exact seconds instead of working days.

        Args:
            default: seconds for every term not named.
            seconds: seconds by name, such as `interest=20`.

        Raises:
            TermError: a name the procedure does not know.
        """
        own = {_known(name): amount for name, amount in seconds.items()}
        return cls(
            terms={
                name: Term(amount=own.get(name, default), unit=TermUnit.SECONDS)
                for name in TermName
            },
            posting=AT_ONCE,
        )


def _default_terms() -> dict[TermName, Term]:
    return dict(DEFAULT_POLICY.terms)


def _known(name: str) -> TermName:
    try:
        return TermName(name)
    except ValueError as error:
        raise TermError(
            f"There is no term named {name}; use one of: {', '.join(TermName)}."
        ) from error


def _wd(amount: int, calendar: CalendarSide = CalendarSide.A) -> Term:
    return Term(amount=amount, unit=TermUnit.WORKING_DAYS, calendar=calendar)


_B: Final = CalendarSide.B
_JOINT: Final = CalendarSide.JOINT

DEFAULT_POLICY: Final = Policy(
    terms={
        TermName.COMPLETENESS: _wd(5),
        TermName.VALIDATION: _wd(10),
        TermName.COMPLETION: _wd(15, _B),
        TermName.COMPLETION_REMINDER_1: _wd(8, _B),
        TermName.COMPLETION_REMINDER_2: _wd(13, _B),
        # The one term set by law (L. 241/1990 art. 10-bis), hence calendar days.
        TermName.OBSERVATIONS: Term(
            amount=10, unit=TermUnit.CALENDAR_DAYS, calendar=CalendarSide.A
        ),
        TermName.INTEREST: _wd(25),
        TermName.INTEREST_REMINDER_1: _wd(10),
        TermName.INTEREST_REMINDER_2: _wd(20),
        TermName.ANSWER_TO_ALL: _wd(5),
        TermName.GRACE: _wd(2),
        TermName.CHOICE: _wd(7, _JOINT),
        TermName.COFINANCING: _wd(15),
        TermName.WAITING_LIST: _wd(60),
        TermName.RESERVATION: _wd(60),
        TermName.RESERVATION_REMINDER_1: _wd(40),
        TermName.RESERVATION_REMINDER_2: _wd(55),
        TermName.FOLLOW_UP_1: _wd(20, _JOINT),
        TermName.FOLLOW_UP_2: _wd(60, _JOINT),
        TermName.FOLLOW_UP_3: _wd(125, _JOINT),
        TermName.FOLLOW_UP_4: _wd(250, _JOINT),
        TermName.SCREENING_REVIEW: _wd(20),
        TermName.SCREENING_FRESHNESS: _wd(10),
        TermName.ADHESION_WALL: _wd(22),
        TermName.AGENDA_FREEZE: _wd(10, _JOINT),
    }
)
