"""The receipts of certified mail, each under the message that brought it."""

from collections.abc import Sequence

from models.evidence import Evidence
from models.ids import LetterId, MessageHash
from store.mail_tables import EvidenceTable
from store.rows import SqlRows
from store.sheet import Sheet


class SqlEvidence(SqlRows[Evidence, MessageHash]):
    sheet = Sheet(Evidence, EvidenceTable)
    thing = "receipt"

    async def of_letter(self, letter: LetterId) -> Sequence[Evidence]:
        """Oldest first by the provider's time."""
        return await self._all(
            self.sheet.select.where(EvidenceTable.letter == letter).order_by(
                EvidenceTable.at, EvidenceTable.message
            )
        )
