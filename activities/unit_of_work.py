"""What the activities need of the record, named without naming a database."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from activities.archive_ports import ArchiveNouns
from activities.body_rows import Bodies
from activities.feed_ports import FeedNouns
from activities.mail_rows import (
    Conversations,
    EvidenceRows,
    Letters,
    Messages,
    Templates,
)
from activities.programme_rows import ProgrammeNouns
from activities.reconcile_ports import WaitingNouns
from activities.record_rows import Effects, Events, Papers
from activities.register_rows import RegisterNouns
from activities.rows import Rows
from activities.seal_rows import SealNouns
from activities.session_rows import (
    Agendas,
    FollowUpAnswers,
    Questionnaires,
    Sessions,
    Undertakings,
)
from models.body import Agreement, AgreementYear
from models.case import Case, Phase
from models.claim import Claim
from models.commitment_record import Commitment
from models.corridor import Corridor, Programme
from models.deadline import CalendarRef
from models.deadlines import TermName
from models.ids import (
    AgreementNumber,
    BodyCode,
    CaseId,
    CorridorCode,
    SessionId,
    TaskId,
)
from models.interest import Answer, Interest
from models.ledger import Entry, Movement
from models.minutes import Recorded
from models.outage import Outage
from models.question import Question
from models.round import Delivery, DeliveryState, Round
from models.running_deadline import RunningDeadline
from models.task import Task
from models.working_calendar import WorkingCalendar


class Corridors(Rows[Corridor, CorridorCode], Protocol):
    async def all(self) -> Sequence[Corridor]: ...

    async def held(self, code: CorridorCode) -> Corridor:
        """The corridor, locked: who adds a programme waits for whoever adds one."""

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
    async def open_after(self, after: CaseId | None, limit: int) -> Sequence[Case]:
        """Begun and not closed, in order, of every corridor; not locked."""

    async def in_phase(
        self, corridor: CorridorCode, phases: Sequence[Phase]
    ) -> Sequence[Case]: ...


class Agreements(Rows[Agreement, AgreementNumber], Protocol):
    async def locked(self, number: AgreementNumber) -> Agreement:
        """Who moves money under it queues up; cases are locked before it."""

    async def of_corridor(self, corridor: CorridorCode) -> Sequence[Agreement]: ...
    async def add_year(self, year: AgreementYear) -> None: ...
    async def year(self, agreement: AgreementNumber, year: int) -> AgreementYear | None:
        """Locks the year in a writing unit: reservations on it queue up."""

    async def entries(
        self, agreement: AgreementNumber, year: int
    ) -> Sequence[Entry]: ...
    async def post(
        self,
        agreement: AgreementNumber,
        year: int,
        case: CaseId | None,
        entries: Sequence[Entry],
        *,
        at: datetime,
    ) -> None: ...
    async def own(
        self, agreement: AgreementNumber, year: int, case: CaseId
    ) -> Sequence[Entry]: ...
    async def save_year(self, year: AgreementYear) -> None: ...
    async def causes(
        self, agreement: AgreementNumber, movement: Movement
    ) -> Sequence[str]: ...
    async def held(self, case: CaseId) -> int: ...
    async def held_under(self, case: CaseId) -> Mapping[AgreementNumber, int]:
        """What stands for a case in all years, by agreement."""

    async def reserved(
        self, case: CaseId
    ) -> Sequence[tuple[AgreementNumber, int, int]]:
        """(agreement, year, cents) now standing in `reserved` for a case."""


class Commitments(Rows[Commitment, tuple[AgreementNumber, str]], Protocol):
    async def of(self, case: CaseId) -> Sequence[Commitment]: ...


class Claims(Rows[Claim, tuple[CaseId, AgreementNumber]], Protocol):
    async def of_corridor(self, corridor: CorridorCode) -> Sequence[Claim]: ...
    async def of(self, case: CaseId) -> Sequence[Claim]: ...
    async def under(self, agreement: AgreementNumber) -> Sequence[Claim]: ...
    async def drop(
        self, case: CaseId, agreement: AgreementNumber | None = None
    ) -> None: ...


class Calendars(Protocol):
    async def keep(self, calendar: WorkingCalendar, at: datetime) -> None:
        """Keep this version, unless it is kept already."""

    async def of(self, ref: CalendarRef) -> WorkingCalendar: ...


class Deadlines(Rows[RunningDeadline, tuple[str, TermName, int]], Protocol):
    async def of(self, stream: str) -> Sequence[RunningDeadline]: ...
    async def counted_in(self, calendar: str) -> Sequence[RunningDeadline]: ...


class Rounds(Rows[Round, tuple[CaseId, int]], Protocol):
    async def current(self, case: CaseId) -> Round | None: ...
    async def open_between(self, first: datetime, last: datetime) -> Sequence[Round]:
        """Rounds not closed whose deadline lies between, both ends included."""


class Outages(Rows[Outage, datetime], Protocol):
    async def all(self) -> Sequence[Outage]: ...


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

    async def open_of(self, body: BodyCode) -> Sequence[Delivery]:
        """To a body, in the last rounds of proposals not closed."""

    async def waiting(self, case: CaseId, number: int) -> int:
        """How many bodies of the round may still answer (PREPARED or WRITTEN)."""


class Interests(Rows[Interest, tuple[CaseId, BodyCode]], Protocol):
    async def of(self, case: CaseId) -> Sequence[Interest]: ...
    async def accepted_in(self, session: SessionId) -> Sequence[Interest]:
        """Of all proposals that are to be presented at it."""

    async def remove(self, case: CaseId, body: BodyCode) -> None: ...
    async def record(self, answer: Answer) -> None: ...
    async def answers(self, case: CaseId) -> Sequence[Answer]: ...


class Questions(Rows[Question, tuple[CaseId, int]], Protocol):
    async def of(self, case: CaseId) -> Sequence[Question]: ...


class Tasks(Rows[Task, TaskId], Protocol):
    async def open_of(self, stream: str) -> Sequence[Task]: ...


class UnitOfWork(
    RegisterNouns,
    ProgrammeNouns,
    SealNouns,
    WaitingNouns,
    ArchiveNouns,
    FeedNouns,
    Protocol,
):
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
    def commitments(self) -> Commitments: ...
    @property
    def claims(self) -> Claims: ...
    @property
    def calendars(self) -> Calendars: ...
    @property
    def deadlines(self) -> Deadlines: ...
    @property
    def rounds(self) -> Rounds: ...
    @property
    def outages(self) -> Outages: ...
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
    def agendas(self) -> Agendas: ...
    @property
    def minutes(self) -> Rows[Recorded, SessionId]: ...
    @property
    def undertakings(self) -> Undertakings: ...
    @property
    def questionnaires(self) -> Questionnaires: ...
    @property
    def follow_ups(self) -> FollowUpAnswers: ...
    @property
    def tasks(self) -> Tasks: ...
    @property
    def evidence(self) -> EvidenceRows: ...
    @property
    def templates(self) -> Templates: ...


class Units(Protocol):
    """Opens transactions: `write` serialises where it must, `read` never blocks.

    `at` is the instant of business; that of an act in the unit counts as well.
    """

    def write(
        self, at: datetime | None = None
    ) -> AbstractAsyncContextManager[UnitOfWork]: ...
    def read(self) -> AbstractAsyncContextManager[UnitOfWork]: ...
