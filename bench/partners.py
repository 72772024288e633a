"""The bodies, in a process of their own: they take letters by SMTP, answer by LMTP.

A process of its own keeps their work off the measured core; MailHost would add its
spool and its fsync to every letter, and those are not what is measured here.
Started by the bench as `python -m bench.partners LMTP_PORT`: prints its SMTP port,
reads `answer` or `silent` from stdin, and ends when stdin does.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.parser import BytesHeaderParser
from itertools import count

from aiosmtpd.smtp import SMTP, Envelope, Session

from bench.server import LOOPBACK
from mail.listener import Listener
from mail.lmtp import LmtpClient
from mail.spool import Parcel
from mail.wire import WholeMessage

LINES = 4  # connections to the intake, as a mail server keeps
INBOX = "accordi"  # local part of every body's address
KEEN = "b1."  # the first body of a group wants the proposal, the others do not
YES = "Risposta: SI\r\nContributo dell'ente in euro: 60000\r\n"
NO = "Risposta: NO\r\n"


class Bodies:
    """Each letter of a conversation is taken; the first is answered, once."""

    def __init__(self, lmtp_port: int) -> None:
        self.silent = False
        self._lmtp_port = lmtp_port
        self._seen: set[str] = set()
        self._numbers = count(1)
        self._answers: asyncio.Queue[Parcel] = asyncio.Queue()

    async def handle_DATA(  # noqa: N802  (aiosmtpd's hook)
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        address = envelope.rcpt_tos[0]
        if not self.silent and address.startswith(f"{INBOX}@"):
            self._answer(address, envelope.original_content or b"")
        return "250 2.0.0 Taken"

    def _answer(self, address: str, raw: bytes) -> None:
        letter = BytesHeaderParser().parsebytes(raw)
        office = str(letter["Reply-To"])
        if office in self._seen:
            return
        self._seen.add(office)
        domain = address.partition("@")[2]
        answer = (
            f"From: {address}\r\nTo: {office}\r\n"
            f"Subject: Re: {letter['Subject']}\r\n"
            f"Message-ID: <{next(self._numbers)}@{domain}>\r\n"
            f"In-Reply-To: {letter['Message-ID']}\r\n"
            "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
            f"{YES if domain.startswith(KEEN) else NO}"
        )
        self._answers.put_nowait(Parcel(address, (office,), answer.encode()))

    async def post(self) -> None:
        client = LmtpClient(LOOPBACK)
        while True:
            parcel = await self._answers.get()
            for reply in await client.deliver(self._lmtp_port, parcel):
                if not reply.taken:
                    sys.exit(f"The intake refused an answer: {reply}")


class _Sink(WholeMessage):
    def __init__(self, bodies: Bodies) -> None:
        super().__init__(
            bodies,
            enable_SMTPUTF8=True,
            hostname="localhost",
            loop=asyncio.get_running_loop(),
        )


class Partners:
    """The bench's hold on the process: where to send, and the mood of the bodies."""

    def __init__(self, child: asyncio.subprocess.Process, port: int) -> None:
        self.port = port
        self._child = child

    async def tell(self, mood: str) -> None:
        if self._child.stdin is not None:
            self._child.stdin.write(f"{mood}\n".encode())
            await self._child.stdin.drain()


@asynccontextmanager
async def partners(lmtp_port: int) -> AsyncIterator[Partners]:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.partners", str(lmtp_port)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        first = await child.stdout.readline() if child.stdout else b""
        yield Partners(child, int(first))
    finally:
        if child.returncode is None:
            child.terminate()
        await child.wait()


async def _main(lmtp_port: int) -> None:
    loop = asyncio.get_running_loop()
    bodies = Bodies(lmtp_port)
    listener = Listener(lambda: _Sink(bodies), LOOPBACK, 0)
    await listener.start()
    lines = [asyncio.create_task(bodies.post()) for _ in range(LINES)]
    print(listener.port, flush=True)
    while mood := await loop.run_in_executor(None, sys.stdin.readline):
        bodies.silent = mood.strip() == "silent"
    for line in lines:
        line.cancel()
    await listener.stop()


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1])))
