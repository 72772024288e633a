"""Letters out: what is written, in which words' language, and how far it got."""

from datetime import datetime
from enum import StrEnum

from models.body import Channel
from models.frozen import Frozen
from models.ids import Actor, BodyCode, LetterId, PaperId
from models.seal import Seal


class LetterKind(StrEnum):
    """Each kind is a folder of templates under mail/letters/."""

    SUBMISSION_RECEIPT = "submission-receipt"
    RETURN_FOR_COMPLETION = "return-for-completion"
    COMPLETION_REMINDER = "completion-reminder"
    TERM_MOVED = "term-moved"
    REJECTION_NOTICE = "rejection-notice"
    REJECTION = "rejection"
    DISSEMINATION = "dissemination"
    REMINDER = "reminder"
    ANSWER_RECEIPT = "answer-receipt"
    DEADLINE_MOVED = "deadline-moved"
    DEADLINE_STANDS = "deadline-stands"
    QUESTION_ANSWERED = "question-answered"
    TEXT_CORRECTED = "text-corrected"
    RECALL = "recall"
    PARTY_CHANGED = "party-changed"
    RESULT = "result"
    CONVOCATION = "convocation"
    SESSION_MOVED = "session-moved"
    SESSION_CANCELLED = "session-cancelled"
    AGENDA_CHANGED = "agenda-changed"
    FOLLOW_UP = "follow-up"
    FOLLOW_UP_RECEIPT = "follow-up-receipt"
    DIGEST = "digest"
    REMINDER_DIGEST = "reminder-digest"
    CORRECTION_RECEIPT = "correction-receipt"
    MUTE_RECEIPT = "mute-receipt"
    ADHESION_NOTICE = "adhesion-notice"
    ADHESION_RECEIPT = "adhesion-receipt"
    ADHESION_CONFIRM = "adhesion-confirm"
    ADHESION_CANCELLED = "adhesion-cancelled"
    FORMAT_CHANGED = "format-changed"
    SEAL = "seal"


DIGEST_OF = {
    LetterKind.DISSEMINATION: LetterKind.DIGEST,
    LetterKind.REMINDER: LetterKind.REMINDER_DIGEST,
}
"""Letters that leave together, and the one letter they leave as."""

DIGESTS = frozenset(DIGEST_OF.values())
"""These are about several proposals."""

RECEIPTS = frozenset(
    {
        LetterKind.SUBMISSION_RECEIPT,
        LetterKind.ANSWER_RECEIPT,
        LetterKind.CORRECTION_RECEIPT,
        LetterKind.MUTE_RECEIPT,
        LetterKind.ADHESION_RECEIPT,
        LetterKind.FOLLOW_UP_RECEIPT,
    }
)
"""They answer a mail that has just been written."""

AUTOMATIC = RECEIPTS | {
    LetterKind.COMPLETION_REMINDER,
    LetterKind.REMINDER,
    LetterKind.REMINDER_DIGEST,
    LetterKind.FOLLOW_UP,
    LetterKind.SEAL,
}
"""Timers and receipts say so (RFC 3834 §5.2); what a person decided does not."""

ASKING = frozenset(
    {
        LetterKind.DISSEMINATION,
        LetterKind.DIGEST,
        LetterKind.REMINDER,
        LetterKind.REMINDER_DIGEST,
        LetterKind.DEADLINE_MOVED,
        LetterKind.DEADLINE_STANDS,
        LetterKind.QUESTION_ANSWERED,
        LetterKind.PARTY_CHANGED,
        LetterKind.TEXT_CORRECTED,
        LetterKind.ANSWER_RECEIPT,
        LetterKind.CORRECTION_RECEIPT,
        LetterKind.MUTE_RECEIPT,
    }
)
"""What is written back to these may be an expression of interest."""

ANSWERABLE = ASKING | {
    LetterKind.RETURN_FOR_COMPLETION,
    LetterKind.COMPLETION_REMINDER,
    LetterKind.TERM_MOVED,
    LetterKind.REJECTION_NOTICE,
    LetterKind.CONVOCATION,
    LetterKind.AGENDA_CHANGED,
    LetterKind.FOLLOW_UP,
    LetterKind.FOLLOW_UP_RECEIPT,
    LetterKind.ADHESION_NOTICE,
    LetterKind.ADHESION_RECEIPT,
    LetterKind.ADHESION_CONFIRM,
}
"""These expect some answer, and open with the line to write it above."""


class LetterState(StrEnum):
    """The outbox (docs/overview.md); SENDING is committed before DATA."""

    READY = "ready"
    SENDING = "sending"
    DOUBTFUL = "doubtful"  # a crash or a lost answer: perhaps it left
    UNPROVEN = "unproven"  # sent several times, never proved: a person looks
    DEFERRED = "deferred"  # 4xx or network: tried again at next_at
    ACCEPTED = "accepted"
    REJECTED = "rejected"  # 5xx, or five days of 4xx
    BUNDLED = "bundled"  # leaves inside a digest, and shares its fate
    REFUSED = "refused"  # the compliance gate
    RECALLED = "recalled"  # no longer due when its turn came


