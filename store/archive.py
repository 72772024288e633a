"""The ended runs whose history is kept."""

from collections.abc import Sequence

from models.archive import ArchivedRun
from store.evidence_tables import ArchivedRunTable
from store.rows import SqlRows
from store.sheet import Sheet


class SqlArchive(SqlRows[ArchivedRun, tuple[str, str]]):
    sheet = Sheet(ArchivedRun, ArchivedRunTable)
    thing = "archived run"

    async def of(self, procedure: str | None = None) -> Sequence[ArchivedRun]:
        """In the order in which they ended; of one procedure, or of every one."""
        asked = self.sheet.select.order_by(
            ArchivedRunTable.closed_at, ArchivedRunTable.procedure, ArchivedRunTable.run
        )
        if procedure is not None:
            asked = asked.where(ArchivedRunTable.procedure == procedure)
        return await self._all(asked)
