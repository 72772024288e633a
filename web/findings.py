"""The findings of the auditors: all of them by state, and the page of one."""

from starlette.responses import Response

from models.errors import DomainError
from models.finding import FindingState
from web.desk import Desk, Visit, page
from web.finding_acts import FINDING_ACTS, finding_at
from web.places import case_path, finding_path


async def show_all(desk: Desk, visit: Visit) -> Response:
    asked = visit.asked("state")
    if asked and asked not in {*FindingState}:
        raise DomainError(visit.say("proposals.no_such", fields="state"))
    rooms = desk.access.finding_desk(visit.acts_as(*visit.roles))
    found = [one for one in await rooms.findings() if asked in ("", one.state)]
    return page(
        desk,
        visit,
        "findings",
        findings=found,
        chosen=asked,
        states=FindingState,
        path=finding_path,
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
        acts=[
            one
            for one in FINDING_ACTS
            if one.fits(found) and visit.roles & {*one.roles}
        ],
    )
