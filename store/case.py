"""The files of the proposals."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, func, select

from models.case import Case, Phase
from models.ids import CaseId, CorridorCode, SessionId
from store.errors import NotFoundError
from store.fixed import Fixed
from store.rows import SqlRows
from store.sheet import Sheet, locked, table_of
from store.tables import ProposalTable, SessionTable

_SESSIONS = table_of(SessionTable)
_OF_NAME = select(SessionTable.session).where(SessionTable.session == bindparam("name"))
_SESSION = Fixed(_OF_NAME)
_LOCKED_SESSION = Fixed(locked(_OF_NAME))
_LAST = Fixed(
    select(func.max(ProposalTable.serial).label("last")).where(
        ProposalTable.opened_in == bindparam("name")
    )
)


class SqlCases(SqlRows[Case, CaseId]):
    sheet = Sheet(Case, ProposalTable)
    thing = "proposal"

    async def by_fingerprint(
        self, corridor: CorridorCode, fingerprint: str
    ) -> Case | None:
        found = await self._all(
            self.sheet.select.where(
                ProposalTable.corridor == corridor,
                ProposalTable.fingerprint == fingerprint,
            )
        )
        return found[0] if found else None

    async def next_serial(self, session: SessionId) -> int:
        """Numbers given in a session queue up behind its row until the unit ends."""
        asked = {"name": session}
        lock = _LOCKED_SESSION if self._transaction.locks else _SESSION
        if not await self._transaction.row(lock, asked, after=_SESSIONS):
            raise NotFoundError(f"There is no session {session}; check the name.")
        # A statement of its own: it must see what was committed while waiting.
        row = await self._transaction.row(_LAST, asked, after=self.sheet.table)
        return (row["last"] or 0) + 1 if row else 1

    async def in_session(
        self, session: SessionId, phases: Sequence[Phase]
    ) -> Sequence[Case]:
        return await self._all_locked(
            self.sheet.select.where(
                ProposalTable.session == session, ProposalTable.phase.in_(phases)
            ).order_by(ProposalTable.case)
        )

    async def open_after(self, after: CaseId | None, limit: int) -> Sequence[Case]:
        return await self._all(
            self.sheet.select.where(
                ProposalTable.case > (after or ""),
                ProposalTable.phase.not_in((Phase.DRAFT, Phase.CLOSED)),
            )
            .order_by(ProposalTable.case)
            .limit(limit)
        )

    async def in_phase(
        self, corridor: CorridorCode, phases: Sequence[Phase]
    ) -> Sequence[Case]:
        return await self._all(
            self.sheet.select.where(
                ProposalTable.corridor == corridor, ProposalTable.phase.in_(phases)
            ).order_by(ProposalTable.case)
        )

    def _values(self, row: Case) -> dict[str, Any]:
        opened_in, _, serial = row.case.rpartition("/")
        return dict(row) | {"opened_in": opened_in, "serial": int(serial)}
