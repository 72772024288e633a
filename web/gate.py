"""The gate before every page: who it is, whether they may, and what is refused."""

import logging
import secrets
from collections.abc import Mapping
from typing import Final

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from models.account import Account, Role
from models.errors import DomainError
from models.refusal import Wanted, ids_in, words_in
from runtime.folder import NotRunningError
from runtime.names import in_words
from store.errors import NotFoundError
from web.cookies import INSIDE, LANGUAGE, OUTSIDE, put
from web.desk import SIGN, Desk, Visit, elsewhere, page
from web.door import Door
from web.posted import OddFormError, TooLargeError, posted
from web.saying import Saying, language_of

log = logging.getLogger(__name__)

LARGEST: Final = 32 * 1024 * 1024
"""Bytes of one request."""

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; "
    "script-src 'self'; font-src 'self' data:; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class ForgedError(DomainError):
    """A form that is not one of ours, or of another browser."""


def route(desk: Desk, door: Door) -> Route:
    async def served(request: Request) -> Response:
        cookie = request.cookies.get(INSIDE, "")
        now = await desk.clock()
        account = await desk.entrance.visitor(cookie, now=now) if cookie else None
        outside = request.cookies.get(OUTSIDE, "") or secrets.token_urlsafe(16)
        visit = Visit(
            request=request,
            say=Saying(_language(request, account)),
            now=now,
            account=account,
            sign=desk.keys.sign(cookie if account else outside),
            form=FormData(),
        )
        answer = await _answered(desk, door, visit)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        if account is None and OUTSIDE not in request.cookies:
            put(answer, OUTSIDE, outside)
        return answer

    return Route(door.path, served, methods=[door.method])


async def _answered(desk: Desk, door: Door, visit: Visit) -> Response:
    try:
        if turned_away := await _turned_away(desk, door, visit):
            return turned_away
        if door.method == "POST":
            visit = await _with_form(visit)
        elif _reads(door, visit) and visit.account:
            await _note_reading(desk, door, visit, visit.account)
        return await door.does(desk, visit)
    except DomainError as refusal:
        return await _refused(desk, door, visit, refusal)
    except Exception:
        log.exception("page.failed", extra={"door": door.path})
        return page(desk, visit, "refused", 500, said=visit.say("refused.unexpected"))
    finally:
        await visit.form.close()


async def _turned_away(desk: Desk, door: Door, visit: Visit) -> Response | None:
    if door.roles is None:
        return None
    if visit.account is None:
        path = visit.request.url.path if door.method == "GET" else "/"
        return elsewhere(f"/enter?next={path}")
    if door.roles & visit.roles:
        return None
    offices = ", ".join(visit.say.of("role", one) for one in Role if one in door.roles)
    said = visit.say("refused.office", offices=offices)
    if door.method == "POST":
        await _note_refusal(desk, door, visit, f"Only {' or '.join(door.roles)} may.")
    return page(desk, visit, "refused", 403, said=said)


async def _with_form(visit: Visit) -> Visit:
    """What was posted, if it is a form of ours from this browser.

    Raises:
        ForgedError: it is not.
        TooLargeError: it is larger than any form of ours.
        OddFormError: it cannot be read.
    """
    request = visit.request
    try:
        form = await posted(request, largest=LARGEST)
    except TooLargeError:
        said = visit.say("refused.large", most=LARGEST // 1024**2)
        raise TooLargeError(said) from None
    except OddFormError:
        raise OddFormError(visit.say("refused.odd")) from None
    sign = form.get(SIGN)
    ours = isinstance(sign, str) and secrets.compare_digest(
        sign.encode(), visit.sign.encode()
    )
    site = request.headers.get("sec-fetch-site", "same-origin")
    if not ours or site not in {"same-origin", "none"}:
        raise ForgedError(visit.say("refused.forged"))
    return Visit(**{**vars(visit), "form": form})


async def _refused(
    desk: Desk, door: Door, visit: Visit, refusal: DomainError
) -> Response:
    """In words; an act that was refused stays on record."""
    [said] = await in_words(desk.access, str(refusal))
    status = next(code for kind, code in _STATUS if isinstance(refusal, kind))
    if door.method == "POST" and status == _NO:
        await _note_refusal(desk, door, visit, said)
    return page(desk, visit, "refused", status, said=said)


_NO: Final = 422
_STATUS: Final[tuple[tuple[type[DomainError], int], ...]] = (
    (ForgedError, 403),
    (TooLargeError, 413),
    (OddFormError, 400),
    (NotFoundError, 404),
    (NotRunningError, 503),
    (DomainError, _NO),
)


async def _note_refusal(desk: Desk, door: Door, visit: Visit, said: str) -> None:
    if visit.account is None:
        return
    role = next((one for one in visit.account.roles if one in (door.roles or ())), None)
    await desk.access.refused(
        Wanted(
            actor=visit.account.acts_as(role or visit.account.roles[0]),
            act=door.path,
            asked=ids_in(visit.request.path_params),
            words=words_in(visit.form),
        ),
        said,
        at=visit.now,
    )


def _reads(door: Door, visit: Visit) -> bool:
    """An auditor reads the record; an address open to all may be a key, and no more."""
    return door.roles is not None and Role.AUDITOR in visit.roles


async def _note_reading(desk: Desk, door: Door, visit: Visit, account: Account) -> None:
    """What an auditor looks at is noted before it is shown."""
    room = desk.access.reading_room(account.acts_as(Role.AUDITOR))
    request = visit.request
    asked = {"page": request.url.path, **ids_in(request.query_params)}
    await room.reads(f"desk {door.path}", asked, now=visit.now)


def _language(request: Request, account: Account | None) -> str:
    chosen = request.cookies.get(LANGUAGE) or (account.language if account else None)
    return language_of(chosen)
