"""A letter for certified mail (PEC): its headers, and what a provider would refuse.

The access point wants From to be the envelope's and the account's own mailbox, every
recipient in To or Cc, and nobody hidden (RFC 6109 §3.1.1). PEC mailboxes have no
detail after a `+`: answers are known by the provider's id and the code in the subject.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from mail.headers import Headers
from mail.mime import head
from models.errors import DomainError
from models.letter import ComposedLetter

LARGEST = 30 * 10**6  # bytes, times recipients


class Receipt(StrEnum):
    """How much of the letter the receipt of delivery brings back."""

    COMPLETE = "completa"  # the whole letter: proves the content
    SHORT = "breve"  # the letter with hashes for its attachments
    BRIEF = "sintetica"  # the XML only


@dataclass(frozen=True, slots=True)
class PecMailbox:
    """The mailbox we are authenticated as, and the receipts asked for."""

    address: str
    receipt: Receipt = Receipt.COMPLETE

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.address):
            raise DomainError(
                "The PEC mailbox is not an address in ASCII letters, as name@domain;"
                " correct the configuration."
            )


RECEIPT_HEADER = "X-TipoRicevuta"

_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*/=?^_`{|}~.-]+@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+")
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*")
_BLANK_LINE = re.compile(rb"(?<=\n)\r?\n")
_IN_ANGLES = re.compile(rb"<[^<>]*>(?=[ \t\r\n]*\Z)")
_DROPPED = frozenset(
    {
        b"bcc",
        b"disposition-notification-to",
        b"list-unsubscribe",
        b"list-unsubscribe-post",
        b"reply-to",
        b"resent-bcc",
        b"return-path",
        b"return-receipt-to",
        b"sender",
        b"x-tiporicevuta",
    }
)


def to_pec(letter: ComposedLetter, mailbox: PecMailbox) -> ComposedLetter:
    """The same letter from the certified mailbox; its body keeps its bytes."""
    blank = _BLANK_LINE.search(letter.raw)
    end = blank.start() if blank else len(letter.raw)
    fields = _FIELD.findall(letter.raw[:end])
    if b"".join(fields) != letter.raw[:end]:
        raise DomainError("The letter's headers are damaged; write the letter again.")
    kept = [
        _from_mailbox(one, mailbox) if _name(one) == b"from" else one
        for one in fields
        if _name(one) not in _DROPPED
    ]
    asked = f"{RECEIPT_HEADER}: {mailbox.receipt}\r\n".encode()
    return letter.model_copy(
        update={
            "envelope_from": mailbox.address,
            "raw": b"".join([*kept, asked]) + letter.raw[end:],
        }
    )


def refusals(
    letter: ComposedLetter, mailbox: PecMailbox, recipients: tuple[str, ...]
) -> tuple[str, ...]:
    """What the access point would not accept, or we must not send; none is well.

    Args:
        letter: in its final bytes.
        mailbox: the account that sends it.
        recipients: those of the envelope.
    """
    headers = head(letter.raw)
    own = (mailbox.address.lower(),)
    checks = {
        "The sender in the letter is not the PEC mailbox.": _only(headers, "from", own),
        "The envelope's sender is not the PEC mailbox.": (
            letter.envelope_from.lower() == own[0]
        ),
        "A certified letter goes to one recipient.": len(recipients) == 1,
        "The recipient does not stand in To.": _only(
            headers, "to", tuple(one.lower() for one in recipients)
        ),
        "Nobody may stand in Cc or Bcc.": not {"cc", "bcc"} & headers.names(),
        "Answers would leave the certified channel: Reply-To names another mailbox.": (
            "reply-to" not in headers or headers.addresses("reply-to") == own
        ),
        "List-Unsubscribe does not belong in certified mail.": (
            "list-unsubscribe" not in headers
        ),
        f"{RECEIPT_HEADER} is missing, double or not the receipt wanted.": (
            headers.all(RECEIPT_HEADER.lower()) == [mailbox.receipt]
        ),
        "The Message-ID is not the letter's own.": (
            headers.ids("message-id") == (letter.message_id,)
        ),
        "The letter is larger than certified mail carries.": (
            len(letter.raw) * max(len(recipients), 1) <= LARGEST
        ),
    }
    return tuple(sentence for sentence, passed in checks.items() if not passed)


def _only(headers: Headers, name: str, wanted: tuple[str, ...]) -> bool:
    return len(headers.all(name)) == 1 and headers.addresses(name) == wanted


def _name(field: bytes) -> bytes:
    return field.partition(b":")[0].strip().lower()


def _from_mailbox(field: bytes, mailbox: PecMailbox) -> bytes:
    """The display name stays as it was encoded; only the address changes."""
    address = f"<{mailbox.address}>".encode()
    changed, found = _IN_ANGLES.subn(address, field)
    return changed if found else b"From: " + address + b"\r\n"
