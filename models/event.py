"""What happened, in which order, by whom: the record that is never changed."""

import hashlib
import json
import re
from datetime import UTC, datetime
from enum import StrEnum

from pydantic import Field, JsonValue

from models.errors import DomainError
from models.frozen import Frozen
from models.ids import Actor


class EventKind(StrEnum):
    """The pinned names under which acts are remembered."""

    SUBMITTED = "proposal.submitted"
    RESUBMITTED = "proposal.resubmitted"
    SCREENED = "proposal.screened"
    RETURNED = "proposal.returned"
    REJECTION_NOTIFIED = "proposal.rejection-notified"
    VALIDATED = "proposal.validated"
    DISSEMINATED = "proposal.disseminated"
    ANSWERED = "proposal.answered"
    ANSWER_CANCELLED = "proposal.answer-cancelled"
    QUESTION_ANSWERED = "question.answered"
    REMINDERS_MUTED = "reminders.muted"
    LATE_ADMITTED = "proposal.late-admitted"
    PARTNER_CHOSEN = "proposal.partner-chosen"
    PARTNER_LEFT = "proposal.partner-left"
    READY = "proposal.ready"
    CARRIED_OVER = "proposal.carried-over"
    FETCHED_BACK = "proposal.fetched-back"
    PRESENTED = "proposal.presented"
    NOT_TREATED = "proposal.not-treated"
    FOLLOW_UP_ANSWERED = "follow-up.answered"
    FOLLOW_UP_COUNTED = "follow-up.counted"
    PARTY_CHANGED = "party.changed"
    DUPLICATE_SUSPECTED = "duplicate.suspected"
    DUPLICATE_DECIDED = "duplicate.decided"
    STANDSTILL_BEGUN = "standstill.begun"
    STANDSTILL_ENDED = "standstill.ended"
    RULING_GIVEN = "screening.ruling-given"
    WITHDRAWN = "proposal.withdrawn"
    CLOSED = "proposal.closed"
    LETTERS_WRITTEN = "letters.written"
    LETTER_REJECTED = "letter.rejected"
    LETTER_REFUSED = "letter.refused"
    LETTER_SETTLED = "letter.settled"
    LETTER_RECALLED = "letter.recalled"
    LETTER_HELD = "letter.held"
    LETTER_RELEASED = "letter.released"
    LETTER_RESENT = "letter.resent"
    LETTERS_BUNDLED = "letters.bundled"
    EVIDENCE_RECEIVED = "evidence.received"
    TEMPLATE_KEPT = "template.kept"
    MESSAGE_FILED = "message.filed"
    TEXT_HANDED_IN = "text.handed-in"
    TEXT_CORRECTED = "text.corrected"
    TEXT_DROPPED = "text.dropped"
    DEADLINE_MOVED = "deadline.moved"
    OUTAGE_RECORDED = "outage.recorded"
    CALENDAR_ADOPTED = "calendar.adopted"
    CLOCK_STOPPED = "clock.stopped"
    CLOCK_RESUMED = "clock.resumed"
    ROUND_CLOSED = "round.closed"
    COFINANCING_CHECKED = "cofinancing.checked"
    COFINANCING_DECIDED = "cofinancing.decided"
    COFINANCING_STATED = "cofinancing.stated"
    MONEY_RESERVED = "money.reserved"
    MONEY_SHORT = "money.short"
    MONEY_RELEASED = "money.released"
    MONEY_COMMITTED = "money.committed"
    MONEY_PAID = "money.paid"
    MONEY_REPORTED = "money.reported"
    MONEY_SETTLED = "money.settled"
    MONEY_REVOKED = "money.revoked"
    MONEY_RECOVERED = "money.recovered"
    MONEY_SHARED = "money.shared"
    REGISTER_KEPT = "register.kept"
    LIST_LOADED = "screening.list-loaded"
    LIST_SCREENED = "screening.list-finished"
    BODY_RENAMED = "body.renamed"
    BODY_SUCCEEDED = "body.succeeded"
    AGREEMENT_OPENED = "agreement.opened"
    AGREEMENT_RAISED = "agreement.raised"
    AGREEMENT_CLOSED = "agreement.closed"  # a year of it
    AGREEMENT_RENEWED = "agreement.renewed"
    SLOT_ASSIGNED = "slot.assigned"
    SLOT_MOVED = "slot.moved"
    SLOT_LOST = "slot.lost"
    SESSION_OPENED = "session.opened"
    AGENDA_DRAWN = "agenda.drawn"
    AGENDA_FROZEN = "agenda.frozen"
    AGENDA_CHANGED = "agenda.changed"
    AGENDA_SCREENED = "agenda.screened"
    TABLES_LAID = "tables.laid"
    MILESTONE_REACHED = "milestone.reached"
    SESSION_POSTPONED = "session.postponed"
    SESSION_CANCELLED = "session.cancelled"
    FORMAT_CHANGED = "session.format-changed"
    SESSION_HELD = "session.held"
    SESSION_CLOSED = "session.closed"
    UNDERTAKING_REPORTED = "undertaking.reported"
    UNDERTAKING_SETTLED = "undertaking.settled"
    PROGRAMME_ENTERED = "programme.entered"
    PROGRAMME_CHANGED = "programme.changed"
    PROGRAMME_HANDED_OVER = "programme.handed-over"
    NOTICE_PUBLISHED = "notice.published"
    ADHESION_RECORDED = "adhesion.recorded"
    ADHESION_DECIDED = "adhesion.decided"
    ADHESION_CONFIRMED = "adhesion.confirmed"
    ADHESION_WITHDRAWN = "adhesion.withdrawn"
    ADHESION_ROUTED = "adhesion.routed"
    ADHESION_ERASED = "adhesion.erased"
    PASSPORTS_DELETED = "passports.deleted"
    SEALED = "record.sealed"
    SEAL_STAMPED = "seal.stamped"
    SEAL_KEY_CHANGED = "seal-key.changed"
    ACCOUNT_ENTERED = "account.entered"
    ACCOUNT_LEFT = "account.left"
    ACCOUNT_REFUSED = "account.refused"  # somebody tried to enter
    PASSWORD_SET = "account.password-set"  # noqa: S105  (a kind of event)
    RECORD_READ = "record.read"  # by an auditor
    SAMPLE_DRAWN = "sample.drawn"
    FINDING_OPENED = "finding.opened"
    FINDING_ANSWERED = "finding.answered"
    FINDING_CLOSED = "finding.closed"
    DOSSIER_MADE = "dossier.made"  # of a case, for auditors
    RECONCILED = "engine.compared"  # with the record
    HISTORIES_KEPT = "engine.histories-kept"
    RECOVERED = "case.recovered"  # the engine had lost it
    PERSON_ERASED = "person.erased"
    RECORD_EXPORTED = "record.exported"
    RECORD_IMPORTED = "record.imported"  # all of another installation's
    ACT_REFUSED = "act.refused"  # and nothing else changed
    TASK_OPENED = "task.opened"
    TASK_CLOSED = "task.closed"


