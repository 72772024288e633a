"""Whether a domain signed a message (DKIM, RFC 6376), more strictly than the RFC.

A signature counts only when it covers what a reader is shown: author, subject, date
and the whole body. What would cost too much to check is not checked.
"""

import logging
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import dkim  # type: ignore[import-untyped]
from dkim.util import parse_tag_value  # type: ignore[import-untyped]

from mail.domains import aligned, plain
from mail.wire import LARGEST_MESSAGE

TextLookup = Callable[[str], Sequence[bytes]]
"""The TXT records of a name; raises OSError when it cannot be known."""

_HEADER_BLOCK = 256 * 1024
_MOST_SIGNATURES = 3
_MOST_FIELDS = 2_000
_MOST_LINES = 1_000_000
_MOST_BLANKS = 1_000_000
_LONGEST_SIGNATURE = 4_096
_LONGEST_KEY = 1_200  # characters; RSA with 4096 bits needs 736
_LONGEST_NAME = 253
_FEWEST_BITS = 1_024

_SIGNED = frozenset({b"from", b"subject", b"date"})
_ONCE = (
    *(b"from", b"subject", b"date", b"to", b"cc", b"reply-to", b"sender"),
    *(b"message-id", b"in-reply-to", b"references", b"mime-version"),
    *(b"content-type", b"content-transfer-encoding"),
)
_ALGORITHMS = (b"rsa-sha256",)
_BLANK_LINE = re.compile(rb"\n\r?\n")
_TESTING = re.compile(rb"(?:^|;)\s*t\s*=[^;]*\by\b")
_GAP = re.compile(rb"[\t ]++")

_silent = logging.getLogger("staffetta.dkim")  # the library would log keys and names
_silent.addHandler(logging.NullHandler())
_silent.propagate = False


@dataclass(frozen=True)
class Signed:
    """By which domain, if any that is aligned with the author's; else why not."""

    domain: str = ""
    why: str = ""


def signed(raw: bytes, author: str, lookup: TextLookup) -> Signed:
    """Check the signatures of the author's domain, or of one above or below it."""
    if why := _too_costly(raw):
        return Signed(why=why)
    try:
        check = _Check(raw, lookup)
    except Exception as error:  # noqa: BLE001  (anything may be in a mail)
        return Signed(why=f"unreadable: {type(error).__name__}")
    return check.by(author)


def _too_costly(raw: bytes) -> str:
    blank = _BLANK_LINE.search(raw, 0, _HEADER_BLOCK)
    if blank is None:
        return "the header does not end"
    if raw.count(b"\n", 0, blank.end()) > _MOST_FIELDS:
        return "the header has too many lines"
    if len(raw) > LARGEST_MESSAGE or raw.count(b"\n") > _MOST_LINES:
        return "the message is too large"
    if raw.count(b" ") + raw.count(b"\t") > _MOST_BLANKS:
        return "the message has too many blanks"
    return ""


class _Check:
    def __init__(self, raw: bytes, lookup: TextLookup) -> None:
        self._lookup = lookup
        self._unanswered = False
        self._testing = False
        self._verifier = dkim.DKIM(raw, logger=_silent, minkey=_FEWEST_BITS)
        self._body: bytes = self._verifier.body
        self._headers: list[tuple[bytes, bytes]] = [
            (name.lower(), value) for name, value in self._verifier.headers
        ]

    def by(self, author: str) -> Signed:
        count = Counter(name for name, _ in self._headers)
        if any(count[name] > 1 for name in _ONCE):
            return Signed(why="a header stands twice")
        values = [value for name, value in self._headers if name == b"dkim-signature"]
        whys, tried = [], 0
        for index, value in enumerate(values):
            tags = _tags(value)
            domain = plain(tags.get(b"d", b"").decode("ascii", "replace"))
            if not aligned(domain, author) or tried == _MOST_SIGNATURES:
                continue
            tried += 1
            why = _unfit(tags) or self._refuted(index, tags)
            if not why:
                return Signed(domain)
            whys.append(why)
        return Signed(why=whys[0] if whys else "no signature of the author's domain")

    def _refuted(self, index: int, tags: Mapping[bytes, bytes]) -> str:
        """Why the signature does not hold, or nothing."""
        _, _, of_body = tags.get(b"c", b"").partition(b"/")
        # The library's own way to relax a body is quadratic in its blanks.
        relaxed = of_body == b"relaxed"
        self._verifier.body = _relaxed(self._body) if relaxed else self._body
        self._unanswered = self._testing = False
        try:
            holds = self._verifier.verify(idx=index, dnsfunc=self._key)
        except Exception as error:  # noqa: BLE001  (anything may be in a signature)
            return f"not verified: {type(error).__name__}"
        if self._unanswered:
            return "the key could not be looked up"
        if self._testing:
            return "the domain only tests its key"
        return "" if holds else "the signature does not hold"

    def _key(self, name: bytes, timeout: float = 0) -> bytes | None:  # noqa: ARG002
        wanted = name.decode("ascii").rstrip(".")
        if len(wanted) > _LONGEST_NAME:
            return None
        try:
            records = self._lookup(wanted)
        except OSError:
            self._unanswered = True
            return None
        keys = [one for one in records if b"p=" in one]
        if len(keys) != 1 or len(keys[0]) > _LONGEST_KEY:
            return None
        self._testing = _TESTING.search(keys[0]) is not None
        return keys[0]


def _tags(value: bytes) -> Mapping[bytes, bytes]:
    if len(value) > _LONGEST_SIGNATURE:
        return {}
    try:
        return dict(parse_tag_value(value))
    except Exception:  # noqa: BLE001  (anything may be in a signature)
        return {}


def _unfit(tags: Mapping[bytes, bytes]) -> str:
    covered = {name.strip().lower() for name in tags.get(b"h", b"").split(b":")}
    if tags.get(b"a") not in _ALGORITHMS:
        return "the algorithm is not rsa-sha256"
    if b"l" in tags:
        return "only a part of the body is signed"
    if not covered >= _SIGNED:
        return "author, subject and date are not all signed"
    return ""


def _relaxed(body: bytes) -> bytes:
    return _GAP.sub(b" ", body).replace(b" \r\n", b"\r\n")
