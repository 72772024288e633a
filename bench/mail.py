"""How fast mail goes out, is read, and becomes acts: `python -m bench.mail --json`.

Every figure stands beside another's, taken on this machine a moment before or after:
the ratio counts, since the machine's noise cancels.
"""

import argparse
import asyncio
import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from rich.console import Console

from bench import mail_apply, mail_out, mail_read
from bench.comparison import Measured


class Part(StrEnum):
    OUT = "out"
    READ = "read"
    APPLY = "apply"


LETTERS = 1000
MIXES = 20
REPLIES = 90
TITLES = {
    Part.OUT: "Letters out, over one connection",
    Part.READ: "Messages read",
    Part.APPLY: "Messages applied, one reply to a conversation",
}


@dataclass(frozen=True)
class Options:
    parts: tuple[Part, ...] = tuple(Part)
    size: float = 1.0
    rounds: int = 3
    postfix: Path | None = None  # an unpacked package, instead of the installed one
    postgresql: str = ""

    def times(self, number: int) -> int:
        return max(1, round(number * self.size))


@dataclass
class Report:
    machine: str
    rounds: int
    parts: dict[Part, Measured] = field(default_factory=dict)

    def as_json(self) -> str:
        parts = {part: done.as_json() for part, done in self.parts.items()}
        whole = {"machine": self.machine, "rounds": self.rounds, "parts": parts}
        return json.dumps(whole, indent=1, ensure_ascii=False)


async def measure(options: Options) -> Report:
    report = Report(f"{platform.machine()}, {os.cpu_count()} cores", options.rounds)
    for part in options.parts:
        report.parts[part] = await _part(part, options)
    return report


async def _part(part: Part, options: Options) -> Measured:
    rounds = options.rounds
    match part:
        case Part.OUT:
            letters = options.times(LETTERS)
            return await mail_out.measure(letters, rounds, unpacked=options.postfix)
        case Part.READ:
            return mail_read.measure(options.times(MIXES), rounds)
        case Part.APPLY:
            replies = options.times(REPLIES)
            server = options.postgresql
            return await mail_apply.measure(replies, rounds, postgresql=server)


def show(report: Report) -> None:
    console = Console()
    for part, measured in report.parts.items():
        console.print(measured.table(f"{TITLES[part]} ({report.machine})"))
        for note in measured.notes:
            console.print(note)


def _options(given: Sequence[str]) -> tuple[Options, bool]:
    parser = argparse.ArgumentParser(prog="bench.mail", description=__doc__)
    known = ", ".join(Part)
    parser.add_argument("parts", nargs="*", type=Part, help=f"{known}; else all")
    parser.add_argument("--size", type=float, default=1.0, help="times the usual work")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--postfix", type=Path, help="folder of an unpacked package")
    parser.add_argument(
        "--postgresql",
        default="",
        metavar="URL",
        help="a server to apply on too, in a database made for it and dropped",
    )
    parser.add_argument("--json", action="store_true")
    read = parser.parse_args(given)
    if read.size <= 0 or read.rounds < 1:
        parser.error("There is nothing to measure: --size and --rounds begin above 0.")
    parts = tuple(dict.fromkeys(read.parts)) or tuple(Part)
    options = Options(parts, read.size, read.rounds, read.postfix, read.postgresql)
    return options, read.json


def main(given: Sequence[str]) -> None:
    options, as_json = _options(given)
    report = asyncio.run(measure(options))
    if as_json:
        print(report.as_json())
    else:
        show(report)


if __name__ == "__main__":
    main(sys.argv[1:])
