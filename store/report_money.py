"""Budgets and moves of money, as sums."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from models.ids import AgreementNumber
from models.ledger import Account
from models.report_scope import ReportScope
from models.residuals import Budget, Moved
from store.evidence_tables import EntryTable
from store.money_tables import AgreementTable, AgreementYearTable
from store.transaction import Transaction


async def budgets(transaction: Transaction, scope: ReportScope) -> Sequence[Budget]:
    """The years of the corridor's agreements that the period touches."""
    rows = await transaction.rows(
        select(
            AgreementYearTable.agreement,
            AgreementTable.body,
            AgreementYearTable.year,
            AgreementYearTable.budget.label("cents"),
        )
        .join(AgreementTable, AgreementTable.number == AgreementYearTable.agreement)
        .where(
            AgreementTable.corridor == scope.corridor,
            AgreementYearTable.year.between(*_years(scope)),
        )
        .order_by(AgreementYearTable.year, AgreementYearTable.agreement)
    )
    return [Budget(**row) for row in rows]


async def moves(transaction: Transaction, scope: ReportScope) -> Sequence[Moved]:
    """All that was ever moved in those years."""
    rows = await transaction.rows(
        select(
            EntryTable.agreement,
            EntryTable.year,
            EntryTable.debit,
            EntryTable.credit,
            func.sum(EntryTable.cents).label("cents"),
        )
        .join(AgreementTable, AgreementTable.number == EntryTable.agreement)
        .where(
            AgreementTable.corridor == scope.corridor,
            EntryTable.year.between(*_years(scope)),
        )
        .group_by(
            EntryTable.agreement, EntryTable.year, EntryTable.debit, EntryTable.credit
        )
    )
    return [
        Moved(
            AgreementNumber(row["agreement"]),
            row["year"],
            Account(row["debit"]),
            Account(row["credit"]),
            int(row["cents"]),
        )
        for row in rows
    ]


async def standing(
    transaction: Transaction,
    scope: ReportScope,
    *,
    until: datetime,
    since: datetime | None = None,
) -> dict[Account, int]:
    """What each account gained by the moves booked between two instants."""
    asked = (
        select(
            EntryTable.debit,
            EntryTable.credit,
            func.sum(EntryTable.cents).label("cents"),
        )
        .join(AgreementTable, AgreementTable.number == EntryTable.agreement)
        .where(AgreementTable.corridor == scope.corridor, EntryTable.at < until)
        .group_by(EntryTable.debit, EntryTable.credit)
    )
    if since is not None:
        asked = asked.where(EntryTable.at >= since)
    found = dict.fromkeys(Account, 0)
    for row in await transaction.rows(asked):
        found[Account(row["debit"])] += int(row["cents"])
        found[Account(row["credit"])] -= int(row["cents"])
    return found


def _years(scope: ReportScope) -> tuple[int, int]:
    return scope.period.first.year, scope.period.last.year
