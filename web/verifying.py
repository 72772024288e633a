"""The record verified from the browser, and what came of it; the page of a seal."""

from typing import Final

from starlette.responses import Response

from models.account import Role
from models.errors import DomainError
from models.ids import SYSTEM, LetterId
from runtime.seal_desk import SealDesk, ShownSeal
from runtime.seal_file import stands_in
from web.desk import Desk, Visit, elsewhere, page
from web.places import letter_path
from web.whole import whole

_HERE = "/record/verify"
READERS = (Role.AUDITOR, Role.SECRETARIAT)
_LAST = 5
_PARTS: Final = {"line": ".jsonl", "leaves": "-leaves.txt", "stamp": ".tst"}
"""What a seal is checked with, each with the end of its file's name."""


async def show(desk: Desk, visit: Visit) -> Response:
    return page(
        desk,
        visit,
        "verify",
        last=desk.verifying.last,
        seals=(await desk.access.record_pages.seals()).rows[:_LAST],
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
    shown = await _seal(desk, visit)
    here = desk.access
    async with here.units.read() as unit:
        named = [
            LetterId(f"{shown.seal.named.lower()}/{one.auditor}")
            for one in await unit.auditors.all()
        ]
        letters = [await unit.letters.find(one) for one in named]
    return page(
        desk,
        visit,
        "seal",
        shown=shown,
        seal=shown.seal,
        published=await stands_in(here.settings.published_seals, shown.line),
        letters=[(one, letter_path(one.letter)) for one in letters if one],
        parts=[one for one in _PARTS if one != "stamp" or shown.stamp],
    )


async def take_seal(desk: Desk, visit: Visit) -> Response:
    """A part of what a seal is checked with, away from us: as it is kept.

    Raises:
        DomainError: there is no such part of it.
    """
    shown = await _seal(desk, visit)
    part = str(visit.request.path_params["part"])
    if part not in _PARTS or (part == "stamp" and shown.stamp is None):
        raise DomainError(visit.say("seal_parts.none"))
    content = f"{shown.line}\n".encode()
    if part != "line":
        paper = shown.stamp.token if part == "stamp" and shown.stamp else None
        async with desk.access.units.read() as unit:
            content = await unit.papers.get(paper or shown.seal.leaves)
    name = f"seal-{shown.seal.number}{_PARTS[part]}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/octet-stream", headers=headers)


async def _seal(desk: Desk, visit: Visit) -> ShownSeal:
    number = whole(visit.request.path_params["number"]) or 0
    return await SealDesk(units=desk.access.units, actor=SYSTEM).seal(number)
