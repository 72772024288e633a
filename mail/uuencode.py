"""Files that stand in the text of a mail as uuencoded lines."""

import binascii
import re
from dataclasses import dataclass
from io import BytesIO

# Data lines have no small letters, so `begin` and `end` cannot be taken for data;
# all are full but the last, and then one says zero.
_BLOCK = re.compile(
    rb"begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n"
    rb"((?:[ -`]{40,100}+\r?\n)*+(?:[ -`]{2,100}+(?:\r?\n|\Z))?)"
    rb"(?:[ `]?\r?\n)?(?:end\b[^\r\n]*+\r?\n?)?"
)
_BEGIN = b"begin "
_MAX_TRIES = 200


@dataclass(frozen=True, slots=True)
class Block:
    """One file, and the bytes of the text that spell it."""

    name: bytes
    data: bytes
    start: int
    end: int


def blocks(text: bytes) -> list[Block]:
    found: list[Block] = []
    position = 0
    for _ in range(_MAX_TRIES):
        position = _begin(text, position)
        match = _BLOCK.match(text, position) if position >= 0 else None
        if position < 0:
            break
        data = _decoded(match[2]) if match else b""
        if match and data:
            found.append(Block(match[1].strip(), data, position, match.end()))
        position = match.end() if match else position + len(_BEGIN)
    return found


def _begin(text: bytes, position: int) -> int:
    if text.startswith(_BEGIN, position) and text[position - 1 : position] in b"\n":
        return position
    found = text.find(b"\n" + _BEGIN, position)
    return found + 1 if found >= 0 else -1


def decoded(text: bytes) -> bytes:
    """The body of a part whose transfer encoding is uuencode."""
    return next((block.data for block in blocks(text)), text)


def _decoded(lines: bytes) -> bytes:
    data = bytearray()
    for line in BytesIO(lines):
        data += _line(line)
    return bytes(data)


def _line(line: bytes) -> bytes:
    length = (line[0] - 32) & 63
    try:
        # What some programs count or pad wrongly stands after the needed letters.
        return binascii.a2b_uu(line[: 1 + (length + 2) // 3 * 4])
    except binascii.Error:
        return b""
