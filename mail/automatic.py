"""Which mail no person wrote: one decision, first sign wins (mail notes 1.14)."""

import re
from dataclasses import dataclass, field

from mail import automatic_tables as tables
from mail import bounce_signs as signs
from mail import html_text
from mail.bounce_words import guessed, own_words
from mail.contents import Contents
from mail.headers import Headers
from mail.registration import is_acknowledgement, registered
from mail.reports import MDN_PARTS, action_of, failed, reported, status_blocks
from models.message import Bounced, ReadingKind, Registration

_PEC_TYPE = re.compile(
    rb"<postacert\s[^>]{0,200}?tipo\s*=\s*[\"']([a-z-]{1,40})[\"']", re.IGNORECASE
)
_CODE = re.compile(r"(?<![\w.])[45][0-5]\d[ -]|\b[45]\.\d\.\d{1,3}\b")
_LOOKED_AT = 4_000  # characters of a body in which a machine has introduced itself
_OPENING = 1_500
_SHORT = 2_000


@dataclass(frozen=True, slots=True)
class Sorted:
    kind: ReadingKind
    bounced: tuple[Bounced, ...] = ()
    registration: Registration | None = None


@dataclass(frozen=True, slots=True)
class _Mail:
    """What the decisions look at, worked out once."""

    contents: Contents
    words: str  # the report's or the writer's own
    text: str
    subject: str = field(init=False)
    sender: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "subject", self.headers.text("subject"))
        sender = next(iter(self.headers.addresses("from")), "")
        object.__setattr__(self, "sender", sender)

    @property
    def headers(self) -> Headers:
        return self.contents.headers

    @property
    def nobody(self) -> bool:
        """The envelope it came in asks for no answer."""
        path = self.headers.raw("return-path").replace(" ", "")
        return "return-path" in self.headers and path in ("<>", "")

    @property
    def has_documents(self) -> bool:
        return any(
            tables.DOCUMENT.fullmatch(part.name)
            and not tables.RECEIPT_NAME.match(part.name)
            for part in self.contents.files
        )

    def has(self, rows: tuple[tuple[str, re.Pattern[str]], ...]) -> bool:
        return any(
            pattern.match(value)
            for name, pattern in rows
            for value in self.headers.all(name)
        )


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
    text = mail.plain if mail.plain.strip() else html_text.plain(mail.html)
    seen = _Mail(mail, new_text[:_LOOKED_AT], text)
    report = _report(seen)
    if report:
        return report
    if _is_failure(seen):
        return _unstandard(seen)
    words = seen.words or text
    entry = registered(mail.headers, words)
    entered = entry is not None and is_acknowledgement(mail.headers, words)
    if _is_automatic(seen, entered=entered):
        return Sorted(ReadingKind.AUTO_REPLY, registration=entry)
    if _is_list(seen, answers_us=answers_us):
        return Sorted(ReadingKind.LIST)
    return Sorted(ReadingKind.REPLY)


# ── reports ──────────────────────────────────────────────────────────────────────


def _report(mail: _Mail) -> Sorted | None:
    contents = mail.contents
    wanted = contents.root.parameters.get("report-type", "").lower()
    is_report = contents.root.type == "multipart/report"
    if contents.parts("message/feedback-report") or signs.COMPLAINT_SUBJECT.match(
        mail.subject
    ):
        return Sorted(ReadingKind.COMPLAINT)
    if contents.parts(*MDN_PARTS) or (
        is_report and wanted == "disposition-notification"
    ):
        return _receipt(mail)
    if is_report and wanted == "feedback-report":
        return Sorted(ReadingKind.COMPLAINT)
    if _is_old_receipt(mail):
        return Sorted(ReadingKind.READ_RECEIPT)
    return _delivery(mail)


def _receipt(mail: _Mail) -> Sorted:
    """Some filters refuse a mail in the form of a receipt."""
    refused = "rejected" in mail.headers.raw("auto-submitted").lower()
    if refused or signs.FAILED_SUBJECT.match(mail.subject):
        return _unstandard(mail)
    return Sorted(ReadingKind.READ_RECEIPT)


def _delivery(mail: _Mail) -> Sorted | None:
    actions = {action_of(block) for block in status_blocks(mail.contents)}
    if "failed" in actions:
        return Sorted(ReadingKind.BOUNCE, tuple(failed(mail.contents, mail.text)))
    if "delayed" in actions:
        found = reported(mail.contents, ("delayed",), mail.text)
        return Sorted(ReadingKind.DELAY, _soft(found))
    if actions & {"delivered", "relayed", "expanded"} or _is_old_delivery(mail):
        return Sorted(ReadingKind.DELIVERY_REPORT)
    return None


def _soft(found: list[Bounced]) -> tuple[Bounced, ...]:
    return tuple(one.model_copy(update={"permanent": False}) for one in found)


