"""Screening lists as loaded, and the cases that stand still over a hit."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, literal, select

from models.ids import CaseId, PaperId, proposal_workflow_id
from models.screening import ListVersion, Standstill
from store.fixed import Fixed
from store.rows import SqlRows
from store.screening_tables import ScreeningListTable, StandstillTable
from store.sheet import Sheet

STILL = select(StandstillTable.case).where(StandstillTable.ended_at.is_(None))
STILL_STREAMS = select(
    literal(proposal_workflow_id(CaseId(""))).concat(StandstillTable.case)
).where(StandstillTable.ended_at.is_(None))
"""No letter about these cases leaves."""


_STANDSTILLS = Sheet(Standstill, StandstillTable)
_OPEN_OF = Fixed(
    _STANDSTILLS.select.where(
        StandstillTable.case == bindparam("of"), StandstillTable.ended_at.is_(None)
    )
)


class SqlScreeningLists(SqlRows[ListVersion, PaperId]):
    sheet = Sheet(ListVersion, ScreeningListTable)
    thing = "screening list"

    async def all(self) -> Sequence[ListVersion]:
        """In the order in which they were loaded."""
        return await self._all(
            self.sheet.select.order_by(
                ScreeningListTable.loaded_at, ScreeningListTable.list
            )
        )


class SqlStandstills(SqlRows[Standstill, tuple[CaseId, datetime]]):
    sheet = _STANDSTILLS
    thing = "standstill"

    async def open_of(self, case: CaseId) -> Standstill | None:
        row = await self._transaction.row(
            _OPEN_OF, {"of": case}, after=self.sheet.table
        )
        return None if row is None else self._noted(self.sheet.read(row))

    async def of(self, case: CaseId) -> Sequence[Standstill]:
        return await self._all(
            self.sheet.select.where(StandstillTable.case == case).order_by(
                StandstillTable.since
            )
        )

    async def cases(self) -> Sequence[CaseId]:
        """Those that stand still now, in order."""
        rows = await self._transaction.rows(STILL.order_by(StandstillTable.case))
        return [CaseId(row["case"]) for row in rows]
