"""Where the money of the agreements stands, as a table and bars."""

from collections.abc import Iterator, Mapping

from documents.report_page import report_page
from documents.words import word
from models.document import (
    MOST_CATEGORIES,
    Block,
    Chart,
    ChartShape,
    Column,
    ColumnKind,
    Document,
    Language,
    Note,
    Series,
    Table,
)
from models.ledger import Account
from models.residuals import Residuals

_TABLE = (
    *(Account.PAID, Account.COMMITTED, Account.RESERVED),
    *(Account.AVAILABLE, Account.RELEASED, Account.LAPSED),
)
_BARS = tuple(one for one in _TABLE if one is not Account.RELEASED)
"""What is on its way back stands nowhere for longer than an act takes."""


def residuals_document(found: Residuals, language: Language) -> Document:
    return report_page(found.frame, language, "residuals", _blocks(found, language))


def _blocks(found: Residuals, language: Language) -> Iterator[Block]:
    if not found.years:
        yield Note(text=word(language, "report.none"))
        return
    names = ("agreement", "body", "year")
    money = (
        word(language, "residuals.budget"),
        *(_account(one, language) for one in _TABLE),
    )
    yield Table(
        caption=word(language, "residuals.years"),
        columns=(
            *(
                Column(heading=word(language, f"residuals.{name}"), weight=11)
                for name in names
            ),
            *(
                Column(heading=heading, kind=ColumnKind.CENTS, weight=13)
                for heading in money
            ),
        ),
        rows=tuple(
            (
                one.agreement,
                one.body,
                str(one.year),
                one.budget,
                *(one[account] for account in _TABLE),
            )
            for one in found.years
        ),
        total=(
            *(word(language, "report.all"), "", ""),
            sum(one.budget for one in found.years),
            *(sum(one[account] for one in found.years) for account in _TABLE),
        ),
    )
    yield _chart(found, language)


def _chart(found: Residuals, language: Language) -> Chart:
    bars = _bars(found)
    return Chart(
        shape=ChartShape.STACKED,
        title=word(language, "residuals.chart"),
        description=word(language, "residuals.chart_told"),
        categories=tuple(bars),
        series=tuple(
            Series(
                label=_account(account, language),
                values=tuple(bar[account] for bar in bars.values()),
            )
            for account in _BARS
        ),
        values=ColumnKind.CENTS,
    )


def _bars(found: Residuals) -> Mapping[str, Mapping[Account, int]]:
    """A bar for each agreement's year; of more than a chart takes, for each year.

    Of more years than that, the latest.
    """
    single = len(found.years) <= MOST_CATEGORIES
    bars: dict[str, dict[Account, int]] = {}
    for one in found.years:
        name = f"{one.agreement} · {one.year}" if single else str(one.year)
        bar = bars.setdefault(name, dict.fromkeys(Account, 0))
        for account in Account:
            bar[account] += one[account]
    return dict([*bars.items()][-MOST_CATEGORIES:])


def _account(account: Account, language: Language) -> str:
    return word(language, f"residuals.account.{account}")
