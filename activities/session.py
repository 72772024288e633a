"""A session: opened with its plan, reminded of it, closed."""

from datetime import datetime

from pydantic import JsonValue
from temporalio import activity

from activities.agenda import SessionEffect
from activities.deadlines import Terms
from activities.effects import Done, EffectRunner
from activities.programme_cycle import cadence, check_cycle
from activities.protocol import recall_undertakings
from activities.session_intake import take_in_waiting
from activities.session_plan import (
    MilestoneDue,
    SessionPlanner,
    for_the_desk,
    freeze_at,
)
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from models.cadence import check_ordinal
from models.corridor import Corridor
from models.deadlines import TermName
from models.errors import DomainError
from models.event import EventKind
from models.ids import (
    CorridorCode,
    session_workflow_id,
)
from models.milestone_words import name_of
from models.milestones import MilestoneName, Plan
from models.session import Session, SessionState
from models.task import TaskKind


class SessionExistsError(DomainError):
    """An ordinal is used once per corridor, and never again (method I1)."""


class OpenSession(SessionEffect):
    corridor: CorridorCode
    ordinal: int
    programme: str
    country: str
    place: str
    starts_at: datetime
    ends_at: datetime | None = None
    capacity: int


class SessionPlanned(Done):
    """None while the date is not known: no timer waits for it.

    `remarks` are for whoever decides; `milestones` those a person has to deal with.
    At `screen_at` the items are screened once more.
    """

    freeze_at: datetime | None
    starts_at: datetime | None
    screen_at: datetime | None = None
    milestones: tuple[MilestoneDue, ...] = ()
    remarks: tuple[str, ...] = ()


class ReachMilestone(SessionEffect):
    milestone: MilestoneName


class CloseSession(SessionEffect):
    pass


