"""Commands for the worst day: a backup, its restore, and an engine begun again."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from cli.command import PLACE, Json, counted, now, run, saying, show, table, working
from models.frozen import Frozen
from runtime.backup import Manifest, back_up
from runtime.client import Access
from runtime.folder import settings_of
from runtime.rehydrate import Lost, Rehydrator
from runtime.restore import restore as bring_back
from runtime.staff import wall_clock

app = typer.Typer()


class Backed(Frozen):
    """`secrets`: files that let their reader sign, or answer, in our name."""

    folder: str
    files: int
    size: int
    secrets: tuple[str, ...]
    engine: bool


class Rehydrated(Frozen):
    begun: bool
    lost: tuple[Lost, ...]


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(metavar="DIR", help="New, or empty.")],
    *,
    json: Json = False,
) -> None:
    """Copy engine, record, keys and settings while everything works."""

    async def work(opened: Access) -> Manifest:
        await back_up(opened.settings, target, now=now(), say=saying)
        return Manifest.model_validate_json((target / "manifest.json").read_bytes())

    told = _backed(target, run(work, patience=None))
    shown = (
        f"{counted(told.files, 'file')} in {told.folder}, {told.size // 1024} KiB; "
        f"manifest.json names each with its hash.\nSecret, mode 0600: "
        f"{', '.join(told.secrets)}. Keep the folder where only you can read it."
    )
    if not told.engine:
        shown += (
            "\nThe engine is no file of this folder: its own backup is not in here. "
            "Without one, `starter.py rehydrate` begins everything again."
        )
    show(told, shown, as_json=json)


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="DIR", help="A backup.")],
    *,
    folder: Annotated[
        Path | None, typer.Option("--folder", help="The new data folder, empty.")
    ] = None,
    json: Json = False,
) -> None:
    """Bring a backup back, once every file in it is what its manifest says.

    The next worker compares engine and record, and begins again what differs.
    """
    there = PLACE.get()
    place = settings_of(folder or there.folder, there.environ)

    async def work() -> Manifest:
        return await bring_back(source, place, say=saying)

    told = _backed(place.folder, working(work))
    shown = (
        f"{counted(told.files, 'file')} brought back into {told.folder}, each as its "
        "manifest says.\nSee settings.json there for the settings it ran with, then "
        "`starter.py --folder … up`: it catches up by itself."
    )
    show(told, shown, as_json=json)


@app.command()
def rehydrate(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would begin again.")
    ] = False,
    json: Json = False,
) -> None:
    """Begin every procedure again that the engine has lost, from the record alone.

    What runs, and knows what the record knows, is left alone.
    """

    async def work(opened: Access) -> tuple[Lost, ...]:
        ready = Rehydrator(
            client=await opened.client(),
            queue=opened.settings.queue,
            units=opened.units,
            clock=wall_clock,
            say=saying,
        )
        return tuple(await (ready.look() if dry_run else ready.run()))

    lost = run(work, patience=None)
    shown = Rehydrated(begun=not dry_run, lost=lost)
    show(shown, _told(shown), as_json=json)


def _backed(folder: Path, manifest: Manifest) -> Backed:
    return Backed(
        folder=str(folder),
        files=len(manifest.files),
        size=sum(one.size for one in manifest.files),
        secrets=tuple(one.name for one in manifest.files if one.secret),
        engine=manifest.engine,
    )


def _told(shown: Rehydrated) -> Table | str:
    if not shown.lost:
        return "Engine and record agree: nothing was lost."
    title = "Begun again" if shown.begun else "To be begun again"
    rows = ((one.workflow, one.why.value, one.sentence) for one in shown.lost)
    return table(title, ("procedure", "why", "what it means"), rows)
