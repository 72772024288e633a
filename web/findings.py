"""The findings of the auditors: all of them by state, and the page of one."""

from starlette.responses import Response

from models.errors import DomainError
from models.finding import FindingState
from web.acting import offered
from web.desk import Desk, Visit, page
from web.finding_acts import FINDING_ACTS, finding_at
from web.places import case_path, finding_path
from web.record import asked_page, page_paths


async def show_all(desk: Desk, visit: Visit) -> Response:
    asked, auditor = visit.asked("state"), visit.asked("auditor")
    if asked and asked not in {*FindingState}:
        raise DomainError(visit.say("proposals.no_such", fields="state"))
    pages = desk.access.record_pages
    state = FindingState(asked) if asked else None
    found = await pages.findings(state, auditor, asked_page(visit))
    rooms = desk.access.finding_desk(visit.acts_as(*visit.roles))
    return page(
        desk,
        visit,
        "findings",
        found=found,
        findings=await rooms.shown(found.rows),
        chosen=asked,
        auditor=auditor,
        auditors=await pages.auditors(),
        states=FindingState,
        path=finding_path,
        page_path=page_paths(state=asked, auditor=auditor),
    )


async def show(desk: Desk, visit: Visit) -> Response:
    found = await finding_at(desk, visit)
    return page(
        desk,
        visit,
        "finding",
        found=found,
        path=finding_path(found.finding),
        case_path=case_path(found.finding.case),
        done=visit.asked("done"),
        acts=offered(FINDING_ACTS, found, visit.roles),
    )
