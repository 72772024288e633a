"""What stands behind an invited authority's link, whichever page it opens."""

from dataclasses import replace
from typing import Any, Final

from starlette.responses import Response

from models.offer import Offer
from models.offer_check import item_of
from models.offer_form import SECTIONS
from models.reference_number import session_name
from runtime.offer_desk import OfferDesk, OfferEndedError, Opened
from web.cookies import LANGUAGE
from web.desk import Desk, Endpoint, Visit, elsewhere, page
from web.offer_files import file_of
from web.saying import Saying
from web.whole import whole

_GONE: Final = 410
_UNKNOWN: Final = 404
_NO_REFERRER: Final = {"Referrer-Policy": "no-referrer"}
"""The address is the key."""


def behind_link(does: Endpoint) -> Endpoint:
    """In the language of the invitation; a link that is over explains itself."""

    async def served(desk: Desk, visit: Visit) -> Response:
        try:
            offer = await desk_of(desk, visit).offer(token_of(visit))
            visit = _spoken(visit, offer)
            work = does if offer.case is None else _handed_in
            answer = await work(desk, visit)
        except OfferEndedError as ended:
            if ended.offer is not None:
                visit = _spoken(visit, ended.offer)
            code = _GONE if ended.offer else _UNKNOWN
            facts = {"why": ended.why, "offer": ended.offer}
            answer = page(desk, visit, "offer_ended", code, **facts)
        answer.headers.update(_NO_REFERRER)
        return answer

    return served


async def _handed_in(desk: Desk, visit: Visit) -> Response:
    """Its number, and the files; nothing is done any more."""
    path = path_of(visit)
    offer = await desk_of(desk, visit).offer(token_of(visit))
    if "number" in visit.request.path_params:
        return await file_of(desk, visit, offer.files)
    if offer.case is None or visit.request.method == "POST":
        return elsewhere(path)
    async with desk.access.units.read() as unit:
        case = await unit.cases.get(offer.case)
    return page(desk, visit, "offer_done", offer=offer, case=case, path=path)


def facts_of(visit: Visit, opened: Opened, *, wrong: str = "") -> dict[str, Any]:
    """What every page of a draft shows."""
    return {
        "opened": opened,
        "offer": opened.offer,
        "draft": opened.draft,
        "typed": opened.draft.typed,
        "session": session_name(opened.session.session),
        "sections": SECTIONS,
        "item_of": item_of,
        "path": path_of(visit),
        "wrong": wrong,
    }


def version_of(visit: Visit) -> int:
    """Of the draft as the page showed it; none has a negative one."""
    version = whole(visit.text("version"))
    return -1 if version is None else version


def desk_of(desk: Desk, visit: Visit) -> OfferDesk:
    return desk.access.offer_desk(now=visit.now)


def token_of(visit: Visit) -> str:
    return str(visit.request.path_params["token"])


def path_of(visit: Visit) -> str:
    return f"/offer/{token_of(visit)}"


def _spoken(visit: Visit, offer: Offer) -> Visit:
    """In the authority's language, unless another one was chosen."""
    if visit.account or LANGUAGE in visit.request.cookies:
        return visit
    return replace(visit, say=Saying(offer.language))
