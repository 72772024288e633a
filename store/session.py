"""Sessions."""

from collections.abc import Sequence

from models.ids import CorridorCode, SessionId
from models.session import Session, SessionState
from store.rows import SqlRows
from store.sheet import Sheet
from store.tables import SessionTable


class SqlSessions(SqlRows[Session, SessionId]):
    sheet = Sheet(Session, SessionTable)
    thing = "session"

    async def open_after(self, corridor: CorridorCode, ordinal: int) -> Session | None:
        found = await self._all(
            self.sheet.select.where(
                SessionTable.corridor == corridor,
                SessionTable.ordinal > ordinal,
                SessionTable.state == SessionState.COLLECTING,
            )
            .order_by(SessionTable.ordinal)
            .limit(1)
        )
        return found[0] if found else None

    async def in_state(
        self, corridor: CorridorCode, states: Sequence[SessionState]
    ) -> Sequence[Session]:
        return await self._all(
            self.sheet.select.where(
                SessionTable.corridor == corridor, SessionTable.state.in_(states)
            ).order_by(SessionTable.ordinal)
        )
