"""What bodies were called, and who took whose place."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, or_, select
from sqlalchemy.sql.selectable import Select

from models.body_history import FormerName, Succession
from models.ids import BodyCode
from store.body_tables import FormerNameTable, SuccessionTable
from store.fixed import Fixed
from store.rows import SqlRows
from store.sheet import Sheet


def reached_at(mailbox: str | BindParameter[str]) -> Select[str]:
    """The codes of the bodies that were reached at a mailbox once."""
    return select(FormerNameTable.body).where(
        or_(
            FormerNameTable.mailbox == mailbox,
            FormerNameTable.second_mailbox == mailbox,
        )
    )


_FORMER = Sheet(FormerName, FormerNameTable)
_OF_BODY = Fixed(
    _FORMER.select.where(FormerNameTable.body == bindparam("of")).order_by(
        FormerNameTable.until
    )
)
_SUCCESSIONS = Sheet(Succession, SuccessionTable)
_TO_BODY = Fixed(
    _SUCCESSIONS.select.where(SuccessionTable.successor == bindparam("of")).order_by(
        SuccessionTable.body
    )
)


class SqlFormerNames(SqlRows[FormerName, tuple[BodyCode, datetime]]):
    sheet = _FORMER
    thing = "former name"

    async def of(self, body: BodyCode) -> Sequence[FormerName]:
        """The oldest first."""
        rows = await self._transaction.rows(
            _OF_BODY, {"of": body}, after=self.sheet.table
        )
        return [self.sheet.read(row) for row in rows]

    def _values(self, row: FormerName) -> dict[str, Any]:
        second = row.second_email.strip().lower() if row.second_email else None
        mailboxes = {"mailbox": row.email.strip().lower(), "second_mailbox": second}
        return dict(row) | mailboxes


class SqlSuccessions(SqlRows[Succession, BodyCode]):
    sheet = _SUCCESSIONS
    thing = "succession"

    async def to(self, successor: BodyCode) -> Sequence[Succession]:
        rows = await self._transaction.rows(
            _TO_BODY, {"of": successor}, after=self.sheet.table
        )
        return [self.sheet.read(row) for row in rows]
