"""What waits for something by the record: whoever attends to it may be asleep."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, or_, select

from models.case import Phase
from models.ids import CaseId, MessageHash, SessionId
from models.inbound import Disposition
from models.programme import ProgrammeState
from models.session import SessionState
from store.mail_tables import MessageTable
from store.money_tables import CommitmentTable
from store.programme_tables import AdhesionTable, ProgrammeLifeTable
from store.tables import ProposalTable, SessionTable
from store.transaction import Transaction

_LISTENING = (
    *(Phase.OPEN, Phase.WAITING_LIST),
    *(Phase.READY, Phase.SCHEDULED, Phase.PRESENTED),
)
"""What somebody else does may end the wait of these."""
_NOT_HELD = (SessionState.COLLECTING, SessionState.FROZEN)
ENDED = (SessionState.CLOSED, SessionState.CANCELLED)
AT_THE_DESK = (Disposition.TASK, Disposition.QUARANTINED)
_OVER = (ProgrammeState.CLOSED, ProgrammeState.ABANDONED)


class SqlWaiting:
    """Each in order of its name, a page at a time: those after `after`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def cases(self, after: str, limit: int) -> Sequence[CaseId]:
        """That look again when poked."""
        case = ProposalTable.case
        asked = select(case.label("name")).where(ProposalTable.phase.in_(_LISTENING))
        found = await self._page(asked.where(case > after).order_by(case), limit)
        return [CaseId(name) for name in found]

    async def money(self, after: str, limit: int) -> Sequence[CaseId]:
        """Cases whose promised money has a term, or that ended with money reserved."""
        case = ProposalTable.case
        promised = select(CommitmentTable.case).where(
            CommitmentTable.next_at.is_not(None)
        )
        held = (ProposalTable.phase == Phase.CLOSED) & (ProposalTable.reserved > 0)
        asked = select(case.label("name")).where(or_(held, case.in_(promised)))
        found = await self._page(asked.where(case > after).order_by(case), limit)
        return [CaseId(name) for name in found]

    async def sessions(self, after: str, limit: int) -> Sequence[SessionId]:
        """Whose agenda follows its proposals."""
        named = SessionTable.session
        asked = select(named.label("name")).where(SessionTable.state.in_(_NOT_HELD))
        found = await self._page(asked.where(named > after).order_by(named), limit)
        return [SessionId(name) for name in found]

    async def adhesions(self, after: str, limit: int) -> Sequence[SessionId]:
        """Sessions for which somebody's passport may still be kept."""
        named = AdhesionTable.session
        asked = (
            select(named.label("name"))
            .where(named > after, AdhesionTable.passports_deleted_at.is_(None))
            .distinct()
        )
        return [
            SessionId(name) for name in await self._page(asked.order_by(named), limit)
        ]

    async def programmes(self, after: str, limit: int) -> Sequence[str]:
        """`IT-RU/2028-2030`: those with a term before them."""
        table = ProgrammeLifeTable
        named = table.corridor + "/" + table.code
        asked = select(named.label("name")).where(
            named > after, table.state.not_in(_OVER)
        )
        return await self._page(asked.order_by(named), limit)

    async def unclosed(self, after: str, limit: int) -> Sequence[SessionId]:
        """Sessions whose procedure has not ended."""
        named = SessionTable.session
        asked = select(named.label("name")).where(SessionTable.state.not_in(ENDED))
        found = await self._page(asked.where(named > after).order_by(named), limit)
        return [SessionId(name) for name in found]

    async def messages(self, after: str, limit: int) -> Sequence[MessageHash]:
        """Mails that wait at the desk."""
        named = MessageTable.message
        asked = select(named.label("name")).where(
            MessageTable.disposition.in_(AT_THE_DESK)
        )
        found = await self._page(asked.where(named > after).order_by(named), limit)
        return [MessageHash(name) for name in found]

    async def _page(self, asked: Select[Any], limit: int) -> list[str]:
        rows = await self._transaction.rows(asked.limit(limit))
        return [str(row["name"]) for row in rows]
