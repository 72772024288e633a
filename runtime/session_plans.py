"""The plan of a session, as it stands or as if it began on another day."""

from datetime import date, datetime

from activities.session_plan import SessionPlanner
from activities.unit_of_work import UnitOfWork
from models.errors import DomainError
from models.frozen import Frozen
from models.ids import CorridorCode, SessionId
from models.milestones import MilestoneName, Plan
from models.session import SessionState


class SessionPlan(Frozen):
    """`overlapping` are the sessions whose cycles run at the same time (finding 1)."""

    plan: Plan
    overlapping: tuple[str, ...]


async def session_plan(
    unit: UnitOfWork,
    planner: SessionPlanner,
    named: SessionId,
    starts_at: datetime | None,
    ends_at: datetime | None,
    *,
    now: datetime,
) -> SessionPlan:
    """The plan on record; with `starts_at`, what it would be.

    Raises:
        DomainError: no such session and no day, or its terms are not in days.
    """
    session = await unit.sessions.find(named)
    code = CorridorCode(named.partition("/")[0].upper())
    corridor = await unit.corridors.get(code)
    plan = session.plan if session else None
    if starts_at is not None:
        plan = planner.plan(
            corridor, starts_at, ends_at or starts_at, now=now, old=plan
        )
    if plan is None:
        raise DomainError(
            f"There is no plan of {named}: open the session, or give --date; a corridor"
            " whose terms are in seconds has none."
        )
    others = await unit.sessions.in_state(code, tuple(SessionState))
    return SessionPlan(
        plan=plan,
        overlapping=tuple(
            f"{corridor.code}/{one.roman}"
            for one in others
            if one.session != named and one.plan and _overlap(plan, one.plan)
        ),
    )


def _overlap(plan: Plan, other: Plan) -> bool:
    """Whether one collects or presents while the other does."""
    mine, its = _cycle(plan), _cycle(other)
    if mine is None or its is None:
        return False
    return mine[0] <= its[1] and its[0] <= mine[1]


def _cycle(plan: Plan) -> tuple[date, date] | None:
    first, last = plan[MilestoneName.COLLECTION].date, plan.ends_on
    return (first, last) if first and last else None
