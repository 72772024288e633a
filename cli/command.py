"""How every command runs: what it is given, what it shows, how it refuses."""

from __future__ import annotations

import asyncio
import json
import sys
import traceback
from collections.abc import (
    Awaitable,
    Callable,
    Coroutine,
    Iterable,
    Mapping,
    Sequence,
)
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import time as seconds
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

import typer
from pydantic_core import to_json
from rich.console import Console, RenderableType
from rich.table import Table

from models.errors import DomainError
from models.event import Stamp
from models.foreseen import Foreseen
from models.ids import CorridorCode
from models.money import CENTS_PER_UNIT
from models.officer import officer
from models.reason import given
from models.refusal import Wanted
from runtime.folder import NotRunningError, missing_data, settings_of
from runtime.names import done, foreseen_lines, in_words
from runtime.settings import Settings

if TYPE_CHECKING:
    from runtime.client import Access
    from runtime.office import Office

T = TypeVar("T")

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
AsText = Annotated[
    bool, typer.Option("--text", help="Headers and words, as a reader sees them.")
]
As = Annotated[
    str,
    typer.Option(
        "--as",
        envvar="STAFFETTA_ACTOR",
        help="The officer, as in secretariat:o1.",
        callback=officer,  # whatever the command is about, no name goes on record
    ),
]


def _words(context: typer.Context, option: typer.CallbackParam, words: str) -> str:
    """A reason may be left out where it may be, but is never blank."""
    asked = context.get_parameter_source(str(option.name))
    blank = asked is not None and asked.name == "DEFAULT"
    return words if blank else given(words, option.opts[0])


