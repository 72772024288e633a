"""A mail server as a URL names it: where letters are handed in, or mail is fetched."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple, Self
from urllib.parse import SplitResult, unquote, urlsplit

from models.errors import DomainError

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class _Scheme(NamedTuple):
    port: int
    wrapped: bool = False  # TLS from the first byte
    upgraded: bool = False  # TLS by STARTTLS, and nothing without it


_SCHEMES: Mapping[str, _Scheme] = MappingProxyType(
    {
        "smtp": _Scheme(25),
        "smtps": _Scheme(465, wrapped=True),
        "smtp+starttls": _Scheme(587, upgraded=True),
        "imap": _Scheme(143),
        "imaps": _Scheme(993, wrapped=True),
        "imap+starttls": _Scheme(143, upgraded=True),
    }
)


@dataclass(frozen=True)
class _Server:
    scheme: str
    host: str
    port: int

    @property
    def wrapped(self) -> bool:
        return _SCHEMES[self.scheme].wrapped

    @property
    def upgraded(self) -> bool:
        return _SCHEMES[self.scheme].upgraded


@dataclass(frozen=True)
class ServerUrl(_Server):
    """Where letters are handed in, and as whom."""

    username: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, url: str) -> Self:
        parts = _split(url, "smtp")
        if parts is None:
            raise DomainError(
                "The mail server's URL is smtp://host:port, smtps://host or"
                " smtp+starttls://user:password@host; write it so."
            )
        if parts.username and _in_the_clear(parts):
            raise DomainError(
                "The mail server's URL would send a password in the clear; use"
                " smtps:// or smtp+starttls://."
            )
        return cls(
            parts.scheme,
            parts.hostname or "",
            parts.port or _SCHEMES[parts.scheme].port,
            unquote(parts.username) if parts.username else None,
            unquote(parts.password) if parts.password else None,
        )


@dataclass(frozen=True)
class MailboxUrl(_Server):
    """Where mail is fetched, as whom, and from which folder."""

    username: str
    password: str = field(repr=False)
    folder: str = "INBOX"

    @classmethod
    def of(cls, url: str) -> Self:
        parts = _split(url, "imap")
        if (
            parts is None
            or not (parts.username and parts.password)
            or parts.query
            or parts.fragment
        ):
            raise DomainError(
                "The mailbox's URL is imaps://user:password@host/folder, with %40 for"
                " an @ and %2F for a / in a name or password; write it so."
            )
        if _in_the_clear(parts):
            raise DomainError(
                "The mailbox's URL would send the password and the mail in the clear;"
                " use imaps:// or imap+starttls://."
            )
        return cls(
            parts.scheme,
            parts.hostname or "",
            parts.port or _SCHEMES[parts.scheme].port,
            unquote(parts.username),
            unquote(parts.password),
            unquote(parts.path.strip("/")) or "INBOX",
        )

    @property
    def name(self) -> str:
        """Names the mailbox for its cursor, without the password."""
        return f"{self.username}@{self.host}/{self.folder}"


def _split(url: str, service: str) -> SplitResult | None:
    """The parts of a URL of that service with a host; None when it is none."""
    parts = urlsplit(url)
    try:
        parts.port  # noqa: B018  (it is read, and checked, only when asked for)
    except ValueError:
        return None
    known = parts.scheme in _SCHEMES and parts.scheme.startswith(service)
    return parts if known and parts.hostname else None


def _in_the_clear(parts: SplitResult) -> bool:
    scheme = _SCHEMES[parts.scheme]
    return not (scheme.wrapped or scheme.upgraded) and parts.hostname not in _LOOPBACK
