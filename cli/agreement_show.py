"""What stands in an agreement's year, and every move: shown, or as a file."""

from csv import writer
from io import StringIO
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from cli.command import Json, counted, euro, now, run, screen, show, table
from documents.cells import guarded
from models.errors import DomainError
from models.ids import AgreementNumber
from models.ledger import Account
from models.money import CENTS_PER_UNIT
from models.statement import Statement, StatementLine
from runtime.client import Access
from runtime.names import Refs, refs_in, spoken
from runtime.written import save

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="The agreement's.")]
Year = Annotated[int, typer.Argument(min=1990, max=2100)]


def show_(
    number: Number,
    *,
    year: Annotated[
        int | None, typer.Option(help="Else this year, or the last with a budget.")
    ] = None,
    json: Json = False,
) -> None:
    """What stands in each account of a year, and every move with its day."""
    found, years, refs = _read(number, year)
    standing = ", ".join(
        f"{account} {euro(found.closing.get(account, 0))}" for account in Account
    )
    drawn = table(
        f"{number}, {found.year}: opening {euro(found.opening)} euro, raised by "
        f"{euro(found.raised)}; closing "
        f"{standing}; sum {euro(found.check_sum)}",
        _COLUMNS,
        (
            (
                *(f"{one.on:%d.%m.%Y}", *_cells(one, refs)),
                *(euro(one.cents), euro(one.available)),
            )
            for one in found.lines
        ),
    )
    others = [str(one) for one in years if one != found.year]
    show({**found.model_dump(mode="json"), "years": years}, drawn, as_json=json)
    if others and not json:
        screen().print(f"Other years with a budget: {', '.join(others)}; see --year.")


def statement_(
    number: Number,
    year: Year,
    *,
    csv: Annotated[Path, typer.Option(help="The file to write.")],
    json: Json = False,
) -> None:
    """Write the statement of a year into a file for the accounts."""
    found, _, refs = _read(number, year)
    written = StringIO(newline="")
    rows = writer(written)
    rows.writerow(("agreement", "year", *_COLUMNS))
    name = guarded(number)
    rows.writerow((name, year, "", "", "opening", "", "", _plain(found.opening)))
    for one in found.lines:
        sums = (_plain(one.cents), _plain(one.available))
        texts = map(guarded, _cells(one, refs))
        rows.writerow((name, year, one.on.isoformat(), *texts, *sums))
    for account in Account:
        left = _plain(found.closing.get(account, 0))
        rows.writerow((name, year, "", "", f"closing {account}", "", left, ""))
    rows.writerow((name, year, "", "", "raised", "", _plain(found.raised), ""))
    total = _plain(found.check_sum)
    rows.writerow((name, year, "", "", "sum of accounts", "", total, ""))
    save(written.getvalue().encode("utf-8-sig"), csv)
    said = f"Written: {counted(len(found.lines), 'move')} to {csv}."
    show({"file": str(csv), "moves": len(found.lines)}, said, as_json=json)


_COLUMNS = ("day", "proposal", "what", "cause", "euro", "available")


class _Read(NamedTuple):
    """A year's statement, every year with a budget, and the cases by number."""

    statement: Statement
    years: list[int]
    refs: Refs


def _read(number: str, year: int | None) -> _Read:
    """A year of an agreement: the one asked for, else this one, else the last."""
    named = AgreementNumber(number)

    async def work(opened: Access) -> _Read:
        async with opened.units.read() as unit:
            await unit.agreements.get(named)
            years = [*await unit.agreements.years(named)]
        this = now().year
        wanted = year or (this if this in years else max(years, default=this))
        if wanted not in years:
            known = ", ".join(map(str, years)) or "none"
            raise DomainError(
                f"Agreement {number} has no budget for {wanted}; years with one:"
                f" {known}. Enter it with `starter.py agreement budget`."
            )
        found = await opened.reading.agreement_statement(named, wanted)
        return _Read(found, years, await refs_in(opened, (o.case for o in found.lines)))

    return run(work)


def _cells(one: StatementLine, refs: Refs) -> tuple[str, str, str]:
    return (spoken(one.case or "", refs), str(one.movement), one.said)


def _plain(amount: int) -> str:
    """As a spreadsheet reads it: no thousands, always two decimals."""
    return f"{amount // CENTS_PER_UNIT}.{amount % CENTS_PER_UNIT:02d}"
