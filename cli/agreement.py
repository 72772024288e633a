"""Commands on agreements: entered, budgeted, shared out, shown to the last cent."""

from typing import Annotated, cast

import typer

from activities.effects import Done, EffectRunner
from activities.shortage import Raised, SharedOut, YearClosed
from cli.agreement_show import Number, Year, show_, statement_
from cli.command import (
    AGREEMENT_OFFICE,
    CLERK,
    As,
    DryRun,
    Json,
    Reason,
    counted,
    euro,
    now,
    run,
    show,
    table,
)
from cli.trial import carry, tell
from models.body import Agreement, AgreementKind, AgreementYear
from models.ids import Actor, AgreementNumber
from models.shortage import ShortageMode
from runtime.amounts import amount
from runtime.budgets import agreement_of, look_again, open_year
from runtime.client import Access
from runtime.dates import day
from runtime.names import Refs, refs_in, spoken
from runtime.register import Register
from store.unit_of_work import SqlUnits

app = typer.Typer(no_args_is_help=True, help="Agreements and their yearly budgets.")
app.command("show")(show_)
app.command("statement")(statement_)
Cap = Annotated[str | None, typer.Option(help="The most for one project, in euro.")]


@app.command()
def add(  # noqa: PLR0913  (the fields of an agreement)
    number: Number,
    body: Annotated[str, typer.Argument(metavar="BODY", help="The body's code.")],
    *,
    kind: Annotated[AgreementKind, typer.Option()] = AgreementKind.PROGRAMME,
    valid_from: Annotated[str, typer.Option(help="As in 2026-01-01.")],
    valid_to: Annotated[str, typer.Option(help="As in 2028-12-31.")],
    sector: Annotated[
        list[str] | None, typer.Option(help="Repeat it; none means every sector.")
    ] = None,
    shortage: Annotated[
        ShortageMode, typer.Option(help="What is done when requests exceed its money.")
    ] = ShortageMode.WAITING_LIST,
    strict_rank: Annotated[
        bool, typer.Option("--strict-rank", help="Nobody passes one who does not fit.")
    ] = False,
    rate: Annotated[
        str, typer.Option(help="Its own part of the cost, as 1/2.")
    ] = "1/1",
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Enter an agreement between the ministry and a body."""
    first, last = day("--valid-from", valid_from), day("--valid-to", valid_to)

    async def work(opened: Access) -> Agreement:
        agreement = await agreement_of(
            opened,
            {
                "number": number,
                "body": body,
                "kind": kind,
                "valid_from": first,
                "valid_to": last,
                "sectors": tuple(sector or ()),
                "shortage": shortage,
                "strict_rank": strict_rank,
                "rate": rate,
            },
        )
        await opened.register(officer).add_agreement(agreement, now=now())
        return agreement

    done = run(work)
    show(done, f"Entered: agreement {done.number} with {done.body}.", as_json=json)


@app.command()
def budget(  # noqa: PLR0913  (the fields of a year)
    number: Number,
    year: Year,
    euros: Annotated[str, typer.Argument(metavar="EURO")],
    *,
    cap: Cap = None,
    officer: As = CLERK,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Enter the ministry's budget of a year, once; who waits for it looks again."""
    opened_year = AgreementYear(
        agreement=AgreementNumber(number),
        year=year,
        budget=amount("EURO", euros),
        project_cap=amount("--cap", cap) if cap is not None else None,
    )

    async def work(opened: Access, effects: EffectRunner) -> int:
        units = cast("SqlUnits", effects.units)
        register = Register(units=units, actor=Actor(officer))
        waiting = await open_year(register, units, opened_year, now=now())
        if waiting and not dry_run:
            await look_again(opened, opened_year, AGREEMENT_OFFICE, now=now())
        return waiting

    waiting, carried = carry(work, dry_run=dry_run)
    said = f"Entered: {euro(opened_year.budget)} euro for {year} under {number}."
    if waiting and dry_run:
        carried.told.append(
            f"{counted(waiting, 'proposal')} in line for it: look again"
        )
    tell(opened_year, carried, said, as_json=json)


@app.command("raise")
def raise_(  # noqa: PLR0913  (what an act on a budget takes)
    number: Number,
    year: Year,
    euros: Annotated[str, typer.Argument(metavar="EURO", help="What is added.")],
    *,
    act: Annotated[str, typer.Option(help="The number of the act that adds it.")],
    reason: Reason,
    officer: As = AGREEMENT_OFFICE,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Add to a year's budget; whoever waits for its money looks again."""
    added = amount("EURO", euros)

    async def work(opened: Access) -> Raised:
        desk = await opened.money_desk(officer, now=now(), dry=dry_run)
        return await desk.raise_budget(number, year, added, number=act, reason=reason)

    done = run(work)
    waiting = counted(len(done.poke_cases), "proposal looks", "proposals look")
    said = (
        f"budget {euro(done.budget)} euro for {year} under {number}; {waiting} again."
    )
    show(done, f"{'Would raise' if dry_run else 'Raised'}: {said}", as_json=json)


@app.command()
def renew(  # noqa: PLR0913  (what an act on an agreement takes)
    number: Number,
    *,
    valid_to: Annotated[str, typer.Option(help="Its new last day.")],
    act: Annotated[str, typer.Option(help="The number of the act that prolongs it.")],
    reason: Reason,
    officer: As = AGREEMENT_OFFICE,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Prolong an agreement; whoever waits for its money looks again."""
    last = day("--valid-to", valid_to)

    async def work(opened: Access) -> Done:
        desk = await opened.money_desk(officer, now=now(), dry=dry_run)
        return await desk.renew(number, last, number=act, reason=reason)

    done = run(work)
    said = f"{'Would renew' if dry_run else 'Renewed'}: agreement {number} until {last}"
    if dry_run and (waiting := len(done.poke_cases)):
        said += f"; {counted(waiting, 'proposal')} in line for it would look again"
    show(done, f"{said}.", as_json=json)


@app.command()
def share(
    number: Number,
    year: Year,
    *,
    reason: Reason,
    officer: As = AGREEMENT_OFFICE,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Share a year's money out among all who wait for it, pro rata."""

    async def work(opened: Access) -> tuple[SharedOut, Refs]:
        desk = await opened.money_desk(officer, now=now(), dry=dry_run)
        shared = await desk.share_out(number, year, reason)
        return shared, await refs_in(opened, (one.case for one in shared.grants))

    done, refs = run(work)
    drawn = table(
        f"{'Would share' if dry_run else 'Shared'} out: {number}, {year}",
        ("proposal", "wanted, euro", "gets, euro"),
        (
            (spoken(one.case, refs), euro(one.wanted), euro(one.cents))
            for one in done.grants
        ),
    )
    show(done, drawn, as_json=json)


@app.command("close")
def close_(
    number: Number,
    year: Year,
    *,
    reason: Reason,
    officer: As = AGREEMENT_OFFICE,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Let what is left of an ended year lapse; what is held stays."""

    async def work(opened: Access) -> YearClosed:
        desk = await opened.money_desk(officer, now=now(), dry=dry_run)
        return await desk.close_year(number, year, reason)

    done = run(work)
    said = f"{year} under {number}; {euro(done.cents)} euro lapse."
    show(done, f"{'Would close' if dry_run else 'Closed'}: {said}", as_json=json)
