"""The agreements: what each year's budget has come to, and every move of it."""

from collections.abc import Mapping, Sequence
from typing import Final

from starlette.responses import Response

from models.body import Agreement
from models.claim import queue
from models.errors import DomainError
from models.frozen import Frozen
from models.ids import AgreementNumber
from models.ledger import Account
from models.statement import Statement
from runtime.names import refs_in
from web.desk import Desk, Visit, page

BARS: Final = (Account.AVAILABLE, Account.RESERVED, Account.COMMITTED, Account.PAID)
"""What a budget is made of while its year runs."""
_WIDE: Final = 1000


class Bar(Frozen):
    """A part of a budget: where it begins and how wide it is, of a thousand."""

    account: Account
    cents: int
    begins: int
    width: int


class Line(Frozen):
    """An agreement, and its year as it stands; none was opened: no bars."""

    agreement: Agreement
    body: str
    year: int | None
    bars: tuple[Bar, ...]


async def show_all(desk: Desk, visit: Visit) -> Response:
    this = visit.now.year
    lines: list[Line] = []
    async with desk.access.units.read() as unit:
        corridors = await unit.corridors.all()
        found = [
            one for c in corridors for one in await unit.agreements.of_corridor(c.code)
        ]
        years = {one.number: await unit.agreements.years(one.number) for one in found}
        names = {one.body: (await unit.bodies.get(one.body)).name for one in found}
    for one in found:
        year = _year(years[one.number], this)
        bars = await _bars(desk, one.number, year) if year else ()
        lines.append(
            Line(agreement=one, body=names[one.body], year=year, bars=tuple(bars))
        )
    return page(desk, visit, "agreements", lines=lines)


async def show(desk: Desk, visit: Visit) -> Response:
    number = AgreementNumber(str(visit.request.path_params["number"]))
    async with desk.access.units.read() as unit:
        agreement = await unit.agreements.get(number)
        years = await unit.agreements.years(number)
        claims = await unit.claims.under(number)
        body = (await unit.bodies.get(agreement.body)).name
    asked = visit.asked("year")
    wanted = int(asked) if asked.isdecimal() else _year(years, visit.now.year)
    if asked and wanted not in years:
        raise DomainError(visit.say("agreements.no_year", year=asked))
    statement = await _statement(desk, number, wanted) if wanted else None
    cases = [one.case for one in statement.lines] if statement else []
    cases += [one.case for one in claims]
    refs = await refs_in(desk.access, [f"proposal/{one}" for one in cases if one])
    return page(
        desk,
        visit,
        "agreement",
        agreement=agreement,
        body=body,
        years=years,
        statement=statement,
        bars=_drawn(statement.closing) if statement else (),
        refs=refs,
        queue=queue(claims),
    )


async def _bars(desk: Desk, number: AgreementNumber, year: int) -> Sequence[Bar]:
    return _drawn((await _statement(desk, number, year)).closing)


async def _statement(desk: Desk, number: AgreementNumber, year: int) -> Statement:
    return await desk.access.reading.agreement_statement(number, year)


def _drawn(closing: Mapping[Account, int]) -> Sequence[Bar]:
    """Side by side, together as wide as all of them."""
    total = sum(closing.get(one, 0) for one in BARS)
    bars: list[Bar] = []
    begins = 0
    for account in BARS:
        cents = closing.get(account, 0)
        width = round(_WIDE * cents / total) if total else 0
        bars.append(Bar(account=account, cents=cents, begins=begins, width=width))
        begins += width
    return bars


def _year(years: Sequence[int], this: int) -> int | None:
    """This one, else the last."""
    return this if this in years else max(years, default=None)
