"""A page for somebody without an account: whose language, and what frames it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse

from models.account import LANGUAGES
from runtime.notices import Notices
from runtime.partner_desk import PartnerDesk
from runtime.partner_page import PartnerPages
from web.desk import Clock
from web.saying import Saying, language_of

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; "
    "font-src 'self' data:; img-src 'self' data:; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",  # the address is the key
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}
_CHOSEN: Final = "l"
"""The language stands in the address: no cookie is set."""


@dataclass(frozen=True)
class Public:
    """One for the process; `address` is where partners reach it."""

    partners: PartnerPages
    desk: PartnerDesk
    notices: Notices
    clock: Clock
    pages: Environment
    address: str


def chosen(request: Request) -> str:
    """The language the address names; empty for none."""
    asked = request.query_params.get(_CHOSEN, "")
    return asked if asked in LANGUAGES else ""


def shown(
    public: Public,
    request: Request,
    name: str,
    status: int = 200,
    /,
    *,
    language: str = "",
    **facts: Any,
) -> HTMLResponse:
    say = Saying(language_of(language or chosen(request)))
    html = public.pages.get_template(f"{name}.html").render(
        say=say, path=request.url.path, **facts
    )
    return HTMLResponse(html, status, headers=dict(HEADERS))