def _is_old_receipt(mail: _Mail) -> bool:
    """Older Outlook says "Letto:" without saying so in MIME."""
    return bool(
        len(mail.text) < _SHORT
        and signs.READ_SUBJECT.match(mail.subject)
        and signs.READ_WORDS.search(mail.text)
        and not tables.SUBSTANCE.search(mail.words)
    )


def _is_old_delivery(mail: _Mail) -> bool:
    return bool(
        signs.DELIVERED_SUBJECT.match(mail.subject)
        and signs.DELIVERED_WORDS.search(mail.text[:_LOOKED_AT])
        and (_is_robot(mail) or _is_office(mail) or mail.nobody)
    )


# ── failures outside the standard ────────────────────────────────────────────────


def _is_failure(mail: _Mail) -> bool:
    contents = mail.contents
    if contents.root.type == "multipart/report":
        return True
    if "x-failed-recipients" in mail.headers:
        return True
    named = signs.FAILED_SUBJECT.match(mail.subject) is not None
    opens = signs.OPENING.search(mail.text[:_OPENING]) is not None
    if _is_robot(mail):
        return named or opens or bool(guessed(contents, mail.text))
    if "x-mlserver" in mail.headers and signs.LIST_REFUSES.match(mail.subject):
        return True
    if tables.SUBSTANCE.search(mail.words) and not mail.nobody:
        return False
    return _tells_of_failure(mail, named=named, opens=opens)


def _tells_of_failure(mail: _Mail, *, named: bool, opens: bool) -> bool:
    """A sender that may be a person: two signs are needed."""
    office, nobody = _is_office(mail), mail.nobody
    machine = office or nobody or mail.has(tables.LIKELY_HEADERS)
    if named and machine:
        return True
    if office and nobody and guessed(mail.contents, mail.text):
        return bool(opens or _CODE.search(mail.text[:_LOOKED_AT]))
    return opens and (
        named
        or machine
        or (
            _CODE.search(mail.text[:_OPENING]) is not None
            and not tables.REPLIED.match(mail.subject)
        )
    )


def _is_robot(mail: _Mail) -> bool:
    return bool(
        signs.ROBOT_SENDER.match(mail.sender)
        or signs.ROBOT_NAME.search(mail.headers.text("from"))
        or (not mail.sender and "from" in mail.headers)
    )


def _is_office(mail: _Mail) -> bool:
    return any(
        signs.OFFICE_SENDER.match(one)
        for one in (mail.sender, mail.headers.text("from").lstrip("\"' "))
    )


def _unstandard(mail: _Mail) -> Sorted:
    own = own_words(mail.contents, mail.text)[:_LOOKED_AT]
    told = f"{mail.subject}\n{own}"
    found = guessed(mail.contents, mail.text)
    if signs.DELAYED.search(told) and not signs.FINAL.search(told):
        return Sorted(ReadingKind.DELAY, _soft(found))
    return Sorted(ReadingKind.BOUNCE, tuple(found))


# ── automatic replies and lists ──────────────────────────────────────────────────


def _is_automatic(mail: _Mail, *, entered: bool) -> bool:
    if mail.has(tables.CERTAIN_HEADERS):
        return True
    documents = mail.has_documents
    if tables.AUTOMATIC_SUBJECT.match(mail.subject) and not documents:
        return True
    if tables.SUBSTANCE.search(mail.words):
        return False
    absent = tables.ABSENT_WORDS.search(mail.words) is not None
    received = entered or tables.RECEIVED_WORDS.search(mail.words) is not None
    itself = bool(
        tables.SELF_WORDS.search(mail.words)
        or tables.CHALLENGE_WORDS.search(mail.words)
    )
    if mail.has(tables.LIKELY_HEADERS) or mail.nobody:
        return absent or received or itself or not documents
    if "list-id" in mail.headers or documents:
        return False
    hinted = mail.has(tables.HINTING_HEADERS)
    if absent and (hinted or _is_of_absence(mail.subject)):
        return True
    if tables.DOUBT.search(mail.words):
        return hinted and itself
    own_subject = tables.REPLIED.match(mail.subject) is None
    named = own_subject and tables.RECEIVED_SUBJECT.match(mail.subject) is not None
    hinted = hinted or named
    return itself or (received and (hinted or entered))


def _is_of_absence(subject: str) -> bool:
    replied = tables.REPLIED.match(subject)
    if replied is None:
        return tables.ABSENT_SUBJECT.match(subject) is not None
    return tables.ABSENT_REPLY.match(subject[replied.end() :]) is not None


def _is_list(mail: _Mail, *, answers_us: bool) -> bool:
    threaded = "in-reply-to" in mail.headers or "references" in mail.headers
    if answers_us and (threaded or tables.REPLIED.match(mail.subject)):
        return False  # a body behind a group address still answers our letter
    if any(name in mail.headers for name in tables.LIST_HEADERS):
        return True
    bulk = mail.headers.raw("precedence").lower() in ("bulk", "junk", "list")
    return bulk and not (threaded and tables.SUBSTANCE.search(mail.words))
