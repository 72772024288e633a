"""A mail server as a URL names it: smtp://, smtps:// or smtp+starttls://."""

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import unquote, urlsplit

from models.errors import DomainError

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


@dataclass(frozen=True)
class ServerUrl:
    """Where letters are handed in, and as whom."""

    scheme: str
    host: str
    port: int
    username: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, url: str) -> Self:
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            port = -1
        if parts.scheme not in _PORTS or not parts.hostname or port == -1:
            raise DomainError(
                "The mail server's URL is smtp://host:port, smtps://host or"
                " smtp+starttls://user:password@host; write it so."
            )
        if (
            parts.username
            and parts.scheme == "smtp"
            and parts.hostname not in _LOOPBACK
        ):
            raise DomainError(
                "The mail server's URL would send a password in the clear; use"
                " smtps:// or smtp+starttls://."
            )
        return cls(
            parts.scheme,
            parts.hostname,
            port or _PORTS[parts.scheme],
            unquote(parts.username) if parts.username else None,
            unquote(parts.password) if parts.password else None,
        )

    @property
    def wrapped(self) -> bool:
        """TLS from the first byte."""
        return self.scheme == "smtps"

    @property
    def upgraded(self) -> bool:
        """TLS by STARTTLS, and nothing without it."""
        return self.scheme == "smtp+starttls"
