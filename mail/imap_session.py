"""One IMAP connection, blocking: it reads without leaving a trace, and never deletes.

A session belongs to one thread; only `hang_up` may come from another.
"""

import contextlib
import logging
import re
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NoReturn

from imapclient import IMAPClient, exceptions  # type: ignore[import-untyped]

from mail.mailbox import AfterTaking, MailboxRefusedError
from mail.server_url import MailboxUrl

LARGEST_FETCHED = 64 * 1024 * 1024
HEAD = 256 * 1024
_WINDOW = 50_000
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
# RFC 5530, and the words of servers that do not know it: our turn comes later.
_FOR_NOW = re.compile(
    r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG|EXPUNGEISSUED)\]"
    r"|too many|maximum number|temporar|try again|later",
    re.IGNORECASE,
)

_TOO_LARGE = (
    "The message is larger than 64 MB and only its header was taken; open it in the"
    " mailbox."
)
_NOT_GIVEN = (
    "The mail server does not hand this message over and only what it gives was"
    " taken; open it in the mailbox."
)


class MailboxAwayError(ConnectionError):
    """The mail server is there but not ready for us."""


@dataclass(frozen=True)
class Folder:
    uidvalidity: int
    uidnext: int | None
    exists: int


@dataclass(frozen=True)
class Facts:
    """What is known of a message before it is fetched."""

    size: int = 0
    internal_date: datetime | None = None


@dataclass(frozen=True)
class Fetched:
    """The bytes as on the wire, unless there is a problem with them."""

    raw: bytes
    problem: str = ""


