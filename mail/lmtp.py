"""Hands mail over by LMTP: one reply per recipient (RFC 2033)."""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from mail.spool import Parcel
from mail.wire import END, stuffed

REPLY_TIMEOUT = 300.0
_ACCEPTED = range(200, 300)
_START = 354
_REPLY_LIMIT = 1 << 20


class Reply(NamedTuple):
    code: int
    text: str

    @property
    def taken(self) -> bool:
        return self.code in _ACCEPTED

    @property
    def later(self) -> bool:
        return self.code in range(400, 500)


class LmtpClient:
    """One connection, opened when needed; any OSError or EOFError ends it."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def deliver(self, port: int, parcel: Parcel) -> list[Reply]:
        """The reply for each recipient, in order."""
        try:
            async with asyncio.timeout(REPLY_TIMEOUT):
                if self._writer is None:
                    await self._connect(port)
                return await self._transfer(parcel)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None

    async def _connect(self, port: int) -> None:
        self._reader, self._writer = await asyncio.open_connection(
            self._host, port, limit=_REPLY_LIMIT
        )
        greeting = await self._reply()
        hello = await self._ask("LHLO localhost") if greeting.taken else greeting
        if not hello.taken:
            raise ConnectionRefusedError(f"{hello.code} {hello.text}")

    async def _transfer(self, parcel: Parcel) -> list[Reply]:
        wide = not (parcel.mail_from + "".join(parcel.rcpt_to)).isascii()
        utf8 = " SMTPUTF8" if wide else ""
        sender = await self._ask(f"MAIL FROM:<{parcel.mail_from}>{utf8}")
        if not sender.taken:
            await self._ask("RSET")
            return [sender] * len(parcel.rcpt_to)
        replies = [await self._ask(f"RCPT TO:<{to}>") for to in parcel.rcpt_to]
        accepted = [index for index, reply in enumerate(replies) if reply.taken]
        if not accepted:
            await self._ask("RSET")
            return replies
        return await self._data(parcel.raw, replies, accepted)

    async def _data(
        self, raw: bytes, replies: list[Reply], accepted: Sequence[int]
    ) -> list[Reply]:
        start = await self._ask("DATA")
        if start.code != _START:
            await self._ask("RSET")
            return [start if n in accepted else r for n, r in enumerate(replies)]
        self._write(stuffed(raw) + END)
        for index in accepted:
            replies[index] = await self._reply()
        return replies

    async def _ask(self, command: str) -> Reply:
        self._write(f"{command}\r\n".encode())
        return await self._reply()

    def _write(self, content: bytes) -> None:
        if self._writer is None:
            raise ConnectionResetError("Not connected")
        self._writer.write(content)

    async def _reply(self) -> Reply:
        if self._reader is None:
            raise ConnectionResetError("Not connected")
        texts: list[str] = []
        while True:
            line = (await self._reader.readuntil(b"\n")).decode("utf-8", "replace")
            code, more, text = line[:3], line[3:4], line[4:].strip()
            if not code.isdecimal():
                raise ConnectionResetError("The LMTP server talks nonsense")
            texts.append(text)
            if more != "-":
                return Reply(int(code), " ".join(texts))
