"""The words and the files of a parsed mail, told apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from mail import files, signed_file
from mail.headers import Headers
from mail.limits import (
    MAX_ATTACHMENTS,
    MAX_PARTS_OF_A_TYPE,
    MAX_RAW_TEXT,
    MAX_TAGS,
    MAX_TEXT,
)
from mail.mime import Part
from models.message import Attachment

_TEXTS = ("text/plain", "text/html")


@dataclass(frozen=True, slots=True)
class Contents:
    """One message: where it says who wrote it, and what it says."""

    root: Part
    plain: str
    html: str
    files: tuple[Part, ...]  # with those inside signatures and uuencoded lines
    cut: bool  # there is more text than is read
    left_out: int = 0  # files beyond the number that is read
    sealed: bool = False  # something is encrypted, or signed and not readable

    @property
    def headers(self) -> Headers:
        return self.root.headers

    def parts(self, *types: str) -> list[Part]:
        """The first parts of these types: more of one kind is no honest mail."""
        found = (part for part in self.root.walk() if part.type in types)
        return list(islice(found, MAX_PARTS_OF_A_TYPE))


def contents(root: Part) -> Contents:
    """Sort the leaves of a message into words and files."""
    leaves = [part for part in root.walk() if not part.type.startswith("multipart/")]
    words = [part for part in leaves if _is_words(part)]
    if not words:  # a body that calls itself a file is still the body
        words = [part for part in leaves if part.type in _TEXTS][:1]
    chosen = {id(part) for part in words}
    attached = [part for part in leaves if id(part) not in chosen]
    words, in_text = _out_of_text(words)
    listed = (attached + in_text)[:MAX_ATTACHMENTS]
    pairs = list(_with_signed(listed))
    plain = _joined(words, "text/plain")
    html, cut = _within_tags(_joined(words, "text/html"))
    cut |= any(part.end - part.start > MAX_RAW_TEXT for part in words)
    return Contents(
        root=root,
        plain=plain,
        html=html,
        files=tuple(one for pair in pairs for one in pair if one is not None),
        cut=cut or MAX_TEXT in (len(plain), len(html)),
        left_out=len(attached) + len(in_text) - len(listed),
        sealed=_is_sealed(root, pairs),
    )


def attachment(part: Part, data: bytes) -> Attachment:
    return Attachment(
        name=part.name,
        type=part.type,
        sha256=sha256(data).hexdigest(),
        size=len(data),
    )


def _is_words(part: Part) -> bool:
    return part.type in _TEXTS and part.disposition != "attachment" and not part.name


def _out_of_text(words: list[Part]) -> tuple[list[Part], list[Part]]:
    kept: list[Part] = []
    found: list[Part] = []
    for part in words:
        if part.type != "text/plain":
            kept.append(part)
            continue
        rest, inside = files.out_of_text(part)
        kept.append(rest)
        found += inside
    return kept, found


def _with_signed(parts: list[Part]) -> Iterator[tuple[Part, Part | None]]:
    """Each file as it came, and what it signs."""
    for part in parts:
        signed = files.may_be_signed(part)
        yield part, files.under_signature(part) if signed else None


def _is_sealed(root: Part, pairs: list[tuple[Part, Part | None]]) -> bool:
    """Encrypted, or signed so that it cannot be read."""
    if any(part.type == "multipart/encrypted" for part in root.walk()):
        return True
    return any(
        inner is None and part.type in signed_file.MEDIA_TYPES for part, inner in pairs
    )


def _joined(parts: list[Part], kind: str) -> str:
    texts: list[str] = []
    room = MAX_TEXT
    for part in parts:
        if part.type == kind and room > 0:
            texts.append(part.text()[:room])
            room -= len(texts[-1])
    return "\n".join(texts)


def _within_tags(html: str) -> tuple[str, bool]:
    """A page of no more elements than people write, and whether it was cut."""
    pieces = html.split("<", MAX_TAGS)
    if len(pieces) <= MAX_TAGS:
        return html, False
    return "<".join(pieces[:-1]), True
