"""Asks a time stamping authority by HTTP (RFC 3161 §3.4)."""

import asyncio
import secrets
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from cryptography import x509

from activities.seal_ports import TimeStamp
from audit.time_stamp import Authorities, StampError, answer, question
from models.errors import DomainError
from runtime.settings import Settings

_PATIENCE = 30.0  # seconds
_LONGEST = 256 * 1024
_OURS, _THEIRS = "application/timestamp-query", "application/timestamp-reply"
_REFUSED_BELOW = 500


class HttpTimeStamper:
    def __init__(self, url: str, trusted: Authorities) -> None:
        self._url = url
        self._trusted = trusted

    async def stamp(self, digest: bytes) -> TimeStamp:
        """A stamp that was checked: for these bytes, this request, and by whom.

        Raises:
            StampError: the answer is no such stamp.
            OSError: the authority cannot be reached, or is out of order.
        """
        nonce = secrets.randbits(64)
        asked = question(digest, nonce)
        response = await asyncio.to_thread(self._ask, asked)
        return TimeStamp(*answer(response, digest, nonce, self._trusted))

    def _ask(self, asked: bytes) -> bytes:
        request = Request(self._url, asked, {"Content-Type": _OURS})  # noqa: S310  (`time_stamper` checks)
        try:
            with urlopen(request, timeout=_PATIENCE) as response:  # noqa: S310
                kind = response.headers.get_content_type()
                content: bytes = response.read(_LONGEST)
        except HTTPError as error:
            if error.code >= _REFUSED_BELOW:
                raise
            told = f"The time stamping authority answers {error.code}: check tsa_url."
            raise StampError(told) from error
        if kind != _THEIRS:
            raise StampError(
                f"The time stamping authority answers with {kind}: check tsa_url."
            )
        return content


def authorities(settings: Settings) -> Authorities | None:
    """Whose time stamps we believe.

    Raises:
        DomainError: the file cannot be read, or holds no certificate.
    """
    if settings.tsa_certificates is None:
        return None
    try:
        found = x509.load_pem_x509_certificates(settings.tsa_certificates.read_bytes())
    except (OSError, ValueError) as error:
        raise DomainError(
            f"The certificates in {settings.tsa_certificates} cannot be read: give a "
            "PEM file in STAFFETTA_TSA_CERTIFICATES."
        ) from error
    return Authorities((*found,))


def time_stamper(settings: Settings) -> HttpTimeStamper | None:
    """The authority asked after each seal, if one is set.

    Raises:
        DomainError: its address or its certificates are not as they have to be.
    """
    if not settings.tsa_url:
        return None
    if urlsplit(settings.tsa_url).scheme not in {"http", "https"}:
        raise DomainError(
            "STAFFETTA_TSA_URL is no web address: it begins with https:// or http://."
        )
    trusted = authorities(settings)
    if trusted is None:
        raise DomainError(
            "A time stamp is worth what its authority is: give its certificates in "
            "STAFFETTA_TSA_CERTIFICATES."
        )
    return HttpTimeStamper(settings.tsa_url, trusted)
