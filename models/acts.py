"""What a workflow is started with and what it may be told: ids, enums, instants.

Reasons, forms and names travel as papers (a SHA-256), never as text: Temporal
keeps its own copy of every payload, and people's data must not be in it.
"""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from models.case import Outcome
from models.event import Stamp
from models.frozen import Frozen
from models.ids import (
    Actor,
    BodyCode,
    CaseId,
    CorridorCode,
    MessageHash,
    PaperId,
    SessionId,
    TaskId,
)
from models.inbound import Disposition
from models.message import ActKind
from models.question import QuestionState


class Act(Frozen):
    """Something a person decides. `act` is its own id, so twice told is once done.

    `foreseen` is the paper with what the person was told it would set off. `tried`:
    it is only asked whether it may be done, and nothing takes it.
    """

    act: str
    actor: Actor
    reason: PaperId | None = None
    foreseen: PaperId | None = None
    tried: bool = False


class ProposalOpened(Frozen):
    """`recovery`: why it begins again in the middle, by the record."""

    case: CaseId
    corridor: CorridorCode
    session: SessionId
    registrar: Actor
    region: str
    sectors: tuple[str, ...]
    recovery: PaperId | None = None


class ProposalClosed(Frozen):
    case: CaseId
    outcome: Outcome
    stamp: Stamp


class ProcedureStatus(Frozen):
    """For tests and reconciliation; the desk reads SQL. `phase`: of those with one."""

    phase: str = ""
    due: datetime | None
    head: Stamp | None


class ProposalStatus(ProcedureStatus):
    """`ahead`: every instant its stage was told of; `money`: when its money is due."""

    ahead: tuple[datetime, ...] = ()
    money: datetime | None = None


class MoneyWatched(Frozen):
    """The case whose money has terms of its own, whatever becomes of the case."""

    case: CaseId


class WatchKind(StrEnum):
    """What a watch keeps the terms of, beside every case and session."""

    PROGRAMME = "programme"
    ADHESIONS = "adhesions"


class Watched(Frozen):
    """`name` is a programme's corridor and years, or a session's id."""

    kind: WatchKind
    name: str


class SubmitRevision(Act):
    form: PaperId


class Verdict(StrEnum):
    ACCEPT = "accept"
    RETURN = "return"
    REJECT = "reject"


class Scores(Frozen):
    """The four criteria of the review, 0..5 each (method 2.8)."""

    advantages: int = Field(ge=0, le=5)
    clarity: int = Field(ge=0, le=5)
    cooperation: int = Field(ge=0, le=5)
    rules: int = Field(ge=0, le=5)

    @property
    def total(self) -> int:
        return self.advantages + self.clarity + self.cooperation + self.rules

    @property
    def admits(self) -> bool:
        """10 of 20 at least, and no zero."""
        lowest = min(self.advantages, self.clarity, self.cooperation, self.rules)
        return self.total >= ADMITTING_SCORE and lowest > 0


ADMITTING_SCORE = 10


class DecideValidation(Act):
    verdict: Verdict
    scores: Scores | None = None


class MoveDeadline(Act):
    """`requester` asks for it; the actor approves, and is somebody else."""

    until: datetime
    requester: Actor


class StopClocks(Act):
    """Somebody else is waited for; `party` is the paper that names them."""

    party: PaperId


class ResumeClocks(Act):
    pass


class RecordAnswer(Act):
    """An answer given by paper or phone, entered on behalf of a body."""

    body: BodyCode
    kind: ActKind
    contribution: int | None = None
    private: int = 0
    scan: PaperId | None = None


class AnswerQuestion(Act):
    """`text` holds the question and its answer (models/question.py, Answering)."""

    number: int
    state: QuestionState
    text: PaperId | None = None


class ChoosePartner(Act):
    """`group` are bodies that take part under the lead of `body`, as one (X8)."""

    body: BodyCode
    group: tuple[BodyCode, ...] = ()


class AdmitLate(Act):
    """An answer that came after the round is taken in by reasoned decision (X5)."""

    body: BodyCode


class CofinancingChoice(StrEnum):
    ACCEPT_PARTIAL = "accept-partial"
    GO_WITHOUT = "go-without"
    WAIT = "wait"
    CLOSE = "close"


class DecideCofinancing(Act):
    choice: CofinancingChoice


class RecordOutcome(Act):
    """`value` is in cents; without it, what both sides agreed on counts."""

    outcome: Outcome
    value: int | None = Field(default=None, ge=0)


class AnswerFollowUp(Act):
    """What a side told by phone or paper; `party` is a body, or the proposer."""

    party: str
    outcome: Outcome
    value: int | None = Field(default=None, ge=0)
    jobs: int | None = Field(default=None, ge=0)
    text: PaperId | None = None


class Withdraw(Act):
    pass


class Ruling(StrEnum):
    """What a person says of a task that holds a case up."""

    RETRY = "retry"
    CLEAR = "clear"
    BLOCK = "block"


class Resolve(Act):
    ruling: Ruling


class SessionOpened(Frozen):
    """`recovery`: as for a proposal; then the record says what it was opened with."""

    session: SessionId
    corridor: CorridorCode
    ordinal: int
    programme: str
    country: str
    place: str
    starts_at: datetime
    ends_at: datetime | None = None  # None: it ends the day it starts
    capacity: int
    opener: Actor
    recovery: PaperId | None = None


class SessionClosed(Frozen):
    session: SessionId
    stamp: Stamp


class Freeze(Act):
    pass


class Postpone(Act):
    """`until` is the new start; without `ends` the session stays as long as it was."""

    until: datetime | None = None
    ends: datetime | None = None


class CancelSession(Act):
    pass


class Hold(Act):
    """`minutes` is the paper with what became of each item (models/minutes.py)."""

    not_treated: tuple[CaseId, ...] = ()
    minutes: PaperId | None = None


class MessageArrived(Frozen):
    """`waits`: it was read, and waits at the desk; its procedure begins again."""

    message: MessageHash
    waits: Disposition | None = None


class FileMessage(Act):
    """The desk's word on a message: which act of which body it is, or none."""

    task: TaskId
    case: CaseId | None = None
    body: BodyCode | None = None
    kind: ActKind | None = None  # None: filed without an act
    contribution: int | None = None
    private: int = 0


class MessageFiled(Frozen):
    message: MessageHash
    disposition: Disposition


class PostShard(Frozen):
    shard: int = 0
