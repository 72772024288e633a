"""The command that compares engine and record."""

import typer
from rich.table import Table

from cli.command import CLERK, As, Json, counted, run, show, table
from models.officer import officer as officer_named
from models.reconcile import ReconcileRun
from runtime.client import Access

app = typer.Typer()


@app.command()
def reconcile(*, officer: As = CLERK, json: Json = False) -> None:
    """Compare every open procedure with the record, as every night at 01:00 UTC.

    Stages, timers, chains, what runs and what should. What differs becomes a task;
    a difference that is gone closes it. Nothing else is changed.
    """

    async def work(opened: Access) -> ReconcileRun:
        from runtime.nights import reconcile_now  # noqa: PLC0415  (slow)

        actor = officer_named(officer)
        return await reconcile_now(await opened.client(), opened.settings.queue, actor)

    done = run(work, patience=None)
    show(done, _told(done), as_json=json)


def _told(done: ReconcileRun) -> Table | str:
    compared = counted(done.compared, "procedure")
    if not done.differences:
        return f"Engine and record agree: {compared} compared."
    title = f"{compared} compared, {counted(done.differences, 'difference')}"
    rows = ((one.procedure, one.about, one.sentence) for one in done.found)
    return table(title, ("procedure", "in", "what it means"), rows)
