"""The pages before the desk: entering, leaving, a one-time link, the language."""

import segno
from starlette.responses import Response

from models.account import LANGUAGES, Account
from models.errors import DomainError
from runtime.entrance import NotLetInError, TooOftenError
from runtime.one_time_links import LinkSpentError
from store.errors import NotFoundError
from web.cookies import INSIDE, LANGUAGE, put
from web.desk import Desk, Visit, elsewhere, local, page

_NOT_LET_IN = 401
_TOO_OFTEN = 429
_GONE = 410
_NO = 422


async def show(desk: Desk, visit: Visit) -> Response:
    if visit.account is not None:
        return elsewhere(local(visit.asked("next") or "/"))
    return _entrance(desk, visit)


async def enter(desk: Desk, visit: Visit) -> Response:
    if desk.access.settings.oidc_only:
        return _entrance(desk, visit, "oidc.only", _NOT_LET_IN)
    try:
        cookie = await desk.entrance.enter(
            visit.text("account"),
            visit.text("password"),
            visit.text("otp"),
            address=visit.request.client.host if visit.request.client else "",
            now=visit.now,
        )
    except NotLetInError:
        return _entrance(desk, visit, "enter.wrong", _NOT_LET_IN)
    except TooOftenError:
        return _entrance(desk, visit, "enter.too_often", _TOO_OFTEN)
    answer = elsewhere(local(visit.text("next") or "/"))
    put(answer, INSIDE, cookie)
    return answer


async def leave(desk: Desk, visit: Visit) -> Response:
    await desk.entrance.leave(visit.request.cookies.get(INSIDE, ""), now=visit.now)
    answer = elsewhere("/enter")
    answer.delete_cookie(INSIDE, path="/", secure=True, httponly=True)
    return answer


async def show_link(desk: Desk, visit: Visit) -> Response:
    """A scanner that follows the link changes nothing."""
    token = visit.request.path_params["token"]
    try:
        account = await desk.links.invited(token, now=visit.now)
    except LinkSpentError:
        return page(desk, visit, "refused", _GONE, said=visit.say("link.spent"))
    return _first_step(desk, visit, account)


async def follow_link(desk: Desk, visit: Visit) -> Response:
    token = visit.request.path_params["token"]
    try:
        account = await desk.links.invited(token, now=visit.now)
    except LinkSpentError:
        return page(desk, visit, "refused", _GONE, said=visit.say("link.spent"))
    if visit.text("password") != visit.text("again"):
        return _first_step(desk, visit, account, visit.say("link.differ"))
    try:
        await desk.links.set_password(
            token, visit.text("password"), visit.text("otp"), now=visit.now
        )
    except DomainError as refusal:
        return _first_step(desk, visit, account, str(refusal))
    return elsewhere("/enter")


async def speak(_desk: Desk, visit: Visit) -> Response:
    """The one thing a GET changes: a cookie of the browser that asks."""
    answer = elsewhere(local(visit.asked("back") or "/"))
    chosen = visit.request.path_params["language"]
    if chosen in LANGUAGES:
        put(answer, LANGUAGE, chosen, lasting=True)
    return answer


async def nowhere(_desk: Desk, visit: Visit) -> Response:
    raise NotFoundError(visit.say("refused.nowhere"))


def _entrance(desk: Desk, visit: Visit, wrong: str = "", status: int = 200) -> Response:
    return page(
        desk,
        visit,
        "enter",
        status,
        wrong=visit.say(wrong) if wrong else "",
        account=visit.text("account"),
        oidc=desk.oidc is not None,
        passwords=not desk.access.settings.oidc_only,
        next=local(visit.text("next") or visit.asked("next") or "/"),
    )


def _first_step(
    desk: Desk, visit: Visit, account: Account, wrong: str = ""
) -> Response:
    token = visit.request.path_params["token"]
    square = segno.make(desk.links.square(token, account), micro=False)
    return page(
        desk,
        visit,
        "link",
        _NO if wrong else 200,
        wrong=wrong,
        account=account,
        square=square.svg_data_uri(scale=5, border=2),
        secret=desk.links.secret(token),
        must=desk.links.totp,
    )
