"""Puts a letter into words and bytes: the same draft is the same bytes, always."""

import re
import textwrap
from binascii import b2a_qp
from email.header import Header
from email.headerregistry import Address, AddressHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime

from mail.address import bounce_address, keyed_hash, reply_address
from mail.identity import MailIdentity
from mail.layout import (
    Form,
    Heading,
    Items,
    Marker,
    Note,
    Numbered,
    Paragraph,
    Piece,
    Rows,
    Title,
    Watermark,
    html_page,
    plain_text,
)
from mail.letter_source import Block, BlockKind, letter_source
from mail.said import Names, Said, said
from mail.wording import Wording, aware, on_one_line, wording
from models.errors import DomainError
from models.letter import ComposedLetter, LetterDraft, LetterKind
from models.reply_form import LABELS, MARKER, Language

ANSWERABLE = frozenset(
    {
        LetterKind.DISSEMINATION,
        LetterKind.REMINDER,
        LetterKind.DEADLINE_MOVED,
        LetterKind.ANSWER_RECEIPT,
        LetterKind.RETURN_FOR_COMPLETION,
        LetterKind.COMPLETION_REMINDER,
        LetterKind.REJECTION_NOTICE,
        LetterKind.CONVOCATION,
        LetterKind.FOLLOW_UP,
    }
)
"""These expect an answer, and open with the line to write it above."""

_RECEIPTS = frozenset({LetterKind.SUBMISSION_RECEIPT, LetterKind.ANSWER_RECEIPT})
_REMINDERS = frozenset({LetterKind.REMINDER, LetterKind.COMPLETION_REMINDER})
_MOST_REFERENCES = 10
_LONGEST_TITLE = 90
_LONGEST_ADDRESS = 254
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,400}@[!-;=?-~]{1,400}>")
_WIDTH = 78
_ENCODED_WIDTH = 66  # leaves room for the header's name
_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+")


class LetterComposer:
    """Pure: reads no clock and no settings but the identity it was given."""

    def __init__(self, identity: MailIdentity, names: Names) -> None:
        self._identity = identity
        self._names = names

    def compose(self, draft: LetterDraft) -> ComposedLetter:
        identity = self._identity
        words = wording(draft.language, draft.facts.zone)
        facts = said(draft.facts, words, self._names)
        heading = letter_source(draft.kind, draft.language).subject
        subject = _subject(heading, facts)
        pieces = self._pieces(draft, words, facts, heading)
        page = html_page(pieces, language=draft.language, title=subject)
        message = EmailMessage(policy=_POLICY)
        self._head(message, draft, subject)
        mark = keyed_hash(identity, "boundary", draft.letter)
        message.make_alternative(boundary=f"=_{mark}")
        message.attach(_text_part("plain", plain_text(pieces)))
        message.attach(_text_part("html", page))
        message["Content-Language"] = draft.language
        return ComposedLetter(
            message_id=str(message["Message-ID"]),
            subject=subject,
            envelope_from=bounce_address(identity, draft.conversation),
            raw=message.as_bytes(),
        )

    def _head(self, message: EmailMessage, draft: LetterDraft, subject: str) -> None:
        identity = self._identity
        office = on_one_line(identity.office(draft.language))
        message["From"] = _mailbox(office, identity.role_address)
        message["Reply-To"] = reply_address(identity, draft.conversation)
        message["To"] = _mailbox(on_one_line(draft.to_name), draft.to_address)
        message["Subject"] = subject
        dated = aware(draft.dated).astimezone(wording("en", draft.facts.zone).zone)
        message["Date"] = format_datetime(dated)
        name = keyed_hash(identity, "message-id", draft.letter)
        message["Message-ID"] = f"<{name}@{identity.domain}>"
        for header, ids in _thread(draft).items():
            message[header] = ids
        if draft.automatic:
            replied = draft.kind in _RECEIPTS
            message["Auto-Submitted"] = "auto-replied" if replied else "auto-generated"
        if draft.kind in _REMINDERS:
            # Out-of-office answers stay welcome: they name a deputy and a date.
            message["X-Auto-Response-Suppress"] = "DR, RN, NRN, AutoReply"
        message["MIME-Version"] = "1.0"

    def _pieces(
        self, draft: LetterDraft, words: Wording, facts: Said, heading: str
    ) -> list[Piece]:
        office = on_one_line(self._identity.office(draft.language))
        pieces: list[Piece] = []
        if draft.kind in ANSWERABLE:
            pieces.append(Marker(MARKER))
        if draft.facts.simulation:
            pieces.append(Watermark(words.phrase("watermark")))
        pieces += [Paragraph(office), Title(heading)]
        pieces += _about(on_one_line(draft.to_name), words, facts)
        pieces.append(Paragraph(words.phrase("greeting")))
        for block in letter_source(draft.kind, draft.language).blocks:
            if block.applies(facts):
                pieces += _piece(block, words, facts)
        pieces.append(Paragraph(f"{words.phrase('closing')}\n{office}"))
        return pieces + _notes(draft, words, facts)


def _text_part(subtype: str, text: str) -> EmailMessage:
    """Quoted-printable in C: the stdlib's own way takes most of a letter's time."""
    part = EmailMessage(policy=_POLICY)
    part["Content-Type"] = f'text/{subtype}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "quoted-printable"
    part.set_payload(b2a_qp(text.encode()).decode("ascii"))
    return part


