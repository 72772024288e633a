"""The bodies a proposal is put before."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_

from models.body import Body
from models.ids import BodyCode, CorridorCode
from store.body_history import reached_at
from store.rows import SqlRows
from store.sheet import Sheet
from store.tables import BodyTable


class SqlBodies(SqlRows[Body, BodyCode]):
    sheet = Sheet(Body, BodyTable)
    thing = "body"
    shared = True

    async def of_corridor(self, corridor: CorridorCode) -> Sequence[Body]:
        return await self._all(
            self.sheet.select.where(BodyTable.corridor == corridor).order_by(
                BodyTable.code
            )
        )

    async def by_address(self, address: str) -> Sequence[Body]:
        return await self._all(
            self.sheet.select.where(
                or_(
                    BodyTable.mailbox == mailbox(address),
                    BodyTable.second_mailbox == mailbox(address),
                    BodyTable.code.in_(reached_at(mailbox(address))),
                )
            ).order_by(BodyTable.code)
        )

    def _values(self, row: Body) -> dict[str, Any]:
        second = mailbox(row.second_email) if row.second_email else None
        return dict(row) | {"mailbox": mailbox(row.email), "second_mailbox": second}


def mailbox(address: str) -> str:
    """An address as it is compared: nobody tells mailboxes apart by case."""
    return address.strip().lower()
