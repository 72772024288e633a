"""The findings of the auditors, and the cases a sample is drawn from."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from models.case import Case
from models.finding import Finding
from models.ids import CaseId
from models.sampling import Drawing
from store.case import SqlCases
from store.evidence_tables import FindingTable
from store.fixed import Fixed
from store.rows import SqlRows
from store.sheet import Sheet
from store.tables import ProposalTable

_LAST = Fixed(
    select(func.max(FindingTable.number).label("last")).where(
        FindingTable.case == bindparam("of")
    )
)


class SqlFindings(SqlRows[Finding, tuple[CaseId, int]]):
    sheet = Sheet(Finding, FindingTable)
    thing = "finding"

    async def next_number(self, case: CaseId) -> int:
        """The row of the case is held: numbers of one case queue up behind it."""
        row = await self._transaction.row(_LAST, {"of": case}, after=self.sheet.table)
        return (row["last"] or 0) + 1 if row else 1

    async def all(self, case: CaseId | None = None) -> Sequence[Finding]:
        """By case and number; of one case, or of every one."""
        asked = self.sheet.select.order_by(FindingTable.case, FindingTable.number)
        if case is not None:
            asked = asked.where(FindingTable.case == case)
        return await self._all(asked)

    async def population(self, drawing: Drawing) -> Sequence[Case]:
        """The cases a sample is drawn from, by id."""
        rows = await self._transaction.rows(_fitting(drawing))
        return [SqlCases.sheet.read(row) for row in rows]


def _fitting(drawing: Drawing) -> Select[Any]:
    asked = SqlCases.sheet.select.order_by(ProposalTable.case)
    for column, value in (
        (ProposalTable.phase, drawing.phase),
        (ProposalTable.outcome, drawing.outcome),
        (ProposalTable.region, drawing.region),
    ):
        if value is not None:
            asked = asked.where(column == value)
    if drawing.since is not None:
        asked = asked.where(ProposalTable.opened_at >= drawing.since)
    if drawing.until is not None:
        asked = asked.where(ProposalTable.opened_at <= drawing.until)
    return asked
