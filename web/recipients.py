"""Whom a proposal goes to, and why not to the others: the cause of an empty cell."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from starlette.responses import Response

from models.body import Body
from models.ids import BodyCode
from web.case_acts import case_at
from web.desk import Desk, Visit, page
from web.places import body_path, case_path


class Reached(NamedTuple):
    """A body: by which agreement it is written to, or why it is not."""

    body: Body
    state: str
    why: str


async def show(desk: Desk, visit: Visit) -> Response:
    """As it would be if the proposal were sent now."""
    case = await case_at(desk, visit)
    reach = await desk.access.reach(case.ref, now=visit.now)
    rows = [
        *(Reached(body, "chosen", one.number) for body, one in reach.chosen),
        *_told("doubted", reach.doubted),
        *_told("unreachable", reach.unreachable),
        *_told("left_out", reach.left_out),
    ]
    return page(
        desk,
        visit,
        "recipients",
        case=case,
        rows=rows,
        path=case_path(case.case),
        body_path=lambda code: body_path(BodyCode(code)),
    )


def _told(state: str, bodies: Iterable[tuple[Body, str]]) -> Sequence[Reached]:
    return [Reached(body, state, why) for body, why in bodies]
