"""The lines of a calendar file (RFC 5545): folded, escaped, in UTC."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

_LONGEST_LINE: Final = 75  # octets, without the line end
_ESCAPED = re.compile(r"([\\;,])")


def calendar_bytes(lines: Iterable[str]) -> bytes:
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line)).encode()


def utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    return _ESCAPED.sub(r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """In pieces of at most 75 octets, no letter cut in two."""
    piece, used = "", 0
    for letter in line:
        size = len(letter.encode("utf-8"))
        if used + size > _LONGEST_LINE:
            yield piece
            piece, used = " ", 1
        piece, used = piece + letter, used + size
    yield piece
