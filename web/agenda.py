"""The agenda of a session as tables and times, where items are moved about."""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from starlette.responses import Response

from models.account import Role
from models.timetable import Timetable
from runtime.names import refs_in, spoken
from store.read_models import AgendaRow
from web.agenda_acts import ADD, DROP, MOVE, laid_at, waiting
from web.agenda_grid import around, grid, tables
from web.desk import Desk, Visit, page
from web.places import case_path, session_path

_ABOVE: Final = (ADD, DROP)
"""What is not begun at an item."""


async def show(desk: Desk, visit: Visit) -> Response:
    at = await laid_at(desk, visit)
    session, path = at.session, session_path(at.session.session)
    agenda = await desk.access.reading.agenda(session.session)
    off = [
        one for one in await waiting(desk, session) if one.session == session.session
    ]
    async with desk.access.units.read() as unit:
        queue = {one.case: one for one in await unit.agendas.queue(session.session)}
        accepted = await unit.agendas.overrides(session.session)
        releases = await unit.agendas.releases(session.session)
    sentences = [one.conflict.sentence for one in accepted]
    changes = [change for one in releases for change in one.changes]
    refs = await refs_in(desk.access, [*sentences, *changes])
    may = MOVE.fits(at) and Role.SECRETARIAT in visit.roles
    return page(
        desk,
        visit,
        "agenda",
        name=at.name,
        path=path,
        done=visit.asked("done"),
        acts=_ABOVE if may else (),
        may=may,
        timetable=at.timetable,
        columns=_columns(at.timetable, agenda, visit.say.language),
        days=grid(at.timetable, agenda) if at.timetable else (),
        does=_does(path, agenda),
        case_path=case_path,
        off=[(one, queue.get(one.case)) for one in off],
        to=lambda act, **given: f"{path}/{act}?{urlencode(given)}",
        releases=[
            (one, [spoken(change, refs) for change in one.changes]) for one in releases
        ],
        accepted=[(spoken(one.conflict.sentence, refs), one) for one in accepted],
    )


def _columns(
    timetable: Timetable | None, agenda: Sequence[AgendaRow], language: str
) -> Sequence[tuple[str, str]]:
    """The key of each table, and its title with its room."""
    if timetable is None:
        return ()
    found = []
    for key in tables(timetable, agenda):
        table = timetable.table(key)
        told = (table.title.get(language, ""), table.room) if table else ()
        found.append((key, ", ".join(filter(None, told))))
    return found


def _does(
    path: str, agenda: Sequence[AgendaRow]
) -> Mapping[str, Sequence[tuple[str, str]]]:
    """What may be done with each item: the word for it, and where."""
    beside = around(agenda)
    found: dict[str, Sequence[tuple[str, str]]] = {}
    for one in agenda:
        given = {"item": one.ref}
        swaps = [
            (word, f"{path}/swap_items?{urlencode({**given, 'other_item': other})}")
            for word, other in zip(("earlier", "later"), beside[one.ref], strict=True)
            if other
        ]
        found[one.ref] = [
            *swaps,
            ("swap", f"{path}/swap_items?{urlencode(given)}"),
            ("remove", f"{path}/remove_item?{urlencode(given)}"),
        ]
    return found
