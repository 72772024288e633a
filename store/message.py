"""The mails that came in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select

from models.ids import CaseId, MessageHash
from models.inbound import InboundMessage
from store.conversation import about
from store.fixed import Fixed
from store.mail_tables import UNREAD, ConversationTable, MessageTable
from store.rows import SqlRows
from store.sheet import Asked, Sheet

_SHEET = Sheet(InboundMessage, MessageTable)
_UNREAD_BEFORE = Fixed(
    select(func.count().label("unread")).where(
        UNREAD, MessageTable.received_at <= bindparam("instant")
    )
)
_RECEIVED = Fixed(
    select(MessageTable.message)
    .where(UNREAD)
    .order_by(MessageTable.received_at, MessageTable.message)
)
_COPIES = Asked(
    _SHEET.select.where(MessageTable.content_key == bindparam("of")).order_by(
        MessageTable.message
    )
)


class SqlMessages(SqlRows[InboundMessage, MessageHash]):
    sheet = _SHEET
    thing = "message"

    async def unread_before(self, instant: datetime) -> int:
        row = await self._transaction.row(
            _UNREAD_BEFORE, {"instant": instant}, after=self.sheet.table
        )
        return row["unread"] if row else 0

    async def received(self) -> Sequence[MessageHash]:
        """Those without a disposition, oldest first: a restart starts them again."""
        rows = await self._transaction.rows(_RECEIVED, after=self.sheet.table)
        return [MessageHash(row["message"]) for row in rows]

    async def by_content(self, content_key: str) -> Sequence[InboundMessage]:
        """The oldest first; in a writing unit, locked in one order."""
        copies = await self._some_locked(_COPIES, {"of": content_key})
        return sorted(copies, key=lambda copy: (copy.received_at, copy.message))

    async def of_conversation(self, number: int) -> Sequence[InboundMessage]:
        """Oldest first; what has not been read belongs to none yet."""
        return await self._all(
            self.sheet.select.where(MessageTable.conversation == number).order_by(
                MessageTable.received_at, MessageTable.message
            )
        )

    async def of_conversations(self, case: CaseId) -> Sequence[InboundMessage]:
        return await self._all(
            self.sheet.select.join(
                ConversationTable,
                ConversationTable.number == MessageTable.conversation,
            )
            .where(about(case))
            .order_by(MessageTable.received_at, MessageTable.message)
        )
