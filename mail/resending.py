"""A letter of ours taken apart again: its texts and files, to go out once more."""

from email import message_from_bytes, policy
from email.message import MIMEPart
from typing import NamedTuple, cast

from mail.layout import Marker, Note, Paragraph, Piece, Watermark
from mail.wording import wording
from models.errors import DomainError
from models.letter import Attachment
from models.reply_form import MARKER
from models.resending import Preface

_CALENDAR = "text/calendar"


class Taken(NamedTuple):
    """What a letter said, and what went with it."""

    text: str
    page: str
    attachments: tuple[Attachment, ...]


def taken(raw: bytes) -> Taken:
    """The parts of a letter as we composed it.

    Raises:
        DomainError: it has no text in both forms.
    """
    letter = message_from_bytes(raw, policy=policy.SMTP)
    text, page = (letter.get_body((form,)) for form in ("plain", "html"))
    if text is None or page is None:
        raise DomainError("The letter kept is not in the form in which ours are.")
    call = next(
        (one for one in letter.walk() if one.get_content_type() == _CALENDAR), None
    )
    files = [_file(one, call) for one in letter.iter_attachments()]
    return Taken(_content(text), _content(page), tuple(files))


def prefaced(old: Taken, preface: Preface, language: str) -> Taken:
    """Above the letter, but below the line that answers are written over."""
    words = wording(language, preface.zone)
    lead: tuple[Piece, ...] = (Marker(MARKER), Watermark(words.phrase("watermark")))
    first = words.phrase("sent_again").format(date=words.instant(preface.first_at))
    added: tuple[Piece, ...] = (Note(first), Paragraph(preface.words))
    text = _inserted(
        old.text,
        [f"{one.plain()}\n\n" for one in lead],
        "".join(f"{one.plain()}\n\n" for one in added),
    )
    before, start, inside = old.page.partition("<main")
    tag, close, body = inside.partition(">\n")
    page = _inserted(
        body,
        [f"{one.html()}\n" for one in lead],
        "".join(f"{one.html()}\n" for one in added),
    )
    if not close:
        raise DomainError("The letter kept is not in the form in which ours are.")
    return old._replace(text=text, page=f"{before}{start}{tag}{close}{page}")


def _inserted(text: str, lead: list[str], added: str) -> str:
    at = 0
    for one in lead:
        at += len(one) if text.startswith(one, at) else 0
    return f"{text[:at]}{added}{text[at:]}"


def _content(part: MIMEPart) -> str:
    return str(part.get_content()).replace("\r\n", "\n")


def _file(part: MIMEPart, call: MIMEPart | None) -> Attachment:
    """A call stands twice in a letter, and is given back as the call it is."""
    content = cast("bytes", part.get_payload(decode=True))
    kind = str(part.get_content_type())
    if call is not None and call.get_payload(decode=True) == content:
        kind = " ".join(str(dict(call.raw_items())["Content-Type"]).split())
    return Attachment(
        name=part.get_filename() or "", content_type=kind, content=content
    )
