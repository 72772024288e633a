"""What stands inside a signed file (p7m, CMS SignedData); nothing is verified.

Read by hand: libraries join the chunks of a streamed signature one by one, which
takes seconds for a file made to do so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mail.headers import unbase64

MEDIA_TYPES = ("application/pkcs7-mime", "application/x-pkcs7-mime")

_SIGNED = bytes.fromhex("06092a864886f70d010702")
_ENVELOPED = bytes.fromhex("06092a864886f70d010703")
_AUTH_ENVELOPED = bytes.fromhex("060b2a864886f70d0109100117")

_SEQUENCE, _OCTETS, _IN_CHUNKS, _CONTEXT = 0x30, 0x04, 0x24, 0xA0
_UNTIL_MARK = 0x80
_ARMOUR = re.compile(rb"-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----")
_BASE64 = re.compile(rb"\s*(?:-----BEGIN [A-Z0-9 ]{1,40}-----\s+)?M[A-Za-z0-9+/\s]{40}")
_HEAD = 40
_FREE_ELEMENTS = 1_000  # and one more for each hundred bytes: chunks are larger
_MAX_SIGNATURES = 5  # one around the other
_MAX_DEPTH = 3  # chunks of chunks


class _NotReadError(Exception):
    pass


def kind(data: bytes) -> Literal["signed", "encrypted", ""]:
    """By its bytes, whatever the name says."""
    start = _der(data[:400])[:_HEAD]
    if _SIGNED in start:
        return "signed"
    if any(one in start for one in (_ENVELOPED, _AUTH_ENVELOPED)):
        return "encrypted"
    return ""


def unwrapped(data: bytes) -> bytes | None:
    """The file under all its signatures; None when it is not inside or not whole."""
    found: bytes | None = None
    for _ in range(_MAX_SIGNATURES):
        if kind(data) != "signed":
            break
        try:
            found = data = _Cms(_der(data)).content()
        except _NotReadError:
            break
    return found


def _der(data: bytes) -> bytes:
    if _BASE64.match(data):
        return unbase64(_ARMOUR.sub(b"", data))
    return data


@dataclass(slots=True)
class _Cms:
    """A walk over BER elements, with an end to its patience."""

    data: bytes
    seen: int = 0

    def content(self) -> bytes:
        """ContentInfo, SignedData, EncapsulatedContentInfo, the octets in there."""
        inside, end = self._enter(0, len(self.data), _SEQUENCE)
        inside = self._after(inside, end)  # the type: signed data
        inside, end = self._enter(inside, end, _CONTEXT)
        inside, end = self._enter(inside, end, _SEQUENCE)
        inside = self._after(inside, end)  # the version
        inside = self._after(inside, end)  # the digest algorithms
        inside, end = self._enter(inside, end, _SEQUENCE)
        inside = self._after(inside, end)  # the type of what is signed
        inside, end = self._enter(inside, end, _CONTEXT)
        return b"".join(self._octets(inside, end, depth=0))

    def _octets(self, position: int, end: int, *, depth: int) -> Iterator[bytes]:
        tag, inside, stop = self._element(position, end)
        if tag == _OCTETS and stop is not None:
            yield self.data[inside:stop]
        elif tag == _IN_CHUNKS and depth < _MAX_DEPTH:
            limit = end if stop is None else stop
            while inside < limit and self.data[inside : inside + 2] != b"\0\0":
                yield from self._octets(inside, limit, depth=depth + 1)
                inside = self._after(inside, limit)
        else:
            raise _NotReadError

    def _enter(self, position: int, end: int, tag: int) -> tuple[int, int]:
        found, inside, stop = self._element(position, end)
        if found != tag:
            raise _NotReadError
        return inside, end if stop is None else stop

    def _after(self, position: int, end: int) -> int:
        """Past one element; what a stream holds is passed piece by piece."""
        depth = 0
        while True:
            tag, inside, stop = self._element(position, end)
            if stop is None:
                depth += 1
            elif (tag, stop) == (0, inside):  # the mark that ends a stream
                depth -= 1
            position = inside if stop is None else stop
            if depth <= 0:
                return position

    def _element(self, position: int, end: int) -> tuple[int, int, int | None]:
        """Tag, start of the value, its end; None when a mark ends it."""
        self.seen += 1
        patience = _FREE_ELEMENTS + len(self.data) // 100
        if position + 2 > end or self.seen > patience:
            raise _NotReadError
        tag, length = self.data[position], self.data[position + 1]
        inside = position + 2
        if length == _UNTIL_MARK:
            return tag, inside, None
        if length > _UNTIL_MARK:
            size = length - _UNTIL_MARK
            length = int.from_bytes(self.data[inside : inside + size], "big")
            inside += size
        if inside + length > end:
            raise _NotReadError
        return tag, inside, inside + length
