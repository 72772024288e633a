"""The agreements: what each year's budget has come to, and every move of it."""

from collections.abc import Mapping, Sequence
from typing import Final

from starlette.responses import Response

from models.body import Agreement
from models.claim import Queued, queue
from models.errors import DomainError
from models.frozen import Frozen
from models.ids import AgreementNumber, CaseId, proposal_workflow_id
from models.ledger import Account
from models.rule_book import Rule, RuleBook
from models.statement import Statement
from runtime.names import Refs, refs_in
from runtime.report_files import MEDIA, made
from store.rule_book import load_rule_book
from web.acting import offered
from web.budget_acts import BUDGET_ACTS, ENTER, Budgeted
from web.desk import Desk, Visit, page
from web.money_check import CHECKS, MoneyCheck, last_check
from web.places import agreement_path
from web.saying import ROME
from web.statement_sheet import statement_sheet
from web.whole import whole

BARS: Final = (Account.AVAILABLE, Account.RESERVED, Account.COMMITTED, Account.PAID)
"""What a budget is made of while its year runs."""
_WIDE: Final = 1000
_MOST: Final = 100
"""Of those who wait, on a page."""
LISTS: Final = (".xlsx", ".csv")


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
    return page(
        desk,
        visit,
        "agreements",
        lines=lines,
        enters=ENTER.name if visit.roles & {*ENTER.roles} else "",
        done=visit.asked("done"),
    )


async def show(desk: Desk, visit: Visit) -> Response:
    number = AgreementNumber(str(visit.request.path_params["number"]))
    years, statement = await _year_asked(desk, visit, number)
    book = load_rule_book()
    async with desk.access.units.read() as unit:
        agreement = await unit.agreements.get(number)
        claims = await unit.claims.under(number)
        body = await unit.bodies.get(agreement.body)
    waiting = queue(claims)
    return page(
        desk,
        visit,
        "agreement",
        agreement=agreement,
        body=body.name,
        years=years,
        statement=statement,
        bars=_drawn(statement.closing) if statement else (),
        refs=await _refs(desk, statement, [one.case for one in claims]),
        queue=waiting[:_MOST],
        waiting=len(waiting),
        checks=await _checks(desk, waiting[:_MOST], book),
        rules=_rules(book, body.kind, visit),
        files=LISTS,
        acts=offered(BUDGET_ACTS, Budgeted(agreement, years), visit.roles),
        path=agreement_path(number),
        done=visit.asked("done"),
    )


async def take(desk: Desk, visit: Visit) -> Response:
    """A year's statement as a file."""
    number = AgreementNumber(str(visit.request.path_params["number"]))
    ending = f".{visit.request.path_params['ending']}"
    if ending not in LISTS:
        raise DomainError(visit.say("proposals.no_file"))
    _, statement = await _year_asked(desk, visit, number)
    if statement is None:
        raise DomainError(visit.say("agreements.no_budget"))
    sheet = statement_sheet(
        statement, await _refs(desk, statement), visit.say, visit.now
    )
    content, *_ = made(sheet, ending)
    headers = {
        "Content-Disposition": f'attachment; filename="{statement.year}{ending}"'
    }
    return Response(content, media_type=MEDIA[ending], headers=headers)


async def _year_asked(
    desk: Desk, visit: Visit, number: AgreementNumber
) -> tuple[Sequence[int], Statement | None]:
    """The years with a budget, and the one asked for, else this one, else the last.

    Raises:
        NotFoundError: there is no such agreement.
        DomainError: it has no budget for that year.
    """
    async with desk.access.units.read() as unit:
        await unit.agreements.get(number)
        years = await unit.agreements.years(number)
    asked = visit.asked("year")
    wanted = whole(asked) if asked else _year(years, visit.now.year)
    if asked and wanted not in years:
        raise DomainError(visit.say("agreements.no_year", year=asked))
    return years, await _statement(desk, number, wanted) if wanted else None


async def _refs(
    desk: Desk, statement: Statement | None, waiting: Sequence[CaseId] = ()
) -> Refs:
    moved = [one.case for one in statement.lines if one.case] if statement else []
    cases = [*waiting, *moved]
    return await refs_in(desk.access, [f"proposal/{one}" for one in cases])


async def _checks(
    desk: Desk, waiting: Sequence[Queued], book: RuleBook
) -> Mapping[CaseId, MoneyCheck | None]:
    """Why each of them does not have its money yet."""
    found: dict[CaseId, MoneyCheck | None] = {}
    async with desk.access.units.read() as unit:
        for one in waiting:
            stream = proposal_workflow_id(one.case)
            last = [await unit.events.last(stream, kind) for kind in CHECKS]
            found[one.case] = last_check(last, book)
    return found


def _rules(book: RuleBook, kind: str, visit: Visit) -> Sequence[Rule]:
    """Those that are about its body today."""
    today = visit.now.astimezone(ROME).date()
    return [one for one in book.on(today).rules if one.about(kind)]


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
