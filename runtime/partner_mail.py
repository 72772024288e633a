"""Mail as a partner's program reads and answers it."""

import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from time import time
from uuid import uuid4


def opened(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


def plain(letter: EmailMessage) -> str:
    """Its text; empty where it has none that is plain."""
    body = letter.get_body(("plain",))
    return str(body.get_content()) if body is not None else ""


def reply_to(letter: EmailMessage, address: str, text: str) -> EmailMessage:
    """As a mail program answers: to the Reply-To, in the thread of the letter."""
    reply = EmailMessage()
    reply["From"] = address
    reply["To"] = str(letter["Reply-To"])
    reply["Subject"] = f"Re: {letter['Subject']}"
    reply["Date"] = format_datetime(datetime.fromtimestamp(time(), UTC))
    reply["Message-ID"] = f"<{uuid4().hex}@{address.rpartition('@')[2]}>"
    reply["In-Reply-To"] = reply["References"] = str(letter["Message-ID"])
    reply.set_content(text)
    return reply
