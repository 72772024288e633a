"""Raw bytes of a mail to a `Reading`: pure, total, bounded, and safe to run again."""

import re
import sys
from collections.abc import Sequence
from datetime import date
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path

from mail import absence, html_text, language
from mail.automatic import Sorted, pec_kind, sort
from mail.contents import Contents, attachment, contents
from mail.headers import Headers
from mail.mime import LimitError, Part, head, parse
from mail.quotes import split
from mail.reports import STATUS_PARTS, quoted_ids, returned_ids
from models.message import Reading, ReadingKind

READER_VERSION = 1

_TOKEN = re.compile(r"(?:\+([\w.=-]{4,64})|-([0-9a-z]{32}))@", re.IGNORECASE)
_CODE = re.compile(
    r"\b([A-Z]{2})[-‐‑–]([A-Z]{2})\s?/\s?(\d{4})[-‐‑–](\d{4})\s?/\s?([IVXLCDM]{1,10})\s?/"
    r"\s?([A-Z]{2,4})\s?/\s?(\d{4})\b",
    re.IGNORECASE,
)
_RECEIVED_FOR = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
_MAX_FOUND = 50
_RETURNED_TEXT = 20_000
_MAX_DATE = 100

_OPAQUE = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_WRITTEN_BY_PEOPLE = (ReadingKind.REPLY, ReadingKind.LIST, ReadingKind.PEC_ENVELOPE)


def read(raw: bytes) -> Reading:
    """What a mail is and says. Never raises; the raw mail stays the evidence."""
    try:
        return _read(parse(raw))
    except LimitError as limit:
        return _unreadable(raw, str(limit))
    except Exception as error:  # noqa: BLE001  no mail may stop the mail behind it
        return _unreadable(raw, f"reader failed: {type(error).__name__}")


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


def _read(root: Part) -> Reading:
    outer = contents(root)
    pec = pec_kind(outer)
    mail = _unwrapped(outer) if pec is ReadingKind.PEC_ENVELOPE else outer
    headers = mail.headers
    text = mail.plain if mail.plain.strip() else html_text.plain(mail.html)
    said = split(mail.plain, html=mail.html)
    tokens, codes = _tokens(outer, mail, text), _codes(headers, text)
    found = (
        Sorted(pec)
        if pec
        else sort(mail, new_text=said.new_text, answers_us=bool(tokens or codes))
    )
    absent = found.kind is ReadingKind.AUTO_REPLY
    return Reading(
        kind=found.kind,
        subject=headers.text("subject"),
        sender=_sender(headers),
        recipients=_recipients(headers),
        message_id=_message_id(headers),
        references=_references(headers),
        text=text,
        new_text=said.new_text,
        signature=said.signature,
        quoted=said.quoted,
        attachments=tuple(attachment(part) for part in mail.files),
        bounced=found.bounced,
        original_message_ids=_original_ids(outer, found.kind, text),
        tokens=tokens,
        codes=codes,
        language=language.guess(said.new_text or text),
        return_on=absence.return_date(text, _written(headers)) if absent else None,
        deputy=absence.deputy(text, _sender(headers)) if absent else "",
        problems=_problems(outer, mail),
        reader_version=READER_VERSION,
    )


def _unwrapped(outer: Contents) -> Contents:
    """The mail inside a PEC envelope: postacert.eml, else the first one attached."""
    attached = [part for part in outer.parts("message/rfc822") if part.children]
    attached.sort(key=lambda part: part.name.lower() != "postacert.eml")
    return contents(attached[0].children[0]) if attached else outer


# ── headers ──────────────────────────────────────────────────────────────────────


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


# ── keys of the conversation ─────────────────────────────────────────────────────


def _tokens(outer: Contents, mail: Contents, text: str) -> tuple[str, ...]:
    """What stands behind a `+`, envelope first; whether we signed it is not asked."""
    places = [
        value
        for one in (outer, mail)
        for name in (*_RECEIVED_FOR, "to", "cc")
        for value in one.headers.all(name)
    ]
    returned = [
        part.text()[:_RETURNED_TEXT]
        for part in outer.parts("text/rfc822-headers", *STATUS_PARTS)
    ]
    returned += [
        value
        for part in outer.parts("message/rfc822")
        for child in part.children
        for name in ("return-path", "reply-to", "from")
        for value in child.headers.all(name)
    ]
    found = (
        (plus or minus).lower()
        for place in (*places, *returned, text)
        for plus, minus in _TOKEN.findall(place)
    )
    return tuple(islice(dict.fromkeys(found), _MAX_FOUND))


def _codes(headers: Headers, text: str) -> tuple[str, ...]:
    found = (
        "{}-{}/{}-{}/{}/{}/{}".format(*groups).upper()
        for place in (headers.text("subject"), text)
        for groups in _CODE.findall(place)
    )
    return tuple(islice(dict.fromkeys(found), _MAX_FOUND))


def _original_ids(outer: Contents, kind: ReadingKind, text: str) -> tuple[str, ...]:
    if kind in _WRITTEN_BY_PEOPLE:
        return ()
    return returned_ids(outer) or quoted_ids(text)


# ── what a person should know ────────────────────────────────────────────────────


def _problems(outer: Contents, mail: Contents) -> tuple[str, ...]:
    headers = mail.headers
    found = {
        "no sender": not _sender(headers),
        "more than one From": len(headers.all("from")) > 1,
        "encrypted, or signed so that it cannot be read": bool(mail.parts(*_OPAQUE)),
        "ordinary mail inside a PEC envelope": "errore"
        in outer.headers.raw("x-trasporto"),
        "long text, read in part": mail.cut,
    }
    return tuple(problem for problem, present in found.items() if present)


def main(paths: Sequence[str]) -> None:
    for path in paths:
        line = read(Path(path).read_bytes()).model_dump_json() + "\n"
        sys.stdout.buffer.write(line.encode())


if __name__ == "__main__":
    main(sys.argv[1:])
