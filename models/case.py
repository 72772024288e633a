"""The file of one proposal: where it stands on its road, and how it ended."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from models.frozen import Frozen
from models.ids import Actor, CaseId, CorridorCode, PaperId, Ref, SessionId


class Phase(StrEnum):
    """The stage a proposal is in (docs/overview.md draws them)."""

    DRAFT = "draft"
    SCREENING = "screening"
    VALIDATION = "validation"
    RETURNED = "returned"
    REJECTION_NOTICE = "rejection-notice"
    OPEN = "open"
    CHOICE = "choice"
    COFINANCING = "cofinancing"
    WAITING_LIST = "waiting-list"
    READY = "ready"
    SCHEDULED = "scheduled"
    PRESENTED = "presented"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a file was closed. A closed file never re-opens (method I16)."""

    REJECTED = "rejected"
    LAPSED = "lapsed"
    BLOCKED = "blocked"
    NO_INTEREST = "no-interest"
    UNFUNDED = "unfunded"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"  # with another proposal of the same session, which goes on
    NOT_PRESENTED = "not-presented"
    NO_RESULT = "no-result"
    CONTACT = "contact"
    MEMORANDUM = "memorandum"
    CONTRACT = "contract"
    JOINT_VENTURE = "joint-venture"
    TECHNOLOGY_TRANSFER = "technology-transfer"
    RESEARCH_AGREEMENT = "research-agreement"
    INVESTMENT = "investment"


class WaitingOn(StrEnum):
    """Who has the next word."""

    SECRETARIAT = "secretariat"
    PROPOSER = "proposer"
    BODIES = "bodies"
    AGREEMENT_OFFICE = "agreement-office"
    SESSION = "session"
    BOTH_SIDES = "both-sides"


WAITS_ON: Final[Mapping[Phase, WaitingOn]] = {
    Phase.DRAFT: WaitingOn.SECRETARIAT,
    Phase.SCREENING: WaitingOn.SECRETARIAT,
    Phase.VALIDATION: WaitingOn.SECRETARIAT,
    Phase.RETURNED: WaitingOn.PROPOSER,
    Phase.REJECTION_NOTICE: WaitingOn.PROPOSER,
    Phase.OPEN: WaitingOn.BODIES,
    Phase.CHOICE: WaitingOn.PROPOSER,
    Phase.COFINANCING: WaitingOn.AGREEMENT_OFFICE,
    Phase.WAITING_LIST: WaitingOn.AGREEMENT_OFFICE,
    Phase.READY: WaitingOn.SESSION,
    Phase.SCHEDULED: WaitingOn.SESSION,
    Phase.PRESENTED: WaitingOn.BOTH_SIDES,
}
"""A closed file waits on nobody."""

RESULTS = frozenset(
    {
        Outcome.NO_RESULT,
        Outcome.CONTACT,
        Outcome.MEMORANDUM,
        Outcome.CONTRACT,
        Outcome.JOINT_VENTURE,
        Outcome.TECHNOLOGY_TRANSFER,
        Outcome.RESEARCH_AGREEMENT,
        Outcome.INVESTMENT,
    }
)
SUCCESSES = RESULTS - {Outcome.NO_RESULT}
SIGNED = SUCCESSES - {Outcome.CONTACT}
"""Results on paper: what reserved money was meant for."""
"""What a follow-up may record; the other outcomes are reached before it."""


class Case(Frozen):
    """One proposal's file. `form` is the paper of the version in force."""

    case: CaseId
    ref: Ref
    corridor: CorridorCode
    programme: str
    session: SessionId  # where it is to be presented; moves when carried over
    fingerprint: str  # of the first form, so that the same form is one file
    form: PaperId
    version: int = 1
    phase: Phase = Phase.DRAFT
    outcome: Outcome | None = None
    value: int | None = None  # what the outcome is worth, in cents; None: not told
    registrar: Actor
    region: str
    sectors: tuple[str, ...]
    exclusive: bool
    partner_max: int
    minutes: int = 15
    score: int = 0  # 0..20, set by validation
    interests: int = 0
    reserved: int = 0  # cents of the ministry's share it holds: reserved or promised
    carried: int = 0
    displaced: int = 0  # how many of its sessions were cancelled; never counted (X12)
    opened_at: datetime
    ready_at: datetime | None = None
    due_at: datetime | None = None
    closed_at: datetime | None = None
