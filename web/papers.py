"""The papers of a session as PDF: its agenda, its dossier, its protocol."""

from asyncio import to_thread
from typing import Final

from starlette.responses import Response

from documents.pdf import pdf
from models.reference_number import session_name
from runtime.session_papers import Paper, PaperKind, SessionShelf
from store.errors import NotFoundError
from web.desk import Desk, Visit
from web.session_acts import session_at
from web.whole import whole

_PROTOCOL: Final = "protocol"


async def take(desk: Desk, visit: Visit) -> Response:
    """As a release tells it, or without its number as it stands.

    Raises:
        NotFoundError: there is no such paper.
        DomainError: there is nothing on it to print yet.
    """
    session = await session_at(desk, visit)
    kind, number = visit.request.path_params["paper"], visit.asked("release")
    release = whole(number)
    name, shelf = session_name(session.session), shelf_of(desk)
    if kind == _PROTOCOL:
        paper = await shelf.protocol(name)
    elif kind in {*PaperKind} and (release or not number):
        paper = await shelf.paper(PaperKind(kind), name, release)
    else:
        raise NotFoundError(visit.say("papers.none"))
    return await printed(paper, kind)


def shelf_of(desk: Desk) -> SessionShelf:
    return SessionShelf(desk.access.units, desk.access.reference)


async def printed(paper: Paper, kind: str) -> Response:
    """Drawn beside the other visitors, who do not wait for it."""
    content = await to_thread(pdf, paper.document)
    headers = {"Content-Disposition": f'attachment; filename="{kind}.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)
