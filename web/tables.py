"""The tables of a session, their rooms and hours, laid in a form."""

from collections.abc import Sequence
from typing import Any, Final

from starlette.responses import Response

from models.errors import DomainError
from models.session import Session
from models.timetable import Timetable
from models.timetable_sheet import read_timetable
from web.acting import Matter, attempt, confirmed
from web.agenda_acts import LAY, Laid
from web.desk import Desk, Visit, page
from web.places import session_path
from web.row_forms import Row
from web.tables_sheet import entered, laid, sheet

_NO: Final = 422
_SPARE: Final = 3
_SHEET: Final = "tables_sheet"
_WHY: Final = ("reason", "conflict_note")


async def show(desk: Desk, visit: Visit) -> Response:
    """Those that stand, to be changed."""
    matter = await LAY.find(desk, visit)
    stands = _stands(matter)
    languages = await _languages(desk, matter.thing.session)
    return await _form(desk, visit, matter, laid(stands, languages))


async def take(desk: Desk, visit: Visit) -> Response:
    """`more`: with more rows; `back`: from the page that shows what follows."""
    matter = await LAY.find(desk, visit)
    stands = _stands(matter)
    languages = await _languages(desk, matter.thing.session)
    if visit.text("back"):
        given = visit.text(_SHEET).encode()
        found = read_timetable(given, matter.thing.session, stands.zone)
        return await _form(desk, visit, matter, laid(found, languages))
    rows = entered(visit.text, languages)
    if visit.text("more"):
        return await _form(desk, visit, matter, rows)
    told = {_SHEET: sheet(rows, stands.zone, languages)}
    told |= {name: visit.text(name) for name in _WHY}
    done, wrong = await attempt(desk, visit, LAY, matter, told, dry=True)
    if done is None:
        return await _form(desk, visit, matter, rows, wrong)
    to = f"{session_path(matter.thing.session.session)}/{LAY.name}"
    return confirmed(desk, visit, LAY, matter, told, done, to=to)


def _stands(matter: Matter[Laid]) -> Timetable:
    """Raises DomainError while the session has no date."""
    if matter.thing.timetable is None:
        raise DomainError(f"{matter.name} has no date: give it one, then lay tables.")
    return matter.thing.timetable


async def _languages(desk: Desk, session: Session) -> tuple[str, str]:
    async with desk.access.units.read() as unit:
        corridor = await unit.corridors.get(session.corridor)
    return corridor.language_a, corridor.language_b


async def _form(
    desk: Desk,
    visit: Visit,
    matter: Matter[Laid],
    rows: Sequence[Row],
    wrong: str = "",
) -> Response:
    spare: Sequence[Row] = [{}] * _SPARE
    facts: dict[str, Any] = {
        "matter": matter,
        "path": session_path(matter.thing.session.session),
        "zone": _stands(matter).zone,
        "tables": [*rows, *spare],
        "languages": await _languages(desk, matter.thing.session),
        "why": [(name, visit.text(name)) for name in _WHY],
        "wrong": wrong,
    }
    return page(desk, visit, "tables", _NO if wrong else 200, **facts)