def _about(addressee: str, words: Wording, facts: Said) -> list[Piece]:
    named = (("attention", addressee), ("reference", facts.rows["ref"]))
    rows = tuple((words.phrase(key), value) for key, value in named if value)
    return [Rows(rows)] if rows else []


def _notes(draft: LetterDraft, words: Wording, facts: Said) -> list[Piece]:
    notes: list[Piece] = []
    if facts.rows["ref"] and draft.kind in ANSWERABLE:
        notes.append(Note(words.phrase("keep_reference")))
    if draft.automatic:
        notes.append(Note(words.phrase("automatic")))
    return notes


def _piece(block: Block, words: Wording, facts: Said) -> list[Piece]:
    """None when all a block would show is empty: no hole, no empty table."""
    pieces: list[Piece]
    match block.kind:
        case BlockKind.HEADING:
            pieces = [Heading(block.render(facts))]
        case BlockKind.PARAGRAPH:
            pieces = [Paragraph(block.render(facts))]
        case BlockKind.FORM:
            pieces = [Form(LABELS[Language(words.language)].lines())]
        case BlockKind.NUMBERED:
            pieces = [Numbered(tuple(block.text.split("\n")))]
        case BlockKind.LIST:
            pieces = [Items(facts.lists[block.text])]
        case BlockKind.TEXT:
            pieces = [Paragraph(text) for text in facts.lists[block.text]]
        case BlockKind.ROWS:
            pieces = [_table(block.text.split(), words, facts)]
    return [piece for piece in pieces if piece]


def _table(keys: list[str], words: Wording, facts: Said) -> Rows:
    shown = ((key, facts.rows[key]) for key in keys)
    return Rows(
        tuple((words.of("labels", key), value) for key, value in shown if value)
    )


def _subject(heading: str, facts: Said) -> str:
    """The code stands first, in brackets: it survives what registries prepend."""
    ref, title = str(facts.rows["ref"]), str(facts.rows["title"])
    if len(title) > _LONGEST_TITLE:
        title = f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
    code = f"[{ref}] " if ref else ""
    return f"{code}{heading}" + (f": {title}" if title else "")


def _mailbox(name: str, address: str) -> Address:
    local, _, domain = address.strip().rpartition("@")
    if (
        not _LOCAL_PART.fullmatch(local)
        or not domain
        or len(address) > _LONGEST_ADDRESS
    ):
        raise DomainError(
            "An address cannot be written in a letter's header: it lacks a part or has"
            " letters outside ASCII before the @; correct the address."
        )
    try:
        ascii_domain = domain.encode("idna").decode()
        return Address(name, username=local, domain=ascii_domain)
    except (UnicodeError, ValueError) as error:
        raise DomainError(
            "The domain of an address does not exist as it is written; correct the"
            " address."
        ) from error


def _thread(draft: LetterDraft) -> dict[str, str]:
    """The first letter of a thread and the latest ones; malformed ids stay out."""
    parent = _ids((draft.in_reply_to or "",))
    chain = _ids(draft.references)
    for given in parent:
        if given not in chain:
            chain.append(given)
    if len(chain) > _MOST_REFERENCES:
        chain = chain[:1] + chain[-(_MOST_REFERENCES - 1) :]
    headers = {"In-Reply-To": parent, "References": chain}
    return {name: " ".join(ids) for name, ids in headers.items() if ids}


def _ids(given: tuple[str, ...]) -> list[str]:
    stripped = (one.strip() for one in given)
    return list(dict.fromkeys(one for one in stripped if _MESSAGE_ID.fullmatch(one)))


class _LetterPolicy(EmailPolicy):
    """The stdlib breaks ids, names and subjects in ways readers do not undo."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name in {"In-Reply-To", "References", "Message-ID"}:
            folded = "\r\n ".join(value.split())
        elif name == "Subject":
            folded = _folded(value, name)
        elif name in {"From", "To"} and isinstance(value, AddressHeader):
            folded = _folded_mailbox(value.addresses[0], name)
        else:
            return super().fold_binary(name, value)
        return f"{name}: {folded}\r\n".encode("ascii")


def _folded(text: str, header: str) -> str:
    """The words before the first that needs RFC 2047 stay plain, the rest does not."""
    words = text.split(" ")
    plain = next((n for n, word in enumerate(words) if _needs_code(word)), len(words))
    lines = textwrap.wrap(
        " ".join(words[:plain]),
        _WIDTH,
        initial_indent=" " * len(f"{header}: "),
        break_long_words=False,
        break_on_hyphens=False,
    )
    lines += [_encoded(" ".join(words[plain:]))] if words[plain:] else []
    return "\r\n ".join(line.strip() for line in lines)


def _folded_mailbox(mailbox: Address, header: str) -> str:
    name, address = mailbox.display_name, f"<{mailbox.addr_spec}>"
    if not name:
        return mailbox.addr_spec
    plain = not _needs_code(name) and len(name) < _WIDTH - len(f'{header}: ""')
    if plain and not _PHRASE.fullmatch(name):
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        name = f'"{quoted}"'
    return f"{name if plain else _encoded(name)}\r\n {address}"


def _needs_code(text: str) -> bool:
    return not text.isascii() or "=?" in text


def _encoded(text: str) -> str:
    return Header(text, "utf-8", maxlinelen=_ENCODED_WIDTH).encode(linesep="\r\n")


_POLICY = _LetterPolicy(linesep="\r\n", max_line_length=_WIDTH)
