"""A certified outage gives back the time it took before a deadline (method X26)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Self

from pydantic import AwareDatetime, Field, model_validator

from models.deadline import Deadline, Extension, end
from models.deadline_acts import BY_RULE
from models.deadlines import end_of
from models.errors import DomainError
from models.frozen import Frozen
from models.ids import Actor
from models.working_calendar import DAY, WorkingCalendar

LONG: Final = timedelta(hours=2)
LAST_HOURS: Final = timedelta(hours=24)


class OutageError(DomainError):
    """An outage that cannot have been so."""


class Outage(Frozen):
    """From when to when nothing could be received; UTC."""

    since: AwareDatetime
    until: AwareDatetime
    reason: str = Field(min_length=1, max_length=2000)
    by: Actor

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until <= self.since:
            raise ValueError("An outage ends after it begins; correct its instants.")
        return self


def counts(outages: Sequence[Outage], deadline: datetime) -> bool:
    """Whether more than two of the last 24 hours before a deadline were lost.

    Outages that overlap are counted once.
    """
    lost, reached = timedelta(), deadline - LAST_HOURS
    for one in sorted(outages, key=lambda outage: outage.since):
        first, last = max(one.since, reached), min(one.until, deadline)
        if last > first:
            lost += last - first
            reached = last
    return lost > LONG


def made_up(
    deadline: Deadline, calendar: WorkingCalendar | None, outage: Outage, at: datetime
) -> Deadline:
    """The deadline one working day later; in exact terms, as long as the outage took.

    It passes no wall, and may be moved so after it has expired.

    Raises:
        OutageError: its wall leaves no time.
    """
    before = end(deadline, calendar)
    until = _later(deadline, calendar, before, outage)
    if deadline.wall is not None:
        until = min(until, deadline.wall.at)
    if until <= before:
        raise OutageError(
            "The deadline stands at its wall already: nothing can be given back;"
            " tell the bodies."
        )
    given_back = Extension(
        at=at,
        before=before,
        until=until,
        requester="outage",
        approver=BY_RULE,
        reason=outage.reason,
    )
    return deadline.model_copy(
        update={"extensions": (*deadline.extensions, given_back)}
    )


def _later(
    deadline: Deadline,
    calendar: WorkingCalendar | None,
    before: datetime,
    outage: Outage,
) -> datetime:
    if calendar is None:
        return before + (outage.until - outage.since)
    day = calendar.open_at_or_after(deadline.day(before) + DAY)
    return end_of(day, deadline.zone)
