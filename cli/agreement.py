"""Commands on agreements: entered, budgeted, and shown to the last cent."""

from typing import Annotated

import typer

from cli.command import CLERK, As, Json, day, euro, now, run, show, table
from models.body import Agreement, AgreementKind, AgreementYear
from models.ids import AgreementNumber, BodyCode
from models.ledger import Account
from models.money import cents
from runtime.client import Access
from store.read_models import Statement

app = typer.Typer(no_args_is_help=True, help="Agreements and their yearly budgets.")
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="The agreement's.")]
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
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Enter an agreement between the ministry and a body."""
    first, last = day(valid_from), day(valid_to)

    async def work(opened: Access) -> Agreement:
        async with opened.units.read() as unit:
            corridor = (await unit.bodies.get(BodyCode(body))).corridor
        agreement = Agreement(
            number=AgreementNumber(number),
            corridor=corridor,
            kind=kind,
            body=BodyCode(body),
            valid_from=first,
            valid_to=last,
            sectors=tuple(sector or ()),
        )
        await opened.register(officer).add_agreement(agreement, now=now())
        return agreement

    done = run(work)
    show(done, f"Entered: agreement {done.number} with {done.body}.", as_json=json)


@app.command()
def budget(
    number: Number,
    year: Annotated[int, typer.Argument(min=1990, max=2100)],
    euros: Annotated[str, typer.Argument(metavar="EURO")],
    *,
    cap: Cap = None,
    officer: As = CLERK,
    json: Json = False,
) -> None:
    """Enter the ministry's budget of a year, once."""
    opened_year = AgreementYear(
        agreement=AgreementNumber(number),
        year=year,
        budget=cents(euros),
        project_cap=cents(cap) if cap is not None else None,
    )

    async def work(opened: Access) -> AgreementYear:
        await opened.register(officer).open_year(opened_year, now=now())
        return opened_year

    done = run(work)
    said = f"Entered: {euro(done.budget)} euro for {done.year} under {done.agreement}."
    show(done, said, as_json=json)


@app.command("show")
def show_(
    number: Number,
    *,
    year: Annotated[int | None, typer.Option(help="Else this year.")] = None,
    json: Json = False,
) -> None:
    """What stands in each account of a year, and every move."""

    async def work(opened: Access) -> Statement:
        return await opened.reading.agreement_statement(
            AgreementNumber(number), year or now().year
        )

    found = run(work)
    standing = ", ".join(
        f"{account} {euro(found.balances.get(account, 0))}" for account in Account
    )
    budgeted = euro(found.year.budget)
    shown = table(
        f"{number}, {found.year.year}: budget {budgeted} euro; {standing}",
        ("from", "to", "euro", "proposal", "cause"),
        (
            (
                line.entry.credit,
                line.entry.debit,
                euro(line.entry.cents),
                line.case,
                line.entry.cause,
            )
            for line in found.lines
        ),
    )
    show(found, shown, as_json=json)
