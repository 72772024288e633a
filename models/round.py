"""A round: one version, one deadline, the same for every body (method I6)."""

from datetime import datetime
from enum import StrEnum

from models.frozen import Frozen
from models.ids import AgreementNumber, BodyCode, CaseId, LetterId


class Round(Frozen):
    """One dissemination of one proposal. Instants are UTC."""

    case: CaseId
    number: int
    version: int
    opened_at: datetime
    deadline: datetime
    reminders: tuple[datetime, ...] = ()
    grace_end: datetime
    wall: datetime | None = None  # no extension passes it (method I7)
    extensions: int = 0
    closed_at: datetime | None = None
    calendar_version: str = ""


class DeliveryState(StrEnum):
    PREPARED = "prepared"
    WRITTEN = "written"  # its letter is in the outbox or beyond
    BOUNCED = "bounced"
    ANSWERED = "answered"
    SILENT = "silent"
    RECALLED = "recalled"


class Delivery(Frozen):
    """One proposal put before one body: a row, never a process."""

    case: CaseId
    round: int
    body: BodyCode
    agreement: AgreementNumber | None  # frozen on the sending date (method I5)
    why: str  # the rule that chose this body
    state: DeliveryState = DeliveryState.PREPARED
    reminders: int = 0
    first_letter: LetterId | None = None
    muted: bool = False  # its body wants no more reminders (RFC 8058); it may answer
