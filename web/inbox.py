"""The mails that came in: listed, read safely, and to the byte."""

from typing import Final

from starlette.responses import Response

from models.errors import DomainError
from models.ids import MessageHash, PaperId
from models.inbound import Disposition, InboundMessage
from web.desk import Desk, Visit, page

_MOST: Final = 200


async def show_all(desk: Desk, visit: Visit) -> Response:
    asked = visit.asked("disposition")
    if asked and asked not in {*Disposition}:
        raise DomainError(visit.say("proposals.no_such", fields="disposition"))
    chosen = Disposition(asked) if asked else None
    found = await desk.access.reading.messages(disposition=chosen, limit=_MOST)
    return page(
        desk, visit, "inbox", mails=found, chosen=asked, dispositions=Disposition
    )


async def show(desk: Desk, visit: Visit) -> Response:
    return page(desk, visit, "message", mail=await _message(desk, visit))


async def take_raw(desk: Desk, visit: Visit) -> Response:
    """As it came in; a browser saves it and opens nothing of it."""
    found = await _message(desk, visit)
    async with desk.access.units.read() as unit:
        raw = await unit.papers.get(PaperId(found.message))
    name = f"{found.message[:12]}.eml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(raw, media_type="application/octet-stream", headers=headers)


async def _message(desk: Desk, visit: Visit) -> InboundMessage:
    async with desk.access.units.read() as unit:
        named = MessageHash(str(visit.request.path_params["message"]))
        return await unit.messages.get(named)
