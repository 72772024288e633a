"""The thread with each party of each proposal."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, bindparam, or_, select, union

from models.case import Phase
from models.ids import BodyCode, CaseId
from models.inbound import Conversation
from store.body import mailbox
from store.body_history import reached_at
from store.errors import StaleRowError
from store.fixed import Fixed
from store.mail_tables import (
    ConversationTable,
    DigestItemTable,
    EvidenceTable,
    LetterTable,
)
from store.sheet import Sheet, add, add_once, table_of
from store.tables import BodyTable, ProposalTable
from store.transaction import Transaction

_SHEET = Sheet(Conversation, ConversationTable)
_CASES = table_of(ProposalTable)
_ITEMS = table_of(DigestItemTable)
_ADD_ITEM = Fixed(add(_ITEMS))
_OPEN_DIGEST = Fixed(add(_SHEET.table).returning(*_SHEET.table.columns))
_OPEN = Fixed(add_once(_SHEET.table).returning(*_SHEET.table.columns))
_WITH_PARTY = Fixed(
    _SHEET.select.where(
        ConversationTable.case == bindparam("case"),
        ConversationTable.party == bindparam("party"),
    )
)
_WRITTEN_TO = select(LetterTable.conversation.label("number")).where(
    LetterTable.mailbox == bindparam("sender")
)
_OF_BODY = (
    select(ConversationTable.number)
    .join(BodyTable, BodyTable.code == ConversationTable.party)
    .where(
        or_(
            BodyTable.mailbox == bindparam("sender"),
            BodyTable.second_mailbox == bindparam("sender"),
            BodyTable.code.in_(reached_at(bindparam("sender"))),
        )
    )
)
_BY_SENDER = Fixed(union(_WRITTEN_TO, _OF_BODY).order_by("number"))
_BY_CODE = Fixed(
    select(ConversationTable.number)
    .join(ProposalTable, ProposalTable.case == ConversationTable.case)
    .where(
        or_(
            ProposalTable.ref == bindparam("ref"),
            ProposalTable.ref == bindparam("capitals"),
        )
    )
    .order_by(ConversationTable.number)
)
_ITEMS_OF = Fixed(
    select(DigestItemTable.case)
    .where(DigestItemTable.conversation == bindparam("of"))
    .order_by(DigestItemTable.position)
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
        rows = await self._transaction.rows(_BY_SENDER, {"sender": mailbox(address)})
        return [row["number"] for row in rows]

    async def by_code(self, ref: str) -> Sequence[int]:
        """People write a reference in small letters too."""
        named = {"ref": ref.strip(), "capitals": ref.strip().upper()}
        rows = await self._transaction.rows(_BY_CODE, named)
        return [row["number"] for row in rows]

    async def by_message_ids(self, message_ids: Sequence[str]) -> dict[str, int]:
        """Our own ids, and those under which certified mail carried our letters."""
        if not message_ids:
            return {}
        ours = select(LetterTable.message_id, LetterTable.conversation).where(
            LetterTable.message_id.in_(message_ids)
        )
        bare = {one.strip("<>"): one for one in message_ids}
        carried = (
            select(EvidenceTable.identifier, LetterTable.conversation)
            .join(LetterTable, LetterTable.letter == EvidenceTable.letter)
            .where(EvidenceTable.identifier.in_(bare))
            .distinct()
        )
        known = {
            row["message_id"]: row["conversation"]
            for row in await self._transaction.rows(ours)
        }
        for row in await self._transaction.rows(carried):
            known[bare[row["identifier"]]] = row["conversation"]
        return known

    async def for_digest(self, body: BodyCode, cases: Sequence[CaseId]) -> Conversation:
        """A new conversation about several proposals, numbered from 1 as given."""
        row = await self._transaction.enter(
            _SHEET.table, _OPEN_DIGEST, {"case": None, "party": body}, after=_CASES
        )
        if row is None:
            raise StaleRowError("No conversation could be opened: try again.")
        opened = _SHEET.read(row)
        for position, case in enumerate(cases, start=1):
            item = {"conversation": opened.number, "position": position, "case": case}
            self._transaction.later(_ITEMS, _ADD_ITEM, item)
        return opened

    async def items(self, number: int) -> Sequence[CaseId]:
        """The proposals of a digest in their order; none for any other."""
        rows = await self._transaction.rows(_ITEMS_OF, {"of": number}, after=_ITEMS)
        return [CaseId(row["case"]) for row in rows]

    async def open_with(self, bodies: Sequence[BodyCode]) -> Sequence[Conversation]:
        """Conversations with any of these bodies on proposals not closed."""
        if not bodies:
            return []
        rows = await self._transaction.rows(
            _SHEET.select.join(
                ProposalTable, ProposalTable.case == ConversationTable.case
            )
            .where(
                ConversationTable.party.in_(bodies),
                ProposalTable.phase != Phase.CLOSED,
            )
            .order_by(ConversationTable.number.desc())
        )
        return [_SHEET.read(row) for row in rows]

    async def _open(self, case: CaseId, party: str) -> Conversation:
        row = await self._transaction.enter(
            _SHEET.table, _OPEN, {"case": case, "party": party}, after=_CASES
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


def about(case: str) -> ColumnElement[bool]:
    """Conversations on a proposal: its own, and those of digests that carry it."""
    digests = select(DigestItemTable.conversation).where(DigestItemTable.case == case)
    return or_(ConversationTable.case == case, ConversationTable.number.in_(digests))
