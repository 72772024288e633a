"""Relays queued mail to the intake until it is taken, however long that is down."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from mail.lmtp import LmtpClient, Reply
from mail.spool import Parcel, Spool

OnRefusal = Callable[[Parcel, str, Reply], None]

_log = logging.getLogger("staffetta.relay")

_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 5.0
_LINES = 4  # connections, so that the intake can commit several mails at once
_NETWORK = (OSError, EOFError, TimeoutError)


class Relay:
    """`on_refusal` hears of each recipient the intake will never take mail for."""

    def __init__(
        self, spool: Spool, host: str, port: int, on_refusal: OnRefusal
    ) -> None:
        self.port = port
        self._spool = spool
        self._host = host
        self._on_refusal = on_refusal
        self._queue: asyncio.Queue[str] = asyncio.Queue()
        self._attempts: dict[str, int] = {}
        self._lines: list[asyncio.Task[None]] = []
        self._pending = 0
        self._changed = asyncio.Condition()

    @property
    def pending(self) -> int:
        return self._pending

    def start(self) -> None:
        self._lines = [asyncio.create_task(self._line()) for _ in range(_LINES)]

    async def stop(self) -> None:
        for line in self._lines:
            line.cancel()
        await asyncio.gather(*self._lines, return_exceptions=True)
        self._lines = []

    def enqueue(self, name: str) -> None:
        self._pending += 1
        self._queue.put_nowait(name)

    async def idle(self) -> None:
        """Returns when nothing waits."""
        async with self._changed:
            await self._changed.wait_for(lambda: not self._pending)

    async def _line(self) -> None:
        client = LmtpClient(self._host)
        try:
            while True:
                name = await self._queue.get()
                try:
                    await self._hand_over(client, name)
                except OSError as error:
                    _log.error("relay.disk_failed %s", type(error).__name__)
                    self._again(name)
        finally:
            client.close()

    async def _hand_over(self, client: LmtpClient, name: str) -> None:
        parcel = self._spool.get(name)
        replies = await self._deliver(client, parcel)
        await asyncio.to_thread(self._settle, name, parcel, replies)
        for recipient, reply in zip(parcel.rcpt_to, replies, strict=True):
            if not reply.taken and not reply.later:
                self._on_refusal(parcel, recipient, reply)
        if _waiting(parcel, replies):
            self._again(name)
        else:
            await self._done(name)

    async def _deliver(self, client: LmtpClient, parcel: Parcel) -> list[Reply]:
        pause = _FIRST_PAUSE
        while True:
            with suppress(*_NETWORK):
                return await client.deliver(self.port, parcel)
            await asyncio.sleep(pause)  # noqa: TID251 (outside any workflow)
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _settle(self, name: str, parcel: Parcel, replies: list[Reply]) -> None:
        waiting = _waiting(parcel, replies)
        refused = any(not reply.taken and not reply.later for reply in replies)
        if waiting and waiting != parcel.rcpt_to:
            self._spool.replace(name, Parcel(parcel.mail_from, waiting, parcel.raw))
        elif refused and not waiting:
            self._spool.bury(name)
        elif not waiting:
            self._spool.remove(name)

    def _again(self, name: str) -> None:
        attempts = self._attempts[name] = self._attempts.get(name, -1) + 1
        pause = min(_FIRST_PAUSE * 2**attempts, _LONGEST_PAUSE)
        loop = asyncio.get_running_loop()
        loop.call_later(pause, self._queue.put_nowait, name)

    async def _done(self, name: str) -> None:
        self._attempts.pop(name, None)
        self._pending -= 1
        async with self._changed:
            self._changed.notify_all()


def _waiting(parcel: Parcel, replies: list[Reply]) -> tuple[str, ...]:
    """Those of a parcel's recipients who are to be tried again."""
    pairs = zip(parcel.rcpt_to, replies, strict=True)
    return tuple(recipient for recipient, reply in pairs if reply.later)
