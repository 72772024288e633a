"""Commands on co-financing: decided when the money is short, and checked again."""

from typing import Annotated, Any

import typer
from rich.console import Group
from typer.core import TyperGroup

from cli.command import (
    AGREEMENT_OFFICE,
    As,
    DryRun,
    Json,
    Reason,
    Ref,
    act,
    counted,
    now,
    one_of,
    run,
    show,
    table,
)
from models.acts import CofinancingChoice
from models.cofinancing_facts import called
from models.errors import DomainError
from models.money import euro
from runtime.amounts import amount
from runtime.client import Access
from runtime.dates import day
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
    on = day("--as-of", as_of) if as_of else None

    async def work(opened: Access) -> Recheck:
        return await opened.recheck(ref, as_of=on, now=now())

    found = run(work)
    show(found, _drawn(found), as_json=json)


Bodies = Annotated[
    list[str] | None, typer.Option(metavar="BODY", help="A grouping; repeat it.")
]


@app.command()
def facts(  # noqa: PLR0913  (one option for each fact)
    ref: Ref,
    *,
    months: Annotated[
        int | None, typer.Option(help="Of the actions, from the act (R6).")
    ] = None,
    companies: Annotated[
        int | None, typer.Option(help="Italian companies that take part (R6).")
    ] = None,
    universities: Annotated[
        int | None, typer.Option(help="Foreign universities that take part (R6).")
    ] = None,
    applied_on: Annotated[
        str | None, typer.Option(help="Day of the application (R6, R7, R10).")
    ] = None,
    call_year: Annotated[
        int | None, typer.Option(help="Year of the call applied to (R6, R7, R10).")
    ] = None,
    call_spent: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULE=EURO", help="What its call has given so far: R7=1200000."
        ),
    ] = None,
    copies: Annotated[
        bool | None,
        typer.Option("--copies/--no-copies", help="It repeats what ICE does (R12)."),
    ] = None,
    priority: Annotated[
        bool | None,
        typer.Option("--priority/--no-priority", help="Of the year (R11)."),
    ] = None,
    favoured: Bodies = None,
    not_favoured: Bodies = None,
    reason: Reason,
    officer: As = AGREEMENT_OFFICE,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """State what the rules ask and no file says; then judge again by today's rules.

    `--favoured`: the grouping has its seat in a former objective-1 area (R8). A later
    statement replaces what it names. A case whose money is short is decided upon as
    always: `cofinance REF --wait` reserves at once what the rules now give.
    """
    given: dict[str, Any] = {
        "months": months,
        "companies_a": companies,
        "universities_b": universities,
        "applied_on": day("--applied-on", applied_on) if applied_on else None,
        "call_year": call_year,
        "copies_agency": copies,
        "in_priorities": priority,
        "favoured": dict.fromkeys(favoured or (), True)
        | dict.fromkeys(not_favoured or (), False),
        "so_far": dict(_spent(one) for one in call_spent or ()),
    }

    async def work(opened: Access) -> Recheck:
        desk = await opened.facts_desk(officer, now=now(), dry=dry_run)
        return await desk.state(ref, reason, **given)

    found = run(work)
    said = "With these facts (nothing is kept):" if dry_run else "Recorded."
    show(found, Group(said, _drawn(found)), as_json=json)


def _spent(given: str) -> tuple[str, int]:
    rule, mark, euros = given.partition("=")
    if not mark:
        raise DomainError(f"{given!r} is no sum of a call: write it as in R7=1200000.")
    return rule.strip(), amount("--call-spent", euros)


def _drawn(found: Recheck) -> Group:
    """What blocks, what limits, what only warns; then every rule."""
    head = [
        f"{found.ref} by the rules of {found.as_of} ({found.rule_version})",
        f"{found.status}: the ministry {euro(found.ministry)}, gap {euro(found.gap)}",
        *filter(None, [found.why]),
        f"Blocked by: {_named(found.blocks)}. Limited by: {_named(found.limits)}.",
        f"Only warned by: {_named(found.warnings)}.",
    ]
    missing = dict.fromkeys(
        f"{called(fact)} ({one.rule})" for one in found.rules for fact in one.missing
    )
    if missing:
        head.append(
            f"Not known: {', '.join(missing)}. State it with `cofinance facts REF`."
        )
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
