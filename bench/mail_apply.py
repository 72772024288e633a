"""How fast messages become acts: part `apply` of `bench.mail`.

The real effect of a reply, from its raw bytes to the answer, the interest, the event
and the receipt composed, beside bare effects: a key, and one event. Both on the same
database in turn, several under way at a time as a worker has them; no engine is asked.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import make_url, text

from activities.effects import Done, Effect
from activities.unit_of_work import UnitOfWork
from bench.comparison import Comparison, Measured, Pair, tell
from bench.mail_house import ANSWERED, House, Waiting, house
from models.event import EventKind
from models.ids import SYSTEM, proposal_workflow_id
from models.inbound import Disposition
from store.engine import build

AGAINST = "bare effects"
ABREAST = 8
WARM_UP = 8
BARE = 5  # to each reply: they are too quick to be timed in small numbers
Job = Callable[[], Awaitable[None]]


class NotAppliedError(Exception):
    """A reply of the bench became no act: the figures would be of something else."""


async def measure(replies: int, rounds: int, *, postgresql: str = "") -> Measured:
    """Each round applies that many replies, then does bare effects.

    `postgresql` is the URL of a server on which a database may be made, and dropped.
    """
    found = []
    with tempfile.TemporaryDirectory(prefix="staffetta-bench-") as folder:
        url = f"sqlite:///{folder}/staffetta.db"
        found.append(await _on("SQLite", url, Path(folder), replies, rounds))
        if postgresql:
            async with database(postgresql) as url:
                named = "PostgreSQL"
                found.append(await _on(named, url, Path(folder), replies, rounds))
    return Measured(
        done={"replies": replies, "abreast": ABREAST},
        comparisons=tuple(found),
    )


async def _on(
    name: str, url: str, folder: Path, replies: int, rounds: int
) -> Comparison:
    pairs = []
    async with house(url, folder) as built:
        await _pair(built, WARM_UP)
        for number in range(1, rounds + 1):
            pairs.append(await _pair(built, replies))
            tell(f"apply, {name}, round {number}: {pairs[-1].ours:.0f}/s")
    return Comparison(f"messages applied, {name}", AGAINST, tuple(pairs))


async def _pair(built: House, replies: int) -> Pair:
    waiting = await built.waiting(replies)
    return Pair(
        ours=await _rate([_applied(built, one) for one in waiting]),
        theirs=await _rate(
            [_bare(built, one, turn) for turn in range(BARE) for one in waiting]
        ),
    )


def _applied(built: House, one: Waiting) -> Job:
    async def job() -> None:
        done = await built.messages.read_message(one.request)
        if done.disposition is not Disposition.ACT:
            raise NotAppliedError(f"{one.request.message}: {done.disposition}")

    return job


def _bare(built: House, one: Waiting, turn: int) -> Job:
    """The same streams grow, in the same order."""

    async def work(unit: UnitOfWork) -> Done:
        event = await unit.events.append(
            stream=proposal_workflow_id(one.case),
            kind=EventKind.MESSAGE_FILED,
            actor=SYSTEM,
            at=ANSWERED,
        )
        return Done(stamp=event.stamp)

    async def job() -> None:
        request = Effect(key=f"bare/{turn}/{one.request.key}", at=ANSWERED)
        await built.effects.once(request, Done, work)

    return job


async def _rate(jobs: Sequence[Job]) -> float:
    start = time.perf_counter()
    await _abreast(jobs)
    return len(jobs) / (time.perf_counter() - start)


async def _abreast(jobs: Sequence[Job]) -> None:
    left = iter(jobs)

    async def hand() -> None:
        for job in left:
            await job()

    async with asyncio.TaskGroup() as hands:
        for _ in range(ABREAST):
            hands.create_task(hand())


@asynccontextmanager
async def database(server: str) -> AsyncIterator[str]:
    """One of our own, so that nothing which is there is touched."""
    name = f"staffetta_bench_{uuid4().hex[:12]}"
    engine = build(server, connections=1)
    try:
        async with engine.connect() as connection:
            await connection.execute(text(f"CREATE DATABASE {name}"))
        url = make_url(server).set(database=name)
        try:
            yield url.render_as_string(hide_password=False)
        finally:
            async with engine.connect() as connection:
                await connection.execute(text(f"DROP DATABASE {name}"))
    finally:
        await engine.dispose()
