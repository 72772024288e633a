"""The programmes of each corridor, with their sessions and reports."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.responses import Response

from models.milestone_words import name_of
from models.milestones import Milestone
from models.programme import ProgrammeState, WorkProgramme
from models.programme_content import OpenItem
from models.reference_number import session_name
from models.reply_form import Language
from models.session import Session
from runtime.programme_desk import foresee_closing, list_programmes, show_programme
from runtime.reports import ReportKind
from web.acting import offered
from web.desk import Desk, Visit, page
from web.places import programme_path, session_path
from web.programme_acts import ENTER, PROGRAMME_ACTS, programme_at
from web.saying import ROME

_MOST = 100
"""Of what is open, on the page."""


class Shown(NamedTuple):
    work: WorkProgramme
    sessions: Sequence[tuple[Session, Milestone | None]]
    """Each with the step that comes next."""
    reports: Sequence[tuple[ReportKind, str]]


async def show_all(desk: Desk, visit: Visit) -> Response:
    today = visit.now.astimezone(ROME).date()
    async with desk.access.units.read() as unit:
        corridors = await unit.corridors.all()
    found = []
    for corridor in corridors:
        sessions = await desk.access.reading.sessions(corridor.code)
        for work in await list_programmes(desk.access.units, corridor.code):
            own = [one for one in sessions if one.programme == work.code]
            found.append(
                Shown(
                    work,
                    [(one, _next(one, today)) for one in own],
                    _reports(work, today),
                )
            )
    language = Language(visit.say.language)
    return page(
        desk,
        visit,
        "programmes",
        programmes=found,
        named=session_name,
        path=session_path,
        at=lambda work: programme_path(work.programme.corridor, work.code),
        enters=ENTER.name if visit.roles & {*ENTER.roles} else "",
        done=visit.asked("done"),
        step=lambda one: name_of(one.name, language),
    )


def _next(session: Session, today: date) -> Milestone | None:
    steps = session.plan.milestones if session.plan else ()
    ahead = [one for one in steps if one.date and one.date >= today and not one.done]
    return min(ahead, key=lambda one: one.date or today, default=None)


def _reports(work: WorkProgramme, today: date) -> Sequence[tuple[ReportKind, str]]:
    """Over its years as far as they have passed."""
    first, last = work.programme.start, min(work.until, today)
    if last < first:
        return ()
    period = {"first": f"{first:%Y-%m}", "last": f"{last:%Y-%m}"}
    return [
        (kind, f"/reports?{urlencode({'kind': kind, **period})}") for kind in ReportKind
    ]


async def show(desk: Desk, visit: Visit) -> Response:
    """One of them: promised, presented, signed; and what is open at its end."""
    work = await programme_at(desk, visit)
    corridor, code = work.programme.corridor, work.code
    found = await show_programme(desk.access.units, corridor, code)
    open_ = await _open(desk, work)
    return page(
        desk,
        visit,
        "programme",
        work=work,
        lines=found.lines,
        total=found.total,
        open=open_[:_MOST],
        more=len(open_[_MOST:]),
        acts=offered(PROGRAMME_ACTS, work, visit.roles),
        path=programme_path(corridor, code),
        done=visit.asked("done"),
    )


async def _open(desk: Desk, work: WorkProgramme) -> Sequence[OpenItem]:
    """What has to be handed over; before its last day nothing has."""
    if work.state is not ProgrammeState.CLOSING:
        return ()
    corridor, code = work.programme.corridor, work.code
    found = await foresee_closing(desk.access.units, corridor, code, {}, None)
    return [one.item for one in found.lines]
