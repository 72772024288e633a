"""The desk's cookies: bound to this host, for no script, sent by no other site."""

from typing import Final

from starlette.responses import Response

INSIDE: Final = "__Host-desk"
"""Of a browser that was let in."""
OUTSIDE: Final = "__Host-visit"
"""Of one that was not: it only ties forms to the browser."""
ON_THE_WAY: Final = "__Host-oidc"
"""Of one that has gone to the provider who vouches for it."""
LANGUAGE: Final = "__Host-language"
_YEAR: Final = 365 * 86_400


def put(answer: Response, name: str, value: str, *, lasting: bool = False) -> None:
    answer.set_cookie(
        name,
        value,
        max_age=_YEAR if lasting else None,
        path="/",
        secure=True,
        httponly=True,
        samesite="lax",  # strict would show the entrance to whoever follows a link
    )
