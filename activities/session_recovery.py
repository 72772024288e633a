"""A session whose procedure was lost: where it goes on, as its record has it."""

from datetime import datetime

from temporalio import activity

from activities.agenda import SessionEffect
from activities.effects import EffectRunner, reason_text
from activities.recovery import own_effects
from activities.session import SessionPlanned, planned
from activities.session_plan import SessionPlanner
from activities.tasks import close_tasks
from activities.unit_of_work import UnitOfWork
from models.behind import last, numbered, since
from models.event import EventKind
from models.ids import session_workflow_id
from models.session import SessionState
from models.task import TaskKind

_PLANNED = (EventKind.SESSION_OPENED, EventKind.SESSION_POSTPONED)


class RecoverSession(SessionEffect):
    """The reason paper says what was lost."""


class SessionRecovered(SessionPlanned):
    """`counts`: the business keys used so far, by their verb; `known`: how many."""

    known: int
    state: SessionState
    counts: dict[str, int]


class SessionRecoveryActivities:
    def __init__(self, *, effects: EffectRunner, planner: SessionPlanner) -> None:
        self._effects = effects
        self._planner = planner

    @activity.defn(name="recover_session")
    async def recover_session(self, request: RecoverSession) -> SessionRecovered:
        """Say in the record that it begins again, with what of its plan is to come."""

        async def work(unit: UnitOfWork) -> SessionRecovered:
            session = await unit.sessions.get(request.session)
            corridor = await unit.corridors.get(session.corridor)
            stream = session_workflow_id(request.session)
            events = await unit.events.of(stream)
            plan_of: datetime = since(events, *_PLANNED)[0].at
            screened = last(since(events, *_PLANNED), EventKind.AGENDA_SCREENED)
            event = await unit.events.append(
                stream=stream,
                kind=EventKind.RECOVERED,
                actor=request.actor,
                at=request.at,
                reason=await reason_text(unit, request),
                body={"state": session.state},
            )
            await close_tasks(
                unit,
                stream=stream,
                kinds=(TaskKind.EFFECT_REFUSED,),
                by=request.actor,
                at=request.at,
            )
            told = planned(
                session,
                corridor,
                plan_of,
                stamp=event.stamp,
                screen_at=None if screened else self._planner.eve(session, corridor),
            )
            return SessionRecovered(
                **dict(told),
                state=session.state,
                known=await own_effects(unit, stream),
                counts=numbered(await unit.effects.keys(stream), stream),
            )

        return await self._effects.once(request, SessionRecovered, work)
