"""Commands on forms: a proposal handed in, and handed in again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.command import CLERK, As, DryRun, Json, Reason, Ref, act, content, now, run
from cli.trial import Carried, tell
from runtime.client import Access
from runtime.names import foreseen_lines

if TYPE_CHECKING:
    from runtime.submission import Submitted

app = typer.Typer()
File = Annotated[Path, typer.Argument(help="The form, a JSON file.")]
Session = Annotated[str | None, typer.Option(help="A session, as in IT-RU/XXIX.")]


@app.command()
def submit(
    file: File,
    *,
    session: Session = None,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Register a form as a new proposal."""

    async def work(opened: Access) -> tuple[Submitted, Carried]:
        form, at = content(file), now()
        office = await opened.office(officer, now=at, dry=dry_run)
        done = await office.submit(form, session=session, now=at)
        lines = await foreseen_lines(opened, office.foreseen)
        return done, Carried(office.foreseen, [f"Its number: {done.ref}", *lines])

    done, carried = run(work)
    tell(done, carried, f"Registered as {done.ref}.", as_json=json)


@app.command()
def revise(
    ref: Ref,
    file: File,
    *,
    reason: Reason = "",
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Hand in the completed form of a proposal that was returned."""
    form = content(file)
    act(
        officer,
        lambda office: office.revise(ref, form, reason),
        as_json=json,
        dry_run=dry_run,
    )
