"""What a ZIP file claims to hold, read from its directory and never unpacked.

Files inside are inflated only as far as a look at them needs, within one allowance.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_END = b"PK\x05\x06"
_ENTRY = struct.Struct("<4s4xHHHHIIIHHHHHII")  # of the central directory
_LOCAL = struct.Struct("<4s22xHH")
_END_RECORD = struct.Struct("<4s6xHII")
_END_AT_MOST = 22 + 65_535
_ENCRYPTED = 1
_STORED, _DEFLATED = 0, 8
_SLACK = 1_024
_MAX_NAME = 300  # of a name, the end tells what it is


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as the directory describes it; all of it may be a lie."""

    name: str
    encrypted: bool
    method: int
    packed: int
    size: int
    offset: int


@dataclass(slots=True)
class Allowance:
    """Bytes that may still be inflated, and files that may still be opened."""

    inflated: int = 8 * 2**20  # or read in vain
    opened: int = 1_000
    listed: int = 10_000
    short: bool = False  # something was left unseen

    def take(self, wanted: int) -> int:
        self.opened -= 1
        self.short |= self.opened < 0 or wanted > self.inflated
        return 0 if self.opened < 0 else min(wanted, self.inflated)


def is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", _END))


def entries(data: bytes, allowance: Allowance) -> list[Entry] | None:
    """The files of an archive; None when its directory cannot be read."""
    end = data.rfind(_END, max(0, len(data) - _END_AT_MOST))
    if end < 0 or end + _END_RECORD.size > len(data):
        return None
    _, _, size, offset = _END_RECORD.unpack_from(data, end)
    start = end - size  # also right when something stands before the archive
    if start < 0:
        return None
    shift = max(0, start - offset)
    found = list(islice(_listed(data, start, end, shift), allowance.listed))
    allowance.listed -= len(found)
    allowance.short |= allowance.listed <= 0
    return found


def _listed(data: bytes, start: int, end: int, shift: int) -> Iterator[Entry]:
    position = start
    while position + _ENTRY.size <= end:
        (
            mark,
            flags,
            method,
            _,
            _,
            _,
            packed,
            size,
            name,
            extra,
            comment,
            *_,
            offset,
        ) = _ENTRY.unpack_from(data, position)
        if mark != b"PK\x01\x02":
            return
        position += _ENTRY.size
        raw = data[position : position + name][-_MAX_NAME:]
        position += name + extra + comment
        yield Entry(
            name=raw.decode("utf-8", "replace"),
            encrypted=bool(flags & _ENCRYPTED),
            method=method,
            packed=packed,
            size=size,
            offset=offset + shift,
        )


def beginning(data: bytes, entry: Entry, wanted: int, allowance: Allowance) -> bytes:
    """The first bytes of a file inside, as far as the allowance goes."""
    wanted = allowance.take(wanted)
    if wanted <= 0 or entry.encrypted or entry.offset + _LOCAL.size > len(data):
        return b""
    mark, name, extra = _LOCAL.unpack_from(data, entry.offset)
    if mark != b"PK\x03\x04":
        return b""
    start = entry.offset + _LOCAL.size + name + extra
    packed = memoryview(data)[start : start + min(entry.packed, wanted + _SLACK)]
    found = _inflated(packed, entry.method, wanted)
    allowance.inflated -= max(len(found), len(packed))
    return found


def _inflated(packed: memoryview, method: int, wanted: int) -> bytes:
    if method == _STORED:
        return bytes(packed[:wanted])
    if method != _DEFLATED:
        return b""
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, wanted)
    except zlib.error:
        return b""