class ImapSession:
    def __init__(
        self,
        url: MailboxUrl,
        after: AfterTaking,
        *,
        timeout: float,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._url = url
        self._after = after
        self._timeout = timeout
        self._tls = tls
        self._client: IMAPClient | None = None

    def open(self) -> None:
        """Connect, log in once, and check what will be needed.

        Raises:
            MailboxRefusedError: a person has to act first.
            OSError, IMAPClientError: not now.
        """
        # The library logs addresses, and ours are credentials (style rule 40).
        logging.getLogger("imapclient").setLevel(logging.WARNING)
        try:
            self._client = client = IMAPClient(
                self._url.host,
                self._url.port,
                ssl=self._url.wrapped,
                ssl_context=self._tls if self._url.wrapped else None,
                timeout=self._timeout,
            )
            client.normalise_times = False  # aware times, not local ones
            if self._url.upgraded:
                client.starttls(self._tls)
        except ssl.SSLCertVerificationError as error:
            raise MailboxRefusedError(
                "The certificate of the mailbox's server is not valid"
                f" ({error.verify_message}); have it renewed, or correct the URL."
            ) from error
        except exceptions.CapabilityError as error:
            raise MailboxRefusedError(
                "The mailbox's server offers no STARTTLS; use imaps:// in its URL."
            ) from error
        self._log_in(client)
        self._check(client)

    def examine(self) -> Folder:
        """Look at the folder anew; this also shows what came since."""
        client = self._open_client
        try:
            state = client.select_folder(self._url.folder, not self._after.writes)
        except exceptions.IMAPClientReadOnlyError as error:
            raise MailboxRefusedError(
                "The folder of the mailbox may only be read; let us write to it, or"
                " configure neither a keyword nor a folder to move to."
            ) from error
        return Folder(
            uidvalidity=state.get(b"UIDVALIDITY", 0),
            uidnext=state.get(b"UIDNEXT"),
            exists=state.get(b"EXISTS", 0),
        )

    def newer(self, folder: Folder, last_uid: int) -> list[int]:
        """The UIDs above one, the oldest first."""
        if folder.uidnext is not None and folder.uidnext <= last_uid + 1:
            return []
        # `n:*` also names the last message when it is below n.
        return [uid for uid in self._search(folder, last_uid + 1) if uid > last_uid]

    def since(self, folder: Folder, day: date) -> list[int]:
        """The UIDs of what the server received on a day or later."""
        return self._search(folder, 1, "SINCE", day)

    def facts(self, uids: Sequence[int]) -> dict[int, Facts]:
        """Without those that are gone meanwhile."""
        given = self._fetch(uids, "RFC822.SIZE", "INTERNALDATE")
        if given is None:  # one broken message must not hide the others
            return dict.fromkeys(uids, Facts())
        return {uid: _facts(of) for uid, of in given.items()}

    def message(self, uid: int, facts: Facts) -> Fetched | None:
        """None when it is gone."""
        if facts.size > LARGEST_FETCHED:
            return Fetched(self._head(uid), _TOO_LARGE)
        raw = _bytes(self._fetch([uid], "BODY.PEEK[]"), uid, b"BODY[]")
        if raw:  # some servers show what is gone as empty
            return Fetched(raw)
        if uid not in self._open_client.search(["UID", str(uid)]):
            return None
        return Fetched(self._head(uid), _NOT_GIVEN)

    def settle(self, uid: int) -> bool:
        """Show that a message was taken; False when the server will not have it."""
        client = self._open_client
        try:
            if self._after.keyword:
                client.add_flags([uid], [self._after.keyword], silent=True)
            if self._after.move_to:
                client.move([uid], self._after.move_to)
        except exceptions.IMAPClientAbortError:
            raise
        except exceptions.IMAPClientError:
            return False
        return True

    def idle(self, seconds: float) -> bool:
        """Wait for news, or so long; False when the server has no IDLE."""
        client = self._open_client
        if not client.has_capability("IDLE"):
            return False
        client.idle()
        client.idle_check(timeout=seconds)
        client.idle_done()
        return True

    def hang_up(self) -> None:
        """End whatever the session's thread is waiting for."""
        if self._client is not None:
            # Not the method of the TLS socket: it pulls the rug from under a reader.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._client.socket(), socket.SHUT_RDWR)

    def close(self) -> None:
        if self._client is not None:
            with contextlib.suppress(Exception):
                self._client.shutdown()

    @property
    def _open_client(self) -> IMAPClient:
        if self._client is None:
            raise MailboxAwayError("The mailbox is not open.")
        return self._client

    def _log_in(self, client: IMAPClient) -> None:
        """One method, once: repeated failures lock an account."""
        try:
            if client.has_capability("AUTH=PLAIN"):
                client.plain_login(self._url.username, self._url.password)
            else:
                client.login(self._url.username, self._url.password)
        except exceptions.LoginError as error:
            _turned_away(error)

    def _check(self, client: IMAPClient) -> None:
        if self._after.move_to and not client.has_capability("MOVE"):
            raise MailboxRefusedError(
                "The mailbox's server cannot move messages; configure a keyword"
                " instead of a folder to move to."
            )
        for folder in filter(None, (self._url.folder, self._after.move_to)):
            if not client.folder_exists(folder):
                raise MailboxRefusedError(
                    f"The mailbox has no folder {folder}; create it, or correct the"
                    " configuration."
                )

    def _search(self, folder: Folder, first: int, *criteria: object) -> list[int]:
        found: set[int] = set()
        for window in _windows(folder, first):
            found.update(self._open_client.search(["UID", window, *criteria]))
        return sorted(found)

    def _fetch(
        self, uids: Sequence[int], *items: str
    ) -> Mapping[int, Mapping[bytes, object]] | None:
        """None when the server answers that it cannot."""
        try:
            given: Mapping[int, Mapping[bytes, object]]
            given = self._open_client.fetch(uids, items)
        except exceptions.IMAPClientAbortError:
            raise
        except exceptions.IMAPClientError:
            return None
        return given

    def _head(self, uid: int) -> bytes:
        """The header block, bounded; where there is none, at least which message."""
        part = _bytes(
            self._fetch([uid], f"BODY.PEEK[]<0.{HEAD}>"), uid, b"BODY[]<0>"
        ) or _bytes(self._fetch([uid], "BODY.PEEK[HEADER]"), uid, b"BODY[HEADER]")
        if not part:
            return f"X-Mailbox-UID: {uid}\r\n\r\n".encode()
        end = _BLANK_LINE.search(part)
        return part[: end.end()] if end else part[:HEAD]


def _windows(folder: Folder, first: int) -> list[str]:
    """Ranges of UIDs whose answers stay far below the longest line imaplib reads."""
    if folder.exists <= _WINDOW or folder.uidnext is None:
        return [f"{first}:*"]
    starts = range(first, folder.uidnext, _WINDOW)
    return [f"{start}:{start + _WINDOW - 1}" for start in starts]


def _facts(given: Mapping[bytes, object]) -> Facts:
    size, at = given.get(b"RFC822.SIZE"), given.get(b"INTERNALDATE")
    return Facts(
        size=size if isinstance(size, int) else 0,
        internal_date=at.astimezone(UTC) if isinstance(at, datetime) else None,
    )


def _bytes(
    given: Mapping[int, Mapping[bytes, object]] | None, uid: int, item: bytes
) -> bytes | None:
    found = given.get(uid, {}).get(item) if given else None
    return found if isinstance(found, bytes) else None


def _turned_away(error: Exception) -> NoReturn:
    """The library calls a lost line a failed login, too."""
    if isinstance(error.__context__, exceptions.IMAPClientAbortError):
        raise MailboxAwayError("The line was lost during login.") from error
    if _FOR_NOW.search(str(error)):
        raise MailboxAwayError("The server does not let us in now.") from error
    raise MailboxRefusedError(
        "The mail server does not accept the user and password of the mailbox; correct"
        " them and start reading again (more attempts may lock the account)."
    ) from None
