"""Carrying a proposal over to the next session, visibly (method X12, X13, X14)."""

from pydantic import JsonValue

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
    moved = case.model_copy(
        update={
            "phase": Phase.READY,
            "session": following.session if following else session.session,
            "carried": case.carried + 1 if following else case.carried,
            "due_at": None,
        }
    )
    await unit.cases.save(moved)
    await note_carried(unit, moved, session, following, request, why)


async def displace(
    unit: UnitOfWork,
    case: Case,
    session: Session,
    following: Session | None,
    request: Effect,
    why: str,
) -> Case:
    """Its session is cancelled: it goes to the next one, first in line (X12).

    It was not at fault: this is not one of the times it may be carried over. Where it
    stands on its road does not change, but that it has no slot any more. Without a
    next session it waits for one.
    """
    moved = case.model_copy(
        update={
            "phase": Phase.READY if case.phase is Phase.SCHEDULED else case.phase,
            "session": following.session if following else session.session,
            "displaced": case.displaced + 1 if following else case.displaced,
            "due_at": None if case.phase is Phase.SCHEDULED else case.due_at,
        }
    )
    await unit.cases.save(moved)
    await note_carried(unit, moved, session, following, request, why, cause="cancelled")
    return moved


async def note_carried(
    unit: UnitOfWork,
    moved: Case,
    left: Session,
    following: Session | None,
    request: Effect,
    why: str,
    **more: JsonValue,
) -> None:
    """`moved` as it stands now; `following` None: it waits for a session."""
    await unit.events.append(
        stream=proposal_workflow_id(moved.case),
        kind=EventKind.CARRIED_OVER,
        actor=request.actor,
        at=request.at,
        reason=why,
        body={
            "from": left.session,
            "to": following.session if following else None,
            "times": moved.carried,
            **more,
        },
    )
