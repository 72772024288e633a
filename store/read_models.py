"""What the desk, the commands and the auditor are shown."""

from datetime import datetime

from pydantic import JsonValue

from models.case import Case, Phase
from models.event import EventKind
from models.frozen import Frozen
from models.ids import (
    Actor,
    BodyCode,
    CaseId,
    LetterId,
    MessageHash,
    PaperId,
    Ref,
)
from models.inbound import Disposition
from models.letter import LetterKind, LetterState
from models.message import ActKind, ReadingKind


class CaseRow(Case):
    """A proposal's file with the titles of its form, by language."""

    title: dict[str, str]


class EventItem(Frozen):
    at: datetime
    kind: EventKind
    actor: Actor
    reason: str
    body: dict[str, JsonValue]
    seq: int
    hash: str


class LetterItem(Frozen):
    """A letter out; `at` is when it was written, `paper` its bytes."""

    at: datetime
    letter: LetterId
    kind: LetterKind
    body: BodyCode | None
    state: LetterState
    subject: str
    message_id: str
    paper: PaperId
    accepted_at: datetime | None


class MessageItem(Frozen):
    """A mail in; `act` and `span` are those of the answer that rests on it."""

    at: datetime
    message: MessageHash
    party: str
    disposition: Disposition
    kind: ReadingKind | None
    act: ActKind | None
    span: str
    detail: str


TimelineItem = EventItem | LetterItem | MessageItem


class AgendaRow(Frozen):
    """A place on the agenda and the proposal that has it."""

    position: int
    minutes: int
    table: str
    starts_at: datetime
    rank: str
    why: str
    by_hand: bool
    frozen: bool
    case: CaseId
    ref: Ref
    phase: Phase
    score: int
    title: dict[str, str]

    @property
    def explanation(self) -> str:
        return "; ".join(filter(None, (self.rank, self.why)))


class Counters(Frozen):
    """How much of everything there is.

    `orphans` are messages that wait for a person though no task tells of them: there
    must be none, ever.
    """

    messages: dict[Disposition, int]
    letters: dict[LetterState, int]
    open_tasks: int
    events: int
    orphans: int
