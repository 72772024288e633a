"""The door for inbound mail: stored and committed first, then read by a workflow."""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from activities.peers import TemporalPeers
from mail.intake import content_key
from models.ids import MessageHash
from models.inbound import InboundMessage
from store.unit_of_work import SqlUnits

log = logging.getLogger(__name__)

Clock = Callable[[], Awaitable[datetime]]


class SqlInbox:
    """`clock` gives the receipt time, which decides whether an answer is late."""

    def __init__(self, *, units: SqlUnits, peers: TemporalPeers, clock: Clock) -> None:
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
        message = MessageHash(hashlib.sha256(raw).hexdigest())
        received_at = await self._clock()
        async with self._units.write() as unit:
            if await unit.messages.find(message) is None:
                await unit.papers.put(raw)
                await unit.messages.add(
                    InboundMessage(
                        message=message,
                        received_at=received_at,
                        mail_from=mail_from,
                        rcpt_to=rcpt_to,
                        content_key=content_key(raw),
                    )
                )
        task = asyncio.create_task(self._start(message))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def journal(self, message_id: str) -> None:
        now = await self._clock()
        async with self._units.write() as unit:
            await unit.letters.journal(message_id, now)

    async def sweep(self) -> int:
        """Start what was stored but not started: after a crash, or without Temporal."""
        async with self._units.read() as unit:
            waiting = await unit.messages.received()
        for message in waiting:
            await self._peers.message_arrived(message)
        return len(waiting)

    async def _start(self, message: MessageHash) -> None:
        try:
            await self._peers.message_arrived(message)
        except Exception:  # noqa: BLE001  (the sweep starts it later)
            log.warning("message.start-failed", extra={"message_hash": message})
