"""A real SMTP server that misbehaves by a seeded plan, and knows what it took.

A letter is known by its envelope sender.
"""

import asyncio
import re
import ssl
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from tests.mail.smtp_plan import OK, At, Fault, Plan

_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(rb"<([^>]*)>")


@dataclass(frozen=True)
class Keys:
    """The certificate a client trusts, and one it does not."""

    good: ssl.SSLContext
    bad: ssl.SSLContext


class FaultySmtp:
    """`prove` is called with the Message-ID of each letter taken, as the journal is.

    `now` is the time of greylisting. `patience` is the client's, which answers
    undercut or exceed.
    """

    def __init__(
        self,
        plan: Plan,
        prove: Callable[[str], Awaitable[None]],
        now: Callable[[], datetime],
        patience: float,
        keys: Keys | None = None,
    ) -> None:
        self.plan = plan
        self.keys = keys
        self.now = now
        self.patience = patience
        self.taken: Counter[str] = Counter()
        self.unproved: set[str] = set()
        self.refused: set[str] = set()
        self.faults: Counter[Fault] = Counter()
        self.attempts: Counter[str] = Counter()
        self.connections = 0
        self.busy = 0
        self.seen: dict[tuple[str, str], datetime] = {}
        self._prove = prove
        self._late: list[str] = []
        self._sessions: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for session in list(self._sessions):
            session.cancel()
        await asyncio.gather(*self._sessions, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        assert self._server is not None
        port = self._server.sockets[0].getsockname()[1]
        if self.keys is None:
            return f"smtp://127.0.0.1:{port}"
        return f"smtp+starttls://localhost:{port}"

    async def settled(self) -> None:
        """Returns when no letter is half taken, and every late proof has come."""
        while self.busy:  # noqa: ASYNC110  (sessions of a real server)
            await asyncio.sleep(0.002)
        late, self._late = self._late, []
        for message_id in late:
            await self._prove(message_id)

    async def take(self, letter: str, raw: bytes) -> None:
        found = _MESSAGE_ID.search(raw)
        assert found is not None
        message_id = found[1].decode()
        self.taken[message_id] += 1
        if self.plan.loses_proof(letter):
            self.unproved.add(message_id)
        elif self.plan.proves_late(letter, self.attempts[letter]):
            self._late.append(message_id)
        else:
            await self._prove(message_id)

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        session = asyncio.current_task()
        assert session is not None
        self._sessions.add(session)
        self.connections += 1
        try:
            await _Session(self, self.connections, reader, writer).run()
        except (OSError, EOFError, asyncio.CancelledError):
            pass  # the client hung up, or the test is over
        finally:
            self._sessions.discard(session)
            writer.transport.abort()


class _Session:
    def __init__(
        self,
        server: FaultySmtp,
        number: int,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self.server = server
        self.number = number
        self.reader = reader
        self.writer = writer
        self.letter = ""
        self.recipient = ""
        plan = server.plan
        self.opening = plan.of_connection(number, tls=server.keys is not None)
        self.fault: Fault | None = None
        self.encrypted = False
        self.answers = {
            b"EHLO": self._ehlo,
            b"STAR": self._starttls,
            b"MAIL": self._mail,
            b"RCPT": self._rcpt,
            b"DATA": self._data,
            b"RSET": self._rset,
        }

    async def run(self) -> None:
        await self._say(At.CONNECT, b"220 ready\r\n", self.opening)
        while line := await self.reader.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                return
            answer = self.answers.get(verb)
            if answer is None:
                self.writer.write(b"502 5.5.1 Not known\r\n")
            else:
                await answer(line)

    async def _ehlo(self, _: bytes) -> None:
        lines = [b"localhost", b"SIZE 1000000", b"8BITMIME", b"DSN"]
        if self.server.plan.pipelines(self.number):
            lines.append(b"PIPELINING")
        if self.server.keys is not None and not self.encrypted:
            lines.append(b"STARTTLS")
        for line in lines:
            self.writer.write(b"250-" + line + b"\r\n")
        self.writer.write(b"250 SMTPUTF8\r\n")

    async def _starttls(self, _: bytes) -> None:
        keys = self.server.keys
        assert keys is not None
        if await self._say(At.STARTTLS, b"220 Go ahead\r\n", self.opening) != 220:
            return
        bad = self.server.plan.bad_certificate(self.number)
        await self.writer.start_tls(keys.bad if bad else keys.good)
        self.encrypted = True

    async def _mail(self, line: bytes) -> None:
        self.letter = _address(line)
        self.server.attempts[self.letter] += 1
        attempt = self.server.attempts[self.letter]
        self.fault = self.server.plan.of_letter(self.letter, attempt)
        if self.fault is not None:
            self.server.faults[self.fault] += 1
        if await self._say(At.MAIL, b"250 2.1.0 Ok\r\n") != 250:
            self.letter = ""

    async def _rcpt(self, line: bytes) -> None:
        if not self.letter:
            self.writer.write(b"503 5.5.1 MAIL first\r\n")
            return
        recipient = _address(line)
        if self._too_early(recipient):
            self.writer.write(b"450 4.7.1 Greylisted, try again in 5 minutes\r\n")
        elif await self._say(At.RCPT, b"250 2.1.5 Ok\r\n") == 250:
            self.recipient = recipient

    def _too_early(self, recipient: str) -> bool:
        if not self.server.plan.greylists(self.letter):
            return False
        now, pair = self.server.now(), (self.letter, recipient)
        first = self.server.seen.setdefault(pair, now)
        return now < first + timedelta(minutes=4)

    async def _data(self, _: bytes) -> None:
        if not self.recipient:
            self.writer.write(b"503 5.5.1 RCPT first\r\n")
            return
        if await self._say(At.DATA, b"354 Go ahead\r\n") != 354:
            return
        self.server.busy += 1
        try:
            await self._text()
        finally:
            self.server.busy -= 1
        await self._rset(b"", silent=True)

    async def _text(self) -> None:
        if self.fault is not None and self.fault.at is At.TEXT:
            await self.reader.read(40)
            await self._say(At.TEXT, b"")
            return
        text = b""
        while not text.endswith(b"\r\n.\r\n"):
            text += await self.reader.readuntil(b"\r\n")
        fault = (
            self.fault if self.fault is not None and self.fault.at is At.DOT else None
        )
        taken = fault is None or fault.takes
        if taken and fault is not None and fault.late > 1:
            await self._wait(fault)  # it is kept when the client has long hung up
        if taken:
            await self.server.take(self.letter, text)
        await self._say(At.DOT, OK)

    async def _rset(self, _: bytes, *, silent: bool = False) -> None:
        self.letter = self.recipient = ""
        self.fault = None
        if not silent:
            self.writer.write(b"250 2.0.0 Ok\r\n")

    async def _say(self, at: At, usual: bytes, fault: Fault | None = None) -> int:
        """The code of what was said, or of what goes wrong here."""
        fault = fault or self.fault
        if fault is None or fault.at is not at:
            self.writer.write(usual)
            await self.writer.drain()
            return int(usual[:3])
        if fault.late and not (fault.takes and fault.late > 1):
            await self._wait(fault)
        if fault.permanent:
            self.server.refused.add(self.letter)
        await self._write(fault)
        if fault.hangs_up:
            await self.writer.drain()
            self.writer.close()
            raise ConnectionAbortedError
        code = fault.says[:3]
        return int(code) if code.isdigit() else 0

    async def _write(self, fault: Fault) -> None:
        if not fault.pieces:
            self.writer.write(fault.says)
            return
        for byte in fault.says:
            self.writer.write(bytes([byte]))
            await asyncio.sleep(0)

    async def _wait(self, fault: Fault) -> None:
        await asyncio.sleep(fault.late * self.server.patience)


def _address(line: bytes) -> str:
    found = _ADDRESS.search(line)
    return found[1].decode() if found else ""
