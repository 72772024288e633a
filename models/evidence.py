"""What a certified mail provider attests of a letter: accepted, delivered, or not."""

from datetime import datetime
from enum import StrEnum

from models.frozen import Frozen
from models.ids import LetterId, MessageHash


class ReceiptKind(StrEnum):
    """The `tipo` of a receipt, in the order in which they may come (RFC 6109)."""

    ACCEPTED = "accettazione"
    NOT_ACCEPTED = "non-accettazione"  # our own provider refuses the letter
    TAKEN_IN_CHARGE = "presa-in-carico"  # between providers
    DELIVERED = "avvenuta-consegna"  # it lies in the mailbox
    LATE = "preavviso-errore-consegna"  # 12 or 24 hours; may still be delivered
    NOT_DELIVERED = "errore-consegna"
    VIRUS = "rilevazione-virus"


class Evidence(Frozen):
    """One receipt. `at` is the provider's legal time in UTC (`daticert.xml`).

    `identifier` is the provider's id of the letter, which replies to it quote.
    """

    message: MessageHash
    letter: LetterId
    kind: str  # accettazione, avvenuta-consegna, errore-consegna …
    at: datetime
    issuer: str
    recipient: str = ""
    identifier: str = ""
    signature: str = "absent"
    detail: str = ""
