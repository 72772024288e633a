"""Turns terms of the policy into instants, so that workflows need no calendar."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from activities.ports import Calendars
from activities.unit_of_work import UnitOfWork
from models.case import Case
from models.corridor import Corridor
from models.counting import Clock
from models.deadline import Deadline, Wall, begin, counted_back, end, wall_before
from models.deadlines import CalendarSide, Term, TermName, due
from models.ids import CaseId, proposal_workflow_id
from models.letter import LetterKind
from models.posting import leaves_at
from models.running_deadline import RunningDeadline
from models.session import Session
from models.working_calendar import WorkingCalendar

_CLOCKS: Final[Mapping[TermName, Clock]] = MappingProxyType(
    {
        TermName.INTEREST: Clock.ANSWER,
        TermName.INTEREST_REMINDER_1: Clock.ANSWER,
        TermName.INTEREST_REMINDER_2: Clock.ANSWER,
        TermName.COMPLETION: Clock.ANSWER,
        TermName.COMPLETION_REMINDER_1: Clock.ANSWER,
        TermName.COMPLETION_REMINDER_2: Clock.ANSWER,
        TermName.CHOICE: Clock.ANSWER,
        TermName.GRACE: Clock.HARD,
        TermName.OBSERVATIONS: Clock.HARD,
        TermName.RESERVATION: Clock.HARD,
        TermName.RESERVATION_REMINDER_1: Clock.HARD,
        TermName.RESERVATION_REMINDER_2: Clock.HARD,
    }
)
"""Whose terms a closed period stops (method 4.5); the others are our own work."""


class Terms:
    """The corridor's terms, counted in its calendars and the secretariat's zone."""

    def __init__(self, *, calendars: Calendars) -> None:
        self._calendars = calendars

    def calendar(
        self, corridor: Corridor, name: TermName, around: datetime
    ) -> WorkingCalendar:
        side = corridor.policy.terms[name].calendar
        return self._calendars.for_term(corridor, side, around)

    def named(
        self, corridor: Corridor, name: str, around: datetime
    ) -> WorkingCalendar | None:
        """The corridor's calendar of that name, in the version new terms count in."""
        for side in CalendarSide:
            calendar = self._calendars.for_term(corridor, side, around)
            if calendar.name == name:
                return calendar
        return None

    def counted(
        self,
        corridor: Corridor,
        name: TermName,
        start: datetime,
        *,
        wall: Wall | None = None,
    ) -> tuple[Deadline, WorkingCalendar | None]:
        """A term that begins now, as a deadline, and the calendar it is counted in."""
        term = corridor.policy.terms[name]
        calendar = None if term.exact else self.calendar(corridor, name, start)
        clock = _CLOCKS.get(name, Clock.OFFICE)
        zone = corridor.zone_a
        return begin(term, start, calendar, zone, clock=clock, wall=wall), calendar

    def due(self, corridor: Corridor, name: TermName, start: datetime) -> datetime:
        """When a term that starts now ends, in UTC."""
        return end(*self.counted(corridor, name, start))

    def ends(self, corridor: Corridor, term: Term, start: datetime) -> datetime:
        """When a term that no policy names ends, in UTC."""
        calendar = self._calendars.for_term(corridor, term.calendar, start)
        return due(term, start, calendar, corridor.zone_a)

    async def start(
        self,
        unit: UnitOfWork,
        case: Case,
        corridor: Corridor,
        name: TermName,
        at: datetime,
        *,
        wall: Wall | None = None,
    ) -> datetime:
        """As `due`, and kept as data with its calendar, to be moved and explained."""
        deadline, calendar = self.counted(corridor, name, at, wall=wall)
        if calendar is not None:
            await unit.calendars.keep(calendar, at)
        stream = proposal_workflow_id(case.case)
        before = await unit.deadlines.of(stream)
        ends_at = end(deadline, calendar)
        await unit.deadlines.add(
            RunningDeadline(
                stream=stream,
                name=name,
                number=1 + sum(one.name is name for one in before),
                deadline=deadline,
                announced=ends_at,
                ends_at=ends_at,
            )
        )
        return ends_at

    def wall(self, corridor: Corridor, session: Session) -> Wall | None:
        """What no extension passes, counted back from the session (method I7)."""
        if session.starts_at is None:
            return None
        name = TermName.ADHESION_WALL
        term = corridor.policy.terms[name]
        calendar = (
            None if term.exact else self.calendar(corridor, name, session.starts_at)
        )
        return wall_before(
            session.roman, session.starts_at, term, calendar, corridor.zone_a
        )

    def counted_back(
        self, corridor: Corridor, term: Term, instant: datetime
    ) -> datetime:
        """The end of the day that lies a term, of no policy, before an instant."""
        calendar = None
        if not term.exact:
            calendar = self._calendars.for_term(corridor, term.calendar, instant)
        return counted_back(term, instant, calendar, corridor.zone_a)

    def leaves_at(
        self,
        corridor: Corridor,
        side: CalendarSide,
        kind: LetterKind,
        written_at: datetime,
    ) -> datetime:
        """When a letter to a side may leave, on that side's clock and calendar."""
        zone = corridor.zone_a if side is CalendarSide.A else corridor.zone_b
        calendar = self._calendars.for_term(corridor, side, written_at)
        posting = corridor.policy.posting
        return leaves_at(kind, written_at, posting, calendar, zone)

    def ahead_of(
        self, corridor: Corridor, name: TermName, instant: datetime
    ) -> datetime:
        """The end of the day that lies a term before an instant, in UTC.

        Sessions are planned backwards with it (method 4.5); terms in seconds or
        hours are exact.
        """
        term = corridor.policy.terms[name]
        calendar = None if term.exact else self.calendar(corridor, name, instant)
        return counted_back(term, instant, calendar, corridor.zone_a)


async def ends_at(unit: UnitOfWork, deadline: Deadline) -> datetime | None:
    """Where a deadline ends now; None while its clock stands still."""
    return (
        None if deadline.stopped else end(deadline, await calendar_of(unit, deadline))
    )


async def calendar_of(unit: UnitOfWork, deadline: Deadline) -> WorkingCalendar | None:
    """The version of the calendar it counts in, as it was kept."""
    if deadline.calendar is None:
        return None
    return await unit.calendars.of(deadline.calendar)


async def running(
    unit: UnitOfWork, case: CaseId, *names: TermName
) -> list[RunningDeadline]:
    """The deadlines of a case that still run, of these names."""
    found = await unit.deadlines.of(proposal_workflow_id(case))
    return [one for one in found if one.closed_at is None and one.name in names]


async def close_deadlines(
    unit: UnitOfWork, case: CaseId, at: datetime, *names: TermName
) -> None:
    """Nothing waits for them any more."""
    for one in await running(unit, case, *names):
        await unit.deadlines.save(one.model_copy(update={"closed_at": at}))