class Stamp(Frozen):
    """The place of an event in its stream; all a workflow keeps of an effect."""

    stream: str
    seq: int
    hash: str


class Event(Frozen):
    """One act. `at` is business time in UTC; `hash` covers every other field."""

    stream: str
    seq: int
    kind: EventKind
    actor: Actor
    at: datetime
    reason: str = ""
    body: dict[str, JsonValue] = Field(default_factory=dict)
    prev_hash: str
    hash: str

    @property
    def stamp(self) -> Stamp:
        return Stamp(stream=self.stream, seq=self.seq, hash=self.hash)


GENESIS = "0" * 64
_ADDRESS = re.compile(r"\S+@\S+")


def without_addresses(text: str) -> str:
    """What a server or a provider said, without people: events are for ever."""
    return _ADDRESS.sub("<…>", text)


def instant(at: datetime) -> str:
    """The one spelling of an instant: UTC, microseconds, Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def canonical(value: JsonValue) -> bytes:
    """JSON in the one form of RFC 8785, for the values events may hold.

    Numbers are integers within 2**53 and keys are ASCII, so sorting by code
    point equals the RFC's sorting by UTF-16 unit; anything else is refused.
    """
    _refuse_ambiguous(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _refuse_ambiguous(value: JsonValue) -> None:
    if isinstance(value, float) or (
        isinstance(value, int) and not -(2**53) < value < 2**53
    ):
        raise DomainError(
            f"An event holds whole numbers below 2^53, not {value}: "
            "write the amount in cents or as text."
        )
    if isinstance(value, list):
        for item in value:
            _refuse_ambiguous(item)
    if isinstance(value, dict):
        for key, item in value.items():
            if not key.isascii():
                raise DomainError(f"The event field {key!r} is not ASCII: rename it.")
            _refuse_ambiguous(item)


def chain_hash(  # noqa: PLR0913  (the arguments are the event)
    *,
    stream: str,
    seq: int,
    kind: str,
    actor: str,
    at: datetime,
    reason: str,
    body: dict[str, JsonValue],
    prev_hash: str,
) -> str:
    """SHA-256 over the event and the hash before it (hex)."""
    record: dict[str, JsonValue] = {
        "stream": stream,
        "seq": seq,
        "kind": kind,
        "actor": actor,
        "at": instant(at),
        "reason": reason,
        "body": body,
        "prev_hash": prev_hash,
    }
    return hashlib.sha256(canonical(record)).hexdigest()
