"""What a mail consists of besides its words: the headers that matter, and its files."""

import re
from collections.abc import Sequence
from typing import Final

from mail.headers import decode_words
from mail.mime import head

HEADERS: Final = (
    *("From", "Sender", "Reply-To", "Return-Path", "To", "Cc", "Date", "Subject"),
    *("Message-ID", "In-Reply-To", "Auto-Submitted", "List-Id", "Received"),
    *("Authentication-Results", "DKIM-Signature", "X-Trasporto", "X-Ricevuta"),
    "X-Riferimento-Message-ID",
)
"""By which a sender is known, what it answers, and whether a machine wrote it."""
_LONGEST: Final = 500
_LONGEST_NAME: Final = 120
_CREDENTIAL: Final = re.compile(r"\+[^@\s<>]+@")
"""What follows the plus in an address of ours lets its holder answer."""


def headers_of(raw: bytes) -> Sequence[tuple[str, str]]:
    """Name and value as written, each cut; of several of a name the first.

    The first `Received` is our own server's, and says who handed the mail over.
    """
    found = head(raw)
    named = ((name, decode_words(found.raw(name.lower()))) for name in HEADERS)
    return [
        (name, _CREDENTIAL.sub("+…@", printable(value)[:_LONGEST]))
        for name, value in named
        if value
    ]


def printable(text: str) -> str:
    """Without marks that hide or turn letters, so that `exe.pdf` is no program."""
    return "".join(one for one in text if one.isprintable())


def file_name(given: str) -> str:
    """A file's own name, without path, or nothing."""
    bare = printable(given).replace("\\", "/").rpartition("/")[2]
    return bare.strip(". ")[:_LONGEST_NAME]


def attached(raw: bytes, named: str) -> bytes | None:
    """The file under its SHA-256, or nothing."""
    from mail import reading  # noqa: PLC0415  (its tables take a while to build)

    return reading.attached(raw, named)
