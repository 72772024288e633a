"""What the record costs: `python -m bench.ledger [--postgresql URL] [--json]`.

Units of one effect, one act and one task, four writers at a time, with the chronicle
and without it; the whole record verified; the page of one case among a million acts.
"""

import argparse
import asyncio
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from rich.console import Console

from activities.effects import Done, Effect, EffectRunner
from activities.unit_of_work import UnitOfWork
from audit.verify_all import verify_all
from bench.comparison import Comparison, Measured, Pair, tell
from bench.mail_apply import database
from bench.mail_house import SilentPeers
from models.event import EventKind
from models.ids import SYSTEM, TaskId
from models.task import Task, TaskKind
from store.engine import build, writing
from store.migrate import upgrade
from store.reading import SqlReading
from store.transaction import Transaction
from store.unit_of_work import SqlUnitOfWork, SqlUnits
from store.whole_record import whole_record

WRITERS = 4
AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
OF_CASE = 60  # acts of one file, as a proposal's whole road has
READS = 50
WARM_UP = 50
BATCH = 10_000  # acts filled in by one unit
STREAMS = 100  # of each batch


class NotWholeError(Exception):
    """The record of the bench is not as it was written: its figures mean nothing."""


class Unchronicled(SqlUnits):
    """The same units, of which the chronicle is told nothing: of the bench alone."""

    @asynccontextmanager
    async def write(self, _at: datetime | None = None) -> AsyncIterator[SqlUnitOfWork]:
        async with self._turn(), writing(self.engine) as opened:
            transaction = Transaction(opened, writing=True)
            unit = SqlUnitOfWork(transaction)
            yield unit
            await transaction.flush()


@dataclass(frozen=True)
class Options:
    units: int = 1000
    rounds: int = 3
    acts: int = 1_000_000
    postgresql: str = ""


class Bases(NamedTuple):
    """`kept` has a chronicle, `bare` has none; in `full` a case is one of many."""

    kept: SqlUnits
    bare: SqlUnits
    full: SqlUnits


class Verified(NamedTuple):
    records: int
    rows: int
    seconds: float

    def __str__(self) -> str:
        """For people."""
        return (
            f"{self.records} records and {self.rows} rows verified in"
            f" {self.seconds:.1f} s: {self.records / self.seconds:.0f} records/s,"
            f" {self.rows / self.seconds:.0f} rows/s"
        )


async def measure(options: Options) -> Measured:
    found: list[Comparison] = []
    notes: list[str] = []
    async with AsyncExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="staffetta-"))
        urls = {"SQLite": [f"sqlite:///{home}/{name}.db" for name in Bases._fields]}
        if options.postgresql:
            urls["PostgreSQL"] = [
                await stack.enter_async_context(database(options.postgresql))
                for _ in Bases._fields
            ]
        for name, where in urls.items():
            async with _opened(where) as bases:
                compared, noted = await _on(name, bases, options)
            found += compared
            notes += noted
    return Measured(
        done={
            "units": options.units,
            "writers": WRITERS,
            "acts_of_others": options.acts,
            "acts_of_the_case": OF_CASE,
        },
        comparisons=tuple(found),
        notes=tuple(notes),
    )


async def _on(
    name: str, bases: Bases, options: Options
) -> tuple[list[Comparison], list[str]]:
    written = []
    for units in (bases.kept, bases.bare):
        await _written(units, 0, WARM_UP)
    for number in range(1, options.rounds + 1):
        kept = await _written(bases.kept, number, options.units)
        written.append(Pair(kept, await _written(bases.bare, number, options.units)))
        tell(f"{name}, round {number}: {kept:.0f} units/s")
    verified = await _verified(bases.kept)
    tell(f"{name}: {verified}")
    tell(f"{name}: a case among {options.acts} acts")
    await _fill(bases.full, options.acts)
    for units in (bases.bare, bases.full):
        await _case(units)
    read = [
        Pair(await _pages(bases.full), await _pages(bases.bare))
        for _ in range(options.rounds)
    ]
    cost = 1 - Comparison("", "", tuple(written)).figures()["ratio"]
    return (
        [
            Comparison(f"units, {name}", "without chronicle", tuple(written)),
            Comparison(f"history page, {name}", "of a small record", tuple(read)),
        ],
        [
            f"{name}: the chronicle costs {cost:.0%} of the units/s",
            f"{name}: {verified}",
        ],
    )


