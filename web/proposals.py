"""The list of the proposals, and the page of one."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from starlette.responses import Response

from models.account import Role
from models.case import WAITS_ON
from models.deadline_words import explain
from models.errors import DomainError
from models.frozen import Frozen
from models.ids import proposal_workflow_id
from models.reference_number import session_name
from models.reply_form import Language
from runtime.follow_up_desk import follow_up_of
from runtime.names import refs_in, spoken
from runtime.report_files import MEDIA, made
from store.case_list import SqlCaseList
from store.read_models import EventItem
from store.rule_book import load_rule_book
from web.acting import offered
from web.case_acts import case_at
from web.case_facts import case_facts, letters_of
from web.case_filter import filter_facts, wanted_of
from web.case_offers import open_to
from web.case_sheet import case_sheet
from web.desk import Desk, Visit, page
from web.finding_acts import FIND
from web.money_check import last_check
from web.places import PROPOSALS, case_path, finding_path, list_path, session_path
from web.road import road
from web.whole import whole

LISTS: Final = (".xlsx", ".csv")


class Explained(Frozen):
    name: str
    ends_at: datetime | None
    closed: bool
    why: str


async def show_all(desk: Desk, visit: Visit) -> Response:
    cases: SqlCaseList = desk.access.case_list
    wanted = wanted_of(visit)
    overdue = wanted.overdue_at is not None
    found = await cases.page(wanted, whole(visit.asked("page")) or 1)
    return page(
        desk,
        visit,
        "proposals",
        found=found,
        path=case_path,
        files=[
            (one, list_path(wanted, overdue=overdue, file=f"/file/{one[1:]}"))
            for one in LISTS
        ],
        page_path=lambda to: list_path(wanted, overdue=overdue, number=to),
        action=PROPOSALS,
        other=list_path(wanted, overdue=overdue, file="/board"),
        **await filter_facts(desk, visit, wanted),
    )


async def take_list(desk: Desk, visit: Visit) -> Response:
    """All that fits the filter, on whatever page, as a file."""
    ending = f".{visit.request.path_params['ending']}"
    if ending not in LISTS:
        raise DomainError(visit.say("proposals.no_file"))
    found = await desk.access.case_list.every(wanted_of(visit))
    content, *_ = made(case_sheet(found, visit.say, visit.now), ending)
    headers = {"Content-Disposition": f'attachment; filename="proposals{ending}"'}
    return Response(content, media_type=MEDIA[ending], headers=headers)


async def show(desk: Desk, visit: Visit) -> Response:
    case = await case_at(desk, visit)
    stream = proposal_workflow_id(case.case)
    timeline = await desk.access.reading.timeline(stream)
    tasks = await desk.access.reading.open_tasks(stream)
    events = [one for one in timeline if isinstance(one, EventItem)]
    texts = [one.reason for one in events]
    refs = await refs_in(desk.access, [*texts, *(one.detail for one in tasks)])
    async with desk.access.units.read() as unit:
        money = await unit.agreements.standing(case.case)
    facts = await case_facts(desk, case)
    return page(
        desk,
        visit,
        "proposal",
        case=case,
        session=session_name(case.session),
        road=road(case, timeline),
        waits_on=WAITS_ON.get(case.phase),
        deadlines=await _explained(desk, visit, stream),
        heard=facts.heard,
        matrix=facts.matrix,
        names=facts.names,
        slot=facts.slot,
        questions=facts.questions,
        alike=facts.alike,
        follow_up=await follow_up_of(desk.access.units, case.ref),
        session_at=session_path(case.session),
        letters=letters_of(timeline),
        money=money,
        check=last_check(events, load_rule_book()),
        tasks=[(one.kind, spoken(one.detail, refs), one.opened_at) for one in tasks],
        timeline=timeline,
        acts=[
            *open_to(case, visit.roles, frozenset(one.kind for one in tasks)),
            *offered([FIND], case, visit.roles),
        ],
        findings=await desk.access.finding_desk(visit.acts_as(*visit.roles)).findings(
            case.ref
        ),
        finding_path=finding_path,
        done=visit.asked("done"),
        path=case_path(case.case),
        here=case_path(case.case),
        progress=await desk.access.round_progress(case.case),
        progress_path=f"/progress{case_path(case.case)}",
        spoken=lambda text: spoken(text, refs),
    )


async def take_dossier(desk: Desk, visit: Visit) -> Response:
    """The file; who has it is noted on the chain of the case."""
    case = await case_at(desk, visit)
    name = f"{case.ref.replace('/', '-')}.zip"
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        actor = visit.acts_as(Role.SECRETARIAT, Role.AUDITOR)
        await desk.access.dossier_desk(actor).make(
            case.ref, file, now=visit.now, told=lambda _: None
        )
        packet = file.read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(packet, media_type="application/zip", headers=headers)


async def _explained(desk: Desk, visit: Visit, stream: str) -> list[Explained]:
    """Why each deadline ends when it ends, in the language of the page."""
    language = Language(visit.say.language)
    found: list[Explained] = []
    async with desk.access.units.read() as unit:
        for one in await unit.deadlines.of(stream):
            known = one.deadline.calendar
            calendar = await unit.calendars.of(known) if known else None
            found.append(
                Explained(
                    name=f"{one.name}",
                    ends_at=one.ends_at,
                    closed=one.closed_at is not None,
                    why=explain(one.deadline, calendar, language),
                )
            )
    return found
