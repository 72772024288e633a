"""The words and the files of a parsed mail, told apart."""

from dataclasses import dataclass
from hashlib import sha256

from mail.headers import Headers
from mail.mime import MAX_ATTACHMENTS, MAX_RAW_TEXT, MAX_TEXT, LimitError, Part
from models.message import Attachment


@dataclass(frozen=True, slots=True)
class Contents:
    """One message: where it says who wrote it, and what it says."""

    root: Part
    plain: str
    html: str
    files: tuple[Part, ...]
    cut: bool  # there is more text than is read

    @property
    def headers(self) -> Headers:
        return self.root.headers

    def parts(self, *types: str) -> list[Part]:
        return [part for part in self.root.walk() if part.type in types]


def contents(root: Part) -> Contents:
    """Sort the leaves of a message into words and files.

    Raises:
        LimitError: more files than an honest mail carries.
    """
    leaves = [part for part in root.walk() if not part.type.startswith("multipart/")]
    words = [part for part in leaves if _is_words(part)]
    if not words:  # a body that calls itself a file is still the body
        words = [part for part in leaves if _is_text(part)][:1]
    files = tuple(part for part in leaves if part not in words)
    if len(files) > MAX_ATTACHMENTS:
        raise LimitError(f"more than {MAX_ATTACHMENTS} attachments")
    plain, html = _joined(words, "text/plain"), _joined(words, "text/html")
    cut = any(part.end - part.start > MAX_RAW_TEXT for part in words)
    return Contents(
        root, plain, html, files, cut or MAX_TEXT in (len(plain), len(html))
    )


def attachment(part: Part) -> Attachment:
    data = part.content()
    return Attachment(
        name=part.name,
        type=part.type,
        sha256=sha256(data).hexdigest(),
        size=len(data),
    )


def _is_text(part: Part) -> bool:
    return part.type in ("text/plain", "text/html")


def _is_words(part: Part) -> bool:
    return _is_text(part) and part.disposition != "attachment" and not part.name


def _joined(parts: list[Part], kind: str) -> str:
    texts: list[str] = []
    room = MAX_TEXT
    for part in parts:
        if part.type == kind and room > 0:
            texts.append(part.text()[:room])
            room -= len(texts[-1])
    return "\n".join(texts)
