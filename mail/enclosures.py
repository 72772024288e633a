"""The body of a letter: one text in several forms, and the files that go with it."""

from base64 import encodebytes
from collections.abc import Sequence
from typing import NamedTuple

from mail.header_lines import field
from models.letter import Attachment


class Body(NamedTuple):
    """Its type, a field of whatever head it stands under, and its bytes."""

    kind: bytes
    content: bytes


def body(
    mark: str, parts: Sequence[bytes], attachments: Sequence[Attachment] = ()
) -> Body:
    """The forms of a letter, with a calendar file among them if it has one.

    Args:
        mark: parts it from what is outside; no form has it in its text.
        parts: the forms with heads of their own, the plainest first.
        attachments: the files. Calendars act on one that stands among the forms
            (RFC 6047); people and registries look for it beside them.
    """
    calls = [_encoded(one, _type(one)) for one in attachments if _calls(one)]
    words = _bounded("alternative", mark, [*parts, *calls])
    if not attachments:
        return words
    letter = words.kind + b"\r\n" + words.content
    return _bounded("mixed", f"{mark}m", [letter, *map(_enclosed, attachments)])


def _calls(one: Attachment) -> bool:
    kind, _, rest = one.content_type.partition(";")
    return kind == "text/calendar" and "method=" in rest


def _enclosed(one: Attachment) -> bytes:
    """A call is a plain file here, or calendars would act on it twice."""
    kind = "application/ics" if _calls(one) else one.content_type
    head = field("Content-Type", f"{kind};", f'name="{one.name}"')
    where = field("Content-Disposition", "attachment;", f'filename="{one.name}"')
    return _encoded(one, head + where)


def _type(one: Attachment) -> bytes:
    return field("Content-Type", one.content_type)


def _encoded(one: Attachment, head: bytes) -> bytes:
    return b"".join(
        (
            head,
            field("Content-Transfer-Encoding", "base64"),
            b"\r\n",
            encodebytes(one.content).replace(b"\n", b"\r\n"),
        )
    )


def _bounded(subtype: str, mark: str, parts: Sequence[bytes]) -> Body:
    kind = field("Content-Type", f"multipart/{subtype};", f'boundary="=_{mark}"')
    bound = f"--=_{mark}\r\n".encode()
    end = f"--=_{mark}--\r\n".encode()
    return Body(kind, b"".join((*(bound + part for part in parts), end)))
