"""Asks a provider of OpenID Connect by HTTPS, and takes nothing but small JSON."""

import asyncio
import json
from http.client import HTTPException
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from models.errors import DomainError

_PATIENCE: Final = 10.0  # seconds
_LONGEST: Final = 1024 * 1024
_BROKEN: Final = 500
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost"})


class ProviderAwayError(DomainError):
    """The provider does not answer, or not as it ought to."""


class ProviderRefusesError(ProviderAwayError):
    """It answers, and says no."""


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


async def fetch(
    url: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> dict[str, Any]:
    """The JSON object at an address; with a body it is posted.

    Raises:
        ProviderAwayError: it is not HTTPS, or there is no such object.
        ProviderRefusesError: the provider says no.
    """
    parts = urlsplit(url)
    here = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if parts.scheme != "https" and not here:
        raise ProviderAwayError("The provider's addresses must begin with https://.")
    request = Request(url, body, {"Accept": "application/json", **(headers or {})})  # noqa: S310  (as above)
    try:
        content = await asyncio.to_thread(_read, request)
        found = json.loads(content)
    except HTTPError as error:
        refuses = error.code < _BROKEN
        kind = ProviderRefusesError if refuses else ProviderAwayError
        raise kind(f"The provider answers {error.code}: begin again.") from error
    except (OSError, HTTPException, ValueError) as error:
        raise ProviderAwayError(
            f"The provider does not answer as it ought to ({type(error).__name__}): "
            "try again, or tell the administrator."
        ) from error
    if not isinstance(found, dict):
        raise ProviderAwayError("The provider answers with something else than JSON.")
    return found


def _read(request: Request) -> bytes:
    opener = build_opener(_NoRedirect)
    with opener.open(request, timeout=_PATIENCE) as response:
        content: bytes = response.read(_LONGEST)
    return content
