"""A message as a tree of parts, read within limits: linear, and total but for them.

The standard library's parser is quadratic on hostile input, recurses, and raises
on real mail, so the tree is cut here by plain searches over the bytes.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mail.charsets import decode, plain_lines, safe
from mail.headers import Headers, parameters, unbase64

MAX_BYTES = 35 * 2**20  # PEC allows 30 MB; base64 costs the rest
MAX_HEADER_BLOCK = 256 * 1024
MAX_HEADER = 64 * 1024
MAX_FIELDS = 20_000  # over all parts
MAX_BOUNDARIES = 1_000
MAX_NESTING = 20
MAX_ATTACHMENTS = 50
MAX_DECODED = 100 * 2**20
MAX_TEXT = 400_000  # characters read as words; the whole mail is kept elsewhere
MAX_RAW_TEXT = 4 * MAX_TEXT  # bytes, before they are decoded

_FIELD = re.compile(rb"([!-9;-~]++)[ \t]*+:")
_KNOWN_FIELD = re.compile(
    rb"^(?:From|To|Subject|Date|Message-ID|MIME-Version|Received|Content-[A-Za-z-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_MAX_JUNK_LINES = 20
_LOOK_AHEAD = 4_000
_SHORTEST_GUESS = 8  # a boundary guessed from its first line


class LimitError(Exception):
    """The mail is larger or deeper than any honest one; a person reads it."""


@dataclass(slots=True)
class Budget:
    fields: int = MAX_FIELDS
    boundaries: int = MAX_BOUNDARIES
    decoded: int = MAX_DECODED

    def spend(self, *, fields: int = 0, boundaries: int = 0, decoded: int = 0) -> None:
        self.fields -= fields
        self.boundaries -= boundaries
        self.decoded -= decoded
        if self.fields < 0:
            raise LimitError(f"more than {MAX_FIELDS} header fields")
        if self.boundaries < 0:
            raise LimitError(f"more than {MAX_BOUNDARIES} boundary lines")
        if self.decoded < 0:
            raise LimitError(f"more than {MAX_DECODED} bytes decoded")


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
        return _decoded(self.headers, self.raw[self.start : self.end])

    def text(self) -> str:
        """The body as clean text of bounded length."""
        limit = min(self.end, self.start + MAX_RAW_TEXT)
        data = _decoded(self.headers, self.raw[self.start : limit])
        text = decode(data, self.parameters.get("charset", ""))
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
    start = len(raw) - len(raw.lstrip(b"\r\n"))
    if raw.startswith((b"From ", b">From "), start):  # the separator of an mbox file
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
            for first, last in _slices(raw, body, end, given.get("boundary"), budget)
        )
        kind = kind if children else "text/plain"
    elif kind in ("message/rfc822", "message/global"):
        children = (_attached(raw, body, end, budget, headers, depth),)
    return Part(headers, kind, given, raw, body, end, children)


def _attached(
    raw: bytes, start: int, end: int, budget: Budget, headers: Headers, depth: int
) -> Part:
    if headers.raw("content-transfer-encoding").lower() in (
        "base64",
        "quoted-printable",
    ):
        raw = _decoded(headers, raw[start:end])
        budget.spend(decoded=len(raw))
        start, end = 0, len(raw)
    return _part(raw, start, end, budget, depth + 1)


def _slices(
    raw: bytes, start: int, end: int, boundary: str | None, budget: Budget
) -> list[tuple[int, int]]:
    """Where the parts between the delimiter lines begin and end."""
    slices: list[tuple[int, int]] = []
    opened = -1
    for line, after, closing in _delimiter_lines(raw, start, end, boundary, budget):
        if opened >= 0:
            slices.append((opened, _before(raw, opened, line)))
        opened = -1 if closing else after
        if closing:
            break
    if opened >= 0:  # the closing line is often missing
        slices.append((opened, end))
    return [(first, last) for first, last in slices if first < last]


def _delimiter_lines(
    raw: bytes, start: int, end: int, boundary: str | None, budget: Budget
) -> Iterator[tuple[int, int, bool]]:
    """Each delimiter line: its start, the start of the next line, is it the last."""
    delimiter = _delimiter(raw, start, end, boundary)
    if not delimiter:
        return
    found = start
    if not raw.startswith(delimiter, start):
        found = raw.find(b"\n" + delimiter, start, end) + 1
    while found:
        budget.spend(boundaries=1)
        position = found + len(delimiter)
        after = raw.find(b"\n", position, end) + 1 or end
        tail = raw[position:after].strip()
        if tail in (b"", b"--"):
            yield found, after, bool(tail)
        found = raw.find(b"\n" + delimiter, position, end) + 1


def _delimiter(raw: bytes, start: int, end: int, boundary: str | None) -> bytes:
    if boundary:
        return b"--" + boundary.encode("utf-8", "replace")
    first = raw[start : start + 200].lstrip(b"\r\n").split(b"\n", 1)[0].rstrip()
    # No boundary named: the first line usually shows it.
    return (
        first
        if first.startswith(b"--") and len(first) > _SHORTEST_GUESS and end > start
        else b""
    )


def _before(raw: bytes, start: int, found: int) -> int:
    """The line end in front of a delimiter belongs to the delimiter."""
    stop = found - 1
    if stop > start and raw[stop - 1 : stop] == b"\r":
        stop -= 1
    return max(stop, start)


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


def _decoded(headers: Headers, data: bytes) -> bytes:
    encoding = headers.raw("content-transfer-encoding").lower().strip(" ;\"'")
    if encoding == "base64":
        return unbase64(data)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(data)
    return data


def unflow(text: str, *, delsp: bool) -> str:
    """RFC 3676: soft line ends joined, within one depth of quoting."""
    paragraphs: list[list[str]] = []
    soft_depth = -1
    for line in text.split("\n"):
        bare = line.lstrip(">")
        depth = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        signature = bare == "-- "
        if depth != soft_depth or signature:
            paragraphs.append([">" * depth + " "] if depth else [])
        soft = bare.endswith(" ") and not signature
        paragraphs[-1].append(bare[:-1] if soft and delsp else bare)
        soft_depth = depth if soft else -1
    return "\n".join("".join(pieces) for pieces in paragraphs)
