"""Entering by a provider of OpenID Connect: to it, and back with its word."""

from starlette.responses import Response

from runtime.entrance import NotLetInError
from runtime.oidc import NotVouchedForError, Oidc
from runtime.oidc_fetch import ProviderAwayError
from store.errors import NotFoundError
from web.cookies import INSIDE, ON_THE_WAY, put
from web.desk import Desk, Visit, elsewhere, local, page

BACK = "/enter/oidc/back"
_NOT_LET_IN = 401
_AWAY = 503


async def depart(desk: Desk, visit: Visit) -> Response:
    """It changes a cookie of the browser that asks, and nothing else."""
    try:
        where, cookie = await _provider(desk, visit).depart(
            local(visit.asked("next") or "/"), now=visit.now
        )
    except ProviderAwayError:
        return _refused(desk, visit, "oidc.away", _AWAY)
    answer = elsewhere(where)
    put(answer, ON_THE_WAY, cookie)
    return answer


async def arrive(desk: Desk, visit: Visit) -> Response:
    """The one GET that lets in: the provider can send a browser in no other way."""
    cookie = visit.request.cookies.get(ON_THE_WAY, "")
    try:
        account, then = await _provider(desk, visit).arrive(
            visit.asked("code"), visit.asked("state"), cookie, now=visit.now
        )
        inside = await desk.entrance.vouched(account, now=visit.now)
    except ProviderAwayError:
        answer = _refused(desk, visit, "oidc.away", _AWAY)
    except NotVouchedForError:
        answer = _refused(desk, visit, "oidc.not_vouched", _NOT_LET_IN)
    except NotLetInError:
        answer = _refused(desk, visit, "oidc.unknown", _NOT_LET_IN)
    else:
        answer = elsewhere(local(then))
        put(answer, INSIDE, inside)
    answer.delete_cookie(ON_THE_WAY, path="/", secure=True, httponly=True)
    return answer


def _provider(desk: Desk, visit: Visit) -> Oidc:
    if desk.oidc is None:
        raise NotFoundError(visit.say("refused.nowhere"))
    return desk.oidc


def _refused(desk: Desk, visit: Visit, said: str, status: int) -> Response:
    return page(desk, visit, "refused", status, said=visit.say(said))
