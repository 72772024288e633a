"""A session's plan: its steps counted back in the corridor's calendars."""

from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from activities.ports import Calendars
from activities.unit_of_work import UnitOfWork
from models.corridor import Corridor
from models.deadline import counted_back
from models.deadlines import Term, TermName, TermUnit, end_of
from models.frozen import Frozen
from models.milestones import METHOD_4_5, MilestoneName, Plan, Step
from models.planning import plan, replan
from models.session import Session
from models.term import CalendarSide

_TERMS: Final = {
    MilestoneName.ADHESION_WALL: TermName.ADHESION_WALL,
    MilestoneName.AGENDA_FREEZE: TermName.AGENDA_FREEZE,
}
"""Steps that a corridor's policy counts in its own way."""

_FOR_THE_DESK: Final = frozenset(
    {
        MilestoneName.COLLECTION,
        MilestoneName.LAST_PROPOSALS,
        MilestoneName.COUNTERPARTS,
        MilestoneName.DECLARATIONS,
        MilestoneName.COFINANCING_CHECK,
        MilestoneName.DOCUMENTS,
    }
)
"""Steps that a person has to take; the others have timers of their own."""

_MORNING: Final = time(9)
_EVE: Final = Term(amount=1, unit=TermUnit.WORKING_DAYS, calendar=CalendarSide.A)


class MilestoneDue(Frozen):
    """A step that a person has to take, and when the desk is told: UTC."""

    name: MilestoneName
    at: datetime


class SessionPlanner:
    """Plans sessions, and plans them again when they move."""

    def __init__(self, *, calendars: Calendars) -> None:
        self._calendars = calendars

    def plan(
        self,
        corridor: Corridor,
        starts_at: datetime | None,
        ends_at: datetime | None,
        *,
        now: datetime,
        old: Plan | None = None,
    ) -> Plan | None:
        """The steps of a session as of now; None where terms are exact.

        Args:
            corridor: whose calendars, zone and policy count.
            starts_at: None while the date is not known: the steps have no days.
            ends_at: as `starts_at`.
            now: what lies before it does not fit; what was due by then is done.
            old: the plan so far: what is done or pinned keeps its day.

        Raises:
            PlanError: the session would end before it starts.
            CalendarMissingError: a calendar does not reach that far.
        """
        table = _table(corridor)
        if not table:
            return None
        around = starts_at or now
        calendars = {
            side: self._calendars.for_term(corridor, side, around)
            for side in CalendarSide
        }
        today = _day(corridor, now)
        first = _day(corridor, starts_at) if starts_at else None
        last = _day(corridor, ends_at) if ends_at else None
        if old is None:
            return plan(first, last, calendars, table=table, today=today)
        done = {one.name for one in old.milestones if one.date and one.date < today}
        return replan(old, first, last, calendars, done=done, table=table, today=today)

    def eve(self, session: Session, corridor: Corridor) -> datetime | None:
        """When its items are screened once more, UTC (I15).

        The morning of our working day before it; where terms are exact, half way from
        the freeze.
        """
        starts_at, freeze = session.starts_at, session.freeze_at
        if starts_at is None:
            return None
        if corridor.policy.terms[TermName.AGENDA_FREEZE].exact:
            return freeze + (starts_at - freeze) / 2 if freeze else starts_at
        calendar = self._calendars.for_term(corridor, CalendarSide.A, starts_at)
        end = counted_back(_EVE, starts_at, calendar, corridor.zone_a)
        return _morning(_day(corridor, end), corridor)

    async def keep_calendars(
        self, unit: UnitOfWork, corridor: Corridor, at: datetime
    ) -> None:
        """The versions a plan was counted in stay on record."""
        for side in CalendarSide:
            await unit.calendars.keep(self._calendars.for_term(corridor, side, at), at)


def freeze_at(session: Session, corridor: Corridor) -> datetime | None:
    """When the plan has the agenda frozen: the end of that day, UTC."""
    day = session.plan and session.plan[MilestoneName.AGENDA_FREEZE].date
    return end_of(day, corridor.zone_a) if day else None


def for_the_desk(
    plan: Plan | None, corridor: Corridor, now: datetime
) -> tuple[MilestoneDue, ...]:
    """The steps still to come that a person has to take, in order."""
    dues = (
        MilestoneDue(name=one.name, at=_morning(one.date, corridor))
        for one in (plan.milestones if plan else ())
        if one.date and not one.done and one.name in _FOR_THE_DESK
    )
    return tuple(sorted((one for one in dues if one.at > now), key=lambda one: one.at))


def _table(corridor: Corridor) -> tuple[Step, ...]:
    """The method's table with the corridor's own lengths; empty when not in days."""
    terms = {name: corridor.policy.terms[term] for name, term in _TERMS.items()}
    if any(term.unit is not TermUnit.WORKING_DAYS for term in terms.values()):
        return ()
    return tuple(
        step.model_copy(update={"days": -own.amount, "side": own.calendar})
        if (own := terms.get(step.name))
        else step
        for step in METHOD_4_5
    )


def _day(corridor: Corridor, at: datetime) -> date:
    return at.astimezone(ZoneInfo(corridor.zone_a)).date()


def _morning(day: date, corridor: Corridor) -> datetime:
    return datetime.combine(day, _MORNING, ZoneInfo(corridor.zone_a)).astimezone(
        ZoneInfo("UTC")
    )