class Action(Frozen):
    """An accompanying action and its cost in cents."""

    kind: str
    cost: int


class LetterItem(Frozen):
    """One proposal of a digest, under its number there."""

    position: int
    ref: str
    title: str
    summary: str
    region: str
    deadline: datetime | None = None
    cost: int = 0
    exclusive: bool = False
    sectors: tuple[str, ...] = ()
    partner_sought: str = ""


class LetterFacts(Frozen):
    """All a template may say. Texts are already in the letter's language.

    Instants are UTC: the template prints them in `zone`. Money is in cents.
    """

    ref: str = ""
    title: str = ""
    summary: str = ""
    description: str = ""
    region: str = ""
    sectors: tuple[str, ...] = ()
    partner_sought: str = ""
    cooperation_forms: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    exclusive: bool = False
    deadline: datetime | None = None
    previous_deadline: datetime | None = None
    reason: str = ""
    question: str = ""  # anonymous, as all may read it
    answer: str = ""
    to_one: bool = False  # told to its reader alone
    gaps: tuple[str, ...] = ()
    act: str = ""  # an ActKind: what was recorded
    contribution: int | None = None
    late: bool = False
    # grace: admitted and marked; closed: kept, not counted; admitted: by decision
    late_rule: str = ""
    late_cause: str = ""  # of closed: over, answered (all had), ended (the procedure)
    standing: str = ""  # an ActKind: what stands after an undoing, if anything
    waiting: tuple[str, ...] = ()  # proposals whose lines a clerk reads first
    correct_until: datetime | None = None
    items: tuple[LetterItem, ...] = ()
    received_at: datetime | None = None
    session: str = ""  # roman
    place: str = ""
    starts_at: datetime | None = None
    previous_starts_at: datetime | None = None
    next_session: str = ""  # roman: where a cancelled session's proposals go
    position: int | None = None
    minutes: int | None = None
    slot_at: datetime | None = None  # None in a change of the agenda: it lost its slot
    table: str = ""  # its title and room
    previous_name: str = ""  # of a party
    new_name: str = ""
    previous_slot_at: datetime | None = None
    previous_table: str = ""
    outcome: str = ""  # an Outcome
    value: int | None = None  # of the result, in cents
    jobs: int | None = None
    partners: tuple[str, ...] = ()
    ministry_share: int | None = None
    notice: int | None = None  # its number in the session
    recorded: tuple[str, ...] = ()  # an adhesion, as it was taken down
    earlier: "LetterFacts | None" = None  # the proposal as it was sent before
    restarted: bool = False  # the clock of the round
    zone: str = "Europe/Rome"
    other_zone: str = ""  # at a distance: every hour is said in both countries' time
    at_a_distance: bool = False
    seal: Seal | None = None
    made_up: bool = False  # later than on its day
    key_changed: bool = False  # signed by another key than the seal before
    simulation: bool = True  # prints the watermark


class Template(Frozen):
    """A letter's text as the staff wrote it; versions of one kind and language."""

    kind: LetterKind
    language: str
    version: int  # from 1
    source: str  # the form of mail/letter_source.py; empty: back to the shipped text
    written_at: datetime
    by: Actor


class Attachment(Frozen):
    """A file that goes with a letter.

    A calendar file is one whose `content_type` names a method: it stands among the
    letter's own forms as well, where calendars look for it.
    """

    name: str
    content_type: str
    content: bytes


class LetterDraft(Frozen):
    """One letter to one party, before it has words."""

    letter: LetterId
    kind: LetterKind
    language: str  # it · ru · en
    to_name: str
    to_address: str
    conversation: int
    dated: datetime
    facts: LetterFacts
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    automatic: bool = False  # Auto-Submitted (RFC 3834): timers and receipts
    template: Template | None = None  # the staff's own text; None: the shipped one
    channel: Channel = Channel.PEO
    attachments: tuple[Attachment, ...] = ()


class ComposedLetter(Frozen):
    """A letter in its final bytes: they are sent as they stand, every time."""

    message_id: str
    subject: str
    envelope_from: str
    raw: bytes


class Letter(Frozen):
    """One row of the outbox."""

    letter: LetterId
    stream: str
    kind: LetterKind
    conversation: int
    body: BodyCode | None = None  # None: the proposer
    language: str
    to_address: str
    message_id: str
    subject: str
    envelope_from: str
    raw: PaperId
    template: int = 0  # version of the staff's text; 0: the shipped one
    channel: Channel = Channel.PEO
    bundle: LetterId | None = None  # the digest it leaves in
    state: LetterState = LetterState.READY
    written_at: datetime
    next_at: datetime  # not before; moves with each deferral
    attempts: int = 0
    accepted_at: datetime | None = None
    receipt_due: datetime | None = None  # certified mail: when a person asks after it
    reply: str = ""  # what the server said last


class Dispatch(Frozen):
    """What goes over the wire."""

    mail_from: str
    rcpt_to: str
    raw: bytes
    envelope_id: str = ""  # comes back in reports of delivery (RFC 3461)
    channel: Channel = Channel.PEO
