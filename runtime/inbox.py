"""The door for inbound mail: stored and committed first, then read by a workflow."""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Protocol

from mail.intake import content_key
from models.ids import MessageHash
from models.inbound import Disposition, InboundMessage, MailboxCursor
from models.partner_page import PAGE
from store.unit_of_work import SqlUnitOfWork, SqlUnits

log = logging.getLogger(__name__)

Clock = Callable[[], Awaitable[datetime]]


class Arrivals(Protocol):
    """Who is told of a message that is stored."""

    async def message_arrived(self, message: MessageHash) -> None: ...


class SqlInbox:
    """`clock` gives the receipt time, which decides whether an answer is late."""

    def __init__(self, *, units: SqlUnits, peers: Arrivals, clock: Clock) -> None:
        self._units = units
        self._peers = peers
        self._clock = clock
        self._starting: set[asyncio.Task[None]] = set()

    async def receive(
        self, raw: bytes, *, mail_from: str, rcpt_to: tuple[str, ...]
    ) -> None:
        """Store the raw bytes; on return they are committed.

        The same bytes twice are one message.
        """
        await self._take(_arrived(raw, mail_from, rcpt_to, await self._clock()), raw)

    async def answered(
        self, raw: bytes, *, mail_from: str, rcpt_to: str
    ) -> MessageHash:
        """The same for an answer that was given on a partner's page."""
        message = _arrived(raw, mail_from, (rcpt_to,), await self._clock())
        await self._take(message.model_copy(update={"source": PAGE}), raw)
        return message.message

    async def _take(self, message: InboundMessage, raw: bytes) -> None:
        async with self._units.write(message.received_at) as unit:
            await _keep(unit, raw, message)
        self.begin(message.message)

    def begin(self, message: MessageHash) -> None:
        """Have a message read that is committed; should it fail, the sweep does."""
        task = asyncio.create_task(self._start(message))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def journal(self, message_id: str) -> None:
        now = await self._clock()
        async with self._units.write(now) as unit:
            await unit.letters.journal(message_id, now)

    async def sweep(self) -> int:
        """Start what was stored but not started: after a crash, or without Temporal."""
        async with self._units.read() as unit:
            waiting = await unit.messages.received()
        for message in waiting:
            await self._peers.message_arrived(message)
        return len(waiting)

    def mailbox(self, source: str) -> "SqlMailboxStore":
        """The same door for mail that is read by IMAP."""
        return SqlMailboxStore(
            inbox=self, units=self._units, clock=self._clock, source=source
        )

    async def _start(self, message: MessageHash) -> None:
        try:
            await self._peers.message_arrived(message)
        except Exception:  # noqa: BLE001  (the sweep starts it later)
            log.warning("message.start-failed", extra={"message_hash": message})


class SqlMailboxStore:
    """A mailbox's mail through the same door, with its cursor in one transaction."""

    def __init__(
        self, *, inbox: SqlInbox, units: SqlUnits, clock: Clock, source: str
    ) -> None:
        self._inbox = inbox
        self._units = units
        self._clock = clock
        self._source = source

    async def cursor(self, mailbox: str) -> MailboxCursor | None:
        async with self._units.read() as unit:
            return await unit.mailboxes.find(mailbox)

    async def take(
        self,
        raw: bytes,
        *,
        cursor: MailboxCursor,
        mail_from: str,
        rcpt_to: tuple[str, ...],
        internal_date: datetime | None,
        problem: str,
    ) -> None:
        """Store message and cursor; the server's own time of receipt counts."""
        now = await self._clock()
        received_at = min(internal_date, now) if internal_date else now
        message = _arrived(raw, mail_from, rcpt_to, received_at).model_copy(
            update={"source": self._source, "detail": problem}
        )
        async with self._units.write(now) as unit:
            await _keep(unit, raw, message)
            await _advance(unit, cursor)
        self._inbox.begin(message.message)

    async def journal(self, message_id: str, *, cursor: MailboxCursor) -> None:
        now = await self._clock()
        async with self._units.write(now) as unit:
            await unit.letters.journal(message_id, now)
            await _advance(unit, cursor)

    async def advance(self, cursor: MailboxCursor) -> None:
        async with self._units.write(await self._clock()) as unit:
            await _advance(unit, cursor)

    async def missing(self, hashes: Sequence[str]) -> Sequence[str]:
        async with self._units.read() as unit:
            return [
                one
                for one in hashes
                if await unit.messages.find(MessageHash(one)) is None
            ]


def _arrived(
    raw: bytes, mail_from: str, rcpt_to: tuple[str, ...], at: datetime
) -> InboundMessage:
    return InboundMessage(
        message=MessageHash(hashlib.sha256(raw).hexdigest()),
        received_at=at,
        mail_from=mail_from,
        rcpt_to=rcpt_to,
        content_key=content_key(raw),
    )


async def _keep(unit: SqlUnitOfWork, raw: bytes, message: InboundMessage) -> None:
    """The same bytes for another address of ours are one message, to both."""
    known = await unit.messages.find(message.message)
    if known is None:
        await unit.papers.put(raw)
        await unit.messages.add(message)
    elif known.disposition is Disposition.RECEIVED:
        both = tuple(dict.fromkeys((*known.rcpt_to, *message.rcpt_to)))
        if both != known.rcpt_to:
            await unit.messages.save(known.model_copy(update={"rcpt_to": both}))


async def _advance(unit: SqlUnitOfWork, cursor: MailboxCursor) -> None:
    """A cursor never goes back, whichever of two readers is late."""
    known = await unit.mailboxes.find(cursor.mailbox)
    if known is None:
        await unit.mailboxes.add(cursor)
        return
    if known.uidvalidity == cursor.uidvalidity:
        further = max(known.last_uid, cursor.last_uid)
        cursor = cursor.model_copy(update={"last_uid": further})
    await unit.mailboxes.save(cursor)
