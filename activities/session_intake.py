"""What a new session takes in: the proposals whose own can no longer take them."""

from typing import Final

from activities.carry_over import displace, note_carried
from activities.effects import Effect
from activities.session_rounds import move_walls
from activities.unit_of_work import UnitOfWork
from models.case import Case, Phase
from models.deadline import Wall
from models.ids import CaseId
from models.session import Session, SessionState

UNDER_WAY: Final = tuple(
    phase for phase in Phase if phase not in {Phase.PRESENTED, Phase.CLOSED}
)
"""A proposal that its session still concerns."""

_PAST: Final = (
    SessionState.FROZEN,
    SessionState.HELD,
    SessionState.CLOSED,
    SessionState.POSTPONED,
)


async def take_in_waiting(
    unit: UnitOfWork, session: Session, wall: Wall | None, request: Effect
) -> tuple[CaseId, ...]:
    """Ready proposals of sessions that are past, and all those of cancelled ones."""
    why = f"Session {session.roman} was opened."
    moved: list[CaseId] = []
    for other in await unit.sessions.in_state(session.corridor, _PAST):
        for case in await unit.cases.in_session(other.session, (Phase.READY,)):
            await _carry(unit, case, other, session, request, why)
            moved.append(case.case)
    fallen = (SessionState.CANCELLED,)
    for other in await unit.sessions.in_state(session.corridor, fallen):
        for case in await unit.cases.in_session(other.session, UNDER_WAY):
            after = await displace(unit, case, other, session, request, why)
            if after.phase is Phase.OPEN:
                await move_walls(unit, (after,), wall, at=request.at, why=why)
            moved.append(case.case)
    return tuple(moved)


async def _carry(
    unit: UnitOfWork,
    case: Case,
    other: Session,
    session: Session,
    request: Effect,
    why: str,
) -> None:
    changes = {"session": session.session, "carried": case.carried + 1}
    moved = case.model_copy(update=changes)
    await unit.cases.save(moved)
    await note_carried(unit, moved, other, session, request, why)
