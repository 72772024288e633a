"""An e-mail that came in, and the one thing that became of it."""

from datetime import datetime
from enum import StrEnum

from models.frozen import Frozen
from models.ids import MessageHash
from models.message import Authentication, Reading


class Disposition(StrEnum):
    """Every message ends as ACT or FILED; the others wait, for us or for a person."""

    RECEIVED = "received"
    ACT = "act"
    TASK = "task"  # waits at the desk
    FILED = "filed"  # automatic mail, or read by a person without an act
    QUARANTINED = "quarantined"  # could not be read; waits at the desk


class Guess(Frozen):
    """A conversation a message may belong to, the likeliest first, and why."""

    conversation: int
    case: str
    ref: str = ""  # the proposal's number, as people know it
    party: str
    why: str


class InboundMessage(Frozen):
    """`received_at` is our server's receipt time in UTC and decides lateness."""

    message: MessageHash
    received_at: datetime
    mail_from: str
    rcpt_to: tuple[str, ...]
    content_key: str  # the same mail by two roads has one content key
    disposition: Disposition = Disposition.RECEIVED
    conversation: int | None = None
    reading: Reading | None = None
    detail: str = ""
    source: str = "lmtp"  # the door: lmtp, imap, pec, page
    authentication: Authentication | None = None
    guesses: tuple[Guess, ...] = ()


class MailboxCursor(Frozen):
    """How far a mailbox has been read; a new `uidvalidity` voids `last_uid`."""

    mailbox: str
    uidvalidity: int
    last_uid: int
    reconciled_at: datetime | None = None


class Conversation(Frozen):
    """The thread between us and one party about one proposal.

    `party` is a body code, or `proposer`. Its number is what a reply address
    carries, signed; it never changes while the case moves from step to step.
    `case` is None for a digest, whose proposals are its items.
    """

    number: int
    case: str | None
    party: str
