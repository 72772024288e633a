"""What one inbound mail says: how it reads, what it decides, to whom it belongs."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from models.frozen import Frozen


class ReadingKind(StrEnum):
    REPLY = "reply"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    DELAY = "delay"
    DELIVERY_REPORT = "delivery_report"
    READ_RECEIPT = "read_receipt"
    COMPLAINT = "complaint"
    PEC_ENVELOPE = "pec_envelope"
    PEC_RECEIPT = "pec_receipt"
    LIST = "list"
    UNREADABLE = "unreadable"


class ActKind(StrEnum):
    INTERESTED = "interested"
    DECLINED = "declined"
    CONDITIONAL = "conditional"
    QUESTION = "question"
    WITHDRAWN = "withdrawn"


class Bounced(Frozen):
    """One address a report speaks of; `status` is the enhanced code, or empty."""

    address: str
    status: str = ""
    permanent: bool = False


class Attachment(Frozen):
    name: str
    type: str
    sha256: str
    size: int


class Reading(Frozen):
    """A mail as read. Ids keep their angle brackets, texts are safe to store."""

    kind: ReadingKind
    subject: str = ""
    sender: str = ""
    recipients: tuple[str, ...] = ()
    message_id: str = ""
    references: tuple[str, ...] = ()
    text: str = ""
    new_text: str = ""
    signature: str = ""
    quoted: str = ""
    attachments: tuple[Attachment, ...] = ()
    bounced: tuple[Bounced, ...] = ()
    original_message_ids: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    language: Literal["it", "ru", "en", ""] = ""
    return_on: date | None = None
    deputy: str = ""
    problems: tuple[str, ...] = ()
    reader_version: int = 0


class Judgement(Frozen):
    """An act, or an abstention (`act` is None) with the reason in `why`."""

    act: ActKind | None = None
    span: str = ""
    confidence: float = Field(default=0.0, ge=0.0, le=1.0)
    by: Literal["form", "phrase", "none"] = "none"
    contribution_cents: int | None = None
    private_cents: int | None = None
    rule_version: int
    why: str = ""


class Match(Frozen):
    """The conversation a mail belongs to, and how far that may be trusted."""

    conversation: int | None = None
    strength: Literal["strong", "medium", "weak", "none"] = "none"
    key: Literal["token", "message_id", "code", "sender", "none"] = "none"
    guesses: tuple[int, ...] = ()
