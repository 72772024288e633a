"""A mail as a person reads it: a few headers, then its words."""

import email
import email.policy
from collections.abc import Iterable

from models.inbound import InboundMessage
from models.message import Reading, ReadingKind

_HEADERS = ("From", "To", "Cc", "Reply-To", "Date", "Subject")


def of_letter(raw: bytes) -> str:
    """A letter of ours, which is always well formed."""
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    body = mail.get_body(("plain",))
    words = str(body.get_content()) if body else ""
    heads = ((name, str(mail[name] or "")) for name in _HEADERS)
    return _page(heads, words)


def of_message(message: InboundMessage, received: str) -> str:
    """A mail as it was read: even one that no mail program could open."""
    reading = message.reading or Reading(kind=ReadingKind.UNREADABLE)
    heads = (
        ("From", reading.sender or message.mail_from),
        ("To", ", ".join(reading.recipients or message.rcpt_to)),
        ("Received", received),
        ("Subject", reading.subject),
        ("Attached", ", ".join(one.name or one.type for one in reading.attachments)),
        ("Noted", "; ".join(reading.problems)),
    )
    return _page(heads, reading.text)


def _page(heads: Iterable[tuple[str, str]], words: str) -> str:
    lines = [f"{name}: {' '.join(value.split())}" for name, value in heads if value]
    text = words.replace("\r\n", "\n").strip()
    return "\n".join([*lines, "", text]) + "\n"
