"""Whether a session may be opened in a programme, and what is unusual about it."""

from datetime import date
from zoneinfo import ZoneInfo

from activities.unit_of_work import UnitOfWork
from models.cadence import warnings
from models.corridor import Corridor, Programme
from models.ids import CorridorCode
from models.programme import (
    ProgrammeError,
    WorkProgramme,
    programme_on,
    refuse_cycle,
)
from models.programme_record import whole
from models.session import Session, SessionState


async def programmes_of(
    unit: UnitOfWork, corridor: CorridorCode
) -> list[WorkProgramme]:
    """Every programme of a corridor with its life, in order of time."""
    lives = {one.code: one for one in await unit.programme_lives.of(corridor)}
    known = await unit.corridors.programmes(corridor)
    return [whole(one, lives.get(one.code)) for one in known]


async def check_cycle(unit: UnitOfWork, corridor: Corridor, session: Session) -> None:
    """Refuse a cycle whose programme is neither signed nor prolonged (method X19).

    Where programmes were entered without states, their years alone decide.

    Raises:
        ProgrammeError: no programme in force covers the session's day, or another.
    """
    if session.starts_at is None:
        return
    day = session.starts_at.astimezone(ZoneInfo(corridor.zone_a)).date()
    if not await unit.programme_lives.of(corridor.code):
        named = await unit.corridors.programme(corridor.code, session.programme)
        _refuse_outside(named, session, day)
        return
    programmes = await programmes_of(unit, corridor.code)
    if refusal := refuse_cycle(programmes, day):
        raise ProgrammeError(f"Session {session.roman} cannot be opened: {refusal}")
    found = programme_on(programmes, day)
    if found is not None and found.code != session.programme:
        raise ProgrammeError(
            f"Session {session.roman} on {day} belongs to programme {found.code}, not"
            f" to {session.programme}; name that one."
        )


def _refuse_outside(named: Programme, session: Session, day: date) -> None:
    if not named.start <= day <= named.end:
        raise ProgrammeError(
            f"Session {session.roman} on {day} lies outside programme {named.code}, "
            f"{named.start} to {named.end}: correct --date, or name the programme of "
            "that day with --programme."
        )


async def cadence(unit: UnitOfWork, session: Session) -> tuple[str, ...]:
    """What is unusual about its date or host; nothing of it forbids (method 47, 48)."""
    others = await unit.sessions.in_state(session.corridor, tuple(SessionState))
    return warnings(others, session)
