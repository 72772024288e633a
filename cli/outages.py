"""Commands on outages: certified, and the time they took given back."""

from typing import Annotated

import typer

from activities.effects import EffectRunner
from cli.command import (
    CLERK,
    As,
    DryRun,
    Json,
    Reason,
    clock,
    counted,
    now,
    run,
    show,
    table,
)
from cli.trial import carry, tell
from models.errors import DomainError
from models.ids import Actor
from models.officer import officer as known_officer
from models.outage import Outage
from runtime.client import Access
from runtime.dates import moment

app = typer.Typer(no_args_is_help=True, help="When nothing could be received.")
ROME = "Europe/Rome"


@app.command()
def record(
    *,
    since: Annotated[str, typer.Option(help="As in 2026-12-10T20:00, in Rome.")],
    until: Annotated[str, typer.Option(help="As in 2026-12-10T23:59.")],
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Certify an outage: rounds whose last hours it took end a working day later."""
    outage = _outage(since, until, reason, known_officer(officer))

    async def work(opened: Access, effects: EffectRunner) -> list[str]:
        return [*await opened.outages(effects).record(outage, now=now())]

    cases, carried = carry(work, dry_run=dry_run)
    later = counted(len(cases), "round ends", "rounds end")
    said = f"On record. {later} later now, and their bodies are told."
    tell({"cases": cases}, carried, said, as_json=json)


@app.command("list")
def list_(*, json: Json = False) -> None:
    """The outages on record."""

    async def work(opened: Access) -> list[Outage]:
        async with opened.units.read() as unit:
            return [*await unit.outages.all()]

    rows = run(work)
    shown = table(
        counted(len(rows), "outage"),
        ("since", "until", "by", "reason"),
        ((clock(one.since), clock(one.until), one.by, one.reason) for one in rows),
    )
    show(rows, shown, as_json=json)


def _outage(since: str, until: str, reason: str, by: Actor) -> Outage:
    first, last = moment("--since", since, ROME), moment("--until", until, ROME)
    if last <= first:
        raise DomainError("An outage ends after it begins: correct --since or --until.")
    if last > now():
        raise DomainError(
            "An outage is certified when it is over, and --until is in the future: "
            "correct it, or wait."
        )
    return Outage(since=first, until=last, reason=reason, by=by)
