"""What the activities need of the record, named without naming a database."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol, TypeVar

from pydantic import JsonValue

from models.body import Agreement, AgreementYear, Body
from models.case import Case, Phase
from models.corridor import Corridor, Programme
from models.event import Event, EventKind
from models.evidence import Evidence
from models.ids import (
    Actor,
    AgreementNumber,
    BodyCode,
    CaseId,
    CorridorCode,
    LetterId,
    MessageHash,
    PaperId,
    SessionId,
    TaskId,
)
from models.inbound import Conversation, InboundMessage
from models.interest import Answer, Interest
from models.ledger import Entry
from models.letter import Letter, LetterKind, Template
from models.round import Delivery, DeliveryState, Round
from models.session import Session, SessionState, Slot
from models.task import Task

T = TypeVar("T")
K_contra = TypeVar("K_contra", contravariant=True)


class Rows(Protocol[T, K_contra]):
    """A table of frozen models under their key.

    `get` raises NotFoundError with a sentence; in a writing unit it locks the
    row, so what is read may be saved. `save` replaces the row of that key.
    """

    async def find(self, key: K_contra, /) -> T | None: ...
    async def get(self, key: K_contra, /) -> T: ...
    async def add(self, row: T, /) -> None: ...
    async def save(self, row: T, /) -> None: ...


class Effects(Protocol):
    """What was already made true: (request hash, result) under a business key."""

    async def find(self, key: str) -> tuple[str, str] | None: ...
    async def add(self, key: str, request_hash: str, result: str) -> None: ...


class Papers(Protocol):
    """Texts and files by their SHA-256; putting the same twice is one paper."""

    async def put(self, content: bytes) -> PaperId: ...
    async def get(self, paper: PaperId) -> bytes: ...


class Events(Protocol):
    """The chained record. `append` locks the stream's head."""

    async def append(
        self,
        *,
        stream: str,
        kind: EventKind,
        actor: Actor,
        at: datetime,
        reason: str = "",
        body: dict[str, JsonValue] | None = None,
    ) -> Event: ...
    async def of(self, stream: str) -> Sequence[Event]: ...


class Corridors(Rows[Corridor, CorridorCode], Protocol):
    async def programme(self, corridor: CorridorCode, code: str) -> Programme: ...
    async def programmes(self, corridor: CorridorCode) -> Sequence[Programme]: ...
    async def add_programme(self, programme: Programme) -> None: ...


class Cases(Rows[Case, CaseId], Protocol):
    async def by_fingerprint(
        self, corridor: CorridorCode, fingerprint: str
    ) -> Case | None: ...
    async def next_serial(self, session: SessionId) -> int: ...
    async def in_session(
        self, session: SessionId, phases: Sequence[Phase]
    ) -> Sequence[Case]: ...
    async def in_phase(
        self, corridor: CorridorCode, phases: Sequence[Phase]
    ) -> Sequence[Case]: ...


class Bodies(Rows[Body, BodyCode], Protocol):
    async def of_corridor(self, corridor: CorridorCode) -> Sequence[Body]: ...
    async def by_address(self, address: str) -> Sequence[Body]: ...


class Agreements(Rows[Agreement, AgreementNumber], Protocol):
    async def of_corridor(self, corridor: CorridorCode) -> Sequence[Agreement]: ...
    async def add_year(self, year: AgreementYear) -> None: ...
    async def year(self, agreement: AgreementNumber, year: int) -> AgreementYear | None:
        """Locks the year in a writing unit: reservations on it queue up."""
        ...

    async def entries(
        self, agreement: AgreementNumber, year: int
    ) -> Sequence[Entry]: ...
    async def post(
        self,
        agreement: AgreementNumber,
        year: int,
        case: CaseId | None,
        entries: Sequence[Entry],
    ) -> None: ...
    async def reserved(
        self, case: CaseId
    ) -> Sequence[tuple[AgreementNumber, int, int]]:
        """(agreement, year, cents) now standing in `reserved` for a case."""


class Rounds(Rows[Round, tuple[CaseId, int]], Protocol):
    async def current(self, case: CaseId) -> Round | None: ...


class Deliveries(Rows[Delivery, tuple[CaseId, int, BodyCode]], Protocol):
    async def page(
        self,
        case: CaseId,
        number: int,
        *,
        states: Sequence[DeliveryState],
        after: BodyCode | None = None,
        limit: int = 50,
    ) -> Sequence[Delivery]:
        """In body order, from the body after `after`."""

    async def waiting(self, case: CaseId, number: int) -> int:
        """How many bodies of the round may still answer (PREPARED or WRITTEN)."""


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

    async def of_stream(self, stream: str) -> Sequence[Letter]: ...


class Messages(Rows[InboundMessage, MessageHash], Protocol):
    async def unread_before(self, instant: datetime) -> int:
        """Messages received by then that have no disposition yet."""

    async def by_content(self, content_key: str) -> Sequence[InboundMessage]: ...
    async def of_conversations(self, case: CaseId) -> Sequence[InboundMessage]: ...


class Interests(Rows[Interest, tuple[CaseId, BodyCode]], Protocol):
    async def of(self, case: CaseId) -> Sequence[Interest]: ...
    async def remove(self, case: CaseId, body: BodyCode) -> None: ...
    async def record(self, answer: Answer) -> None: ...
    async def answers(self, case: CaseId) -> Sequence[Answer]: ...


class Sessions(Rows[Session, SessionId], Protocol):
    async def open_after(self, corridor: CorridorCode, ordinal: int) -> Session | None:
        """The next COLLECTING session of the corridor with a later ordinal."""

    async def in_state(
        self, corridor: CorridorCode, states: Sequence[SessionState]
    ) -> Sequence[Session]: ...
    async def slots(self, session: SessionId) -> Sequence[Slot]: ...
    async def set_slots(self, session: SessionId, slots: Sequence[Slot]) -> None: ...
    async def drop_slot(self, session: SessionId, case: CaseId) -> None: ...


class Tasks(Rows[Task, TaskId], Protocol):
    async def open_of(self, stream: str) -> Sequence[Task]: ...


class EvidenceRows(Rows[Evidence, MessageHash], Protocol):
    async def of_letter(self, letter: LetterId) -> Sequence[Evidence]: ...


class Templates(Rows[Template, tuple[LetterKind, str, int]], Protocol):
    async def current(self, kind: LetterKind, language: str) -> Template | None: ...
    async def versions(self, kind: LetterKind, language: str) -> Sequence[Template]: ...


class UnitOfWork(Protocol):
    """One transaction: committed on clean exit, rolled back on any error."""

    @property
    def effects(self) -> Effects: ...
    @property
    def papers(self) -> Papers: ...
    @property
    def events(self) -> Events: ...
    @property
    def corridors(self) -> Corridors: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def bodies(self) -> Bodies: ...
    @property
    def agreements(self) -> Agreements: ...
    @property
    def rounds(self) -> Rounds: ...
    @property
    def deliveries(self) -> Deliveries: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def letters(self) -> Letters: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def interests(self) -> Interests: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def tasks(self) -> Tasks: ...
    @property
    def evidence(self) -> EvidenceRows: ...
    @property
    def templates(self) -> Templates: ...


class Units(Protocol):
    """Opens transactions: `write` serialises where it must, `read` never blocks."""

    def write(self) -> AbstractAsyncContextManager[UnitOfWork]: ...
    def read(self) -> AbstractAsyncContextManager[UnitOfWork]: ...
