"""What the activities need of the record, named without naming a database."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from pydantic import JsonValue

from activities.mail_rows import (
    Conversations,
    EvidenceRows,
    Letters,
    Messages,
    Templates,
)
from activities.rows import Rows
from models.body import Agreement, AgreementYear, Body
from models.case import Case, Phase
from models.corridor import Corridor, Programme
from models.deadline import CalendarRef
from models.deadlines import TermName
from models.event import Event, EventKind
from models.ids import (
    Actor,
    AgreementNumber,
    BodyCode,
    CaseId,
    CorridorCode,
    PaperId,
    SessionId,
    TaskId,
)
from models.interest import Answer, Interest
from models.ledger import Entry
from models.question import Question
from models.round import Delivery, DeliveryState, Round
from models.running_deadline import RunningDeadline
from models.session import Session, SessionState, Slot
from models.task import Task
from models.working_calendar import WorkingCalendar


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


class Calendars(Protocol):
    async def keep(self, calendar: WorkingCalendar, at: datetime) -> None:
        """Keep this version, unless it is kept already."""

    async def of(self, ref: CalendarRef) -> WorkingCalendar: ...


class Deadlines(Rows[RunningDeadline, tuple[str, TermName, int]], Protocol):
    async def of(self, stream: str) -> Sequence[RunningDeadline]: ...


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

    async def bodies(self, case: CaseId, number: int) -> Sequence[BodyCode]:
        """Every body of the round, in order."""

    async def waiting(self, case: CaseId, number: int) -> int:
        """How many bodies of the round may still answer (PREPARED or WRITTEN)."""


class Interests(Rows[Interest, tuple[CaseId, BodyCode]], Protocol):
    async def of(self, case: CaseId) -> Sequence[Interest]: ...
    async def remove(self, case: CaseId, body: BodyCode) -> None: ...
    async def record(self, answer: Answer) -> None: ...
    async def answers(self, case: CaseId) -> Sequence[Answer]: ...


class Questions(Rows[Question, tuple[CaseId, int]], Protocol):
    async def of(self, case: CaseId) -> Sequence[Question]: ...


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
    def calendars(self) -> Calendars: ...
    @property
    def deadlines(self) -> Deadlines: ...
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
    def questions(self) -> Questions: ...
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
