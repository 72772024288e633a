"""Commands on promised money: committed by an act, paid, reported, settled."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Annotated

import typer

from activities.commitment_file import MoneyMoved
from cli.command import (
    AGREEMENT_OFFICE,
    As,
    DryRun,
    Json,
    Reason,
    Ref,
    now,
    run,
    show,
)
from cli.money_show import drawn
from models.foreseen import Foreseen
from models.money import euro
from runtime.amounts import amount
from runtime.case_money import CaseMoney, case_money
from runtime.client import Access
from runtime.dates import day
from runtime.money_desk import MoneyDesk
from runtime.names import foreseen_lines

app = typer.Typer(
    no_args_is_help=True, help="Money under an agreement: committed, paid, settled."
)
Agreement = Annotated[
    str, typer.Argument(metavar="AGREEMENT", help="The agreement's number.")
]
Euro = Annotated[str, typer.Argument(metavar="EURO", help="As in 1250.50.")]
Act = Annotated[
    str | None, typer.Option(help="The act, where there have been several.")
]
Order = Annotated[str, typer.Option(help="Number of the order or receipt; once only.")]
Work = Callable[[MoneyDesk], Awaitable[MoneyMoved]]


@app.command()
def commit(  # noqa: PLR0913  (the fields of an act)
    ref: Ref,
    agreement: Agreement,
    *,
    act: Annotated[str, typer.Option(help="The act's number.")],
    signed: Annotated[str, typer.Option(help="The day it was signed.")],
    cup: Annotated[str, typer.Option(help="The project's code (CUP).")],
    company: Annotated[
        bool, typer.Option("--company/--no-company", help="A company benefits.")
    ],
    cor: Annotated[
        str | None, typer.Option(help="The aid's code (COR), when a company benefits.")
    ] = None,
    euros: Annotated[
        str | None, typer.Option("--euro", help="Else all that is reserved.")
    ] = None,
    rate: Annotated[
        str | None, typer.Option(help="Part of the reported cost, as in 1/2.")
    ] = None,
    ends: Annotated[
        str | None, typer.Option(help="The day the action ends: the report is due.")
    ] = None,
    requested_by: Annotated[str, typer.Option(help="Who asks for it: not you.")],
    reason: Reason,
    officer: As = AGREEMENT_OFFICE,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Approve the act by which reserved money is promised."""
    signed_on, ends_on = day("--signed", signed), day("--ends", ends) if ends else None
    given = amount("--euro", euros) if euros is not None else None
    _move(
        officer,
        lambda desk: desk.commit(
            ref,
            agreement,
            number=act,
            signed_on=signed_on,
            cup=cup,
            cor=cor,
            companies_benefit=company,
            cents=given,
            rate=rate,
            ends_on=ends_on,
            requester=requested_by,
            reason=reason,
        ),
        "Committed",
        dry_run=dry_run,
        as_json=json,
    )


@app.command()
def pay(  # noqa: PLR0913  (the fields of a payment)
    ref: Ref,
    agreement: Agreement,
    euros: Euro,
    *,
    order: Order,
    act: Act = None,
    officer: As = AGREEMENT_OFFICE,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Pay an instalment of what is committed."""
    given = amount("EURO", euros)
    _move(
        officer,
        lambda desk: desk.pay(ref, agreement, given, order=order, act=act),
        "Paid",
        dry_run=dry_run,
        as_json=json,
    )


@app.command()
def report(  # noqa: PLR0913  (the fields of a report)
    ref: Ref,
    agreement: Agreement,
    euros: Euro,
    *,
    ended: Annotated[str, typer.Option(help="The day the action ended.")],
    received: Annotated[str, typer.Option(help="The day the report came in.")],
    act: Act = None,
    officer: As = AGREEMENT_OFFICE,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Enter what the action really cost, as the ministry admits it."""
    given, ended_on, received_on = (
        amount("EURO", euros),
        day("--ended", ended),
        day("--received", received),
    )
    _move(
        officer,
        lambda desk: desk.report(
            ref,
            agreement,
            given,
            ended_on=ended_on,
            received_on=received_on,
            act=act,
        ),
        "Entered: costs of",
        dry_run=dry_run,
        as_json=json,
    )


@app.command()
def settle(  # noqa: PLR0913  (what every act on money takes)
    ref: Ref,
    agreement: Agreement,
    *,
    order: Annotated[
        str | None,
        typer.Option(help="Number of the payment order; none if nothing is to pay."),
    ] = None,
    act: Act = None,
    reason: Reason = "",
    officer: As = AGREEMENT_OFFICE,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Pay what the report makes due, and give back the rest."""
    _move(
        officer,
        lambda desk: desk.settle(ref, agreement, reason, order=order, act=act),
        "Settled: paid",
        dry_run=dry_run,
        as_json=json,
    )


@app.command()
def revoke(  # noqa: PLR0913  (what every act on money takes)
    ref: Ref,
    agreement: Agreement,
    *,
    act: Act = None,
    reason: Reason,
    officer: As = AGREEMENT_OFFICE,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take a commitment back; what was paid is owed to us."""
    _move(
        officer,
        lambda desk: desk.revoke(ref, agreement, reason, act=act),
        "Revoked: paid",
        dry_run=dry_run,
        as_json=json,
    )


@app.command()
def recover(  # noqa: PLR0913  (the fields of a receipt)
    ref: Ref,
    agreement: Agreement,
    euros: Euro,
    *,
    order: Order,
    act: Act = None,
    officer: As = AGREEMENT_OFFICE,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Book paid money that has come back."""
    given = amount("EURO", euros)
    _move(
        officer,
        lambda desk: desk.recover(ref, agreement, given, order=order, act=act),
        "Recovered",
        dry_run=dry_run,
        as_json=json,
    )


@app.command()
def release(
    ref: Ref,
    agreement: Agreement,
    *,
    reason: Reason,
    officer: As = AGREEMENT_OFFICE,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Let one agreement's reservation go; the other bodies are asked first."""
    _move(
        officer,
        lambda desk: desk.release(ref, agreement, reason),
        "Released",
        dry_run=dry_run,
        as_json=json,
    )


@app.command("show")
def show_(ref: Ref, *, json: Json = False) -> None:
    """What a proposal holds in reserve, and every act with what became of it."""

    async def work(opened: Access) -> CaseMoney:
        case = await opened.reading.case_by_ref(ref)
        return await case_money(opened.units, case.case)

    found = run(work)
    show(found, drawn(ref, found), as_json=json)


def _move(officer: str, work: Work, done: str, *, dry_run: bool, as_json: bool) -> None:
    async def inside(opened: Access) -> tuple[MoneyMoved, Foreseen | None, list[str]]:
        desk = await opened.money_desk(officer, now=now(), dry=dry_run)
        moved, seen = await work(desk), desk.foreseen
        told = await foreseen_lines(opened, seen)
        return moved, seen, told

    moved, foreseen, told = run(inside)
    if dry_run:
        show(foreseen, "\n".join(["It would set off:", *told]), as_json=as_json)
        return
    show(moved, " ".join(_sentences(done, moved)), as_json=as_json)


def _sentences(done: str, moved: MoneyMoved) -> Iterator[str]:
    under = f" under act {moved.act}" if moved.act else ""
    yield f"{done} {euro(moved.cents)}{under}."
    if moved.to_recover:
        yield f"{euro(moved.to_recover)} are owed back."
