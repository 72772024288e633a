"""The feed of acts for programs: JSON by cursor, to those who hold the token."""

import hmac
from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from models.errors import DomainError
from models.event import EventKind
from models.feed import FeedPage
from store.errors import NotFoundError
from store.feed import DamagedError, SqlFeed

PATH = "/feed"
MOST = 1000
USUAL = 100
_LONGEST = 16  # digits of a number anybody may mean
_KNOWN = frozenset({"after", "limit", "kind", "stream"})
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class RefusedError(DomainError):
    """What was asked cannot be read."""


def application(feed: SqlFeed, token: str) -> Starlette:
    """Without the token there is no answer but 401, whatever is asked of it."""
    expected = f"Bearer {token}".encode()

    async def page(request: Request) -> Response:
        given = request.headers.get("authorization", "").encode()
        if not hmac.compare_digest(given, expected):
            return _said(
                "Give the token of feed.key as Authorization: Bearer.",
                401,
                {"WWW-Authenticate": "Bearer"},
            )
        try:
            return _page(await _asked(feed, request))
        except (RefusedError, NotFoundError) as refusal:
            return _said(str(refusal), 400)
        except DamagedError as damage:
            return _said(str(damage), 503)

    return Starlette(routes=[Route(PATH, page, methods=["GET"])])


async def _asked(feed: SqlFeed, request: Request) -> FeedPage:
    asked = request.query_params
    for name in asked:
        if name not in _KNOWN or len(asked.getlist(name)) > 1:
            raise RefusedError(
                f"{name!r} cannot be asked: give after, limit, kind and stream, each "
                "once at most."
            )
    return await feed.page(
        after=_number("after", asked.get("after", "0"), 0, 10**_LONGEST),
        limit=_number("limit", asked.get("limit", str(USUAL)), 1, MOST),
        kind=_kind(asked.get("kind")),
        stream=asked.get("stream"),
    )


def _number(name: str, given: str, least: int, most: int) -> int:
    if given.isascii() and given.isdigit() and len(given) <= _LONGEST:
        number = int(given)
        if least <= number <= most:
            return number
    raise RefusedError(f"{name} is a whole number from {least} to {most}.")


def _kind(given: str | None) -> EventKind | None:
    if given is None:
        return None
    try:
        return EventKind(given)
    except ValueError as error:
        raise RefusedError(
            f"There is no kind {given[:60]!r}: kinds are named as in a history, "
            f"such as {EventKind.SUBMITTED}."
        ) from error


def _page(page: FeedPage) -> Response:
    return JSONResponse(page.model_dump(mode="json"), headers=_HEADERS)


def _said(
    sentence: str, status: int, headers: Mapping[str, str] | None = None
) -> Response:
    return JSONResponse(
        {"error": sentence}, status, headers=_HEADERS | dict(headers or {})
    )
