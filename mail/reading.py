"""Raw bytes of a mail to a `Reading`: pure, total, bounded, and safe to run again."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

from mail import absence, calendar, html_text, keys, language, segnatura
from mail import pec as certified
from mail.archives import Allowance
from mail.attached_forms import read_form
from mail.automatic import Sorted, pec_kind, sort
from mail.charsets import safe
from mail.contents import Contents, attachment, contents
from mail.dangers import dangers
from mail.headers import Headers
from mail.limits import MAX_ATTACHMENTS
from mail.mime import LimitError, Part, head, parse
from mail.quotes import split
from mail.registration import acknowledgement
from mail.reports import envelope_ids
from models.message import (
    AttachedForm,
    Attachment,
    Reading,
    ReadingKind,
    Registration,
)

READER_VERSION = 2

_MAIL_FIELDS = frozenset(
    ("from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references")
) | {"received", "return-path", "sender", "reply-to", "mime-version", "content-type"}
_MAX_DATE = 100
_FORMS = (b"%PDF-", b"PK\x03\x04")  # a form is one of these
_MAX_FORMS = 2 * 2**20  # bytes of them in one mail: pypdf is slow on hostile files
_UPDATE, _MAX_UPDATES = b"startxref", 50  # how often a PDF was saved


def read(raw: bytes, *, sent: str = "") -> Reading:
    """What a mail is and says. Never raises; the raw mail stays the evidence.

    Args:
        raw: the bytes as they came.
        sent: the words of our own letters it may quote, which are not its author's.
    """
    try:
        return _read(parse(raw), sent)
    except LimitError as limit:
        return _unreadable(raw, str(limit))
    except Exception as error:  # noqa: BLE001  no mail may stop the mail behind it
        return _unreadable(raw, f"reader failed: {type(error).__name__}")


def replied_to(raw: bytes) -> tuple[str, ...]:
    """The ids of the letters a mail says it answers, by its headers alone."""
    return _references(head(raw))


def plain(raw: bytes) -> str:
    """The words of a letter of our own, whole."""
    try:
        return contents(parse(raw)).plain
    except LimitError:
        return ""


def attached(raw: bytes, named: str) -> bytes | None:
    """The file of a mail under its SHA-256, as a reading lists it."""
    try:
        outer = contents(parse(raw))
    except LimitError:
        return None
    pec = pec_kind(outer) is ReadingKind.PEC_ENVELOPE
    for part in (_unwrapped(outer) if pec else outer).files:
        data = part.content()
        if sha256(data).hexdigest() == named:
            return data
    return None


def _unreadable(raw: bytes, problem: str) -> Reading:
    headers = head(raw)
    return Reading(
        kind=ReadingKind.UNREADABLE,
        subject=headers.text("subject"),
        sender=_sender(headers),
        recipients=_recipients(headers),
        message_id=_message_id(headers),
        references=_references(headers),
        problems=(problem,),
        reader_version=READER_VERSION,
    )


def _read(root: Part, sent: str) -> Reading:
    outer = contents(root)
    pec = pec_kind(outer)
    mail = _unwrapped(outer) if pec is ReadingKind.PEC_ENVELOPE else outer
    headers = mail.headers
    text = mail.plain if mail.plain.strip() else html_text.plain(mail.html)
    said = split(mail.plain, html=mail.html, sent=sent)
    tokens, codes = keys.tokens(outer, mail, text), keys.codes(headers, text)
    files = _files(mail)
    found = (
        Sorted(pec, registration=acknowledgement(headers, said.new_text))
        if pec
        else sort(mail, new_text=said.new_text, answers_us=bool(tokens or codes))
    )
    absent = found.kind is ReadingKind.AUTO_REPLY
    entry = segnatura.registration_of(mail) or found.registration
    return Reading(
        kind=found.kind if _is_mail(headers) else ReadingKind.UNREADABLE,
        subject=headers.text("subject"),
        sender=_sender(headers),
        recipients=_recipients(headers),
        message_id=_message_id(headers),
        references=_references(headers),
        text=text,
        new_text=said.new_text,
        signature=said.signature,
        quoted=said.quoted,
        attachments=tuple(files.attachments),
        forms=tuple(files.forms),
        bounced=found.bounced,
        original_message_ids=keys.original_ids(outer, found.kind, text),
        tokens=tokens,
        codes=keys.codes(headers, text, *_named_in(files, entry)),
        language=language.guess(said.new_text or text),
        return_on=absence.return_date(text, _written(headers)) if absent else None,
        deputy=absence.deputy(text, _sender(headers)) if absent else "",
        disclaimer=said.disclaimer,
        envelope_ids=tuple(map(safe, envelope_ids(outer))),
        registration=entry,
        calendar=_calendar(mail),
        pec=certified.facts(outer) if pec else None,
        problems=(*_problems(outer, mail), *dict.fromkeys(files.problems)),
        reader_version=READER_VERSION,
    )


def _named_in(files: "_Files", entry: Registration | None) -> Iterator[str]:
    """Where a registry leaves a reference when it sends a message of its own."""
    yield from (one.name for one in files.attachments)
    yield from (field.value for form in files.forms for field in form.fields)
    if entry is not None:
        yield from (entry.subject, entry.about)


def _unwrapped(outer: Contents) -> Contents:
    """The mail inside a PEC envelope: postacert.eml, else the first one attached."""
    attached = [part for part in outer.parts("message/rfc822") if part.children]
    attached.sort(key=lambda part: part.name.lower() != "postacert.eml")
    return contents(attached[0].children[0]) if attached else outer


@dataclass(slots=True)
class _Files:
    """What comes of the attachments, each decoded once."""

    attachments: list[Attachment] = field(default_factory=list)
    forms: list[AttachedForm] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    room: int = _MAX_FORMS
    allowance: Allowance = field(default_factory=Allowance)

    def take(self, part: Part) -> None:
        data = part.content()
        self.attachments.append(attachment(part, data))
        self.problems += dangers(data, part.name, self.allowance)
        if not data.startswith(_FORMS):
            return
        self.room -= len(data)
        if self.room >= 0 and data.count(_UPDATE) <= _MAX_UPDATES:
            form = read_form(part.name, part.type, data)
            self.forms += [form] if form else []
        elif b"/AcroForm" in data:
            self.problems.append("form that is too large to be read")


def _files(mail: Contents) -> _Files:
    found = _Files()
    for part in mail.files:
        found.take(part)
    if found.allowance.short:
        found.problems.append("archives looked into only in part")
    return found


def _calendar(mail: Contents) -> str:
    for part in mail.parts("text/calendar", "application/ics"):
        stated = part.parameters.get("method", "")
        found = calendar.meaning(
            part.text(), stated=stated, sender=_sender(mail.headers)
        )
        if found:
            return found
    return ""


# ── headers ──────────────────────────────────────────────────────────────────────


def _is_mail(headers: Headers) -> bool:
    return not _MAIL_FIELDS.isdisjoint(headers.names())


def _sender(headers: Headers) -> str:
    for name in ("from", "sender", "return-path"):
        for one in headers.addresses(name):
            return one
    return ""


def _recipients(headers: Headers) -> tuple[str, ...]:
    return tuple(dict.fromkeys(headers.addresses("to") + headers.addresses("cc")))


def _message_id(headers: Headers) -> str:
    return next(iter(headers.ids("message-id")), headers.raw("message-id"))


def _references(headers: Headers) -> tuple[str, ...]:
    newest_first = (*headers.ids("in-reply-to"), *reversed(headers.ids("references")))
    return tuple(dict.fromkeys(newest_first))


def _written(headers: Headers) -> date | None:
    try:
        return parsedate_to_datetime(headers.raw("date")[:_MAX_DATE]).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


# ── what a person should know ────────────────────────────────────────────────────


def _problems(outer: Contents, mail: Contents) -> tuple[str, ...]:
    headers = mail.headers
    found = {
        "no headers: not a mail as it stands": not _is_mail(headers),
        "no sender": not _sender(headers),
        "more than one From": len(headers.all("from")) > 1,
        "encrypted, or signed so that it cannot be read": mail.sealed,
        "ordinary mail inside a PEC envelope": "errore"
        in outer.headers.raw("x-trasporto"),
        "long text, read in part": mail.cut,
        f"more than {MAX_ATTACHMENTS} attachments, not all listed": mail.left_out > 0,
    }
    return tuple(problem for problem, present in found.items() if present)


def main(paths: Sequence[str]) -> int:
    """One line of JSON for each file; 2 when one cannot be read."""
    for path in paths:
        try:
            raw = Path(path).read_bytes()
        except OSError as error:
            why = f"The file {path} cannot be read ({error.strerror}): check its name."
            sys.stderr.write(f"{why}\n")
            return 2
        sys.stdout.buffer.write(f"{read(raw).model_dump_json()}\n".encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
