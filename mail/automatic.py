"""Which mail no person wrote: one decision, first sign wins (mail notes 1.14)."""

import re
from dataclasses import dataclass

from mail import automatic_tables as tables
from mail.contents import Contents
from mail.headers import Headers
from mail.reports import (
    STATUS_PARTS,
    action_of,
    guessed,
    report_blocks,
    reported,
)
from models.message import Bounced, ReadingKind

_MDN_PARTS = (
    "message/disposition-notification",
    "message/global-disposition-notification",
)
_COMPLAINT_PARTS = ("message/feedback-report",)
_PEC_TYPE = re.compile(
    rb"<postacert\s[^>]{0,200}?tipo\s*=\s*[\"']([a-z-]{1,40})[\"']", re.IGNORECASE
)
_LOOKED_AT = 4_000  # characters of a body in which a machine has introduced itself
_SHORT = 2_000


@dataclass(frozen=True, slots=True)
class Sorted:
    kind: ReadingKind
    bounced: tuple[Bounced, ...] = ()


def pec_kind(mail: Contents) -> ReadingKind | None:
    """An envelope or a receipt of Italian certified mail, by header or by its XML."""
    if "x-trasporto" in mail.headers:
        return ReadingKind.PEC_ENVELOPE
    if "x-ricevuta" in mail.headers:
        return ReadingKind.PEC_RECEIPT
    for part in mail.files:
        if part.name.lower() == "daticert.xml":
            stated = _PEC_TYPE.search(part.content()[:20_000])
            envelope = stated is None or stated[1] == b"posta-certificata"
            return ReadingKind.PEC_ENVELOPE if envelope else ReadingKind.PEC_RECEIPT
    return None


def sort(mail: Contents, *, new_text: str, answers_us: bool) -> Sorted:
    """Person or machine, and which machine.

    Args:
        mail: the message, already out of its PEC envelope.
        new_text: its words without quotes: a person may quote a machine.
        answers_us: it carries a token or a reference of ours.
    """
    report = _report(mail)
    if report:
        return report
    if _is_failure(mail):
        return _unstandard(mail)
    if _is_automatic(mail, new_text):
        return Sorted(ReadingKind.AUTO_REPLY)
    if _is_list(mail, answers_us=answers_us):
        return Sorted(ReadingKind.LIST)
    return Sorted(ReadingKind.REPLY)


def _report(mail: Contents) -> Sorted | None:
    if mail.parts(*_COMPLAINT_PARTS):
        return Sorted(ReadingKind.COMPLAINT)
    if mail.parts(*_MDN_PARTS) or _is_old_receipt(mail):
        return Sorted(ReadingKind.READ_RECEIPT)
    blocks = [
        block for part in mail.parts(*STATUS_PARTS) for block in report_blocks(part)
    ]
    actions = {action_of(block) for block in blocks}
    if "failed" in actions:
        found = reported(blocks, ("failed",)) or guessed(mail)
        return Sorted(ReadingKind.BOUNCE, tuple(found))
    if "delayed" in actions:
        return Sorted(ReadingKind.DELAY, tuple(reported(blocks, ("delayed",))))
    if actions & {"delivered", "relayed", "expanded"}:
        return Sorted(ReadingKind.DELIVERY_REPORT)
    return None


def _is_old_receipt(mail: Contents) -> bool:
    """Older Outlook says "Letto:" without saying so in MIME."""
    subject = mail.headers.text("subject")
    short = len(mail.plain) < _SHORT
    return bool(
        short
        and tables.READ_SUBJECT.match(subject)
        and tables.READ_WORDS.search(mail.plain)
    )


def _is_failure(mail: Contents) -> bool:
    headers = mail.headers
    if mail.root.type == "multipart/report" or "x-failed-recipients" in headers:
        return True
    failed = tables.FAILED_SUBJECT.match(headers.text("subject")) is not None
    if _is_robot(headers):
        return failed or bool(guessed(mail))
    office = any(
        tables.OFFICE_SENDER.match(one) for one in (_who(headers), headers.text("from"))
    )
    nobody = _is_from_nobody(mail) or "auto-submitted" in headers
    if office and nobody:
        return failed or bool(guessed(mail))
    return failed and (office or nobody)


def _is_robot(headers: Headers) -> bool:
    sender = _who(headers)
    return bool(
        tables.ROBOT_SENDER.match(sender)
        or tables.ROBOT_NAME.search(headers.text("from"))
        or (not sender and "from" in headers)
    )


def _who(headers: Headers) -> str:
    return next(iter(headers.addresses("from")), "")


def _is_from_nobody(mail: Contents) -> bool:
    return mail.headers.raw("return-path").replace(" ", "") == "<>"


def _unstandard(mail: Contents) -> Sorted:
    words = f"{mail.headers.text('subject')}\n{(mail.plain or mail.html)[:_LOOKED_AT]}"
    found = guessed(mail)
    if tables.DELAYED.search(words):
        soft = tuple(one.model_copy(update={"permanent": False}) for one in found)
        return Sorted(ReadingKind.DELAY, soft)
    return Sorted(ReadingKind.BOUNCE, tuple(found))


def _is_automatic(mail: Contents, new_text: str) -> bool:
    headers = mail.headers
    if any(
        pattern.match(value)
        for name, pattern in tables.AUTOMATIC_HEADERS
        for value in headers.all(name)
    ):
        return True
    if _is_from_nobody(mail):
        return True
    subject = headers.text("subject")
    if tables.AUTOMATIC_SUBJECT.match(subject) and not mail.files:
        return True
    speaks = tables.ABSENT_WORDS.search(new_text[:_LOOKED_AT]) is not None
    hinted = (
        tables.ABSENT_SUBJECT.match(subject) or "x-loop" in headers or _is_bulk(mail)
    )
    return bool(speaks and hinted and "list-id" not in headers)


def _is_bulk(mail: Contents) -> bool:
    return mail.headers.raw("precedence").lower() in ("bulk", "junk", "list")


def _is_list(mail: Contents, *, answers_us: bool) -> bool:
    if answers_us and "in-reply-to" in mail.headers:
        return False  # a body behind a group address still answers our letter
    return _is_bulk(mail) or any(name in mail.headers for name in tables.LIST_HEADERS)
