"""The mails that came in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from models.ids import CaseId, MessageHash
from models.inbound import InboundMessage
from store.conversation import about
from store.mail_tables import UNREAD, ConversationTable, MessageTable
from store.rows import SqlRows
from store.sheet import Sheet


class SqlMessages(SqlRows[InboundMessage, MessageHash]):
    sheet = Sheet(InboundMessage, MessageTable)
    thing = "message"

    async def unread_before(self, instant: datetime) -> int:
        row = await self._transaction.row(
            select(func.count().label("unread")).where(
                UNREAD, MessageTable.received_at <= instant
            ),
            after=self.sheet.table,
        )
        return row["unread"] if row else 0

    async def received(self) -> Sequence[MessageHash]:
        """Those without a disposition, oldest first: a restart starts them again."""
        rows = await self._transaction.rows(
            select(MessageTable.message)
            .where(UNREAD)
            .order_by(MessageTable.received_at, MessageTable.message),
            after=self.sheet.table,
        )
        return [MessageHash(row["message"]) for row in rows]

    async def by_content(self, content_key: str) -> Sequence[InboundMessage]:
        """The oldest first; in a writing unit, locked in one order."""
        copies = await self._all_locked(
            self.sheet.select.where(MessageTable.content_key == content_key).order_by(
                MessageTable.message
            )
        )
        return sorted(copies, key=lambda copy: (copy.received_at, copy.message))

    async def of_conversations(self, case: CaseId) -> Sequence[InboundMessage]:
        return await self._all(
            self.sheet.select.join(
                ConversationTable,
                ConversationTable.number == MessageTable.conversation,
            )
            .where(about(case))
            .order_by(MessageTable.received_at, MessageTable.message)
        )
