"""What a session that moves, or falls, means for rounds and reservations."""

from collections.abc import Sequence
from datetime import datetime

from activities.deadlines import calendar_of, running
from activities.unit_of_work import UnitOfWork
from models.case import Case
from models.deadline import Wall
from models.deadline_limits import behind_wall
from models.deadlines import TermName


async def move_walls(
    unit: UnitOfWork,
    cases: Sequence[Case],
    wall: Wall | None,
    *,
    at: datetime,
    why: str,
) -> list[str]:
    """Open rounds keep their ends: nobody's time is cut (I7). Who is passed?

    `why` stands in the account of an end that only the old wall had set.
    """
    passed: list[str] = []
    for case in cases:
        current = await unit.rounds.current(case.case)
        for one in await running(unit, case.case, TermName.INTEREST):
            if wall and one.ends_at and one.ends_at > wall.at:
                passed.append(
                    f"{case.ref}: its answers are awaited until"
                    f" {one.ends_at:%Y-%m-%d}, after the new wall {wall.at:%Y-%m-%d}"
                )
                continue
            calendar = await calendar_of(unit, one.deadline)
            deadline = behind_wall(one.deadline, calendar, wall, at=at, reason=why)
            await unit.deadlines.save(one.model_copy(update={"deadline": deadline}))
            if current is not None:
                stands = wall.at if wall else None
                await unit.rounds.save(current.model_copy(update={"wall": stands}))
    return passed


async def lapsing(
    unit: UnitOfWork, cases: Sequence[Case], starts_at: datetime | None
) -> list[str]:
    """Reservations whose life ends before that date: to be committed, or lost.

    A reservation goes with its proposal, and its term runs on; `starts_at` None: no
    date is known.
    """
    found: list[str] = []
    for case in cases:
        for one in await running(unit, case.case, TermName.RESERVATION):
            early = starts_at is None or (
                one.ends_at is not None and one.ends_at < starts_at
            )
            if early and one.ends_at:
                found.append(
                    f"{case.ref}: its reservation lapses on {one.ends_at:%Y-%m-%d},"
                    " before the session"
                )
    return found