async def _written(units: SqlUnits, number: int, count: int) -> float:
    """Units a second."""
    effects = EffectRunner(units=units, peers=SilentPeers())
    left = iter(range(count))

    async def hand(stream: str) -> None:
        for turn in left:
            request = Effect(key=f"{stream}/{number}/{turn}", at=AT)
            await effects.once(request, Done, _act(stream, request.key))

    start = time.perf_counter()
    async with asyncio.TaskGroup() as hands:
        for writer in range(WRITERS):
            hands.create_task(hand(f"bench/{writer}"))
    return count / (time.perf_counter() - start)


def _act(stream: str, key: str) -> Callable[[UnitOfWork], Awaitable[Done]]:
    async def work(unit: UnitOfWork) -> Done:
        task = Task(
            task=TaskId(key),
            stream=stream,
            kind=TaskKind.EFFECT_REFUSED,
            opened_at=AT,
            detail="Look at it.",
        )
        await unit.tasks.add(task)
        event = await unit.events.append(
            stream=stream, kind=EventKind.TASK_OPENED, actor=SYSTEM, at=AT
        )
        return Done(stamp=event.stamp)

    return work


async def _verified(units: SqlUnits) -> Verified:
    start = time.perf_counter()
    async with whole_record(units.engine) as record:
        verdict = await verify_all(record, lambda _: None)
    seconds = time.perf_counter() - start
    if verdict.findings:
        raise NotWholeError(verdict.findings[0].told)
    return Verified(verdict.counted.records, verdict.counted.rows, seconds)


async def _fill(units: SqlUnits, acts: int) -> None:
    """Acts of other streams; their chronicle is left out, for no page reads it."""
    for begun in range(0, acts, BATCH):
        async with Unchronicled(units.engine).write() as unit:
            for number in range(begun, min(begun + BATCH, acts)):
                await unit.events.append(
                    stream=f"other/{begun}/{number % STREAMS}",
                    kind=EventKind.MESSAGE_FILED,
                    actor=SYSTEM,
                    at=AT,
                )


async def _case(units: SqlUnits) -> None:
    async with Unchronicled(units.engine).write() as unit:
        for _ in range(OF_CASE):
            await unit.events.append(
                stream=CASE, kind=EventKind.MESSAGE_FILED, actor=SYSTEM, at=AT
            )


CASE = "proposal/it-ru/29/0001"


async def _pages(units: SqlUnits) -> float:
    """Pages a second, one after the other."""
    record = SqlReading(units.engine)
    start = time.perf_counter()
    for _ in range(READS):
        items = await record.timeline(CASE)
        if len(items) != OF_CASE:
            raise NotWholeError(f"The page has {len(items)} entries, not {OF_CASE}.")
    return READS / (time.perf_counter() - start)


@asynccontextmanager
async def _opened(urls: Sequence[str]) -> AsyncIterator[Bases]:
    for url in urls:
        await upgrade(url)
    kept, bare, full = (build(url) for url in urls)
    try:
        yield Bases(SqlUnits(kept), Unchronicled(bare), SqlUnits(full))
    finally:
        for engine in (kept, bare, full):
            await engine.dispose()


def _options(given: Sequence[str]) -> tuple[Options, bool]:
    parser = argparse.ArgumentParser(prog="bench.ledger", description=__doc__)
    parser.add_argument("--units", type=int, default=Options.units)
    parser.add_argument("--rounds", type=int, default=Options.rounds)
    parser.add_argument("--acts", type=int, default=Options.acts)
    parser.add_argument("--postgresql", default="", metavar="URL")
    parser.add_argument("--json", action="store_true")
    read = parser.parse_args(given)
    if min(read.units, read.rounds, read.acts) < 1:
        parser.error("There is nothing to measure: every number begins at 1.")
    return Options(read.units, read.rounds, read.acts, read.postgresql), read.json


def main(given: Sequence[str]) -> None:
    options, as_json = _options(given)
    measured = asyncio.run(measure(options))
    if as_json:
        print(json.dumps(measured.as_json(), indent=1, ensure_ascii=False))
        return
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    console = Console()
    console.print(measured.table(f"Record, units and pages a second ({machine})"))
    for note in measured.notes:
        console.print(note)


if __name__ == "__main__":
    main(sys.argv[1:])
