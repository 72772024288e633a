"""How far a term may be stretched, and what a new calendar may not do to it."""

from datetime import datetime

from models.calendar_words import EN, length_in
from models.deadline import Deadline, Extension, Wall, end
from models.deadline_acts import BY_RULE_OF_I7, ExtensionError, adopt, extend
from models.term import Term
from models.working_calendar import WorkingCalendar


def extend_within(  # noqa: PLR0913  (as `extend`)
    deadline: Deadline,
    calendar: WorkingCalendar | None,
    *,
    times: int,
    until: datetime,
    requester: str,
    approver: str,
    reason: str,
    at: datetime,
) -> Deadline:
    """As `extend`, to at most so many times the term in all (method 4.6).

    Raises:
        ExtensionError: as `extend`, or it would become longer than that.
    """
    moved = extend(
        deadline,
        calendar,
        until=until,
        requester=requester,
        approver=approver,
        reason=reason,
        at=at,
    )
    longest = Term(
        amount=times * deadline.term.amount,
        unit=deadline.term.unit,
        calendar=deadline.term.calendar,
    )
    whole = deadline.model_copy(update={"term": longest, "extensions": ()})
    last = end(whole, calendar)
    if until > last:
        raise ExtensionError(
            "With all its extensions this term ends on"
            f" {deadline.day(last):%d.%m.%Y} at the latest,"
            f" {length_in(EN, longest.amount, longest.unit)} after it began: give an"
            " earlier date."
        )
    return moved


def adopt_later(
    deadline: Deadline,
    old: WorkingCalendar,
    new: WorkingCalendar,
    *,
    at: datetime,
    reason: str,
) -> Deadline:
    """As `adopt`, but an end that was told to somebody never moves earlier (I7).

    Where the new version would end it sooner, the end is kept by rule, and says so;
    that is not one of the two extensions people may grant.

    Raises:
        AdoptionError: as `adopt`.
    """
    after = adopt(deadline, new)
    if deadline.stopped:
        return after
    told, counted = end(deadline, old), end(after, new)
    if counted >= told:
        return after
    kept = Extension(
        at=at,
        before=counted,
        until=told,
        requester=f"calendar {new.name}",
        approver=BY_RULE_OF_I7,
        reason=reason,
    )
    return after.model_copy(update={"extensions": (*after.extensions, kept)})


def behind_wall(
    deadline: Deadline,
    calendar: WorkingCalendar | None,
    wall: Wall | None,
    *,
    at: datetime,
    reason: str,
) -> Deadline:
    """The same deadline before another wall: an end that was told stays told (I7).

    Where the old wall had cut it, it would end elsewhere now; it is kept by rule, as in
    `adopt_later`. The end is not past the new wall: `move_walls` sees to that.
    """
    after = deadline.model_copy(update={"wall": wall})
    if deadline.stopped:
        return after
    told, counted = end(deadline, calendar), end(after, calendar)
    named = wall or deadline.wall
    if counted == told or named is None:
        return after
    kept = Extension(
        at=at,
        before=counted,
        until=told,
        requester=f"session {named.session}",
        approver=BY_RULE_OF_I7,
        reason=reason,
    )
    return after.model_copy(update={"extensions": (*after.extensions, kept)})
