"""What proposals have in common, and which pairs a person was asked about."""

from collections.abc import Sequence

from sqlalchemy import bindparam, or_

from models.ids import CaseId
from models.likeness import Duplicate, Traits
from store.fixed import Fixed
from store.likeness_tables import DuplicateTable, LikenessTable
from store.rows import SqlRows
from store.sheet import Sheet

_PAIRS = Sheet(Duplicate, DuplicateTable)
_MERGED = Fixed(
    _PAIRS.select.where(DuplicateTable.kept == bindparam("of")).order_by(
        DuplicateTable.case, DuplicateTable.other
    )
)


class SqlTraits(SqlRows[Traits, CaseId]):
    sheet = Sheet(Traits, LikenessTable)
    thing = "likeness"

    async def near(self, own: Traits) -> Sequence[Traits]:
        return await self._all(
            self.sheet.select.where(
                LikenessTable.corridor == own.corridor,
                LikenessTable.case != own.case,
                or_(
                    LikenessTable.hash == own.hash,
                    LikenessTable.proposer == own.proposer,
                    LikenessTable.site == own.site,
                ),
            ).order_by(LikenessTable.case)
        )


class SqlDuplicates(SqlRows[Duplicate, tuple[CaseId, CaseId]]):
    sheet = _PAIRS
    thing = "pair of proposals that are alike"

    async def of(self, case: CaseId) -> Sequence[Duplicate]:
        return await self._all(
            self.sheet.select.where(
                or_(DuplicateTable.case == case, DuplicateTable.other == case)
            ).order_by(DuplicateTable.case, DuplicateTable.other)
        )

    async def merged_into(self, case: CaseId) -> Sequence[CaseId]:
        rows = await self._transaction.rows(
            _MERGED, {"of": case}, after=self.sheet.table
        )
        merged = [self.sheet.read(row) for row in rows]
        return [one.case if one.other == case else one.other for one in merged]
