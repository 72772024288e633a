"""The filters that accounts have named."""

from collections.abc import Sequence

from sqlalchemy import bindparam

from models.saved_filter import SavedFilter
from store.account_tables import SavedFilterTable
from store.rows import SqlRows
from store.sheet import Sheet, removal

_REMOVE = removal(
    SavedFilterTable,
    SavedFilterTable.account == bindparam("of"),
    SavedFilterTable.name == bindparam("named"),
)


class SqlSavedFilters(SqlRows[SavedFilter, tuple[str, str]]):
    sheet = Sheet(SavedFilter, SavedFilterTable)
    thing = "filter"

    async def of(self, account: str) -> Sequence[SavedFilter]:
        return await self._all(
            self.sheet.select.where(SavedFilterTable.account == account).order_by(
                SavedFilterTable.name
            )
        )

    async def drop(self, account: str, name: str) -> None:
        gone = {"of": account, "named": name}
        await self._transaction.remove(self.sheet.table, _REMOVE, gone)
