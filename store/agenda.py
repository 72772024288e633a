"""Agendas: slots, who waits, what was overridden, and the releases."""

from collections.abc import Sequence

from sqlalchemy import bindparam

from models.agenda_rows import Announced, Override, Queued
from models.ids import CaseId, SessionId
from models.session import Slot
from store.agenda_tables import AnnouncedTable, OverrideTable, QueuedTable, SlotTable
from store.rows import SqlRows
from store.sheet import Sheet, removal, table_of
from store.transaction import Transaction

_CLEARED = tuple(
    (of, removal(of, of.session == bindparam("of")))
    for of in (SlotTable, QueuedTable, OverrideTable)
)
_LEFT = tuple(
    (
        of,
        removal(of, of.session == bindparam("of"), of.case == bindparam("one")),
    )
    for of in (SlotTable, QueuedTable)
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


class SqlQueue(SqlRows[Queued, tuple[SessionId, CaseId]]):
    sheet = Sheet(Queued, QueuedTable)
    thing = "waiting item"

    async def of(self, session: SessionId) -> Sequence[Queued]:
        return await self._all(
            self.sheet.select.where(QueuedTable.session == session).order_by(
                QueuedTable.position, QueuedTable.case
            )
        )


class SqlOverrides(SqlRows[Override, tuple[SessionId, int]]):
    sheet = Sheet(Override, OverrideTable)
    thing = "override"

    async def of(self, session: SessionId) -> Sequence[Override]:
        return await self._all(
            self.sheet.select.where(OverrideTable.session == session).order_by(
                OverrideTable.number
            )
        )


class SqlAgendas(SqlRows[Announced, tuple[SessionId, int]]):
    """What stands on each session's agenda; `add` enters a release."""

    sheet = Sheet(Announced, AnnouncedTable)
    thing = "release"

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._slots = SqlSlots(transaction)
        self._queue = SqlQueue(transaction)
        self._overrides = SqlOverrides(transaction)

    async def slots(self, session: SessionId) -> Sequence[Slot]:
        return await self._slots.of(session)

    async def slot(self, session: SessionId, case: CaseId) -> Slot | None:
        return await self._slots.find((session, case))

    async def queue(self, session: SessionId) -> Sequence[Queued]:
        return await self._queue.of(session)

    async def overrides(self, session: SessionId) -> Sequence[Override]:
        return await self._overrides.of(session)

    async def replace(
        self,
        session: SessionId,
        slots: Sequence[Slot] = (),
        queue: Sequence[Queued] = (),
        overrides: Sequence[Override] = (),
    ) -> None:
        """The whole agenda; the caller holds the session's lock, so none mix."""
        for of, statement in _CLEARED:
            await self._transaction.remove(table_of(of), statement, {"of": session})
        for slot in slots:
            await self._slots.add(slot)
        for one in queue:
            await self._queue.add(one)
        for accepted in overrides:
            await self._overrides.add(accepted)

    async def drop(self, session: SessionId, case: CaseId) -> None:
        """One case leaves the agenda; without the session's lock."""
        for of, statement in _LEFT:
            gone = {"of": session, "one": case}
            await self._transaction.remove(table_of(of), statement, gone)

    async def releases(self, session: SessionId) -> Sequence[Announced]:
        return await self._all(
            self.sheet.select.where(AnnouncedTable.session == session).order_by(
                AnnouncedTable.number
            )
        )

    async def last_release(self, session: SessionId) -> Announced | None:
        found = await self._all(
            self.sheet.select.where(AnnouncedTable.session == session)
            .order_by(AnnouncedTable.number.desc())
            .limit(1)
        )
        return found[0] if found else None
