"""Commands for the day one leaves: the whole record out, and into another place."""

from pathlib import Path
from typing import Annotated

import typer

from cli.command import (
    CLERK,
    PLACE,
    As,
    Json,
    counted,
    now,
    run,
    saying,
    show,
    working,
)
from models.frozen import Frozen
from models.officer import officer as officer_named
from runtime.client import Access
from runtime.exported import Exported, manifest_of
from runtime.folder import settings_of

app = typer.Typer()


class Told(Frozen):
    """`manifest` is the hash by which the export is known."""

    folder: str
    manifest: str
    records: int
    rows: int
    papers: int
    files: int


@app.command()
def export(
    target: Annotated[Path, typer.Argument(metavar="DIR", help="New, or empty.")],
    *,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Write the whole record into a folder, in open formats.

    JSON Lines and CSV of every table, letters and mails as .eml, and the schema. It
    tells of people; no private key is in it.
    """

    async def work(opened: Access) -> Exported:
        from runtime.export import export as take_out  # noqa: PLC0415  (slow)

        return await take_out(
            opened.units, target, actor=officer_named(officer), now=now(), say=saying
        )

    told = _told(run(work, patience=None), target)
    show(
        told,
        f"{_counted(told)} in {target}.\nManifest {told.manifest}: note it, so that "
        "nobody can exchange the folder.",
        as_json=json,
    )


@app.command("import-archive")
def import_archive(
    source: Annotated[Path, typer.Argument(metavar="DIR", help="An export.")],
    *,
    folder: Annotated[
        Path | None, typer.Option("--folder", help="The new data folder, empty.")
    ] = None,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Put an export into an empty installation, and check it whole.

    All or nothing. Histories show as before; nothing runs until `starter.py up`.
    """
    from runtime.import_archive import import_archive as bring_in  # noqa: PLC0415

    there = PLACE.get()
    place = settings_of(folder or there.folder, there.environ)

    async def work() -> Exported:
        return await bring_in(
            source, place, actor=officer_named(officer), now=now(), say=saying
        )

    told = _told(working(work), source)
    show(
        told,
        f"{_counted(told)} brought into {place.folder}, and the whole record verified."
        "\nTo go on as the same desk, bring mail.key and seal.key from the old data "
        "folder first; then `starter.py up` and `starter.py rehydrate` begin what is "
        "open.",
        as_json=json,
    )


def _told(found: Exported, folder: Path) -> Told:
    return Told(
        folder=str(folder),
        manifest=manifest_of(folder),
        records=found.records,
        rows=sum(found.rows.values()),
        papers=found.papers,
        files=len(found.files),
    )


def _counted(told: Told) -> str:
    return (
        f"{counted(told.rows, 'row')}, {counted(told.papers, 'paper')} and "
        f"{counted(told.records, 'record')} of the chronicle"
    )
