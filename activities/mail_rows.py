"""What the activities need of the record of the mail."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from activities.rows import Rows
from models.evidence import Evidence
from models.ids import BodyCode, CaseId, LetterId, MessageHash
from models.inbound import Conversation, InboundMessage
from models.letter import Letter, LetterKind, Template


class Conversations(Protocol):
    async def with_party(self, case: CaseId, party: str) -> Conversation:
        """The conversation, opened if it is the first time."""

    async def find(self, number: int) -> Conversation | None: ...
    async def by_sender(self, address: str) -> Sequence[int]: ...
    async def by_code(self, ref: str) -> Sequence[int]: ...
    async def by_message_ids(self, message_ids: Sequence[str]) -> dict[str, int]: ...
    async def for_digest(
        self, body: BodyCode, cases: Sequence[CaseId]
    ) -> Conversation: ...
    async def items(self, number: int) -> Sequence[CaseId]: ...
    async def open_with(self, bodies: Sequence[BodyCode]) -> Sequence[Conversation]:
        """Conversations with these bodies on proposals not closed, newest first."""


class Letters(Rows[Letter, LetterId], Protocol):
    async def due(self, now: datetime, limit: int) -> Sequence[Letter]:
        """READY and DEFERRED with next_at ≤ now, by recipient, then in order."""

    async def next_due(self, now: datetime) -> datetime | None:
        """When the next READY, DEFERRED or DOUBTFUL letter wants attention.

        Or one of certified mail that waits for a receipt.
        """

    async def unsent_of(self, stream: str) -> Sequence[Letter]:
        """READY, DEFERRED and BUNDLED ones about a case."""

    async def unsettled(self, now: datetime) -> Sequence[Letter]:
        """SENDING, and DOUBTFUL with next_at ≤ now."""

    async def unconfirmed(self, now: datetime) -> Sequence[Letter]:
        """Those of certified mail with receipt_due ≤ now."""

    async def thread(self, conversation: int) -> Sequence[str]:
        """Message-IDs a conversation's letters left under, oldest first."""

    async def inside(self, digest: LetterId) -> Sequence[Letter]:
        """The letters of a digest, without a lock."""

    async def bundled(self, digest: LetterId) -> Sequence[Letter]:
        """The letters that leave inside a digest; in a writing unit, locked."""

    async def by_message_id(self, message_id: str) -> Letter | None:
        """By the id we gave it, or the one under which certified mail carried it."""
        ...

    async def journalled(self, message_id: str) -> bool:
        """Whether the mail server's journal copy of this letter came in."""
        ...


class Messages(Rows[InboundMessage, MessageHash], Protocol):
    async def unread_before(self, instant: datetime) -> int:
        """Messages received by then that have no disposition yet."""

    async def by_content(self, content_key: str) -> Sequence[InboundMessage]: ...
    async def of_conversations(self, case: CaseId) -> Sequence[InboundMessage]: ...


class EvidenceRows(Rows[Evidence, MessageHash], Protocol):
    async def of_letter(self, letter: LetterId) -> Sequence[Evidence]: ...


class Templates(Rows[Template, tuple[LetterKind, str, int]], Protocol):
    async def current(self, kind: LetterKind, language: str) -> Template | None: ...
    async def versions(self, kind: LetterKind, language: str) -> Sequence[Template]: ...
