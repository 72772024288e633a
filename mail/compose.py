"""Puts a letter into words and bytes: the same draft is the same bytes, always."""

import re
from binascii import b2a_qp
from email.utils import format_datetime
from functools import lru_cache
from typing import NamedTuple

from mail.address import (
    bounce_address,
    keyed_hash,
    mute_address,
    mute_link,
    page_link,
    reply_address,
)
from mail.enclosures import body
from mail.header_lines import field, ids_field, mailbox_field, text_field
from mail.identity import MailIdentity
from mail.layout import (
    Link,
    Marker,
    Note,
    Paragraph,
    Piece,
    Title,
    Watermark,
    html_page,
    laid,
    plain_text,
)
from mail.letter_pieces import about, filled
from mail.letter_source import LetterSource, letter_source, parse_source
from mail.resending import prefaced, taken
from mail.said import Names, Said, said
from mail.wording import Wording, aware, on_one_line, wording
from models.letter import (
    ANSWERABLE,
    DIGESTS,
    RECEIPTS,
    ComposedLetter,
    LetterDraft,
    LetterFacts,
    LetterKind,
    Template,
)
from models.reply_form import MARKER
from models.resending import Preface

_MUTABLE = frozenset({LetterKind.REMINDER, LetterKind.REMINDER_DIGEST})
"""Of these a body may want no more; a proposer's own case is another matter."""
_REMINDERS = _MUTABLE | {LetterKind.COMPLETION_REMINDER}
_MOST_REFERENCES = 10
_LONGEST_TITLE = 90
_REMEMBERED = 64  # texts: a round has one in each language
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,400}@[!-;=?-~]{1,400}>")


class LetterComposer:
    """Pure: reads no clock and no settings but what it was given.

    `public_url` is where readers reach us by HTTPS; empty when they do not.
    """

    def __init__(
        self, identity: MailIdentity, names: Names, public_url: str = ""
    ) -> None:
        self._identity = identity
        self._names = names
        self._public_url = public_url
        self._common = lru_cache(maxsize=_REMEMBERED)(self._worded)

    def compose(self, draft: LetterDraft) -> ComposedLetter:
        words = wording(draft.language, draft.facts.zone, draft.facts.other_zone)
        common = self._common(
            _Text(draft.kind, draft.language, draft.template, draft.facts)
        )
        subject = _subject(draft, on_one_line(common.heading), words, common.facts)
        pieces = self._pieces(draft, words, common)
        page = html_page(pieces, language=draft.language, title=subject)
        return self._letter(draft, subject, plain_text(pieces), page)

    def again(
        self, draft: LetterDraft, subject: str, raw: bytes, preface: Preface
    ) -> ComposedLetter:
        """A letter as it was sent, under a head of its own and with a preface.

        Raises:
            DomainError: `raw` is no letter of ours.
        """
        old = prefaced(taken(raw), preface, draft.language)
        draft = draft.model_copy(update={"attachments": old.attachments})
        return self._letter(draft, subject, old.text, old.page)

    def _letter(
        self, draft: LetterDraft, subject: str, text: str, page: str
    ) -> ComposedLetter:
        identity = self._identity
        mark = keyed_hash(identity, "boundary", draft.letter)
        name = keyed_hash(identity, "message-id", draft.letter)
        message_id = f"<{name}@{identity.domain}>"
        forms = (_part("plain", text), _part("html", page))
        content = body(mark, forms, draft.attachments)
        raw = b"".join(
            (
                *self._head(draft, subject, message_id),
                field("MIME-Version", "1.0"),
                content.kind,
                field("Content-Language", draft.language),
                b"\r\n",
                content.content,
            )
        )
        return ComposedLetter(
            message_id=message_id,
            subject=subject,
            envelope_from=bounce_address(identity, draft.conversation),
            raw=raw,
        )

    def _head(self, draft: LetterDraft, subject: str, message_id: str) -> list[bytes]:
        identity = self._identity
        office = on_one_line(identity.office(draft.language))
        dated = aware(draft.dated).astimezone(wording("en", draft.facts.zone).zone)
        thread = _thread(draft)
        head = [
            mailbox_field("From", office, identity.role_address),
            field("Reply-To", reply_address(identity, draft.conversation)),
            mailbox_field("To", on_one_line(draft.to_name), draft.to_address),
            text_field("Subject", subject),
            field("Date", format_datetime(dated)),
            field("Message-ID", message_id),
            ids_field("In-Reply-To", thread[0]),
            ids_field("References", thread[1]),
        ]
        if draft.automatic:
            replied = draft.kind in RECEIPTS
            how = "auto-replied" if replied else "auto-generated"
            head.append(field("Auto-Submitted", how))
        if draft.kind in _REMINDERS:
            # Out-of-office answers stay welcome: they name a deputy and a date.
            head.append(field("X-Auto-Response-Suppress", "DR, RN, NRN, AutoReply"))
        if draft.kind in _MUTABLE:
            head += self._unsubscribe(draft.conversation)
        return head

    def _unsubscribe(self, conversation: int) -> list[bytes]:
        """RFC 8058 wants one HTTPS address, and a POST to it to be enough."""
        mail = f"<mailto:{mute_address(self._identity, conversation)}>"
        link = mute_link(self._identity, conversation, self._public_url)
        if not link:
            return [field("List-Unsubscribe", mail)]
        return [
            field("List-Unsubscribe", f"<{link}>,", mail),
            field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ]

    def _page(self, draft: LetterDraft) -> str:
        """Where its reader may answer in a browser; none where no answer is due."""
        if draft.kind not in ANSWERABLE:
            return ""
        dated = aware(draft.dated)
        return page_link(self._identity, draft.conversation, dated, self._public_url)

    def _worded(self, text: "_Text") -> "_Common":
        words = wording(text.language, text.facts.zone, text.facts.other_zone)
        facts = said(text.facts, words, self._names)
        source = _source(text)
        version = text.template.version if text.template else 0
        pieces: list[Piece] = []
        for block in source.blocks:
            pieces += filled(text.kind, version, block, words, facts)
        return _Common(source.subject, facts, tuple(laid(pieces)))

    def _pieces(
        self, draft: LetterDraft, words: Wording, common: "_Common"
    ) -> list[Piece]:
        office = on_one_line(self._identity.office(draft.language))
        pieces: list[Piece] = []
        if draft.kind in ANSWERABLE:
            pieces.append(Marker(MARKER))
        if draft.facts.simulation:
            pieces.append(Watermark(words.phrase("watermark")))
        pieces += [Paragraph(office), Title(on_one_line(common.heading))]
        pieces += about(on_one_line(draft.to_name), words, common.facts)
        pieces.append(Paragraph(words.phrase("greeting")))
        pieces += common.pieces
        pieces.append(Paragraph(f"{words.phrase('closing')}\n{office}"))
        return pieces + self._notes(draft, words, common.facts)

    def _notes(self, draft: LetterDraft, words: Wording, facts: Said) -> list[Piece]:
        notes: list[Piece] = []
        if page := self._page(draft):
            notes.append(Link(words.phrase("page"), page))
        if facts.rows["ref"] and draft.kind in ANSWERABLE:
            notes.append(Note(words.phrase("keep_reference")))
        if draft.kind in _MUTABLE:
            mute = mute_address(self._identity, draft.conversation)
            notes.append(Note(words.phrase("mute").format(address=mute)))
        if draft.automatic:
            notes.append(Note(words.phrase("automatic")))
        return notes


