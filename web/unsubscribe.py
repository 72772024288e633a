"""The page behind the link that stops reminders: GET shows, POST acts (RFC 8058)."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from runtime.partner_desk import PartnerDesk, UnknownLinkError

PATH = "/u/{token}"
_PAGES = Path(__file__).parent / "pages"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",  # the address is the key
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

Clock = Callable[[], Awaitable[datetime]]


def application(desk: PartnerDesk, clock: Clock) -> Starlette:
    """No cookies, no account, no script; a scanner that follows the link acts not."""
    pages = Environment(
        loader=FileSystemLoader(_PAGES), autoescape=True, undefined=StrictUndefined
    )

    def page(state: str, status: int = 200) -> Response:
        html = pages.get_template("unsubscribe.html").render(state=state)
        return HTMLResponse(html, status, headers=_HEADERS)

    async def show(request: Request) -> Response:
        try:
            desk.conversation(request.path_params["token"])
        except UnknownLinkError:
            return page("unknown", 404)
        return page("ask")

    async def stop(request: Request) -> Response:
        try:
            await desk.mute(request.path_params["token"], now=await clock())
        except UnknownLinkError:
            return page("unknown", 404)
        return page("done")

    return Starlette(
        routes=[
            Route(PATH, show, methods=["GET"]),
            Route(PATH, stop, methods=["POST"]),
        ]
    )
