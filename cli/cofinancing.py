"""The command that decides what happens when the money is short."""

from typing import Annotated

import typer

from cli.command import As, DryRun, Json, Reason, Ref, act, one_of
from models.acts import CofinancingChoice

app = typer.Typer()
AGREEMENT_OFFICE = "agreement-office:o1"


@app.command()
def cofinance(  # noqa: PLR0913  (one flag for each choice)
    ref: Ref,
    *,
    accept_partial: Annotated[bool, typer.Option("--accept-partial")] = False,
    go_without: Annotated[bool, typer.Option("--go-without")] = False,
    wait: Annotated[bool, typer.Option("--wait")] = False,
    close: Annotated[bool, typer.Option("--close")] = False,
    reason: Reason,
    officer: As = AGREEMENT_OFFICE,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Accept less, go on without, wait for money to come free, or close."""
    name = one_of(
        accept_partial=accept_partial, go_without=go_without, wait=wait, close=close
    )
    choice = CofinancingChoice(name.replace("_", "-"))
    act(
        officer,
        lambda office: office.cofinance(ref, choice, reason),
        as_json=json,
        dry_run=dry_run,
    )
