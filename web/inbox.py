"""The mails that came in: listed, read safely, and to the byte."""

from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from models.errors import DomainError
from models.ids import MessageHash, PaperId
from models.inbound import Disposition, InboundMessage
from runtime.mail_parts import attached, file_name, headers_of
from store.errors import NotFoundError
from web.desk import Desk, Visit, page
from web.places import body_path, case_path

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
    found = await _message(desk, visit)
    raw = await _raw(desk, found)
    return page(
        desk,
        visit,
        "message",
        mail=found,
        headers=headers_of(raw),
        file_name=file_name,
        answers=await desk.access.address_book.taken_from(found.message),
        case_path=case_path,
        body_path=body_path,
    )


async def take_raw(desk: Desk, visit: Visit) -> Response:
    """As it came in; a browser saves it and opens nothing of it."""
    found = await _message(desk, visit)
    return _saved(await _raw(desk, found), f"{found.message[:12]}.eml")


async def take_file(desk: Desk, visit: Visit) -> Response:
    """One attachment, whatever it says it is: saved, and never shown.

    Raises:
        NotFoundError: the mail has no such file.
    """
    found = await _message(desk, visit)
    named = str(visit.request.path_params["sha256"])
    listed = found.reading.attachments if found.reading else ()
    known = next((one for one in listed if one.sha256 == named), None)
    data = attached(await _raw(desk, found), named) if known else None
    if known is None or data is None:
        raise NotFoundError(visit.say("message_room.no_file"))
    return _saved(data, file_name(known.name) or f"{named[:12]}.bin")


def _saved(content: bytes, name: str) -> Response:
    where = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": where}
    return Response(content, media_type="application/octet-stream", headers=headers)


async def _raw(desk: Desk, found: InboundMessage) -> bytes:
    async with desk.access.units.read() as unit:
        return await unit.papers.get(PaperId(found.message))


async def _message(desk: Desk, visit: Visit) -> InboundMessage:
    async with desk.access.units.read() as unit:
        named = MessageHash(str(visit.request.path_params["message"]))
        return await unit.messages.get(named)
