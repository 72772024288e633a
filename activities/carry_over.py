"""Carrying a proposal over to the next session, visibly (method X13, X14)."""

from activities.effects import Effect
from activities.unit_of_work import UnitOfWork
from models.case import Case, Phase
from models.event import EventKind
from models.ids import proposal_workflow_id
from models.session import Session


async def carry_over(
    unit: UnitOfWork, case: Case, session: Session, request: Effect, why: str
) -> None:
    """To the next open session, visibly.

    Without one the case waits, and is carried over, and counted, when one opens.
    """
    following = await unit.sessions.open_after(session.corridor, session.ordinal)
    times = case.carried + 1 if following else case.carried
    await unit.cases.save(
        case.model_copy(
            update={
                "phase": Phase.READY,
                "session": following.session if following else session.session,
                "carried": times,
                "due_at": None,
            }
        )
    )
    await unit.events.append(
        stream=proposal_workflow_id(case.case),
        kind=EventKind.CARRIED_OVER,
        actor=request.actor,
        at=request.at,
        reason=why,
        body={
            "from": session.session,
            "to": following.session if following else None,
            "times": times,
        },
    )
