"""Commands on what the engine remembered: kept, listed, shown."""

from pathlib import Path
from typing import Annotated

import typer

from cli.command import CLERK, As, Json, clock, counted, run, show, table
from models.archive import ArchiveRun
from models.officer import officer as officer_named
from runtime.archive_desk import archived, history
from runtime.client import Access
from runtime.written import save

app = typer.Typer(
    no_args_is_help=True, help="What the engine remembered of ended procedures."
)
Name = Annotated[
    str, typer.Argument(metavar="PROCEDURE", help="As in proposal/it-ru/29/0007.")
]


@app.command("now")
def now_(*, officer: As = CLERK, json: Json = False) -> None:
    """Keep what has ended since, as every night at 00:00 UTC.

    Each effect the engine was answered for is held against its event, one to one;
    what differs becomes a task.
    """

    async def work(opened: Access) -> ArchiveRun:
        from runtime.nights import archive_now  # noqa: PLC0415  (slow)

        actor = officer_named(officer)
        return await archive_now(await opened.client(), opened.settings.queue, actor)

    done = run(work, patience=None)
    told = [f"Kept: {counted(done.kept, 'history', 'histories')}."]
    show(done, "\n".join([*told, *(one.sentence for one in done.found)]), as_json=json)


@app.command("list")
def list_(
    name: Annotated[
        str | None, typer.Argument(metavar="[PROCEDURE]", help="Of one of them.")
    ] = None,
    *,
    json: Json = False,
) -> None:
    """The ended procedures whose history is kept."""
    rows = run(lambda opened: archived(opened.units, name))
    shown = table(
        f"{counted(len(rows), 'history', 'histories')} kept",
        ("procedure", "run", "ended", "from", "to", "events", "paper"),
        (
            (
                *(one.procedure, one.run, one.ended),
                *(clock(one.started_at), clock(one.closed_at)),
                *(one.events, one.history[:12]),
            )
            for one in rows
        ),
    )
    show(rows, shown, as_json=json)


@app.command("show")
def show_(
    name: Name,
    *,
    which: Annotated[
        str | None,
        typer.Option("--run", help="As `archive list` has it; else the last."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="Into a file, for the engine's own screens."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Every event the engine had of an ended procedure."""
    found = run(lambda opened: history(opened.units, name, which))
    if output is not None:
        save(found.content, output)
        show(found.run, f"Written: {output}.", as_json=json)
        return
    shown = table(
        f"{found.run.procedure}, run {found.run.run}: {found.run.ended}",
        ("no.", "time", "what", "of"),
        ((one.number, clock(one.at), one.what, one.of) for one in found.steps),
    )
    show(found.steps, shown, as_json=json)
