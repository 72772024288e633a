"""The head of a letter, field by field: folded so that every reader undoes it.

The stdlib breaks ids, names and subjects in ways readers do not undo, and takes most
of a letter's time to do so. No field leaves here with anything but printable ASCII.
"""

import re
import textwrap
from collections.abc import Sequence
from email.header import Header
from functools import lru_cache

from models.errors import DomainError

_WIDTH = 78
_ENCODED_WIDTH = 66  # leaves room for the header's name
_LONGEST_ADDRESS = 254
_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL_PART = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_REMEMBERED = 1024  # the letters of a round have one subject
_DOMAIN = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")
_PRINTABLE = re.compile(r"[ -~]+")


def field(name: str, *lines: str) -> bytes:
    """One field, its value broken where the lines end.

    Raises:
        DomainError: a line would break the head in two.
    """
    if not all(_PRINTABLE.fullmatch(line) for line in lines):
        raise DomainError(
            f"The {name} of a letter cannot be written: it is empty, or has marks that"
            " no header may have; correct the text."
        )
    folded = "\r\n ".join(lines)
    return f"{name}: {folded}\r\n".encode("ascii")


def text_field(name: str, text: str) -> bytes:
    """The words before the first that needs RFC 2047 stay plain, the rest does not."""
    words = text.split(" ")
    plain = next((n for n, word in enumerate(words) if _needs_code(word)), len(words))
    lines = textwrap.wrap(
        " ".join(words[:plain]),
        _WIDTH,
        initial_indent=" " * len(f"{name}: "),
        break_long_words=False,
        break_on_hyphens=False,
    )
    lines += _encoded(" ".join(words[plain:])) if words[plain:] else []
    return field(name, *(line.strip() for line in lines))


def mailbox_field(name: str, display: str, address: str) -> bytes:
    mailbox = _writable(address)
    if not display:
        return field(name, mailbox)
    plain = not _needs_code(display) and len(display) < _WIDTH - len(f'{name}: ""')
    lines = [display] if plain else [*_encoded(display)]
    if plain and not _PHRASE.fullmatch(display):
        quoted = display.replace("\\", "\\\\").replace('"', '\\"')
        lines = [f'"{quoted}"']
    return field(name, *lines, f"<{mailbox}>")


def ids_field(name: str, ids: Sequence[str]) -> bytes:
    return field(name, *ids) if ids else b""


def _writable(address: str) -> str:
    local, _, domain = address.strip().rpartition("@")
    if not _LOCAL_PART.fullmatch(local) or len(address) > _LONGEST_ADDRESS:
        raise DomainError(
            "An address cannot be written in a letter's header: it lacks a part, or has"
            " blanks, dots in the wrong place or letters outside ASCII before the @;"
            " correct the address."
        )
    try:
        ascii_domain = domain.encode("idna").decode()
    except UnicodeError:
        ascii_domain = ""
    if not _DOMAIN.fullmatch(ascii_domain):
        raise DomainError(
            "The domain of an address does not exist as it is written; correct the"
            " address."
        )
    return f"{local}@{ascii_domain}"


def _needs_code(text: str) -> bool:
    return not text.isascii() or "=?" in text


@lru_cache(maxsize=_REMEMBERED)
def _encoded(text: str) -> tuple[str, ...]:
    words = Header(text, "utf-8", maxlinelen=_ENCODED_WIDTH).encode(linesep="\n")
    return tuple(word.strip() for word in words.split("\n"))
