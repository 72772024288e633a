"""How fast letters leave over one connection: part `out` of `bench.mail`.

Each round sends the same letters to the same sink by SmtpMailer, by a loop of the
standard library's smtplib, and by Postfix's smtp-source. Without Postfix's test
programs only smtplib is left to compare with, and the report says so.
"""

import asyncio
import os
import shutil
import smtplib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.comparison import Comparison, Measured, Pair, tell
from bench.mail_sink import own_sink
from bench.server import LOOPBACK, free_port
from mail.sender import SmtpMailer
from models.letter import Dispatch

MAIL_FROM = "bounce@staffetta.example"
RCPT_TO = "accordi@body.example"
SIZE = 8000
WARM_UP = 20
PATIENCE = 10.0
WITHOUT_POSTFIX = (
    "Postfix's smtp-source and smtp-sink are not here (Debian package postfix, or"
    " --postfix FOLDER): letters out are compared with smtplib only."
)
Send = Callable[[int, int], Awaitable[None]]


@dataclass(frozen=True)
class Postfix:
    """The test programs of the Postfix package, which keep to one letter at a time."""

    source: str
    sink: str
    libraries: str

    @classmethod
    def found(cls, unpacked: Path | None) -> "Postfix | None":
        root = unpacked or Path("/")
        folders = [root / "usr/sbin", root / "usr/bin"]
        path = os.pathsep.join(map(str, folders))
        source, sink = (
            shutil.which(one, path=path) for one in ("smtp-source", "smtp-sink")
        )
        if source is None or sink is None:
            return None
        return cls(source, sink, str(root / "usr/lib/postfix"))

    async def start(self, *command: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *command,
            env=os.environ | {"LD_LIBRARY_PATH": self.libraries},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )


async def measure(
    letters: int, rounds: int, *, size: int = SIZE, unpacked: Path | None = None
) -> Measured:
    """Each round sends that many letters, of that many bytes of text, three times.

    `unpacked` is a folder with the Postfix package, instead of the installed one.
    """
    postfix = Postfix.found(unpacked)
    letter = raw_letter(size)

    async def mailer(port: int, letters: int) -> None:
        await _by_mailer(port, letters, letter)

    async def library(port: int, letters: int) -> None:
        await asyncio.to_thread(_by_smtplib, port, letters, letter)

    async def source(port: int, letters: int) -> None:
        await _by_postfix(postfix, port, letters, size)

    senders = {"SmtpMailer": mailer, "smtplib": library}
    senders |= {"smtp-source": source} if postfix else {}
    taken: dict[str, list[float]] = {name: [] for name in senders}
    async with _postfix_sink(postfix) if postfix else own_sink() as port:
        for send in senders.values():
            await send(port, WARM_UP)
        for number in range(1, rounds + 1):
            for name, send in senders.items():
                taken[name].append(await _rate(send, port, letters))
            tell(f"out, round {number}: {taken['SmtpMailer'][-1]:.0f}/s")
    sink = "smtp-sink" if postfix else "bench.mail_sink"
    return Measured(
        done={"letters": letters, "bytes": size, "sink": sink},
        comparisons=tuple(
            Comparison("letters out", name, _pairs(taken["SmtpMailer"], taken[name]))
            for name in ("smtp-source", "smtplib")
            if name in taken
        ),
        notes=() if postfix else (WITHOUT_POSTFIX,),
    )


def _pairs(ours: Sequence[float], theirs: Sequence[float]) -> tuple[Pair, ...]:
    return tuple(Pair(*one) for one in zip(ours, theirs, strict=True))


def raw_letter(size: int) -> bytes:
    """A letter whose text has `size` bytes, in lines as mail has them."""
    line = b"Gentili colleghi, trasmettiamo la proposta di cooperazione in oggetto.\r\n"
    text = (line * (size // len(line) + 1))[: size - 2] + b"\r\n"
    return b"Subject: Proposta\r\nMessage-ID: <b@staffetta.example>\r\n\r\n" + text


async def _rate(send: Send, port: int, letters: int) -> float:
    start = time.perf_counter()
    await send(port, letters)
    return letters / (time.perf_counter() - start)


async def _by_mailer(port: int, letters: int, raw: bytes) -> None:
    url = f"smtp://{LOOPBACK}:{port}"
    dispatch = Dispatch(mail_from=MAIL_FROM, rcpt_to=RCPT_TO, raw=raw)
    async with SmtpMailer(url, letters_per_connection=letters) as mailer:
        for _ in range(letters):
            await mailer.send(dispatch)


def _by_smtplib(port: int, letters: int, raw: bytes) -> None:
    with smtplib.SMTP(LOOPBACK, port, local_hostname="localhost") as client:
        for _ in range(letters):
            client.sendmail(MAIL_FROM, [RCPT_TO], raw)


async def _by_postfix(
    postfix: Postfix | None, port: int, letters: int, size: int
) -> None:
    """`-d`: one connection for all; `-s 1`: one at a time, as a mailer sends."""
    if postfix is None:
        raise RuntimeError("smtp-source is not here")
    command = (postfix.source, "-d", "-s", "1", "-m", str(letters), "-l", str(size))
    who = ("-f", MAIL_FROM, "-t", RCPT_TO, "-M", "localhost")
    child = await postfix.start(*command, *who, f"{LOOPBACK}:{port}")
    if await child.wait():
        raise RuntimeError("smtp-source failed")


@asynccontextmanager
async def _postfix_sink(postfix: Postfix) -> AsyncIterator[int]:
    port = free_port()
    as_nobody = ("-u", "nobody") if os.geteuid() == 0 else ()
    child = await postfix.start(postfix.sink, *as_nobody, f"{LOOPBACK}:{port}", "10")
    try:
        await _listening(port)
        yield port
    finally:
        child.terminate()
        await child.wait()


async def _listening(port: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                _, writer = await asyncio.open_connection(LOOPBACK, port)
            except ConnectionRefusedError:
                await asyncio.sleep(0.05)  # noqa: TID251  (not a workflow)
                continue
            writer.close()
            return
