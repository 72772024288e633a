"""Commands on screening: lists loaded, cases that stand still, the register."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from cli.command import (
    CLERK,
    ROME,
    As,
    DryRun,
    Json,
    clock,
    content,
    counted,
    now,
    run,
    show,
    table,
)
from models.errors import DomainError
from models.event import Stamp
from models.foreseen import Foreseen
from models.screening_register import RegisterLine
from runtime.client import Access
from runtime.dates import day
from runtime.names import foreseen_lines
from runtime.written import save

if TYPE_CHECKING:
    from runtime.screening_desk import Halted, KnownList

app = typer.Typer(no_args_is_help=True, help="Lists of restrictive measures.")
_COLUMNS = tuple(RegisterLine.model_fields)


@app.command()
def load(  # noqa: PLR0913  (what a list is known by)
    file: Annotated[Path, typer.Argument(metavar="LIST", help=".csv or .json")],
    *,
    source: Annotated[str, typer.Option(help="Who publishes it, as in EU-FSF.")],
    version: Annotated[str, typer.Option(help="Which issue, as in 2027-02-11.")],
    issued: Annotated[str | None, typer.Option(help="Its day, as in 2027-02-11.")] = (
        None
    ),
    dry_run: DryRun = False,
    officer: As = "compliance:c1",
    json: Json = False,
) -> None:
    """Take a list into use; every open case is compared with it, and hits stand still.

    A version replaces the earlier ones of the same source.
    """
    given = content(file)
    on = day("--issued", issued) if issued else None

    async def work(opened: Access) -> tuple[Stamp | Foreseen, list[str]]:
        at = now()
        desk = opened.screening_desk(officer, now=at)
        if dry_run:
            seen = await desk.preview(
                given, source=source, version=version, issued_on=on, now=at
            )
            return seen, await foreseen_lines(opened, seen)
        return await desk.load(
            await opened.errands(), given, source=source, version=version, issued_on=on
        ), []

    done, lines = run(work)
    if isinstance(done, Foreseen):
        told = lines or ["No open case resembles a name of it."]
        show(done, "\n".join(["It would set off:", *told]), as_json=json)
        return
    said = (
        f"In use: event {done.seq} of {done.stream}. The open cases are being compared "
        "with it: see `starter.py screening list`."
    )
    show(done, said, as_json=json)


@app.command("list")
def list_(*, json: Json = False) -> None:
    """The lists that were loaded, and how far the comparison has come."""

    async def work(opened: Access) -> list[KnownList]:
        return [*await opened.screening_desk(CLERK, now=now()).lists()]

    rows = run(work)
    shown = table(
        counted(len(rows), "list"),
        ("source", "version", "issued", "loaded", "by", "names", "compared", "hits"),
        (
            (
                one.version.source + ("" if one.in_use else " (replaced)"),
                *(one.version.version, one.version.issued_on),
                *(clock(one.version.loaded_at), one.version.by, one.version.entries),
                f"{one.version.screened}"
                + ("" if one.version.finished_at else ", going on"),
                one.version.hits,
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


@app.command("show")
def show_(
    ref: Annotated[str | None, typer.Argument(metavar="[REF]")] = None,
    *,
    json: Json = False,
) -> None:
    """The cases that stand still, and which party resembles which name."""

    async def work(opened: Access) -> list[Halted]:
        halted = await opened.screening_desk(CLERK, now=now()).halted()
        return [one for one in halted if ref in {None, one.ref, one.standstill.case}]

    rows = run(work)
    shown = table(
        f"{counted(len(rows), 'case')} at a standstill",
        ("proposal", "since", "party", "resembles", "kind", "list"),
        (
            (
                *(one.ref, clock(one.standstill.since)),
                *(match.party, match.name, match.kind, match.list),
            )
            for one in rows
            for match in one.matches
        ),
    )
    show(rows, shown, as_json=json)


@app.command()
def register(
    *,
    first: Annotated[str | None, typer.Option("--from", help="A day.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="A day, not in it.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write it as CSV.")
    ] = None,
    json: Json = False,
) -> None:
    """The screening register: who was compared with what, and who judged it."""
    since = _midnight("--from", first) if first else _BEGINNING
    until = _midnight("--to", last) if last else now()
    if until < since:
        raise DomainError("The period ends before it begins: exchange --from and --to.")

    async def work(opened: Access) -> list[RegisterLine]:
        return [*await opened.reports.screening_register(since, until)]

    rows = run(work)
    if output is not None:
        save(_csv(rows).encode(), output)
        show({"file": str(output)}, f"Written: {output}.", as_json=json)
        return
    shown = table(
        counted(len(rows), "screening"),
        ("at", "proposal", "result", "found", "lists", "by", "reason", "valid until"),
        (
            (
                *(clock(one.at), one.ref, one.result, one.found, one.lists),
                *(one.by, one.reason, one.valid_until[:10]),
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


def _midnight(option: str, written: str) -> datetime:
    """When a day begins in Rome."""
    begins = datetime.combine(day(option, written), time(), ZoneInfo(ROME))
    return begins.astimezone(UTC)


def _csv(rows: Sequence[RegisterLine]) -> str:
    out = io.StringIO()
    lines = csv.DictWriter(out, _COLUMNS)
    lines.writeheader()
    lines.writerows(row.model_dump(mode="json") for row in rows)
    return out.getvalue()
