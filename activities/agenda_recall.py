"""An agenda that was told, and holds no more: the session was moved."""

from activities.agenda_release import enter
from activities.calendar_calls import Call, call
from activities.effects import Effect
from activities.unit_of_work import UnitOfWork
from models.agenda_release import changes
from models.corridor import Corridor
from models.ids import CaseId
from models.invitation import InvitationMethod
from models.session import Session
from models.session_timetable import timetable_of


async def take_back(
    unit: UnitOfWork, before: Session, corridor: Corridor, request: Effect
) -> dict[CaseId, Call]:
    """What was announced is announced no more; for each slot, the call to cancel."""
    last = await unit.agendas.last_release(before.session)
    if last is None or not last.release.entries:
        return {}
    empty = last.release.model_copy(
        update={"number": last.number + 1, "at": request.at, "entries": ()}
    )
    await enter(unit, empty, changes(last.release, empty))
    timetable = timetable_of(before, corridor)
    return {
        entry.case: call(empty, entry, timetable, InvitationMethod.CANCEL)
        for entry in last.release.entries
    }


def without_tables(before: Session, after: Session) -> list[str]:
    """What becomes of tables that the new days do not hold."""
    if before.timetable is None or after.timetable is not None:
        return []
    return ["its tables do not fit the new days: use `starter.py session tables` again"]
