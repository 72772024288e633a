"""The sessions, the page of one, and its matrix of proposals and bodies."""

from collections.abc import Sequence
from typing import Final

from starlette.responses import Response

from models.account import Role
from models.milestone_words import name_of
from models.reference_number import session_name
from models.reply_form import Language
from models.session import Session, SessionState
from models.undertaking import Reopened, reopened_for
from runtime.names import spoken
from web import calendar
from web.acting import offered
from web.desk import Desk, Visit, page
from web.places import case_path, session_path, undertaking_path
from web.plan_timeline import plan_timeline
from web.saying import ROME
from web.session_acts import SESSION_ACTS, session_at
from web.undertaking_acts import what

_OVER: Final = frozenset(
    {SessionState.HELD, SessionState.CLOSED, SessionState.CANCELLED}
)


async def show_all(desk: Desk, visit: Visit) -> Response:
    return page(
        desk,
        visit,
        "sessions",
        may_open=Role.SECRETARIAT in visit.roles,
        done=visit.asked("done"),
        calendar=await calendar.address(desk, visit.account) if visit.account else "",
        desk_url=desk.access.settings.desk_url,
        sessions=await desk.access.reading.sessions(),
        named=session_name,
        path=session_path,
    )


async def show(desk: Desk, visit: Visit) -> Response:
    session = await session_at(desk, visit)
    language = Language(visit.say.language)
    return page(
        desk,
        visit,
        "session",
        session=session,
        name=session_name(session.session),
        agenda=await desk.access.reading.agenda(session.session),
        milestones=session.plan.milestones if session.plan else (),
        step=lambda one: name_of(one, language),
        papers=await _papers(desk, session),
        again=await _again(desk, visit, session),
        undertaking_path=undertaking_path,
        spoken=spoken,
        timeline=await plan_timeline(desk, visit, session),
        acts=offered(SESSION_ACTS, session, visit.roles),
        done=visit.asked("done"),
        path=session_path(session.session),
        case_path=case_path,
    )


async def _papers(desk: Desk, session: Session) -> Sequence[str]:
    """Those there may be by now."""
    async with desk.access.units.read() as unit:
        minutes = await unit.minutes.find(session.session)
    if session.starts_at is None:
        return ("protocol",) if minutes else ()
    return ("agenda", "dossier", "protocol") if minutes else ("agenda", "dossier")


async def _again(
    desk: Desk, visit: Visit, session: Session
) -> Sequence[tuple[Reopened, str]]:
    """What it must look at again, and what that was."""
    if session.state in _OVER:
        return ()
    async with desk.access.units.read() as unit:
        known = await unit.undertakings.of_corridor(session.corridor)
    on = visit.now.astimezone(ROME).date()
    found = reopened_for(known, session.session, on)
    return [(one, what(visit, one.undertaking)) for one in found]


async def show_matrix(desk: Desk, visit: Visit) -> Response:
    session = await session_at(desk, visit)
    return page(
        desk,
        visit,
        "matrix",
        name=session_name(session.session),
        path=session_path(session.session),
        matrix=await desk.access.session_matrix(session.session),
        case_path=case_path,
    )
