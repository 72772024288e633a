"""Everybody outside, in a process of their own: the mail server and the partners.

Their work is not ours, and on a real day it is done on other machines. Started as
`python -m scenario.town FOLDER BODIES SEED`; it takes one command a line, as JSON, and
answers each with one line.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from mail.mailhost import MailHost
from runtime.demo_words import Manner
from scenario.bodies import draw_bodies
from scenario.partners import Partners
from store.reference import load_reference

DOMAIN = "staffetta.example"


class TownError(Exception):
    """Nobody outside answers any more."""


class Town:
    """The scenario's hold on the process."""

    def __init__(self, child: asyncio.subprocess.Process) -> None:
        self.port = 0
        self._child = child
        self._asking = asyncio.Lock()

    async def relay_to(self, port: int) -> None:
        """Where the intake takes our mail."""
        await self._ask("relay", port=port)

    async def clock(self, now: datetime) -> None:
        await self._ask("clock", now=now.isoformat())

    async def complete(self, ref: str) -> None:
        """The proposer of this one will answer a return with the form."""
        await self._ask("complete", ref=ref)

    async def answer_due(self) -> int:
        """Have the partners send what is due by now; how many mails."""
        return int((await self._ask("answer"))["mails"])

    async def pending(self) -> int:
        """Mails for us that the intake has not taken."""
        return int((await self._ask("pending"))["mails"])

    async def told(self) -> dict[str, Any]:
        """How many mails the partners sent, and what did not leave."""
        return await self._ask("told")

    async def begin(self) -> None:
        self.port = int((await self._read())["port"])

    async def _ask(self, verb: str, **values: object) -> dict[str, Any]:
        if self._child.stdin is None:
            raise TownError
        async with self._asking:
            self._child.stdin.write(json.dumps({"verb": verb, **values}).encode())
            self._child.stdin.write(b"\n")
            await self._child.stdin.drain()
            return await self._read()

    async def _read(self) -> dict[str, Any]:
        line = await self._child.stdout.readline() if self._child.stdout else b""
        if not line:
            raise TownError("The process of the partners has ended; see its words.")
        answer: dict[str, Any] = json.loads(line)
        return answer


@asynccontextmanager
async def town(folder: Path, bodies: int, seed: int) -> AsyncIterator[Town]:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "scenario.town", str(folder), str(bodies), str(seed)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        outside = Town(child)
        await outside.begin()
        yield outside
    finally:
        if child.stdin is not None:
            child.stdin.close()  # at its end the process ends itself
        await child.wait()


class _Outside:
    def __init__(self, host: MailHost, partners: Partners) -> None:
        self._host = host
        self._partners = partners
        self.verbs: dict[str, Callable[[dict[str, Any]], Awaitable[object]]] = {
            "relay": self._relay,
            "clock": self._clock,
            "complete": self._complete,
            "answer": self._answer,
            "pending": self._pending,
            "told": self._told,
        }

    async def _relay(self, asked: dict[str, Any]) -> object:
        self._host.lmtp_port = asked["port"]
        return {}

    async def _clock(self, asked: dict[str, Any]) -> object:
        self._partners.now = datetime.fromisoformat(asked["now"])
        return {}

    async def _complete(self, asked: dict[str, Any]) -> object:
        self._partners.completing.add(asked["ref"])
        return {}

    async def _answer(self, _asked: dict[str, Any]) -> object:
        now = self._partners.now
        return {"mails": await self._partners.answer_due(now) if now else 0}

    async def _pending(self, _asked: dict[str, Any]) -> object:
        return {"mails": self._host.pending}

    async def _told(self, _asked: dict[str, Any]) -> object:
        return {"sent": self._partners.sent, "failed": self._partners.failed}


async def _main(folder: Path, bodies: int, seed: int) -> None:
    loop = asyncio.get_running_loop()
    partners = Partners(draw_bodies(bodies, seed, load_reference()), seed)
    host = MailHost(
        folder,
        DOMAIN,
        lmtp_port=0,
        refused=partners.of_manner(Manner.REFUSED),
        bouncing=partners.of_manner(Manner.BOUNCING),
        on_delivery=partners.deliver,
    )
    await host.start()
    partners.port = host.port
    outside = _Outside(host, partners)
    _say({"port": host.port})
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        asked = json.loads(line)
        _say(await outside.verbs[asked["verb"]](asked))
    await host.stop()


def _say(answer: object) -> None:
    sys.stdout.write(f"{json.dumps(answer)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