Reason = Annotated[
    str, typer.Option("--reason", help="Why; it stays on record.", callback=_words)
]
Behalf = Annotated[
    str,
    typer.Option(
        "--on-behalf-of",
        help="Who told it, and how: it stays on record as the reason.",
        callback=_words,
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only say what it would set off.")
]
Ref = Annotated[str, typer.Argument(metavar="REF", help="The proposal's number.")]
CLERK = "secretariat:o1"
AGREEMENT_OFFICE = "agreement-office:o1"

ROME = "Europe/Rome"
_PATIENCE = 60.0
_WIDE = 170  # columns, when nobody looks
_NAMES = frozenset({"letter", "message", "number", "proposal", "of", "body", "code"})
"""Columns whose words are copied into the next command: they are never broken."""


@dataclass(frozen=True)
class Place:
    """Where the command works; set once, in main()."""

    environ: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None

    @property
    def settings(self) -> Settings:
        return settings_of(self.folder, self.environ)


PLACE: ContextVar[Place] = ContextVar("place")


WANTED: ContextVar[Wanted | None] = ContextVar("wanted", default=None)
"""The act this command is, if it is one and not only tried: set before it is done."""

SAYING: ContextVar[Callable[[str], None]] = ContextVar("saying")


def saying(step: str) -> None:
    """What a long command does now, to a person who looks."""
    SAYING.get()(step)


def settings() -> Settings:
    return PLACE.get().settings


def run(
    work: Callable[[Access], Awaitable[T]], *, patience: float | None = _PATIENCE
) -> T:
    """Open the record and do it; a person who looks sees that something happens.

    `patience` in seconds; None waits for what grows with the record.
    """
    from runtime.client import access, engine_answers  # noqa: PLC0415  (not for --help)

    found = settings()
    _require_data(found)

    async def inside() -> T:
        async with access(found) as opened, asyncio.timeout(patience):
            with engine_answers():
                return await _refusing_in_words(opened, work)

    try:
        return working(inside)
    except TimeoutError as error:
        raise NotRunningError(
            f"Nobody did this within {patience:.0f} s: see `starter.py doctor`."
        ) from error


def working(inside: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Do it; a person who looks sees which step it is at."""
    with screen(sys.stderr).status("Working …") as status:
        SAYING.set(status.update)
        return asyncio.run(inside())


async def _refusing_in_words(
    opened: Access, work: Callable[[Access], Awaitable[T]]
) -> T:
    """A refusal names things as the clerk does, not as the engine, and is noted."""
    try:
        return await work(opened)
    except NotRunningError:
        raise
    except DomainError as error:
        [said] = await in_words(opened, str(error))
        if wanted := WANTED.get():
            await opened.refused(wanted, said, at=now())
        if said == str(error):
            raise
        raise DomainError(said) from error


def act(
    code: str,
    work: Callable[[Office], Awaitable[Stamp]],
    *,
    as_json: bool,
    dry_run: bool = False,
) -> None:
    """One decision of an officer, and where it stands in the record."""

    async def decide(opened: Access) -> tuple[Stamp, Foreseen | None, str, list[str]]:
        office = await opened.office(code, now=now(), dry=dry_run)
        stamp, seen = await work(office), office.foreseen
        lines = await foreseen_lines(opened, seen)
        return stamp, seen, await done(opened, stamp), lines

    stamp, foreseen, told, lines = run(decide)
    if dry_run:
        would = lines or ["Nothing but its trace in the record."]
        show(foreseen, "\n".join(["It would set off:", *would]), as_json=as_json)
        return
    show(stamp, "\n".join([told, *lines]), as_json=as_json)


def show(value: object, sentence: RenderableType, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(to_json(value, indent=1).decode() + "\n")
    else:
        screen().print(sentence)


def table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> Table:
    drawn = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        drawn.add_column(column, overflow="fold", no_wrap=column in _NAMES)
    for row in rows:
        drawn.add_row(*("" if cell is None else str(cell) for cell in row))
    return drawn


def screen(stream: Any = None) -> Console:
    out = stream or sys.stdout
    width = None if out.isatty() else _WIDE
    return Console(file=out, width=width, highlight=False, markup=False)


def refuse(sentence: str, *, as_json: bool) -> None:
    said = json.dumps({"error": sentence}, ensure_ascii=False) if as_json else sentence
    sys.stderr.write(f"{said}\n")


def unexpected(error: BaseException, *, as_json: bool) -> None:
    """No traceback reaches a clerk: it goes to a file for those who mend it."""
    log = settings().folder / "starter.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a") as words:
            words.write("".join(traceback.format_exception(error)))
        where = f"the details are in {log}"
    except OSError:
        where = f"and {log} could not be written"
    refuse(
        f"Something unexpected happened ({type(error).__name__}), {where}: report it.",
        as_json=as_json,
    )


# ── what people write, and read ──────────────────────────────────────────────────


def now() -> datetime:
    return datetime.fromtimestamp(seconds(), UTC)


def content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise DomainError(
            f"The file {file} cannot be read ({error.strerror}): check its name."
        ) from error


async def zone(opened: Access, corridor: str) -> str:
    """The secretariat's zone: dates are written and read in it."""
    async with opened.units.read() as unit:
        found = await unit.corridors.find(CorridorCode(corridor.upper()))
    return found.zone_a if found else ROME


def counted(number: int, one: str, several: str = "") -> str:
    """`1 body`, `2 bodies`."""
    return f"{number} {one if number == 1 else several or f'{one}s'}"


def euro(cents: int | None) -> str:
    return "" if cents is None else f"{cents / CENTS_PER_UNIT:,.2f}"


def clock(at: datetime | None, place: str = ROME) -> str:
    return f"{at.astimezone(ZoneInfo(place)):%d.%m.%Y %H:%M:%S}" if at else ""


def one_of(**chosen: bool) -> str:
    """The one flag that was given.

    Raises:
        DomainError: none, or several.
    """
    names = [name for name, given in chosen.items() if given]
    if len(names) != 1:
        flags = ", ".join(f"--{name.replace('_', '-')}" for name in chosen)
        raise DomainError(f"Say one thing: give exactly one of {flags}.")
    return names[0]


def _require_data(found: Settings) -> None:
    if missing_data(found):
        raise NotRunningError(
            f"There is no data in {found.folder}: start with `starter.py up`, or name "
            "the folder with --folder."
        )
