"""The fields of a form attached to a reply: a PDF's AcroForm, a DOCX's controls.

Pure and total: whatever is broken, locked or too big is no form. Names and values
are returned as filled; mail/intent.py says what they mean.
"""

import hashlib
from collections.abc import Callable, Iterable
from itertools import islice

from mail.docx_fields import docx_fields
from mail.pdf_fields import pdf_fields
from models.message import AttachedForm, FormField

_MOST_BYTES = 5 * 2**20
_MOST_FIELDS = 300
_MOST_VALUE = 2_000  # characters

_READERS: dict[bytes, Callable[[bytes], Iterable[FormField] | None]] = {
    b"%PDF-": pdf_fields,
    b"PK\x03\x04": docx_fields,
}
_HEAD = 1_024  # bytes in which a PDF may be late in saying so


def read_form(name: str, type: str, data: bytes) -> AttachedForm | None:  # noqa: A002
    """The fields of an attachment, as filled; None when it is no form.

    A form that is one, but has nothing this reader can read (XFA), has no fields.
    What an attachment is, its first bytes say: `name` and `type` only spare a look.
    """
    if len(data) > _MOST_BYTES or not _may_be_form(name, type):
        return None
    reader = next(
        (read for magic, read in _READERS.items() if magic in data[:_HEAD]), None
    )
    if reader is None:
        return None
    try:
        fields = reader(data)
        if fields is None:
            return None
        kept = tuple(_bounded(one) for one in islice(fields, _MOST_FIELDS))
    except Exception:  # noqa: BLE001 a stranger's file: pypdf alone raises thirty kinds
        return None
    return AttachedForm(attachment=hashlib.sha256(data).hexdigest(), fields=kept)


def _may_be_form(name: str, type: str) -> bool:  # noqa: A002
    known = ("pdf", "wordprocessingml", "octet-stream", "zip", "msword")
    ends = (".pdf", ".docx", ".docm", ".dotx")
    return any(one in type.lower() for one in known) or name.lower().endswith(ends)


def _bounded(field: FormField) -> FormField:
    return FormField(name=_printed(field.name), value=_printed(field.value))


def _printed(text: str) -> str:
    """Safe to store: no NUL, no lone surrogates, not too long."""
    safe = text[:_MOST_VALUE].replace("\x00", "").encode("utf-8", "ignore").decode()
    return safe.strip()
