"""Adhesions to sessions: notices, threads with bodies, forms received."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from models.adhesion import AdhesionId
from models.adhesion_record import AdhesionRecord, AdhesionThread, Notice
from models.ids import BodyCode, SessionId
from store.programme_tables import AdhesionTable, AdhesionThreadTable, NoticeTable
from store.rows import SqlRows
from store.sheet import Sheet


class SqlNotices(SqlRows[Notice, tuple[SessionId, int]]):
    sheet = Sheet(Notice, NoticeTable)
    thing = "notice"

    async def of(self, session: SessionId) -> Sequence[Notice]:
        """By number."""
        return await self._all(
            self.sheet.select.where(NoticeTable.session == session).order_by(
                NoticeTable.number
            )
        )

    async def open_at(self, now: datetime) -> Sequence[Notice]:
        """Those whose deadline has not passed, the first to end before the others."""
        return await self._all(
            self.sheet.select.where(NoticeTable.deadline >= now).order_by(
                NoticeTable.deadline, NoticeTable.session, NoticeTable.number
            )
        )


class SqlAdhesionThreads(SqlRows[AdhesionThread, tuple[SessionId, BodyCode]]):
    sheet = Sheet(AdhesionThread, AdhesionThreadTable)
    thing = "conversation about taking part"

    async def by_conversation(self, number: int) -> AdhesionThread | None:
        found = await self._all(
            self.sheet.select.where(AdhesionThreadTable.conversation == number)
        )
        return found[0] if found else None


class SqlAdhesions(SqlRows[AdhesionRecord, AdhesionId]):
    sheet = Sheet(AdhesionRecord, AdhesionTable)
    thing = "adhesion"

    async def of(self, session: SessionId) -> Sequence[AdhesionRecord]:
        """In the order they came; in a writing unit, locked."""
        return await self._all_locked(
            self.sheet.select.where(AdhesionTable.session == session).order_by(
                AdhesionTable.serial
            )
        )

    async def next_serial(self, session: SessionId) -> int:
        """The session must be locked before."""
        highest = select(func.max(AdhesionTable.serial).label("serial")).where(
            AdhesionTable.session == session
        )
        row = await self._transaction.row(highest, after=self.sheet.table)
        return 1 + ((row["serial"] if row else 0) or 0)
