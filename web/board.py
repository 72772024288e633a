"""The proposals by stage, in each what is most urgent first."""

from typing import Final

from starlette.responses import Response

from models.case import Case, Phase
from web.case_filter import filter_facts, wanted_of
from web.desk import Desk, Visit, page
from web.places import PROPOSALS, case_path, list_path

_MOST: Final = 20
"""Cards of one stage."""
HERE: Final = f"{PROPOSALS}/board"


async def show(desk: Desk, visit: Visit) -> Response:
    wanted = wanted_of(visit)
    overdue = wanted.overdue_at is not None
    lanes = await desk.access.case_list.board(wanted, _MOST)

    def lane_path(phase: Phase) -> str:
        here = wanted.model_copy(update={"phase": phase})
        return list_path(here, overdue=overdue)

    def late(case: Case) -> bool:
        return case.due_at is not None and case.due_at <= visit.now

    return page(
        desk,
        visit,
        "board",
        lanes=[one for one in lanes if one.phase is not Phase.DRAFT or one.total],
        lane_path=lane_path,
        late=late,
        path=case_path,
        action=HERE,
        other=list_path(wanted, overdue=overdue),
        **await filter_facts(desk, visit, wanted),
    )
