"""A mailbox as a URL names it: imaps://user:password@host/folder."""

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import unquote, urlsplit

from models.errors import DomainError

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"imap": 143, "imaps": 993, "imap+starttls": 143}


@dataclass(frozen=True)
class MailboxUrl:
    """Where mail is fetched, as whom, and from which folder."""

    scheme: str
    host: str
    port: int
    username: str
    password: str = field(repr=False)
    folder: str = "INBOX"

    @classmethod
    def of(cls, url: str) -> Self:
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            port = -1
        if (
            parts.scheme not in _PORTS
            or not (parts.hostname and parts.username and parts.password)
            or port == -1
            or parts.query
            or parts.fragment
        ):
            raise DomainError(
                "The mailbox's URL is imaps://user:password@host/folder, with %40 for"
                " an @ and %2F for a / in a name or password; write it so."
            )
        if parts.scheme == "imap" and parts.hostname not in _LOOPBACK:
            raise DomainError(
                "The mailbox's URL would send the password and the mail in the clear;"
                " use imaps:// or imap+starttls://."
            )
        return cls(
            parts.scheme,
            parts.hostname,
            port or _PORTS[parts.scheme],
            unquote(parts.username),
            unquote(parts.password),
            unquote(parts.path.strip("/")) or "INBOX",
        )

    @property
    def name(self) -> str:
        """Names the mailbox for its cursor, without the password."""
        return f"{self.username}@{self.host}/{self.folder}"

    @property
    def wrapped(self) -> bool:
        """TLS from the first byte."""
        return self.scheme == "imaps"

    @property
    def upgraded(self) -> bool:
        """TLS by STARTTLS, and nothing without it."""
        return self.scheme == "imap+starttls"
