"""The first page: what waits for a person, what does most harm by waiting first."""

from starlette.responses import Response

from models.case import Phase
from web.desk import Desk, Visit, page
from web.waiting import waiting


async def show(desk: Desk, visit: Visit) -> Response:
    stages = await desk.access.case_list.by_phase()
    return page(
        desk,
        visit,
        "home",
        waiting=await waiting(desk, visit),
        stages=stages,
        empty=not any(stages.values()),
        phases=[one for one in Phase if one is not Phase.CLOSED],
        done=visit.asked("done"),
    )
