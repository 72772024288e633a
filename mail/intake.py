"""Takes mail in by LMTP: 250 only for what is stored, 451 for all that is not."""

import asyncio
import hashlib
import logging
import re
from typing import Protocol

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import Envelope, Session

from mail.address import Purpose, conversation_of
from mail.identity import MailIdentity
from mail.listener import Listener
from mail.wire import LARGEST_MESSAGE, WholeMessage, envelope_address

_log = logging.getLogger("staffetta.intake")

_TAKEN = "250 2.0.0 Stored"
_LATER = "451 4.3.0 Not stored yet, please try again"
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_MESSAGE_ID = re.compile(rb"<[^<>\s]+@[^<>\s]+>")
_NAMED_ONCE = (b"message-id", b"from", b"date")


class Inbox(Protocol):
    """Where mail goes. What is returned from is committed; else it raises."""

    async def receive(
        self, raw: bytes, *, mail_from: str, rcpt_to: tuple[str, ...]
    ) -> None: ...
    async def journal(self, message_id: str) -> None:
        """Our mail server has a letter of ours with this Message-ID."""


class Intake:
    """An LMTP server on the running loop; `port` 0 takes a free one."""

    def __init__(
        self,
        inbox: Inbox,
        identity: MailIdentity,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self._handler = handler = _Handler(inbox, identity)
        self._listener = Listener(lambda: _Lmtp(handler), host, port)

    @property
    def port(self) -> int:
        return self._listener.port

    async def start(self) -> None:
        await self._listener.start()

    async def stop(self) -> None:
        """Finish what is being stored, refuse the rest for now, and close."""
        await self._handler.finish()
        await self._listener.stop()


def content_key(raw: bytes) -> str:
    """The same mail by two roads has one key: no transport header takes part.

    What has none of the headers that name a mail is named by all its bytes.
    """
    head, body = _split(raw)
    named = [b" ".join(_header(head, name).split()) for name in _NAMED_ONCE]
    if not any(named):
        body = raw
    digest = hashlib.sha256()
    for value in named:
        digest.update(value + b"\0")
    digest.update(body.replace(b"\r\n", b"\n").rstrip(b"\n"))
    return digest.hexdigest()


class _Handler:
    def __init__(self, inbox: Inbox, identity: MailIdentity) -> None:
        self._inbox = inbox
        self._identity = identity
        self._at_work = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = False

    async def finish(self) -> None:
        self._closing = True
        await self._idle.wait()

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's hook)
        self,
        _server: LMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if not self._identity.owns(address):
            return "550 5.7.1 Not a domain of ours"
        envelope.rcpt_tos.append(envelope_address(address))
        return "250 2.1.5 Ok"

    async def handle_DATA(  # noqa: N802  (aiosmtpd's hook)
        self, _server: LMTP, _session: Session, envelope: Envelope
    ) -> str:
        """One reply per recipient (RFC 2033), from at most two deeds."""
        if self._closing:
            return "\r\n".join(_LATER for _ in envelope.rcpt_tos)
        self._at_work += 1
        self._idle.clear()
        try:
            return await self._store(envelope)
        finally:
            self._at_work -= 1
            if not self._at_work:
                self._idle.set()

    async def handle_exception(self, _error: Exception) -> str:
        return _LATER

    async def _store(self, envelope: Envelope) -> str:
        raw = envelope.original_content or b""
        mail_from = envelope_address(envelope.mail_from)
        journal = [self._is_journal(mail_from, to) for to in envelope.rcpt_tos]
        letters = tuple(
            to for to, copy in zip(envelope.rcpt_tos, journal, strict=True) if not copy
        )
        taken = await self._receive(raw, mail_from, letters) if letters else _TAKEN
        noted = await self._note(raw) if any(journal) else _TAKEN
        return "\r\n".join(noted if copy else taken for copy in journal)

    def _is_journal(self, mail_from: str, recipient: str) -> bool:
        """Only a letter that left under a bounce address of ours proves anything."""
        if recipient.casefold() != self._identity.journal_address.casefold():
            return False
        sender = conversation_of(self._identity, mail_from, Purpose.BOUNCE)
        return sender is not None

    async def _receive(self, raw: bytes, mail_from: str, to: tuple[str, ...]) -> str:
        try:
            await self._inbox.receive(raw, mail_from=mail_from, rcpt_to=to)
        except Exception as error:  # noqa: BLE001  (whatever it was, it is not stored)
            _log.error("message.not_stored %s", type(error).__name__)
            return _LATER
        return _TAKEN

    async def _note(self, raw: bytes) -> str:
        found = _MESSAGE_ID.search(_header(_split(raw)[0], b"message-id"))
        if found is None:
            return _TAKEN
        try:
            await self._inbox.journal(found[0].decode("ascii", "replace"))
        except Exception as error:  # noqa: BLE001
            _log.error("journal.not_stored %s", type(error).__name__)
            return _LATER
        return _TAKEN


class _Lmtp(WholeMessage, LMTP):
    def __init__(self, handler: _Handler) -> None:
        super().__init__(
            handler,
            data_size_limit=LARGEST_MESSAGE,
            enable_SMTPUTF8=True,
            hostname="localhost",
            ident="LMTP",
            loop=asyncio.get_running_loop(),
        )

    def replies_owed(self) -> int:
        return len(self.envelope.rcpt_tos) if self.envelope else 1


def _split(raw: bytes) -> tuple[bytes, bytes]:
    blank = _BLANK_LINE.search(raw)
    return (raw[: blank.start()], raw[blank.end() :]) if blank else (raw, b"")


def _header(head: bytes, name: bytes) -> bytes:
    found = re.search(
        rb"^" + re.escape(name) + rb"[ \t]*:(.*(?:\r?\n[ \t].*)*)",
        head,
        re.IGNORECASE | re.MULTILINE,
    )
    return found[1] if found else b""
