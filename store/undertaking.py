"""Minutes, and the register of what the sides promised in them."""

from collections.abc import Sequence

from models.ids import CorridorCode, SessionId
from models.minutes import Recorded
from models.undertaking import Undertaking, UndertakingId
from store.agenda_tables import MinutesTable, UndertakingTable
from store.rows import SqlRows
from store.sheet import Sheet
from store.tables import SessionTable


class SqlMinutes(SqlRows[Recorded, SessionId]):
    sheet = Sheet(Recorded, MinutesTable)
    thing = "record of minutes"


class SqlUndertakings(SqlRows[Undertaking, UndertakingId]):
    sheet = Sheet(Undertaking, UndertakingTable)
    thing = "undertaking"

    async def of_session(self, session: SessionId) -> Sequence[Undertaking]:
        found = await self._all(
            self.sheet.select.where(UndertakingTable.session == session)
        )
        return sorted(found, key=_place)

    async def of_corridor(self, corridor: CorridorCode) -> Sequence[Undertaking]:
        found = await self._all(
            self.sheet.select.join(
                SessionTable, SessionTable.session == UndertakingTable.session
            )
            .where(SessionTable.corridor == corridor)
            .order_by(SessionTable.ordinal, UndertakingTable.undertaking)
        )
        return sorted(found, key=_place)


def _place(one: Undertaking) -> tuple[int, int]:
    """By session, then as the minutes number them: 10 after 9."""
    ordinal = one.session.rpartition("/")[2]
    return int(ordinal), int(one.undertaking.rpartition("/")[2])
