"""The list of wanted counterparts, for the other co-chair: shown, or as a file."""

import csv
import io
from pathlib import Path
from typing import Annotated

import typer

from cli.adhesions import Name
from cli.command import Json, counted, run, show, table
from documents.cells import guarded
from models.counterparts import Asker, Counterpart
from runtime.adhesion_desk import AdhesionShelf
from runtime.client import Access
from runtime.written import save

app = typer.Typer()
_COLUMNS = ("kind", "name", "spellings", "profiles", "region", "asked by", "perhaps")


@app.command()
def counterparts(
    name: Name,
    *,
    file: Annotated[
        Path | None, typer.Option("--csv", help="Write the list there.")
    ] = None,
    json: Json = False,
) -> None:
    """Whom our side wants to meet, once each, for the other co-chair."""

    async def work(opened: Access) -> tuple[Counterpart, ...]:
        async with opened.units.read() as unit:
            shelf = AdhesionShelf(unit=unit, book=opened.adhesion_book())
            return await shelf.counterparts(name)

    found = run(work)
    if file is not None:
        save(_csv(found).encode("utf-8-sig"), file)
    shown = table(counted(len(found), "counterpart"), _COLUMNS, map(_row, found))
    show(found, shown, as_json=json)


def _row(one: Counterpart) -> tuple[str, ...]:
    return (
        one.kind,
        one.name,
        "; ".join(one.spellings),
        "; ".join(one.profiles),
        one.region or "",
        "; ".join(map(_asker, one.asked_by)),
        "; ".join(one.perhaps),
    )


def _asker(one: Asker) -> str:
    return f"{one.organisation} ({one.body})" if one.organisation else one.body


def _csv(found: tuple[Counterpart, ...]) -> str:
    """As a spreadsheet opens it: what begins like a formula is made a text."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(("key", *_COLUMNS))
    for one in found:
        rows.writerow([guarded(cell) for cell in (one.key, *_row(one))])
    return written.getvalue()
