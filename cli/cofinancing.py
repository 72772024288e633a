"""Commands on co-financing: decided when the money is short, and checked again."""

from typing import Annotated, Any

import typer
from rich.console import Group
from typer.core import TyperGroup

from cli.command import (
    As,
    DryRun,
    Json,
    Reason,
    Ref,
    act,
    counted,
    day,
    now,
    one_of,
    run,
    show,
    table,
)
from models.acts import CofinancingChoice
from models.money import euro
from runtime.client import Access
from runtime.recheck import Recheck


class _DecideUnlessNamed(TyperGroup):
    """`cofinance REF --wait` is `cofinance decide REF --wait`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, "--help"}:
            args = ["decide", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_DecideUnlessNamed,
    no_args_is_help=True,
    help="Co-financing: `cofinance REF --wait …` decides, `check` looks again.",
)
AGREEMENT_OFFICE = "agreement-office:o1"


@app.command()
def decide(  # noqa: PLR0913  (one flag for each choice)
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


@app.command()
def check(
    ref: Ref,
    *,
    as_of: Annotated[
        str | None, typer.Option(help="By the rules of this day, as in 2003-10-01.")
    ] = None,
    json: Json = False,
) -> None:
    """What the rules of a day say of a proposal as it stands now; a reading."""
    on = day(as_of) if as_of else None

    async def work(opened: Access) -> Recheck:
        return await opened.recheck(ref, as_of=on, now=now())

    found = run(work)
    show(found, _drawn(found), as_json=json)


def _drawn(found: Recheck) -> Group:
    """What blocks, what limits, what only warns; then every rule."""
    head = [
        f"{found.ref} by the rules of {found.as_of} ({found.rule_version})",
        f"{found.status}: the ministry {euro(found.ministry)}, gap {euro(found.gap)}",
        *filter(None, [found.why]),
        f"Blocked by: {_named(found.blocks)}. Limited by: {_named(found.limits)}.",
        f"Only warned by: {_named(found.warnings)}.",
    ]
    if found.waiting_before:
        waiting = counted(found.waiting_before, "proposal ranks", "proposals rank")
        head.append(f"{waiting} before it for the same money.")
    rows = table(
        "Rules",
        ("rule", "outcome", "sentence", "what was found", "source"),
        (
            (
                one.rule,
                f"{one.outcome} ({one.hardness})",
                one.en,
                one.detail,
                f"[{one.source.grade}] {one.source.document}" if one.source else "",
            )
            for one in found.rules
        ),
    )
    return Group("\n".join(head), rows)


def _named(rules: tuple[str, ...]) -> str:
    return ", ".join(rules) or "none"
