"""The thread with each party of each proposal."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select, union

from models.ids import CaseId
from models.inbound import Conversation
from store.body import mailbox
from store.errors import StaleRowError
from store.fixed import Fixed
from store.mail_tables import ConversationTable, LetterTable
from store.sheet import Sheet, add_once, table_of
from store.tables import BodyTable, ProposalTable
from store.transaction import Transaction

_SHEET = Sheet(Conversation, ConversationTable)
_CASES = table_of(ProposalTable)
_OPEN = Fixed(add_once(_SHEET.table).returning(*_SHEET.table.columns))
_WITH_PARTY = Fixed(
    _SHEET.select.where(
        ConversationTable.case == bindparam("case"),
        ConversationTable.party == bindparam("party"),
    )
)


class SqlConversations:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def with_party(self, case: CaseId, party: str) -> Conversation:
        standing = await self._with_party(case, party)
        return standing or await self._open(case, party)

    async def find(self, number: int) -> Conversation | None:
        row = await self._transaction.row(
            _SHEET.find, _SHEET.at((number,)), after=_SHEET.table
        )
        return None if row is None else _SHEET.read(row)

    async def by_sender(self, address: str) -> Sequence[int]:
        """Threads in which we wrote to this address, or whose body has it now."""
        sender = mailbox(address)
        written = select(LetterTable.conversation.label("number")).where(
            LetterTable.mailbox == sender
        )
        of_body = (
            select(ConversationTable.number)
            .join(BodyTable, BodyTable.code == ConversationTable.party)
            .where(BodyTable.mailbox == sender)
        )
        rows = await self._transaction.rows(union(written, of_body).order_by("number"))
        return [row["number"] for row in rows]

    async def by_code(self, ref: str) -> Sequence[int]:
        """People write a reference in small letters too."""
        rows = await self._transaction.rows(
            select(ConversationTable.number)
            .join(ProposalTable, ProposalTable.case == ConversationTable.case)
            .where(ProposalTable.ref.in_({ref.strip(), ref.strip().upper()}))
            .order_by(ConversationTable.number)
        )
        return [row["number"] for row in rows]

    async def by_message_ids(self, message_ids: Sequence[str]) -> dict[str, int]:
        if not message_ids:
            return {}
        rows = await self._transaction.rows(
            select(LetterTable.message_id, LetterTable.conversation).where(
                LetterTable.message_id.in_(message_ids)
            )
        )
        return {row["message_id"]: row["conversation"] for row in rows}

    async def _open(self, case: CaseId, party: str) -> Conversation:
        self._transaction.refuse_reader()
        row = await self._transaction.row(
            _OPEN, {"case": case, "party": party}, after=_CASES
        )
        if row is not None:
            return _SHEET.read(row)
        # Another unit opened it between; it has committed, or we would still wait.
        standing = await self._with_party(case, party)
        if standing is None:
            raise StaleRowError("A conversation was opened meanwhile: try again.")
        return standing

    async def _with_party(self, case: CaseId, party: str) -> Conversation | None:
        row = await self._transaction.row(
            _WITH_PARTY, {"case": case, "party": party}, after=_SHEET.table
        )
        return None if row is None else _SHEET.read(row)
