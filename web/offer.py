"""An invited authority's page: a link, a draft, what is missing, and handing in."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from starlette.responses import Response

from models.errors import DomainError
from models.offer import Offer
from models.offer_check import item_of
from models.offer_faces import confirm_name
from models.offer_form import SECTIONS, faces_of
from models.reference_number import session_name
from models.refusal import Wanted
from runtime.folder import NotRunningError
from runtime.offer_desk import (
    HandingInError,
    OfferDesk,
    OfferEndedError,
    Opened,
    Saving,
    StaleDraftError,
)
from runtime.submission import AlreadySubmittedError
from web.cookies import LANGUAGE
from web.desk import Desk, Endpoint, Visit, elsewhere, page
from web.offer_fields import chosen_from, files_in, rows_of, ticks, typed_in
from web.saying import Saying

_GONE: Final = 410
_UNKNOWN: Final = 404
_CONFLICT: Final = 409
_NO: Final = 422
_NO_REFERRER: Final = {"Referrer-Policy": "no-referrer"}
"""The address is the key."""


def _behind_link(does: Endpoint) -> Endpoint:
    """In the language of the invitation; a link that is over explains itself."""

    async def served(desk: Desk, visit: Visit) -> Response:
        try:
            offer = await _desk(desk, visit).offer(_token(visit))
            visit = _spoken(visit, offer)
            if offer.case is not None:
                answer: Response = await _handed_in(desk, visit, offer)
            else:
                answer = await does(desk, visit)
        except OfferEndedError as ended:
            if ended.offer is not None:
                visit = _spoken(visit, ended.offer)
            code = _GONE if ended.offer else _UNKNOWN
            facts = {"why": ended.why, "offer": ended.offer}
            answer = page(desk, visit, "offer_ended", code, **facts)
        answer.headers.update(_NO_REFERRER)
        return answer

    return served


async def _show(desk: Desk, visit: Visit) -> Response:
    return _form(desk, visit, await _desk(desk, visit).open(_token(visit)))


async def _save(desk: Desk, visit: Visit) -> Response:
    """A person's save: with files, and then perhaps on to handing in."""
    ours = _desk(desk, visit)
    opened = await ours.open(_token(visit))
    typed = typed_in(visit.form, opened.languages)
    removed = tuple(one for one in visit.form.getlist("removed") if str(one))
    left = [one for one in opened.draft.files if one not in removed]
    files = await files_in(visit.form, left)
    saving = _saving(visit, typed, added=files.added, removed=removed)
    try:
        saved = await ours.save(_token(visit), saving)
    except StaleDraftError:
        shown = await ours.check(_token(visit), typed)
        return _form(desk, visit, shown, _CONFLICT, wrong="conflict")
    except HandingInError:
        return _form(desk, visit, opened, _CONFLICT, wrong="handing")
    if files.refused:
        return _form(desk, visit, saved, _NO, not_taken=files.refused)
    path = _path(visit)
    if visit.text("then") == "hand-in" and saved.complete:
        return elsewhere(f"{path}/hand-in")
    return elsewhere(f"{path}?saved={saved.draft.version}#state")


async def _check(desk: Desk, visit: Visit) -> Response:
    """What is missing in what stands on the page; nothing is kept."""
    opened = await _desk(desk, visit).open(_token(visit))
    typed = typed_in(visit.form, opened.languages)
    checked = await _desk(desk, visit).check(_token(visit), typed)
    return page(desk, visit, "offer_state", **_facts(desk, visit, checked))


async def _auto(desk: Desk, visit: Visit) -> Response:
    """The page saves by itself, without files; texts are not settled by it."""
    ours = _desk(desk, visit)
    opened = await ours.open(_token(visit))
    typed = typed_in(visit.form, opened.languages)
    try:
        saved = await ours.save(_token(visit), _saving(visit, typed, whole=False))
    except (StaleDraftError, HandingInError):
        facts = _facts(desk, visit, opened, wrong="conflict")
        return page(desk, visit, "offer_state", _CONFLICT, **facts)
    return page(desk, visit, "offer_state", **_facts(desk, visit, saved))


