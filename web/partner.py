"""The partner's page: what we sent, what was recorded, and where to answer."""

from collections.abc import Iterator
from typing import Final

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.ids import LetterId
from models.letter import Attachment
from models.message import ActKind
from models.partner_page import ANSWERED_HERE, ItemAnswer, PageAnswer, PartnerPage
from runtime.partner_page import EmptyAnswerError, Opening, StalePageError
from web.outside import Public, chosen, shown
from web.posted import OddFormError, TooLargeError, posted
from web.whole import whole

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of what is sent at once: as a mail it is a third larger."""
_SECONDS: Final = 10
"""Digits of an instant in seconds of the epoch, until the year 2286."""
_ACTS: Final = (
    *(ActKind.INTERESTED, ActKind.DECLINED),
    *(ActKind.CONDITIONAL, ActKind.QUESTION),
)


async def show(public: Public, request: Request) -> Response:
    return await _page(public, request)


async def take(public: Public, request: Request) -> Response:
    token = _token(request)
    try:
        form = await posted(request, largest=LARGEST)
    except TooLargeError:
        return await _page(public, request, 413, wrong="large")
    except OddFormError:
        return await _page(public, request, 400, wrong="odd")
    try:
        page = await public.partners.page(
            token, chosen(request), now=await public.clock()
        )
        given = await _given(form, page)
        message = await public.partners.take(token, _opening(form), given)
    except EmptyAnswerError:
        return await _page(public, request, 422, wrong="empty")
    except StalePageError:
        return await _page(public, request, 403, wrong="stale")
    finally:
        await form.close()
    language = f"&l={chosen(request)}" if chosen(request) else ""
    return RedirectResponse(f"/p/{token}?taken={message[:12]}{language}", 303)


async def _page(
    public: Public, request: Request, status: int = 200, *, wrong: str = ""
) -> Response:
    now = await public.clock()
    page = await public.partners.page(_token(request), chosen(request), now=now)
    return shown(
        public,
        request,
        "partner",
        status,
        language=page.language,
        page=page,
        opening=public.partners.opening(_token(request), page.shown, now=now),
        acts=_ACTS,
        wrong=wrong,
        taken=request.query_params.get("taken", ""),
        here=ANSWERED_HERE,
        action=f"/p/{_token(request)}?l={page.language}",
    )


def _token(request: Request) -> str:
    return str(request.path_params["token"])


def _text(form: FormData, name: str) -> str:
    given = form.get(name)
    return given.strip() if isinstance(given, str) else ""


def _opening(form: FormData) -> Opening:
    return Opening(
        letter=LetterId(_text(form, "letter")),
        at=whole(_text(form, "at"), _SECONDS) or 0,
        name=_text(form, "name"),
        sign=_text(form, "sign"),
    )


async def _given(form: FormData, page: PartnerPage) -> PageAnswer:
    return PageAnswer(
        acts=tuple(_acts(form, page)),
        contribution=_text(form, "contribution"),
        private=_text(form, "private"),
        notes=_text(form, "notes"),
        name=_text(form, "who"),
        files=tuple(
            [
                Attachment(
                    name=one.filename or "",
                    content_type=one.content_type or "",
                    content=await one.read(),
                )
                for one in form.getlist("files")
                if isinstance(one, UploadFile) and one.filename
            ]
        ),
    )


def _acts(form: FormData, page: PartnerPage) -> Iterator[ItemAnswer]:
    """Only of proposals that still wait; of the others, words are taken."""
    for one in page.items:
        act = _text(form, f"act-{one.position}")
        if one.state in ANSWERED_HERE and act in _ACTS:
            yield ItemAnswer(position=one.position, ref=one.ref, act=ActKind(act))
