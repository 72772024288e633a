"""Agreements with bodies, their years, and the money moved in them."""

from collections.abc import Sequence

from sqlalchemy import case as when
from sqlalchemy import func, select

from models.body import Agreement, AgreementYear
from models.ids import AgreementNumber, CaseId, CorridorCode
from models.ledger import Account, Entry
from store.evidence_tables import EntryTable
from store.rows import SqlRows
from store.sheet import Sheet
from store.tables import AgreementTable, AgreementYearTable
from store.transaction import Transaction

ENTRIES = Sheet(Entry, EntryTable)


class SqlYears(SqlRows[AgreementYear, tuple[AgreementNumber, int]]):
    sheet = Sheet(AgreementYear, AgreementYearTable)
    thing = "agreement year"

    async def locked(self, key: tuple[AgreementNumber, int]) -> AgreementYear | None:
        return await self._lock(key)

    async def hold(self, key: tuple[AgreementNumber, int]) -> None:
        """Lock it unless this unit has; it must be there."""
        if key not in self._held:
            await self.get(key)


class SqlAgreements(SqlRows[Agreement, AgreementNumber]):
    sheet = Sheet(Agreement, AgreementTable)
    thing = "agreement"
    shared = True

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._years = SqlYears(transaction)

    async def of_corridor(self, corridor: CorridorCode) -> Sequence[Agreement]:
        return await self._all(
            self.sheet.select.where(AgreementTable.corridor == corridor).order_by(
                AgreementTable.number
            )
        )

    async def add_year(self, year: AgreementYear) -> None:
        await self._years.add(year)

    async def year(self, agreement: AgreementNumber, year: int) -> AgreementYear | None:
        return await self._years.locked((agreement, year))

    async def entries(self, agreement: AgreementNumber, year: int) -> Sequence[Entry]:
        rows = await self._transaction.rows(
            ENTRIES.select.where(
                EntryTable.agreement == agreement, EntryTable.year == year
            ).order_by(EntryTable.id),
            after=ENTRIES.table,
        )
        return [ENTRIES.read(row) for row in rows]

    async def post(
        self,
        agreement: AgreementNumber,
        year: int,
        case: CaseId | None,
        entries: Sequence[Entry],
    ) -> None:
        await self._years.hold((agreement, year))
        placed = {"agreement": agreement, "year": year, "case": case}
        for entry in entries:
            self._transaction.later(ENTRIES.table, ENTRIES.add, dict(entry) | placed)

    async def reserved(
        self, case: CaseId
    ) -> Sequence[tuple[AgreementNumber, int, int]]:
        into = when((EntryTable.debit == Account.RESERVED, EntryTable.cents), else_=0)
        out = when((EntryTable.credit == Account.RESERVED, EntryTable.cents), else_=0)
        standing = func.sum(into) - func.sum(out)
        rows = await self._transaction.rows(
            select(EntryTable.agreement, EntryTable.year, standing.label("cents"))
            .where(EntryTable.case == case)
            .group_by(EntryTable.agreement, EntryTable.year)
            .having(standing > 0)
            .order_by(EntryTable.agreement, EntryTable.year),
        )
        return [(row["agreement"], row["year"], int(row["cents"])) for row in rows]