async def _look(desk: Desk, visit: Visit) -> Response:
    """What handing in means, and the number it would have; nothing is done."""
    opened = await _desk(desk, visit).open(_token(visit))
    if not opened.complete or not opened.draft.version:
        return elsewhere(f"{_path(visit)}#state")
    return await _before_handing_in(desk, visit, opened)


async def _hand_in(desk: Desk, visit: Visit) -> Response:
    ours = _desk(desk, visit)
    opened = await ours.open(_token(visit))
    version = int(visit.text("version")) if visit.text("version").isdecimal() else 0
    try:
        await desk.access.hand_in(_token(visit), version, now=visit.now)
    except (NotRunningError, OfferEndedError):
        raise
    except StaleDraftError:
        return _form(desk, visit, opened, _CONFLICT, wrong="changed")
    except DomainError as refusal:
        wanted = Wanted(actor=opened.offer.actor, act="invitation hand-in", asked={})
        await desk.access.refused(wanted, str(refusal), at=visit.now)
        return await _before_handing_in(desk, visit, opened, refusal)
    return elsewhere(_path(visit))


async def _before_handing_in(
    desk: Desk, visit: Visit, opened: Opened, refusal: DomainError | None = None
) -> Response:
    """The number is only foreseen: somebody else may be faster."""
    ref = ""
    if refusal is None:
        try:
            look = desk.access.look_at_handing_in(_token(visit), now=visit.now)
            ref = (await look).ref
        except OfferEndedError:
            raise
        except DomainError as found:
            refusal = found
    facts = {
        **_facts(desk, visit, opened),
        "ref": ref,
        "refused": refusal is not None,
        "twice": isinstance(refusal, AlreadySubmittedError),
    }
    return page(desk, visit, "offer_hand_in", _NO if refusal else 200, **facts)


async def _handed_in(desk: Desk, visit: Visit, offer: Offer) -> Response:
    if visit.request.method == "POST":
        return elsewhere(f"/offer/{_token(visit)}")
    assert offer.case is not None  # noqa: S101  (whoever calls saw it)
    async with desk.access.units.read() as unit:
        case = await unit.cases.get(offer.case)
    return page(desk, visit, "offer_done", offer=offer, case=case)


def _form(
    desk: Desk,
    visit: Visit,
    opened: Opened,
    status: int = 200,
    *,
    wrong: str = "",
    not_taken: Mapping[str, str] | None = None,
) -> Response:
    reference = desk.access.reference
    facts = {
        **_facts(desk, visit, opened, wrong=wrong),
        "not_taken": not_taken or {},
        "ticks": ticks(opened),
        "rows_of": rows_of,
        "faces_of": faces_of,
        "confirm_name": confirm_name,
        "chosen": lambda item: chosen_from(item, opened, reference, visit.say),
        "sitting": f"{opened.draft.version}/{visit.now:%Y%m%d%H%M%S}",
    }
    return page(desk, visit, "offer", status, **facts)


def _facts(
    desk: Desk, visit: Visit, opened: Opened, *, wrong: str = ""
) -> dict[str, Any]:
    del desk
    return {
        "opened": opened,
        "offer": opened.offer,
        "draft": opened.draft,
        "typed": opened.draft.typed,
        "session": session_name(opened.session.session),
        "sections": SECTIONS,
        "item_of": item_of,
        "path": _path(visit),
        "wrong": wrong,
    }


def _saving(visit: Visit, typed: dict[str, str], **more: Any) -> Saving:
    version = visit.text("version")
    return Saving(
        typed=typed,
        version=int(version)
        if version.isdecimal() and len(version) < len("1" * 9)
        else -1,
        sitting=visit.text("sitting")[:40],
        **more,
    )


def _spoken(visit: Visit, offer: Offer) -> Visit:
    """In the authority's language, unless another one was chosen."""
    if visit.account or LANGUAGE in visit.request.cookies:
        return visit
    return replace(visit, say=Saying(offer.language))


def _desk(desk: Desk, visit: Visit) -> OfferDesk:
    return desk.access.offer_desk(now=visit.now)


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])


def _path(visit: Visit) -> str:
    return f"/offer/{_token(visit)}"


show: Final = _behind_link(_show)
save: Final = _behind_link(_save)
check: Final = _behind_link(_check)
auto: Final = _behind_link(_auto)
look: Final = _behind_link(_look)
hand_in: Final = _behind_link(_hand_in)
