"""Sessions and their agendas."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete

from models.ids import CaseId, CorridorCode, SessionId
from models.session import Session, SessionState, Slot
from store.fixed import Fixed
from store.rows import SqlRows
from store.sheet import Sheet
from store.tables import SessionTable, SlotTable
from store.transaction import Transaction

_CLEAR = Fixed(delete(SlotTable).where(SlotTable.session == bindparam("of")))
_DROP = Fixed(
    delete(SlotTable).where(
        SlotTable.session == bindparam("of"), SlotTable.case == bindparam("left")
    )
)


class SqlSlots(SqlRows[Slot, tuple[SessionId, CaseId]]):
    sheet = Sheet(Slot, SlotTable)
    thing = "slot"

    async def of(self, session: SessionId) -> Sequence[Slot]:
        return await self._all(
            self.sheet.select.where(SlotTable.session == session).order_by(
                SlotTable.position
            )
        )


class SqlSessions(SqlRows[Session, SessionId]):
    sheet = Sheet(Session, SessionTable)
    thing = "session"

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._slots = SqlSlots(transaction)

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

    async def slots(self, session: SessionId) -> Sequence[Slot]:
        return await self._slots.of(session)

    async def drop_slot(self, session: SessionId, case: CaseId) -> None:
        """One case leaves the agenda; without the session's lock."""
        await self._transaction.now(
            _DROP, {"of": session, "left": case}, after=self._slots.sheet.table
        )

    async def set_slots(self, session: SessionId, slots: Sequence[Slot]) -> None:
        await self.get(session)  # two agendas of one session must not mix
        await self._transaction.now(
            _CLEAR, {"of": session}, after=self._slots.sheet.table
        )
        for slot in slots:
            await self._slots.add(slot)
