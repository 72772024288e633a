"""The sitting: what was presented, and what was not treated and goes on."""

from collections.abc import Sequence

from temporalio import activity

from activities.agenda import SessionEffect, carry_over
from activities.effects import Done, Effect, EffectRunner, reason_text
from activities.tasks import close_tasks
from activities.unit_of_work import UnitOfWork
from models.case import Case, Phase
from models.errors import DomainError
from models.event import EventKind
from models.ids import (
    CaseId,
    proposal_workflow_id,
    session_workflow_id,
)
from models.session import Session, SessionState, Slot
from models.task import TaskKind


class HoldSession(SessionEffect):
    not_treated: tuple[CaseId, ...] = ()


class SittingActivities:
    def __init__(self, *, effects: EffectRunner) -> None:
        self._effects = effects

    @activity.defn(name="hold_session")
    async def hold_session(self, request: HoldSession) -> Done:
        """Record that the session took place, item by item."""

        async def work(unit: UnitOfWork) -> Done:
            session = await unit.sessions.get(request.session)
            slots = await unit.sessions.slots(request.session)
            _refuse_unknown(request, slots)
            reason = await reason_text(unit, request)
            for slot in slots:
                case = await unit.cases.get(slot.case)
                if case.phase is not Phase.SCHEDULED:
                    continue  # withdrawn meanwhile
                if slot.case in request.not_treated:
                    await _not_treated(unit, case, session, request, reason)
                else:
                    await _presented(unit, case, slot, request, reason)
            await unit.sessions.save(
                session.model_copy(update={"state": SessionState.HELD})
            )
            stream = session_workflow_id(request.session)
            event = await unit.events.append(
                stream=stream,
                kind=EventKind.SESSION_HELD,
                actor=request.actor,
                at=request.at,
                reason=reason,
                body={
                    "presented": len(slots) - len(request.not_treated),
                    "not_treated": [*request.not_treated],
                },
            )
            await close_tasks(
                unit,
                stream=stream,
                kinds=(TaskKind.SESSION_DUE,),
                by=request.actor,
                at=request.at,
            )
            return Done(
                stamp=event.stamp, poke_cases=tuple(slot.case for slot in slots)
            )

        return await self._effects.once(request, Done, work)


async def _presented(
    unit: UnitOfWork, case: Case, slot: Slot, request: Effect, reason: str
) -> None:
    await unit.cases.save(
        case.model_copy(update={"phase": Phase.PRESENTED, "due_at": None})
    )
    await unit.events.append(
        stream=proposal_workflow_id(case.case),
        kind=EventKind.PRESENTED,
        actor=request.actor,
        at=request.at,
        reason=reason,
        body={"session": slot.session, "position": slot.position},
    )


async def _not_treated(
    unit: UnitOfWork, case: Case, session: Session, request: Effect, reason: str
) -> None:
    await unit.events.append(
        stream=proposal_workflow_id(case.case),
        kind=EventKind.NOT_TREATED,
        actor=request.actor,
        at=request.at,
        reason=reason,
        body={"session": session.session},
    )
    await carry_over(unit, case, session, request, "Not treated at the session.")


def _refuse_unknown(request: HoldSession, slots: Sequence[Slot]) -> None:
    known = {slot.case for slot in slots}
    for case in request.not_treated:
        if case not in known:
            raise DomainError(
                f"{case} has no slot in session {request.session}: "
                "see `starter.py session show` for the agenda."
            )
