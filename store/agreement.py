"""Agreements with bodies, their years, and the money moved in them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import case as when
from sqlalchemy import func, select

from models.body import Agreement, AgreementYear
from models.event import EventKind
from models.ids import AgreementNumber, CaseId, CorridorCode, agreement_stream
from models.ledger import HELD, Account, Entry, Movement, path
from models.statement import Addition, Booking, Statement, statement
from store.corridor import SqlCorridors
from store.evidence_tables import EntryTable, EventTable
from store.fixed import Fixed, Row
from store.money_tables import AgreementTable, AgreementYearTable
from store.rows import SqlRows
from store.sheet import Sheet, add
from store.transaction import Transaction

ENTRIES = Sheet(Entry, EntryTable)
_POST = Fixed(add(ENTRIES.table).returning(*ENTRIES.table.columns))


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

    async def locked(self, number: AgreementNumber) -> Agreement:
        return self._found(await self._lock((number,)), (number,))

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

    async def own(
        self, agreement: AgreementNumber, year: int, case: CaseId
    ) -> Sequence[Entry]:
        """What one case moved in a year, oldest first."""
        rows = await self._transaction.rows(
            ENTRIES.select.where(
                EntryTable.agreement == agreement,
                EntryTable.year == year,
                EntryTable.case == case,
            ).order_by(EntryTable.id),
            after=ENTRIES.table,
        )
        return [ENTRIES.read(row) for row in rows]

    async def causes(
        self, agreement: AgreementNumber, movement: Movement
    ) -> Sequence[str]:
        """Under which orders money moved so, in any year and for any case."""
        credit, debit = path(movement)
        rows = await self._transaction.rows(
            select(EntryTable.cause).where(
                EntryTable.agreement == agreement,
                EntryTable.credit == credit,
                EntryTable.debit == debit,
            )
        )
        return [row["cause"] for row in rows]

    async def save_year(self, year: AgreementYear) -> None:
        await self._years.save(year)

    async def post(
        self,
        agreement: AgreementNumber,
        year: int,
        case: CaseId | None,
        entries: Sequence[Entry],
        *,
        at: datetime,
    ) -> None:
        await self._years.hold((agreement, year))
        placed = {"agreement": agreement, "year": year, "case": case, "at": at}
        for entry in entries:
            await self._transaction.enter(
                ENTRIES.table, _POST, dict(entry) | placed, after=ENTRIES.table
            )

    async def reserved(
        self, case: CaseId
    ) -> Sequence[tuple[AgreementNumber, int, int]]:
        rows = await self._standing(case, (Account.RESERVED,))
        return [(row["agreement"], row["year"], int(row["cents"])) for row in rows]

    async def standing(
        self, case: CaseId, until: datetime | None = None
    ) -> Mapping[Account, int]:
        """What stands for a case in all years, by account: zero or more in each.

        `until`: by the moves booked by then.
        """
        found: dict[Account, int] = {}
        for account in HELD:
            rows = await self._standing(case, (account,), until)
            found[account] = sum(int(row["cents"]) for row in rows)
        return found

    async def years(self, agreement: AgreementNumber) -> Sequence[int]:
        """The years that have a budget, in order."""
        rows = await self._transaction.rows(
            select(AgreementYearTable.year)
            .where(AgreementYearTable.agreement == agreement)
            .order_by(AgreementYearTable.year)
        )
        return [row["year"] for row in rows]

    async def held(self, case: CaseId) -> int:
        """What stands for a case in all years: reserved, committed or paid."""
        return sum((await self.held_under(case)).values())

    async def held_under(self, case: CaseId) -> Mapping[AgreementNumber, int]:
        """The same by agreement: money of an ended year is held as well."""
        found: Counter[AgreementNumber] = Counter()
        for row in await self._standing(case, HELD):
            found[row["agreement"]] += int(row["cents"])
        return found

    async def _standing(
        self,
        case: CaseId,
        accounts: Sequence[Account],
        until: datetime | None = None,
    ) -> Sequence[Row]:
        into = when((EntryTable.debit.in_(accounts), EntryTable.cents), else_=0)
        out = when((EntryTable.credit.in_(accounts), EntryTable.cents), else_=0)
        standing = func.sum(into) - func.sum(out)
        return await self._transaction.rows(
            select(EntryTable.agreement, EntryTable.year, standing.label("cents"))
            .where(
                EntryTable.case == case,
                *([EntryTable.at <= until] if until else []),
            )
            .group_by(EntryTable.agreement, EntryTable.year)
            .having(standing > 0)
            .order_by(EntryTable.agreement, EntryTable.year),
        )


async def year_statement(
    transaction: Transaction, number: AgreementNumber, year: int
) -> Statement:
    """A year on paper; each move on the day of the secretariat it was booked on.

    Raises:
        NotFoundError: the year has no budget.
    """
    opened = await SqlYears(transaction).get((number, year))
    agreement = await SqlAgreements(transaction).get(number)
    corridor = await SqlCorridors(transaction).get(agreement.corridor)
    zone = ZoneInfo(corridor.zone_a)
    rows = await transaction.rows(
        ENTRIES.select.add_columns(EntryTable.case, EntryTable.at)
        .where(EntryTable.agreement == number, EntryTable.year == year)
        .order_by(EntryTable.id)
    )
    bookings = [
        Booking(
            at=row["at"],
            on=row.pop("at").astimezone(zone).date(),
            case=row.pop("case"),
            entry=ENTRIES.read(row),
        )
        for row in rows
    ]
    raises = await _additions(transaction, number, year, zone)
    return statement(number, year, opened.budget, bookings, raises)


async def _additions(
    transaction: Transaction, number: AgreementNumber, year: int, zone: ZoneInfo
) -> list[Addition]:
    """What the record says was added: the ledger holds moves only."""
    rows = await transaction.rows(
        select(EventTable.at, EventTable.body)
        .where(
            EventTable.stream == agreement_stream(number, year),
            EventTable.kind == EventKind.AGREEMENT_RAISED,
        )
        .order_by(EventTable.seq)
    )
    return [
        Addition(
            at=row["at"],
            on=row["at"].astimezone(zone).date(),
            cents=row["body"]["cents"],
            act=row["body"]["act"] or "-",
        )
        for row in rows
    ]
