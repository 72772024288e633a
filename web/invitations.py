"""Authorities invited to hand in by a link: who they are, and what became of it."""

from urllib.parse import quote, urlencode

from starlette.responses import Response

from models.account import LANGUAGES, Role
from models.reference_number import session_name
from models.session import SessionState
from runtime.dates import deadline
from runtime.desk_address import offer_page
from runtime.invitation_desk import InvitationDesk, Linked, Wish, seen
from web.desk import Desk, Visit, page
from web.offer_files import file_of
from web.saying import ROME, Saying


async def show(desk: Desk, visit: Visit) -> Response:
    return await _page(desk, visit)


async def show_one(desk: Desk, visit: Visit) -> Response:
    async with desk.access.units.read() as unit:
        one = await unit.offers.get(_of(visit))
    return page(desk, visit, "invitation", one=one, session_name=session_name)


async def add(desk: Desk, visit: Visit) -> Response:
    wish = Wish(
        authority=visit.text("authority"),
        email=visit.text("email"),
        contact=visit.text("contact"),
        language=visit.text("language"),
        session=visit.text("session"),
    )
    until = deadline("until", visit.text("until"), ROME.key)
    desk_of_ours = _invitations(desk, visit)
    linked = await desk_of_ours.add(wish, until=until, now=visit.now)
    return await _page(desk, visit, linked)


async def link(desk: Desk, visit: Visit) -> Response:
    """It is shown once, and stands in no address."""
    linked = await _invitations(desk, visit).link(_of(visit), now=visit.now)
    return await _page(desk, visit, linked)


async def take(desk: Desk, visit: Visit) -> Response:
    """A file that was handed in with the proposal."""
    async with desk.access.units.read() as unit:
        offer = await unit.offers.get(_of(visit))
    return await file_of(desk, visit, offer.files)


async def _page(desk: Desk, visit: Visit, linked: Linked | None = None) -> Response:
    sessions = [
        session_name(one.session)
        for one in await desk.access.reading.sessions()
        if one.state is SessionState.COLLECTING
    ]
    return page(
        desk,
        visit,
        "invitations",
        invitations=await seen(desk.access.units),
        acts=Role.SECRETARIAT in visit.roles,
        session_name=session_name,
        sessions=sessions,
        languages=LANGUAGES,
        link=offer_page(desk.access.settings, linked.token) if linked else "",
        linked=linked.offer if linked else None,
        mail=_mail(desk, linked) if linked else "",
    )


def _mail(desk: Desk, linked: Linked) -> str:
    """The message that brings the link, in the authority's language, ready to send."""
    offer, say = linked.offer, Saying(linked.offer.language)
    session = session_name(offer.session)
    body = say(
        "invitations.body",
        session=session,
        day=say.time(offer.until),
        link=offer_page(desk.access.settings, linked.token),
        contact=offer.contact,
    )
    told = {"subject": say("invitations.subject", session=session), "body": body}
    return f"mailto:{quote(offer.email)}?{urlencode(told, quote_via=quote)}"


def _invitations(desk: Desk, visit: Visit) -> InvitationDesk:
    return desk.access.invitation_desk(visit.acts_as(Role.SECRETARIAT))


def _of(visit: Visit) -> str:
    return str(visit.request.path_params["offer"])
