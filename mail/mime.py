"""A message as a tree of parts, read within limits: linear, and total but for them.

The standard library's parser is quadratic on hostile input, recurses, and raises
on real mail, so the tree is cut here by plain searches over the bytes.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mail import signed_file, transfer
from mail.boundaries import slices
from mail.charsets import decode, plain_lines, safe, stated_in_page
from mail.flowed import unflow
from mail.headers import Headers, parameters
from mail.limits import (
    MAX_BYTES,
    MAX_HEADER,
    MAX_HEADER_BLOCK,
    MAX_NESTING,
    MAX_RAW_TEXT,
    MAX_TEXT,
    Budget,
    LimitError,
)

__all__ = ["LimitError", "Part", "head", "parse"]

_FIELD = re.compile(rb"([!-9;-~]++)[ \t]*+:")
_KNOWN_FIELD = re.compile(
    rb"^(?:From|To|Subject|Date|Message-ID|MIME-Version|Received|Content-[A-Za-z-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_MBOX = re.compile(rb">?From [ \t]*+(?!:)")  # the separator of an mbox file
_MAX_JUNK_LINES = 20
_LOOK_AHEAD = 4_000


@dataclass(frozen=True, slots=True)
class Part:
    """One entity: its fields, its place in the raw bytes, what it contains."""

    headers: Headers
    type: str
    parameters: dict[str, str]
    raw: bytes = field(repr=False)
    start: int
    end: int
    children: tuple["Part", ...] = ()

    @property
    def disposition(self) -> str:
        return parameters(self.headers.raw("content-disposition"))[0]

    @property
    def name(self) -> str:
        _, given = parameters(self.headers.raw("content-disposition"))
        return safe(given.get("filename") or self.parameters.get("name", ""))

    def content(self) -> bytes:
        """The body with its transfer encoding taken off."""
        return transfer.decoded(self.headers, self.raw[self.start : self.end])

    def text(self) -> str:
        """The body as clean text of bounded length."""
        limit = min(self.end, self.start + MAX_RAW_TEXT)
        data = transfer.decoded(self.headers, self.raw[self.start : limit])
        declared = self.parameters.get("charset", "")
        if self.type == "text/html" and not declared:
            declared = stated_in_page(data)
        text = decode(data, declared)
        text = safe(plain_lines(text[:MAX_TEXT]))
        if self.parameters.get("format", "").lower() == "flowed":
            text = unflow(text, delsp=self.parameters.get("delsp", "").lower() == "yes")
        return text

    def walk(self) -> Iterator["Part"]:
        """This part and those inside it, not entering attached messages."""
        yield self
        if not self.type.startswith("message/"):
            for child in self.children:
                yield from child.walk()


def parse(raw: bytes) -> Part:
    """The tree of a message.

    Raises:
        LimitError: the mail breaks one of the limits above.
    """
    if len(raw) > MAX_BYTES:
        raise LimitError(f"larger than {MAX_BYTES} bytes")
    if b"\n" not in raw[:_LOOK_AHEAD]:
        raw = raw.replace(b"\r", b"\n")  # lines as on a Macintosh of old
    start = len(raw) - len(raw.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n"))
    if _MBOX.match(raw, start):
        start = raw.find(b"\n", start) + 1 or len(raw)
    return _part(raw, start, len(raw), Budget(), depth=0)


def head(raw: bytes) -> Headers:
    """What can still be said of a mail over the limits: nothing, or its headers."""
    try:
        return Headers(_fields(raw, 0, len(raw), Budget())[0])
    except LimitError:
        return Headers([])


def _part(
    raw: bytes,
    start: int,
    end: int,
    budget: Budget,
    depth: int,
    default: str = "text/plain",
) -> Part:
    if depth > MAX_NESTING:
        raise LimitError(f"nested deeper than {MAX_NESTING}")
    fields, body = _fields(raw, start, end, budget)
    headers = Headers(fields)
    kind, given = parameters(headers.raw("content-type"))
    if not re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind):
        kind = default
    children: tuple[Part, ...] = ()
    if kind.startswith("multipart/"):
        inner = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        children = tuple(
            _part(raw, first, last, budget, depth + 1, inner)
            for first, last in slices(raw, body, end, given.get("boundary"), budget)
        )
        kind = kind if children else "text/plain"
    elif kind in ("message/rfc822", "message/global"):
        children = (_attached(raw, body, end, budget, headers, depth),)
    elif kind in signed_file.MEDIA_TYPES:
        part = Part(headers, kind, given, raw, body, end)
        children = _signed(part, budget, depth)
        kind = "multipart/mixed" if children else kind
    return Part(headers, kind, given, raw, body, end, children)


def _attached(
    raw: bytes, start: int, end: int, budget: Budget, headers: Headers, depth: int
) -> Part:
    if headers.raw("content-transfer-encoding").lower() in (
        "base64",
        "quoted-printable",
    ):
        budget.spend(decoded=end - start)
        raw = transfer.decoded(headers, raw[start:end])
        start, end = 0, len(raw)
    return _part(raw, start, end, budget, depth + 1)


def _signed(part: Part, budget: Budget, depth: int) -> tuple[Part, ...]:
    """The mail inside an opaque signature; a signed file is no mail."""
    stated = part.parameters.get("smime-type", "signed-data").lower()
    if stated != "signed-data" or part.name.lower() not in ("", "smime.p7m"):
        return ()
    budget.spend(decoded=part.end - part.start)
    inner = signed_file.unwrapped(part.content()) or b""
    if not _KNOWN_FIELD.match(inner):
        return ()
    budget.spend(decoded=len(inner))
    return (_part(inner, 0, len(inner), budget, depth + 1),)


def _fields(
    raw: bytes, start: int, end: int, budget: Budget
) -> tuple[list[tuple[str, bytes]], int]:
    """The header block from `start`, and where the body begins."""
    found: list[tuple[str, list[bytes]]] = []
    position, junk = start, 0
    while position < end:
        following = raw.find(b"\n", position, end) + 1 or end
        name = _FIELD.match(raw, position, min(following, position + 200))
        if name:
            found.append(
                (name[1].decode("ascii").lower(), [raw[name.end() : following]])
            )
        elif not raw[position:following].strip(b"\r\n"):
            position = following
            break
        elif found and raw[position : position + 1] in (b" ", b"\t"):
            found[-1][1].append(raw[position:following])
        elif found and junk < _MAX_JUNK_LINES and _more_fields(raw, following, end):
            junk += 1
        else:
            break
        position = following
        if position - start > MAX_HEADER_BLOCK:
            raise LimitError(f"header block larger than {MAX_HEADER_BLOCK} bytes")
    budget.spend(fields=len(found))
    fields = [(key, b"".join(chunks)) for key, chunks in found]
    if any(len(value) > MAX_HEADER for _, value in fields):
        raise LimitError(f"a header longer than {MAX_HEADER} bytes")
    return fields, position


def _more_fields(raw: bytes, start: int, end: int) -> bool:
    """After a broken line: do fields go on before the blank line?"""
    ahead = raw[start : min(end, start + _LOOK_AHEAD)]
    block = re.split(rb"\n\r?\n", ahead, maxsplit=1)[0]
    return _KNOWN_FIELD.search(block) is not None
