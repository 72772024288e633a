"""What one inbound mail says: how it reads, what it decides, to whom it belongs."""

from datetime import date, datetime
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


class BounceReason(StrEnum):
    """Whose fault it is: only ADDRESS says that the address is no good."""

    ADDRESS = "address"  # unknown user or domain, moved, disabled
    FULL = "full"
    SIZE = "size"
    POLICY = "policy"  # block lists, SPF, DKIM, DMARC, content
    NETWORK = "network"  # unreachable, expired in the queue
    UNKNOWN = "unknown"


class Bounced(Frozen):
    """One address a report speaks of; `status` is the enhanced code, or empty."""

    address: str
    status: str = ""
    permanent: bool = False
    reason: BounceReason = BounceReason.UNKNOWN


class Attachment(Frozen):
    name: str
    type: str
    sha256: str
    size: int


class FormField(Frozen):
    """One field of an attached form, as filled: a tick reads `yes` or `no`."""

    name: str
    value: str


class AttachedForm(Frozen):
    """The fields of a PDF (AcroForm) or DOCX (content controls) attachment."""

    attachment: str  # its SHA-256
    fields: tuple[FormField, ...]


class Registration(Frozen):
    """A registry's entry (protocollo): its number, its day, and what it is about."""

    number: str
    registered_on: date | None = None
    office: str = ""  # the administration's and the registry's codes
    subject: str = ""
    about: str = ""  # the number it answers, when it names one


class PecRecipient(Frozen):
    address: str
    certified: bool


class PecFacts(Frozen):
    """What `daticert.xml` says of a certified mail (RFC 6109), and who signed it.

    `kind` is the XML's `tipo`, or `anomalia` without one. `signature` is `verified`
    only when the provider's certificate chains to a trusted root and names the
    sender of the envelope.
    """

    kind: str
    error: str = ""
    identifier: str = ""  # the provider's id, without brackets
    message_id: str = ""  # ours, with brackets
    at: datetime | None = None  # UTC; the legal time
    provider: str = ""
    sender: str = ""
    recipients: tuple[PecRecipient, ...] = ()
    delivered_to: str = ""
    receipt: str = ""  # completa, breve, sintetica
    detail: str = ""
    signature: Literal["verified", "untrusted", "broken", "absent"] = "absent"
    signer: str = ""


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
    disclaimer: str = ""
    envelope_ids: tuple[str, ...] = ()  # ENVID as it comes back (RFC 3461)
    registration: Registration | None = None
    forms: tuple[AttachedForm, ...] = ()
    calendar: str = ""  # method and answer of an invitation: reply accepted
    pec: PecFacts | None = None
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
    cancels: bool = False  # asks to undo what was recorded last


class DigestItem(Frozen):
    """One proposal of a letter that carries several, under its number there."""

    position: int
    ref: str
    title: str


class Authentication(Frozen):
    """Who vouches for the sender, by checks of our own; never `From` itself."""

    verdict: Literal["strong", "weak", "none", "fail"] = "none"
    by: Literal["pec", "dmarc", "dkim", "spf", "none"] = "none"
    domain: str = ""
    detail: str = ""


class Match(Frozen):
    """The conversation a mail belongs to, and how far that may be trusted."""

    conversation: int | None = None
    strength: Literal["strong", "medium", "weak", "none"] = "none"
    key: Literal["token", "message_id", "code", "sender", "none"] = "none"
    guesses: tuple[int, ...] = ()
