"""The mail the bench makes is what it is called, and is read so."""

import pytest

from bench.mail_mix import ABSENT, LARGE, PARTNER, YES, YES_IN_RUSSIAN, mix
from bench.mail_parts import PICTURE
from bench.mail_read import by_library
from mail.letter_samples import IDENTITY
from mail.reading import read
from models.message import ActKind, BounceReason, ReadingKind
from runtime.reader import MailReader

NUMBER = 41
CLOSINGS = ("Cordiali saluti", "С уважением")
SAID = {
    "plain, letter quoted": (ReadingKind.REPLY, YES),
    "HTML of Gmail": (ReadingKind.REPLY, YES),
    "HTML of Outlook": (ReadingKind.REPLY, YES),
    "Russian in koi8-r": (ReadingKind.REPLY, YES_IN_RUSSIAN),
    "out of office": (ReadingKind.AUTO_REPLY, ABSENT),
    "PEC, signature void": (ReadingKind.PEC_ENVELOPE, YES),
    LARGE: (ReadingKind.REPLY, YES),
}


@pytest.mark.parametrize("name", SAID)
def test_mail_of_the_mix_is_read_as_its_kind_and_its_words(name: str):
    kind, text = SAID[name]

    reading = read(mix(NUMBER)[name])

    said, _, closing = text.format(NUMBER).rpartition("\n\n")
    assert reading.kind is kind
    assert (reading.new_text, reading.signature) == (
        (said, closing) if closing in CLOSINGS else (closing, "")
    )
    assert reading.problems == ()


def test_every_mail_of_the_mix_is_expected():
    assert mix(NUMBER).keys() == {*SAID, "bounce"}


def test_bounce_of_the_mix_names_the_address():
    reading = read(mix(NUMBER)["bounce"])

    [bounced] = reading.bounced
    assert reading.kind is ReadingKind.BOUNCE
    assert (bounced.address, bounced.reason) == (PARTNER, BounceReason.ADDRESS)


def test_envelope_of_the_mix_has_no_signature_that_holds():
    reading = MailReader(IDENTITY).read(mix(NUMBER)["PEC, signature void"])

    assert reading.pec is not None
    assert (reading.pec.kind, reading.pec.signature) == ("posta-certificata", "broken")


def test_pdf_of_the_mix_is_a_page_of_a_megabyte():
    raw = mix(NUMBER)[LARGE]

    [scan] = read(raw).attachments

    assert scan.type == "application/pdf"
    assert PICTURE < scan.size < PICTURE + 1000


@pytest.mark.parametrize("name", [one for one in SAID if one != "out of office"])
def test_answer_of_the_mix_is_understood(name: str):
    reader = MailReader(IDENTITY)

    judgement = reader.judge(reader.read(mix(NUMBER)[name]))

    assert judgement.act is ActKind.INTERESTED


def test_mixes_of_two_numbers_share_no_mail():
    first, second = mix(1), mix(2)

    assert set(first.values()).isdisjoint(second.values())


def test_library_reads_every_text_part():
    [text] = by_library(mix(NUMBER)["plain, letter quoted"])
    plain, page = by_library(mix(NUMBER)["HTML of Gmail"])

    assert text.replace("\r", "").startswith(YES.format(NUMBER))
    assert plain == text
    assert page.startswith('<div dir="ltr">')
