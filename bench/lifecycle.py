"""How fast proposals travel the whole road: `python -m bench.lifecycle --json`.

Each round runs the road and then bare Temporal (bench/bare.py) on the same server,
in the same process; their ratio is what counts, since the machine's noise cancels.
"""

import argparse
import asyncio
import gc
import json
import logging
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.bare import Bare
from bench.bill import bill
from bench.partners import Partners, partners
from bench.road import Road, road
from bench.server import DevServer, dev_server, free_port
from runtime.staff import wall_clock

WARM_UP = 3


@dataclass(frozen=True)
class Options:
    proposals: int
    rounds: int
    bodies: tuple[int, ...]
    waiting: int


@dataclass(frozen=True)
class Round:
    """Proposals a second on the road and on bare Temporal, one after the other.

    `…_cpu` is what server and worker worked for each, in seconds: it hardly moves
    when the machine has other things to do.
    """

    bodies: int
    number: int
    road: float
    bare: float
    road_cpu: float
    bare_cpu: float

    @property
    def ratio(self) -> float:
        return self.road / self.bare


@dataclass
class Report:
    options: Options
    machine: str
    rounds: list[Round] = field(default_factory=list)
    bills: dict[int, dict[str, object]] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> str:
        summary = [self.summary(bodies) for bodies in self.options.bodies]
        return json.dumps(
            {
                "machine": self.machine,
                "options": asdict(self.options),
                "summary": summary,
                "memory": self.memory,
                "rounds": [asdict(one) | {"ratio": one.ratio} for one in self.rounds],
            },
            indent=1,
        )

    def summary(self, bodies: int) -> dict[str, object]:
        rounds = [one for one in self.rounds if one.bodies == bodies]
        ratios = [one.ratio for one in rounds]
        return {
            "bodies": bodies,
            "road_per_second": statistics.median(one.road for one in rounds),
            "bare_per_second": statistics.median(one.bare for one in rounds),
            "ratio": statistics.median(ratios),
            "ratio_lowest": min(ratios),
            "ratio_highest": max(ratios),
            "road_cpu_seconds": statistics.median(one.road_cpu for one in rounds),
            "bare_cpu_seconds": statistics.median(one.bare_cpu for one in rounds),
            **self.bills[bodies],
        }


async def measure(options: Options) -> Report:
    lmtp_port = free_port()
    report = Report(options, f"{platform.machine()}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(prefix="staffetta-bench-") as folder:
        async with (
            dev_server(Path(folder)) as server,
            partners(lmtp_port) as sink,
            road(
                Path(folder), server.address, lmtp_port, sink, options.bodies
            ) as built,
        ):
            bare = Bare(built.wired.client)
            async with bare.worker():
                await _warm_up(built, bare, options)
                report.memory = await _memory(built, server, sink, options)
                await _rounds(built, bare, server, report)
    return report


async def _warm_up(built: Road, bare: Bare, options: Options) -> None:
    for bodies in options.bodies:
        await built.batch(await built.session(WARM_UP), WARM_UP, bodies)
        await bare.batch(WARM_UP, bodies)
    await built.mail_at_rest()


async def _rounds(built: Road, bare: Bare, server: DevServer, report: Report) -> None:
    proposals = report.options.proposals
    for number in range(1, report.options.rounds + 1):
        for bodies in report.options.bodies:
            session = await built.session(proposals)
            since = await wall_clock()
            taken = await _measured(built.batch(session, proposals, bodies), server)
            await built.mail_at_rest()
            until = await wall_clock()
            floor = await _measured(bare.batch(proposals, bodies), server)
            done = Round(
                bodies=bodies,
                number=number,
                road=proposals / taken.seconds,
                bare=proposals / floor.seconds,
                road_cpu=taken.cpu / proposals,
                bare_cpu=floor.cpu / proposals,
            )
            report.rounds.append(done)
            _tell(
                f"round {number}, {bodies} bodies: road {done.road:.2f}/s, bare "
                f"{done.bare:.1f}/s, ratio {done.ratio:.3f}"
            )
            if bodies not in report.bills:
                whole = await bill(built.wired.client, since, until)
                report.bills[bodies] = whole.per(proposals)


async def _memory(
    built: Road, server: DevServer, sink: Partners, options: Options
) -> dict[str, float]:
    """KiB of resident memory for each proposal that waits for its bodies."""
    if not options.waiting:
        return {}
    await sink.tell("silent")
    session = await built.session(options.waiting)
    gc.collect()
    before = _resident(server.pid), _resident(os.getpid())
    await built.open(session, options.waiting, options.bodies[0])
    gc.collect()
    after = _resident(server.pid), _resident(os.getpid())
    await sink.tell("answer")
    return {
        "open_proposals": options.waiting,
        "server_kib_before": before[0],
        "worker_kib_before": before[1],
        "server_kib_each": round((after[0] - before[0]) / options.waiting, 1),
        "worker_kib_each": round((after[1] - before[1]) / options.waiting, 1),
    }


def _resident(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def _tell(progress: str) -> None:
    sys.stderr.write(f"{progress}\n")
    sys.stderr.flush()


@dataclass(frozen=True)
class Taken:
    seconds: float
    cpu: float


async def _measured(work: Awaitable[object], server: DevServer) -> Taken:
    start, worked = time.perf_counter(), _worked(server.pid) + time.process_time()
    await work
    cpu = _worked(server.pid) + time.process_time() - worked
    return Taken(seconds=time.perf_counter() - start, cpu=cpu)


def _worked(pid: int) -> float:
    """CPU seconds of another process: fields 14 and 15 of its stat."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def show(report: Report) -> None:
    table = Table(title=f"Whole road, SQLite, real mail ({report.machine})")
    for name in ("bodies", "road /s", "bare /s", "ratio", "lowest–highest", "CPU s"):
        table.add_column(name, justify="right")
    table.add_column("events", justify="right")
    table.add_column("actions", justify="right")
    for bodies in report.options.bodies:
        one = report.summary(bodies)
        table.add_row(
            str(bodies),
            f"{one['road_per_second']:.2f}",
            f"{one['bare_per_second']:.1f}",
            f"{one['ratio']:.3f}",
            f"{one['ratio_lowest']:.3f}–{one['ratio_highest']:.3f}",
            f"{one['road_cpu_seconds']:.2f} : {one['bare_cpu_seconds']:.2f}",
            str(one["events"]),
            str(one["actions"]),
        )
    console = Console()
    console.print(table)
    if report.memory:
        console.print(
            "Memory of one open proposal: server {server_kib_each} KiB, worker "
            "{worker_kib_each} KiB ({open_proposals} opened).".format(**report.memory)
        )


def _options(given: Sequence[str]) -> tuple[Options, bool]:
    parser = argparse.ArgumentParser(prog="bench.lifecycle", description=__doc__)
    parser.add_argument("--proposals", type=int, default=20, help="in each batch")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--bodies", default="5,50", help="group sizes, with commas")
    parser.add_argument("--waiting", type=int, default=100, help="open, for memory")
    parser.add_argument("--json", action="store_true")
    read = parser.parse_args(given)
    groups = tuple(int(one) for one in read.bodies.split(","))
    return Options(read.proposals, read.rounds, groups, read.waiting), read.json


def main(given: Sequence[str]) -> None:
    options, as_json = _options(given)
    # An activity tried again is the engine's business; the figures show its price.
    logging.getLogger("temporalio.activity").setLevel(logging.ERROR)
    report = asyncio.run(measure(options))
    if as_json:
        print(report.as_json())
    else:
        show(report)


if __name__ == "__main__":
    main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # the SDK's threads may abort an orderly exit
