"""One SMTP line: aiosmtplib speaks on it, strictly in turn."""

import asyncio
import re
from dataclasses import dataclass, fields
from typing import Self, cast

from aiosmtplib import SMTPResponse
from aiosmtplib.protocol import SMTPProtocol

from mail.lmtp import Reply

_READY = b"220"
_LONGEST_LINE = 8192
_MOST_LINES = 200
_LONGEST_TEXT = 2000
_BLOCK = 1 << 16
_LINE = re.compile(rb"([2-5][0-9]{2})(?:([ -])(.*))?", re.DOTALL)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
NETWORK = (OSError, EOFError, TimeoutError)


class OutOfTurnError(ConnectionError):
    """The server said what nobody can pair with a command: nothing counts any more."""


@dataclass(frozen=True)
class Patience:
    """How long each step may take (RFC 5321 4.5.3.2), in seconds."""

    connect: float = 60
    answer: float = 300
    data: float = 120
    block: float = 180
    dot: float = 600
    goodbye: float = 10

    def at_most(self, seconds: float) -> Self:
        """The same, with no step longer than this."""
        return type(self)(
            *(min(getattr(self, one.name), seconds) for one in fields(self))
        )


class Line(SMTPProtocol):
    """The library's line; what it hears waits until it is asked for.

    The library would pair it with the next command, or lose it. After any error but
    a refusal in words, a line is good for nothing but close.
    """

    def __init__(self) -> None:
        super().__init__(asyncio.get_running_loop())
        self._ear = asyncio.StreamReader(limit=_LONGEST_LINE)
        self.unread = 0
        self.offers: dict[str, str] = {}

    def data_received(self, data: bytes) -> None:
        self.unread += len(data)
        self._ear.feed_data(data)

    def eof_received(self) -> bool:
        self._ear.feed_eof()
        return super().eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        self._ear.feed_eof()
        super().connection_lost(exc)

    def write(self, data: bytes) -> None:
        if self.unread:
            raise OutOfTurnError("The server spoke out of turn")
        super().write(data)

    def say(self, *commands: bytes) -> None:
        self.write(b"".join(command + b"\r\n" for command in commands))

    async def ask(self, command: bytes, within: float) -> Reply:
        self.say(command)
        return await self.reply(within)

    async def reply(self, within: float) -> Reply:
        return Reply(*await self.read_response(within))

    async def read_response(
        self,
        timeout: float | None = None,  # noqa: ASYNC109  (the library's word)
    ) -> SMTPResponse:
        """The next reply, whole.

        Raises:
            OutOfTurnError: what came is no reply.
            OSError, EOFError, TimeoutError: nothing came, or half of it.
        """
        texts: list[str] = []
        async with asyncio.timeout(timeout):
            for _ in range(_MOST_LINES):
                code, more, text = await self._reply_line()
                texts.append(text)
                if not more:
                    return SMTPResponse(code, "\n".join(texts)[:_LONGEST_TEXT])
        raise OutOfTurnError("The server's reply does not end")

    async def _reply_line(self) -> tuple[int, bool, str]:
        try:
            raw = await self._ear.readuntil(b"\n")
        except asyncio.LimitOverrunError as error:
            raise OutOfTurnError("The server's reply is too long") from error
        self.unread -= len(raw)
        found = _LINE.fullmatch(raw.rstrip(b"\r\n"))
        if found is None:
            raise OutOfTurnError("The server talks nonsense")
        if self.unread and found[1] == _READY:  # before its keys, it would be an attack
            raise OutOfTurnError("The server spoke on after it was ready")
        text = (found[3] or b"").decode("utf-8", "replace")
        return int(found[1]), found[2] == b"-", _CONTROLS.sub(" ", text).strip()

    async def pour(self, content: bytes, block: float) -> None:
        """Returns when all of it has left us and the server has not said a word."""
        transport = cast("asyncio.WriteTransport", self.transport)
        # Drained is handed on: what fails later comes after it. Not 0: under TLS,
        # asyncio would then take an empty buffer for a full one.
        transport.set_write_buffer_limits(high=1)
        for start in range(0, len(content), _BLOCK):
            self.write(content[start : start + _BLOCK])
            if transport.get_write_buffer_size():
                async with asyncio.timeout(block):
                    await self._drain_helper()
            if self.unread:
                raise OutOfTurnError("The server spoke before the end of the letter")
            if not self.is_connected:
                raise ConnectionResetError("The server has hung up")

    def close(self) -> None:
        """At once: what has not left yet never does."""
        if self.transport is not None:
            cast("asyncio.WriteTransport", self.transport).abort()
