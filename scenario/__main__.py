"""A year of the corridor in minutes: `python -m scenario --proposals 180 --bodies 120`.

Real parts, skipped time. Ends with every invariant checked and the synthesis report
written; exits 1 when one is broken, has no case in the year, or the year stands still.
"""

import argparse
import asyncio
import logging
import os
import sys
from pathlib import Path
from tempfile import mkdtemp

from rich.console import Console

from models.errors import DomainError
from scenario.verdict import INVARIANTS_FILE, judge, problems, table
from scenario.year import Size, StalledError, play

_FULL = Size(proposals=180, bodies=120, seed=1)


def main(arguments: list[str]) -> int:
    asked = _asked(arguments)
    # A refusal is an answer here: the engine's client would print each at length.
    logging.getLogger("temporalio").setLevel(logging.ERROR)
    folder: Path = asked.output or Path(mkdtemp(prefix="staffetta-year-"))
    if folder.exists() and any(folder.iterdir()):
        sys.stderr.write(f"{folder} is not empty: name another folder with -o.\n")
        return 1
    size = Size(proposals=asked.proposals, bodies=asked.bodies, seed=asked.seed)
    try:
        found = asyncio.run(_year(size, folder, asked.postgresql))
    except (DomainError, StalledError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for sentence in found:
        sys.stderr.write(f"{sentence}\n")
    return 1 if found else 0


async def _year(size: Size, folder: Path, database_url: str) -> tuple[str, ...]:
    """Play and judge; a sentence for each thing that is not well."""
    played = await play(size, folder, database_url, _say)
    findings = await judge(played, folder)
    Console().print(table(findings))
    _say(
        f"The year took {played.seconds:.0f} s. See {folder}: the report, the mail, "
        f"the record, and {INVARIANTS_FILE}."
    )
    whole = size.proposals >= _FULL.proposals and size.bodies >= _FULL.bodies
    return (*played.failed, *problems(findings, whole=whole))


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m scenario", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--proposals", type=int, default=_FULL.proposals)
    parser.add_argument("--bodies", type=int, default=_FULL.bodies)
    parser.add_argument("--seed", type=int, default=_FULL.seed)
    parser.add_argument(
        "--postgresql",
        metavar="URL",
        default="",
        help="an empty database; else SQLite in the folder",
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="an empty or new folder"
    )
    return parser.parse_args(arguments)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    code = main(sys.argv[1:])
    # The SDK's threads may abort an orderly exit: flush and leave.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