class _Text(NamedTuple):
    """All that what a letter says depends on, but for whom it is to."""

    kind: LetterKind
    language: str
    template: Template | None
    facts: LetterFacts


class _Common(NamedTuple):
    """What the letters of a round have in common, written out and laid out."""

    heading: str
    facts: Said
    pieces: tuple[Piece, ...]


def _source(text: _Text) -> LetterSource:
    if text.template is not None and text.template.source:
        return parse_source(text.template.source)
    return letter_source(text.kind, text.language)


def _part(subtype: str, text: str) -> bytes:
    """Quoted-printable in C: the stdlib's own way takes most of a letter's time."""
    return b"".join(
        (
            field("Content-Type", f'text/{subtype}; charset="utf-8"'),
            field("Content-Transfer-Encoding", "quoted-printable"),
            b"\r\n",
            b2a_qp(text.encode()).replace(b"\n", b"\r\n"),
            b"\r\n",
        )
    )


def _subject(draft: LetterDraft, heading: str, words: Wording, facts: Said) -> str:
    """The code stands first, in brackets: it survives what registries prepend."""
    if draft.kind in DIGESTS:
        count = f"[{words.proposals(len(facts.items))}] " if facts.items else ""
        session = words.phrase("in_session").format(session=facts.rows["session"])
        return f"{count}{heading}" + (f" — {session}" if facts.rows["session"] else "")
    ref, title = str(facts.rows["ref"]), str(facts.rows["title"])
    if len(title) > _LONGEST_TITLE:
        title = f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
    code = f"[{ref}] " if ref else ""
    return f"{code}{heading}" + (f" — {title}" if title else "")


def _thread(draft: LetterDraft) -> tuple[list[str], list[str]]:
    """The first letter of a thread and the latest ones; malformed ids stay out."""
    parent = _ids((draft.in_reply_to or "",))
    chain = _ids(draft.references)
    for given in parent:
        if given not in chain:
            chain.append(given)
    if len(chain) > _MOST_REFERENCES:
        chain = chain[:1] + chain[-(_MOST_REFERENCES - 1) :]
    return parent, chain


def _ids(given: tuple[str, ...]) -> list[str]:
    stripped = (one.strip() for one in given)
    return list(dict.fromkeys(one for one in stripped if _MESSAGE_ID.fullmatch(one)))
