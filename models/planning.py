"""Plans a session backwards from its first day, and again when it moves (X11)."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from models.milestones import (
    METHOD_4_5,
    InBlackout,
    Milestone,
    MilestoneName,
    Move,
    MoveReason,
    Plan,
    PlanError,
    Step,
    repeated,
)
from models.term import CalendarSide
from models.working_calendar import WorkingCalendar

Calendars = Mapping[CalendarSide, WorkingCalendar]


def plan(
    starts_on: date | None,
    ends_on: date | None,
    calendars: Calendars,
    *,
    table: Sequence[Step] = METHOD_4_5,
    today: date | None = None,
) -> Plan:
    """The day of every step before and after a session.

    Closed periods are not skipped while counting back; a hard deadline inside one
    moves before it, a reminder after it (D3). A later step never precedes an earlier
    one: it moves to it (D14); only where a hard deadline left a closed period do the
    steps that prepare it come before it instead.

    Args:
        starts_on: the first day of the session; None when it is not known.
        ends_on: the last day; None when the first is.
        calendars: one for every side the table names.
        table: the steps in the order of the procedure.
        today: steps before it do not fit; without it all do.

    Raises:
        PlanError: only one of the two days, or in the wrong order, or a bad table.
        CalendarMissingError: a calendar does not reach that far.
    """
    return _planned(starts_on, ends_on, calendars, table, today, {})


def replan(  # noqa: PLR0913  (the new session, its frame, and what is kept)
    old: Plan,
    starts_on: date | None,
    ends_on: date | None,
    calendars: Calendars,
    *,
    done: AbstractSet[MilestoneName] = frozenset(),
    table: Sequence[Step] = METHOD_4_5,
    today: date | None = None,
) -> Plan:
    """The plan of a session that moved: done and pinned steps keep their days.

    Args:
        old: the plan so far.
        starts_on: the new first day; None when nobody knows it yet.
        ends_on: the new last day.
        calendars: as in `plan`.
        done: steps done by now, besides those the old plan calls done.
        table: as in `plan`.
        today: as in `plan`.

    Raises:
        PlanError: as `plan`, and for a step done that has no day.
        CalendarMissingError: a calendar does not reach that far.
    """
    kept: dict[MilestoneName, Milestone] = {}
    for one in old.milestones:
        now_done = one.done or one.name in done
        if now_done and one.date is None:
            raise PlanError(
                f"Step {one.name.value} has no day, so it cannot be done: pin the day"
                " it was done on first."
            )
        if now_done or one.pinned:
            kept[one.name] = one.model_copy(update={"done": now_done, "fits": True})
    return _planned(starts_on, ends_on, calendars, table, today, kept)


def pin(old: Plan, name: MilestoneName, day: date) -> Plan:
    """The plan with one step set by hand; `replan` moves the others around it.

    Raises:
        PlanError: the plan has no such step.
    """
    old[name]  # refuses a step the plan does not have
    return old.model_copy(
        update={
            "milestones": tuple(
                one.model_copy(
                    update={"date": day, "pinned": True, "moved_because": ()}
                )
                if one.name is name
                else one
                for one in old.milestones
            )
        }
    )


def _planned(
    starts_on: date | None,
    ends_on: date | None,
    calendars: Calendars,
    table: Sequence[Step],
    today: date | None,
    kept: Mapping[MilestoneName, Milestone],
) -> Plan:
    _refuse(starts_on, ends_on, calendars, table)
    if starts_on is None or ends_on is None:
        milestones = [kept.get(step.name) or _milestone(step, None) for step in table]
    else:
        places = [
            _Place(
                step,
                calendars[step.side],
                _counted(step, starts_on, ends_on, calendars[step.side]),
                kept.get(step.name),
            )
            for step in table
        ]
        _settle(places)
        milestones = [place.milestone(today) for place in places]
    return Plan(starts_on=starts_on, ends_on=ends_on, milestones=tuple(milestones))


def _refuse(
    starts_on: date | None,
    ends_on: date | None,
    calendars: Calendars,
    table: Sequence[Step],
) -> None:
    if (starts_on is None) is not (ends_on is None):
        raise PlanError(
            "A session has a first and a last day, or neither: give both days."
        )
    if starts_on and ends_on and ends_on < starts_on:
        raise PlanError(
            f"The session would end on {ends_on:%d.%m.%Y}, before it begins on"
            f" {starts_on:%d.%m.%Y}: exchange the two days."
        )
    twice = repeated(table)
    if twice:
        raise PlanError(
            f"The table names {', '.join(twice)} twice: leave one row for each step."
        )
    missing = sorted({step.side for step in table} - set(calendars))
    if missing:
        raise PlanError(
            f"There is no calendar for side {', '.join(missing)}: give one for every"
            " side of the table."
        )


def _counted(
    step: Step, starts_on: date, ends_on: date, calendar: WorkingCalendar
) -> date:
    if step.days < 0:
        return calendar.back(starts_on, -step.days)
    return calendar.add(ends_on, step.days)


def _milestone(step: Step, day: date | None) -> Milestone:
    return Milestone(
        name=step.name, date=day, days=step.days, side=step.side, why=step.why
    )


@dataclass
class _Place:
    """Where a step stands while the plan is being settled."""

    step: Step
    calendar: WorkingCalendar
    day: date
    kept: Milestone | None

    def __post_init__(self) -> None:
        self.moves: list[Move] = []
        if self.kept and self.kept.date:
            self.day = self.kept.date

    @property
    def hard(self) -> bool:
        return self.step.in_blackout is InBlackout.BEFORE

    def move(
        self, day: date, reason: MoveReason, other: MilestoneName | None = None
    ) -> None:
        if self.kept or day == self.day:
            return
        closed = self.calendar.blackout(self.day)
        self.moves.append(
            Move(
                reason=reason,
                before=self.day,
                after=day,
                other=other,
                blackout=closed if reason is MoveReason.CLOSED else None,
            )
        )
        self.day = day

    def leave_blackout(self) -> None:
        if not self.calendar.blackout(self.day):
            return
        if self.hard:
            day = self.calendar.open_at_or_before(self.day)
        elif self.step.in_blackout is InBlackout.AFTER:
            day = self.calendar.open_at_or_after(self.day)
        else:
            return
        self.move(day, MoveReason.CLOSED)

    def milestone(self, today: date | None) -> Milestone:
        if self.kept:
            late = not self.kept.done and today is not None and self.day < today
            return self.kept.model_copy(update={"fits": not late})
        return _milestone(self.step, self.day).model_copy(
            update={
                "fits": today is None or self.day >= today,
                "moved_because": tuple(self.moves),
            }
        )


def _settle(places: list[_Place]) -> None:
    _uncross(places)
    for place in places:
        place.leave_blackout()
    while _bring_ahead(places):
        for place in places:
            if place.hard:
                place.leave_blackout()


def _uncross(places: list[_Place]) -> None:
    for number, place in enumerate(places[1:], start=1):
        latest = max(places[:number], key=lambda earlier: earlier.day)
        if place.day < latest.day:
            day = place.calendar.at_or_after(latest.day)
            place.move(day, MoveReason.CROSSING, latest.step.name)


def _bring_ahead(places: list[_Place]) -> bool:
    """Whether a step had to come before one that left a closed period."""
    moved = False
    for place, later in reversed([*pairwise(places)]):
        over = later.kept is not None and later.kept.done
        if place.kept is None and not over and place.day > later.day:
            day = place.calendar.at_or_before(later.day)
            place.move(day, MoveReason.AHEAD, later.step.name)
            moved = True
    return moved
