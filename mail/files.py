"""Files that a mail carries inside other things: signatures, uuencoded lines."""

from pathlib import PurePosixPath
from urllib.parse import quote

from mail import signed_file, uuencode
from mail.charsets import decode, safe
from mail.headers import Headers
from mail.mime import Part

_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".doc": "application/msword",
    ".xml": "application/xml",
    ".txt": "text/plain",
    ".zip": "application/zip",
    ".jpg": "image/jpeg",
    ".png": "image/png",
}
_UNKNOWN = "application/octet-stream"
_MAX_NAME = 300


def file(name: str, data: bytes) -> Part:
    """A file found by reading, in the shape of a part."""
    kind = _TYPES.get(PurePosixPath(name.lower()).suffix, _UNKNOWN)
    given = quote(name[:_MAX_NAME].encode("utf-8", "replace"))
    field = f"attachment; filename*=utf-8''{given}".encode()
    headers = Headers([("content-disposition", field)])
    return Part(headers, kind, {}, data, 0, len(data))


def may_be_signed(part: Part) -> bool:
    return part.type in signed_file.MEDIA_TYPES or part.name.lower().endswith(".p7m")


def under_signature(part: Part) -> Part | None:
    """The file that a p7m signs, under its own name."""
    inner = signed_file.unwrapped(part.content())
    if inner is None:
        return None
    name = part.name
    while name.lower().endswith(".p7m"):
        name = name[: -len(".p7m")]
    return file(name, inner)


def out_of_text(part: Part) -> tuple[Part, list[Part]]:
    """A text without its uuencoded files, and these files."""
    text = part.content()
    blocks = uuencode.blocks(text)
    if not blocks:
        return part, []
    kept, position = [], 0
    for block in blocks:
        kept.append(text[position : block.start])
        position = block.end
    words = b"".join((*kept, text[position:]))
    headers = part.headers.without("content-transfer-encoding")
    rest = Part(headers, part.type, part.parameters, words, 0, len(words))
    return rest, [file(safe(decode(block.name)), block.data) for block in blocks]
