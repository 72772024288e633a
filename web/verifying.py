"""The record verified from the browser, and what came of it; the page of a seal."""

from starlette.responses import Response

from models.account import Role
from models.ids import SYSTEM
from runtime.seal_desk import SealDesk
from web.desk import Desk, Visit, elsewhere, page

_HERE = "/record/verify"
READERS = (Role.AUDITOR, Role.SECRETARIAT)


async def show(desk: Desk, visit: Visit) -> Response:
    return page(
        desk,
        visit,
        "verify",
        last=desk.verifying.last,
        progress=await desk.verifying.standing(),
        progress_path="/progress/verify",
        here=_HERE,
    )


async def begin(desk: Desk, visit: Visit) -> Response:
    actor = visit.acts_as(*READERS)
    if Role.AUDITOR in visit.roles:
        room = desk.access.reading_room(actor)
        await room.reads("verify", {}, now=visit.now)
    desk.verifying.begin(actor, now=visit.now)
    return elsewhere(_HERE)


async def show_seal(desk: Desk, visit: Visit) -> Response:
    seals = SealDesk(units=desk.access.units, actor=SYSTEM)
    shown = await seals.seal(_number(visit))
    return page(desk, visit, "seal", shown=shown, seal=shown.seal)


async def take_seal(desk: Desk, visit: Visit) -> Response:
    """The line as it is published: what a copy is compared with."""
    number = _number(visit)
    seals = SealDesk(units=desk.access.units, actor=SYSTEM)
    line = (await seals.seal(number)).line
    headers = {"Content-Disposition": f'attachment; filename="seal-{number}.jsonl"'}
    return Response(f"{line}\n", media_type="application/jsonl", headers=headers)


def _number(visit: Visit) -> int:
    given = str(visit.request.path_params["number"])
    return int(given) if given.isdecimal() else 0
