"""What anybody may open without an account: partners' pages, notices, their feed.

GET shows and POST acts: a mail scanner that follows every link changes nothing.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from models.errors import DomainError
from runtime.partner_desk import UnknownLinkError
from store.errors import NotFoundError
from web import notices, partner, unsubscribe
from web.application import static_files
from web.outside import Public, shown

log = logging.getLogger(__name__)

Page = Callable[[Public, Request], Awaitable[Response]]
NOTICES: Final = "/notices"

PAGES: Final[tuple[tuple[str, str, Page], ...]] = (
    ("GET", "/p/{token}", partner.show),
    ("POST", "/p/{token}", partner.take),
    ("GET", NOTICES, notices.show),
    ("GET", f"{NOTICES}/feed.atom", notices.feed),
    ("GET", f"{NOTICES}/form/{{language}}", notices.form),
)


def application(public: Public) -> Starlette:
    async def home(_request: Request) -> Response:
        return RedirectResponse(NOTICES, 303)

    pages = [
        Route(path, _served(public, does), methods=[method])
        for method, path, does in PAGES
    ]
    links = unsubscribe.application(public.desk, public.clock)
    return Starlette(
        routes=[Route("/", home), *static_files(), *pages, Mount("/", links)]
    )


def _served(public: Public, does: Page) -> Callable[[Request], Awaitable[Response]]:
    async def served(request: Request) -> Response:
        try:
            return await does(public, request)
        except (UnknownLinkError, NotFoundError):
            return shown(public, request, "outside_refused", 404, why="unknown")
        except DomainError:
            log.exception("page.refused", extra={"page": does.__name__})
            return shown(public, request, "outside_refused", 422, why="refused")
        except Exception:
            log.exception("page.failed", extra={"page": does.__name__})
            return shown(public, request, "outside_refused", 500, why="away")

    return served