class SessionActivities:
    def __init__(
        self, *, effects: EffectRunner, terms: Terms, planner: SessionPlanner
    ) -> None:
        self._effects = effects
        self._terms = terms
        self._planner = planner

    @activity.defn(name="open_session")
    async def open_session(self, request: OpenSession) -> SessionPlanned:
        """Open a session and take in the proposals that wait for one.

        Raises:
            SessionExistsError: the ordinal was used before.
            OrdinalError: it is not above all that were (method I1).
            ProgrammeError: its programme is neither signed nor prolonged (X19), or
                its day lies outside it.
            DomainError: the host is no country of the corridor.
        """

        async def work(unit: UnitOfWork) -> SessionPlanned:
            if await unit.sessions.find(request.session):
                raise SessionExistsError(
                    f"Session {request.ordinal} of {request.corridor} exists: an "
                    "ordinal is never used twice. Open the next one."
                )
            await unit.corridors.programme(request.corridor, request.programme)
            corridor = await unit.corridors.get(request.corridor)
            _refuse_abroad(corridor, request)
            session = self._new(corridor, request)
            await _check_number(unit, session)
            await check_cycle(unit, corridor, session)
            unusual = await cadence(unit, session)
            if session.plan is not None:
                await self._planner.keep_calendars(unit, corridor, request.at)
            await unit.sessions.add(session)
            event = await unit.events.append(
                stream=session_workflow_id(session.session),
                kind=EventKind.SESSION_OPENED,
                actor=request.actor,
                at=request.at,
                body={
                    "roman": session.roman,
                    "country": session.country,
                    "place": session.place,
                    "starts_at": request.starts_at.isoformat(),
                    "ends_at": iso(session.ends_at),
                    "capacity": session.capacity,
                    "milestones": _days(session.plan),
                    "remarks": [*unusual],
                },
            )
            wall = self._terms.wall(corridor, session)
            moved = await take_in_waiting(unit, session, wall, request)
            if not _collects_later(session, corridor, request.at):
                await recall_undertakings(unit, session, request)
            return planned(
                session,
                corridor,
                request.at,
                stamp=event.stamp,
                poke_cases=moved,
                poke_session=session.session if moved else None,
                remarks=unusual,
                screen_at=self._planner.eve(session, corridor),
            )

        return await self._effects.once(request, SessionPlanned, work)

    def _new(self, corridor: Corridor, request: OpenSession) -> Session:
        ends_at = request.ends_at or request.starts_at
        session = Session(
            session=request.session,
            corridor=request.corridor,
            ordinal=request.ordinal,
            programme=request.programme,
            country=request.country,
            place=request.place,
            starts_at=request.starts_at,
            ends_at=ends_at,
            freeze_at=None,
            capacity=request.capacity,
            plan=self._planner.plan(
                corridor, request.starts_at, ends_at, now=request.at
            ),
        )
        freeze = freeze_at(session, corridor) or self._terms.ahead_of(
            corridor, TermName.AGENDA_FREEZE, request.starts_at
        )
        return session.model_copy(update={"freeze_at": max(freeze, request.at)})

    @activity.defn(name="close_session")
    async def close_session(self, request: CloseSession) -> Done:
        async def work(unit: UnitOfWork) -> Done:
            session = await unit.sessions.get(request.session)
            await unit.sessions.save(
                session.model_copy(update={"state": SessionState.CLOSED})
            )
            event = await unit.events.append(
                stream=session_workflow_id(request.session),
                kind=EventKind.SESSION_CLOSED,
                actor=request.actor,
                at=request.at,
            )
            return Done(stamp=event.stamp)

        return await self._effects.once(request, Done, work)

    @activity.defn(name="reach_milestone")
    async def reach_milestone(self, request: ReachMilestone) -> Done:
        """A step of the plan is due today: the desk is told, once."""

        async def work(unit: UnitOfWork) -> Done:
            session = await unit.sessions.get(request.session)
            stream = session_workflow_id(request.session)
            if session.plan is not None:
                await unit.sessions.save(
                    session.model_copy(
                        update={"plan": done_with(session.plan, request.milestone)}
                    )
                )
            event = await unit.events.append(
                stream=stream,
                kind=EventKind.MILESTONE_REACHED,
                actor=request.actor,
                at=request.at,
                body={"milestone": request.milestone},
            )
            await open_task(
                unit,
                stream=stream,
                kind=TaskKind.MILESTONE_DUE,
                about=request.milestone,
                at=request.at,
                detail=f"Due today for session {session.roman}: "
                f"{name_of(request.milestone, 'en')}. Then `starter.py task resolve`.",
            )
            if request.milestone is MilestoneName.COLLECTION:
                await recall_undertakings(unit, session, request)
            return Done(stamp=event.stamp)

        return await self._effects.once(request, Done, work)


def _refuse_abroad(corridor: Corridor, request: OpenSession) -> None:
    if request.country not in {corridor.side_a, corridor.side_b}:
        raise DomainError(
            f"{request.country} is no country of corridor {corridor.code}: a session "
            f"is held in {corridor.side_a} or {corridor.side_b}; correct --country."
        )


async def _check_number(unit: UnitOfWork, session: Session) -> None:
    others = await unit.sessions.in_state(session.corridor, tuple(SessionState))
    check_ordinal((one.ordinal for one in others), session.ordinal)


def _collects_later(session: Session, corridor: Corridor, now: datetime) -> bool:
    """Whether a step of its plan is still to open its collection."""
    steps = for_the_desk(session.plan, corridor, now)
    return any(one.name is MilestoneName.COLLECTION for one in steps)


def planned(
    session: Session, corridor: Corridor, now: datetime, **more: object
) -> SessionPlanned:
    """What the session's workflow has to wait for."""
    told: dict[str, object] = {
        "freeze_at": session.freeze_at,
        "starts_at": session.starts_at,
        "milestones": for_the_desk(session.plan, corridor, now),
    }
    return SessionPlanned.model_validate({**told, **more})


def iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def done_with(plan: Plan, name: MilestoneName) -> Plan:
    """The plan with one step done on its day."""
    return plan.model_copy(
        update={
            "milestones": tuple(
                one.model_copy(update={"done": True}) if one.name is name else one
                for one in plan.milestones
            )
        }
    )


def _days(plan: Plan | None) -> dict[str, JsonValue]:
    return {one.name: str(one.date) for one in plan.milestones} if plan else {}
