"""The page behind the link that stops reminders: GET shows, POST acts (RFC 8058)."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from runtime.partner_desk import EngineAwayError, PartnerDesk, UnknownLinkError

PATH = "/u/{token}"
_PAGES = Path(__file__).parent / "pages"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",  # the address is the key
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

_SOON = "300"  # seconds

Clock = Callable[[], Awaitable[datetime]]


def application(desk: PartnerDesk, clock: Clock) -> Starlette:
    """No cookies, no account, no script; a scanner that follows the link acts not."""
    pages = Environment(
        loader=FileSystemLoader(_PAGES), autoescape=True, undefined=StrictUndefined
    )

    def page(state: str, status: int = 200, *, proposals: int = 1) -> Response:
        shown = pages.get_template("unsubscribe.html")
        html = shown.render(state=state, proposals=proposals)
        headers = _HEADERS | ({"Retry-After": _SOON} if state == "away" else {})
        return HTMLResponse(html, status, headers=headers)

    async def show(request: Request) -> Response:
        return page("ask", proposals=await desk.proposals(request.path_params["token"]))

    async def stop(request: Request) -> Response:
        await desk.mute(request.path_params["token"], now=await clock())
        return page("done")

    async def unknown(_request: Request, _error: Exception) -> Response:
        return page("unknown", 404)

    async def away(_request: Request, _error: Exception) -> Response:
        return page("away", 503)

    return Starlette(
        routes=[
            Route(PATH, show, methods=["GET"]),
            Route(PATH, stop, methods=["POST"]),
        ],
        # The last is for what nobody foresaw: it is logged, and shown as kindly.
        exception_handlers={
            UnknownLinkError: unknown,
            404: unknown,
            EngineAwayError: away,
            Exception: away,
        },
    )
