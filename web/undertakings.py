"""What the sides promised in sessions: the register, and the page of one promise."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from starlette.responses import Response

from models.errors import DomainError
from models.ids import SessionId
from models.reference_number import session_name
from models.two_sides import Side
from models.undertaking import Undertaking, UndertakingState
from runtime.names import refs_in, spoken
from web.acting import offered
from web.desk import Desk, Visit, page
from web.places import case_path, session_path, undertaking_path
from web.saying import ROME
from web.undertaking_acts import UNDERTAKING_ACTS, undertaking_at, what

_OVERDUE: Final = "overdue"
STANDINGS: Final = (*UndertakingState, "disputed", _OVERDUE)
"""By what the register is filtered."""


async def show_all(desk: Desk, visit: Visit) -> Response:
    session, standing = visit.asked("session"), visit.asked("standing")
    if standing not in {"", *STANDINGS}:
        raise DomainError(visit.say("undertakings.no_such"))
    today = visit.now.astimezone(ROME).date()
    found = await _register(desk, session)
    return page(
        desk,
        visit,
        "undertakings",
        rows=[one for one in found if _fits(one, standing, today)],
        asked={"session": session, "standing": standing},
        sessions=await desk.access.reading.sessions(),
        named=session_name,
        standings=STANDINGS,
        sides=Side,
        what=lambda one: what(visit, one),
        late=lambda one: _fits(one, _OVERDUE, today),
        spoken=spoken,
        path=undertaking_path,
    )


async def show(desk: Desk, visit: Visit) -> Response:
    one = await undertaking_at(desk, visit)
    refs = await refs_in(desk.access, [one.case])
    return page(
        desk,
        visit,
        "undertaking",
        one=one,
        name=spoken(one.undertaking),
        what=what(visit, one),
        session=(session_name(one.session), session_path(one.session)),
        case=(spoken(one.case, refs), case_path(one.case)) if one.case else None,
        acts=offered(UNDERTAKING_ACTS, one, visit.roles),
        path=undertaking_path(one.undertaking),
        done=visit.asked("done"),
    )


async def _register(desk: Desk, session: str) -> Sequence[Undertaking]:
    async with desk.access.units.read() as unit:
        if session:
            return await unit.undertakings.of_session(SessionId(session))
        return [
            one
            for corridor in await unit.corridors.all()
            for one in await unit.undertakings.of_corridor(corridor.code)
        ]


def _fits(one: Undertaking, standing: str, today: date) -> bool:
    if standing == _OVERDUE:
        return one.due < today and one.standing in {
            UndertakingState.OPEN,
            UndertakingState.MOVED,
        }
    return not standing or one.standing == standing
