"""One case verified while somebody waits: its chain of acts, and what seals it."""

from starlette.responses import Response

from runtime.verifying import case_verified
from web.case_acts import case_at
from web.desk import Desk, Visit, page
from web.places import case_path


async def show(desk: Desk, visit: Visit) -> Response:
    case = await case_at(desk, visit)
    return page(
        desk,
        visit,
        "case_check",
        case=case,
        path=case_path(case.case),
        found=await case_verified(desk.access.units, case.case),
    )
