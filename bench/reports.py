"""How fast reports are told and printed: `python -m bench.reports [--json]`.

Each report is made of a small season and of a large one, in turns; the figure is
pairs of body and proposal a second, and the ratio of the two rates says whether the
work grows with the record (1) or faster (below 1).
"""

import argparse
import asyncio
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from bench.comparison import Comparison, Measured, Pair, tell
from bench.season import NOW, Size, season
from documents.pdf import pdf
from models.document import Language
from runtime.reports import ReportKind, Reports, asked
from store.calendars import HolidayCalendars
from store.reference import load_reference

SMALL, LARGE = Size(30, 60), Size(120, 180)


@dataclass(frozen=True)
class Options:
    small: Size = SMALL
    large: Size = LARGE
    rounds: int = 3


@dataclass
class Timed:
    """Seconds of each round, and the pages of the file."""

    told: list[float] = field(default_factory=list)
    printed: list[float] = field(default_factory=list)
    pages: int = 0


async def measure(options: Options) -> Measured:
    found: dict[tuple[ReportKind, Size], Timed] = {}
    with tempfile.TemporaryDirectory() as folder:
        async with AsyncExitStack() as stack:
            desks = {}
            for size in (options.small, options.large):
                tell(f"a season of {size}")
                record = await stack.enter_async_context(season(size, Path(folder)))
                desks[size] = Reports(
                    record, load_reference(), HolidayCalendars().country
                )
            for number in range(1, options.rounds + 1):
                tell(f"round {number} of {options.rounds}")
                for kind in ReportKind:
                    for size, desk in desks.items():
                        timed = found.setdefault((kind, size), Timed())
                        await _once(desk, kind, timed)
    return Measured(
        done={
            f"{kind} {size}": {
                "told_s": min(one.told),
                "printed_s": min(one.printed),
                "pages": one.pages,
            }
            for (kind, size), one in found.items()
        },
        comparisons=tuple(
            _comparison(kind, options, found[kind, options.small], large)
            for kind in ReportKind
            for large in [found[kind, options.large]]
        ),
        notes=tuple(
            f"{kind} {size}: told in {min(one.told):.2f} s, printed in"
            f" {min(one.printed):.2f} s on {one.pages} pages"
            for (kind, size), one in found.items()
        ),
    )


async def _once(desk: Reports, kind: ReportKind, timed: Timed) -> None:
    of = {"session": "IT-RU/XXIX"} if kind is ReportKind.SILENCE else {}
    wanted = asked(kind, of, Language.IT, "body")
    start = time.perf_counter()
    told = await desk.tell(wanted, now=NOW)
    timed.told.append(time.perf_counter() - start)
    start = time.perf_counter()
    file = pdf(told.document)
    timed.printed.append(time.perf_counter() - start)
    timed.pages = file.count(b"/Type /Page\n")


def _comparison(
    kind: ReportKind, options: Options, small: Timed, large: Timed
) -> Comparison:
    def rates(size: Size, timed: Timed) -> list[float]:
        rounds = zip(timed.told, timed.printed, strict=True)
        return [size.pairs / (told + printed) for told, printed in rounds]

    return Comparison(
        what=f"{kind} of {options.large}",
        against=f"of {options.small}",
        rounds=tuple(
            Pair(ours, theirs)
            for ours, theirs in zip(
                rates(options.large, large), rates(options.small, small), strict=True
            )
        ),
    )


def _options(given: Sequence[str]) -> tuple[Options, bool]:
    parser = argparse.ArgumentParser(prog="bench.reports", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    read = parser.parse_args(given)
    if read.rounds < 1:
        parser.error("There is nothing to measure: --rounds begins at 1.")
    return Options(rounds=read.rounds), read.json


def main(given: Sequence[str]) -> None:
    options, as_json = _options(given)
    measured = asyncio.run(measure(options))
    if as_json:
        print(json.dumps(measured.as_json(), indent=1, ensure_ascii=False))
        return
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    console = Console()
    console.print(measured.table(f"Reports, pairs of body and proposal ({machine})"))
    for note in measured.notes:
        console.print(note)


if __name__ == "__main__":
    main(sys.argv[1:])
