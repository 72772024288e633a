"""A letter taken apart and sent again: the same words and files below a preface."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from mail.certified_composer import CertifiedComposer
from mail.compose import LetterComposer
from mail.pec_sending import PecMailbox
from mail.resending import taken
from models.body import Channel
from models.errors import DomainError
from models.ids import LetterId
from models.letter import Attachment, LetterDraft, LetterFacts, LetterKind
from models.reply_form import MARKER
from models.resending import Preface, again_id, first_id, preface_words
from store.reference import load_reference
from tests.mail.test_letters import FULL, IDENTITY, INSTANT

COMPOSER = LetterComposer(IDENTITY, load_reference())
CALL = Attachment(
    name="invito.ics",
    content_type="text/calendar; method=REQUEST; charset=utf-8",
    content=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
)
LINE = Attachment(name="atto.pdf", content_type="application/pdf", content=b"%PDF-1")
PREFACE = Preface(words="Con <l'allegato> che mancava.", first_at=INSTANT, zone="UTC")


def draft(name: str, *files: Attachment, facts: LetterFacts = FULL) -> LetterDraft:
    return LetterDraft(
        letter=LetterId(name),
        kind=LetterKind.CONVOCATION,
        language="it",
        to_name="Regione",
        to_address="accordi@it-57.example",
        conversation=7,
        dated=datetime(2026, 12, 1, tzinfo=UTC),
        facts=facts,
        attachments=files,
    )


def test_words_and_files_stay_and_the_preface_stands_below_the_marker():
    first = COMPOSER.compose(draft("L1", CALL, LINE))

    again = COMPOSER.again(
        draft("L1/again/1", facts=LetterFacts()), first.subject, first.raw, PREFACE
    )

    old, new = taken(first.raw), taken(again.raw)
    assert new.attachments == old.attachments == (CALL, LINE)
    assert new.text.startswith(f"{MARKER}\n\n")
    first_line, words = new.text.split("\n\n")[2:4]
    assert first_line.startswith("Lettera già inviata: ")
    assert words == PREFACE.words
    assert new.text.replace(f"{first_line}\n\n{words}\n\n", "") == old.text
    assert "Con &lt;l&#x27;allegato&gt; che mancava." in new.page
    assert len(new.page) - len(old.page) < 400
    head = message_from_bytes(again.raw, policy=policy.default)
    assert head["Subject"] == first.subject
    assert again.message_id != first.message_id


def test_what_is_no_letter_of_ours_is_not_sent_again():
    with pytest.raises(DomainError, match="not in the form"):
        COMPOSER.again(draft("L2"), "S", b"Subject: S\r\n\r\nwords\r\n", PREFACE)


def test_letter_sent_again_twice_is_named_after_the_first():
    twice = again_id(again_id(LetterId("proposal/x/IT-57"), "a"), "b")

    assert (twice, first_id(twice)) == (
        "proposal/x/IT-57/again/b",
        "proposal/x/IT-57",
    )


@pytest.mark.parametrize("given", ["", "  \n", "x" * 501, "a\x00b"])
def test_preface_is_a_line_or_two(given):
    with pytest.raises(DomainError, match="--preface"):
        preface_words(given)


def test_certified_letter_goes_out_again_as_certified_mail_wants_it():
    certified = CertifiedComposer(COMPOSER, PecMailbox("ente@pec.example"))
    pec = {"channel": Channel.PEC}
    first = certified.compose(draft("L3", LINE).model_copy(update=pec))

    again = certified.again(
        draft("L3/again/1", facts=LetterFacts()).model_copy(update=pec),
        first.subject,
        first.raw,
        PREFACE,
    )

    head = message_from_bytes(again.raw, policy=policy.default)
    assert (head["From"].addresses[0].addr_spec, head["Reply-To"]) == (
        "ente@pec.example",
        None,
    )
    assert taken(again.raw).attachments == (LINE,)
    assert PREFACE.words in taken(again.raw).text
