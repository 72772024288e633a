"""Commands on people: where the record tells of one, and taking them out of it."""

from collections import Counter
from typing import Annotated

import typer

from cli.command import CLERK, As, DryRun, Json, Reason, counted, now, run, show, table
from cli.trial import Carried, tell
from models.erasure import Erased, Place
from runtime.client import Access

app = typer.Typer(no_args_is_help=True, help="People the record tells of.")
Text = Annotated[str, typer.Argument(help="An address or a whole name.")]
STAYS = (
    "Letters and mails stay as they were sent and received: the record of an official "
    "act is kept by law (GDPR art. 17(3)(b) and (d))."
)


@app.command()
def find(text: Text, *, json: Json = False) -> None:
    """Where the record tells of a person, now or in a version before."""

    async def work(opened: Access) -> list[Place]:
        return [*await opened.person_desk(CLERK).find(text)]

    found = run(work, patience=None)
    rows = Counter(place.table for place in found)
    shown = table(counted(len(found), "row"), ("table", "rows"), rows.items())
    show(found, shown, as_json=json)


@app.command()
def erase(
    text: Text,
    *,
    reason: Reason,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Destroy what the record keeps of a person; every chain still verifies.

    Addresses, names, what was read out of their mails, in every version. Letters and
    mails stay as bytes.
    """

    async def work(opened: Access) -> tuple[Erased, Carried]:
        if not dry_run:
            desk = opened.person_desk(officer)
            return await desk.erase(text, reason, now=now()), Carried(None, [])
        from runtime.rehearsal import tried  # noqa: PLC0415  (only to try)

        gone, seen = await tried(
            opened.units,
            lambda effects: opened.person_desk(officer, effects.units).erase(
                text, reason, now=now()
            ),
        )
        carried = Carried(seen, [f"{_said(gone)} would be erased."])
        return gone, carried.besides(STAYS)

    gone, carried = run(work, patience=None)
    said = f"{_said(gone)} erased; {counted(gone.scars, 'scar')} left in the chronicle."
    tell(gone, carried, f"{said} {_papers(gone)}", as_json=json)


def _said(gone: Erased) -> str:
    return ", ".join(f"{name}: {rows}" for name, rows in sorted(gone.tables.items()))


def _papers(gone: Erased) -> str:
    return STAYS if gone.papers else ""
