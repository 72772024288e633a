"""Letters with a calendar file: where calendars look for it, and where people do."""

from email import message_from_bytes, policy

from models.body import Channel
from models.letter import Attachment, LetterKind
from tests.mail.test_compose import COMPOSER, draft

FILE = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
INVITATION = Attachment(
    name="invitation.ics",
    content_type="text/calendar; method=REQUEST; charset=UTF-8",
    content=FILE,
)
SHEET = Attachment(
    name="agenda.pdf", content_type="application/pdf", content=b"%PDF-1.7 \xff\x00"
)


def parsed(*attachments):
    letter = draft(LetterKind.CONVOCATION, attachments=attachments)
    return message_from_bytes(COMPOSER.compose(letter).raw, policy=policy.default)


def types(mail):
    return [part.get_content_type() for part in mail.walk()]


def test_letter_without_files_has_its_two_forms_only():
    assert types(parsed()) == ["multipart/alternative", "text/plain", "text/html"]


def test_invitation_stands_among_the_forms_and_beside_them():
    mail = parsed(INVITATION)

    assert types(mail) == [
        "multipart/mixed",
        "multipart/alternative",
        *("text/plain", "text/html", "text/calendar"),
        "application/ics",
    ]
    calendar, file = (
        part for part in mail.walk() if part.get_content_type()[-3:] in {"dar", "ics"}
    )
    assert calendar["Content-Type"].params == {"method": "REQUEST", "charset": "UTF-8"}
    assert calendar.get_payload(decode=True) == FILE
    assert file.get_payload(decode=True) == FILE
    assert file.get_filename() == "invitation.ics"


def test_other_files_are_only_attached():
    mail = parsed(SHEET)

    assert types(mail)[-2:] == ["text/html", "application/pdf"]
    [file] = mail.iter_attachments()
    assert file.get_payload(decode=True) == SHEET.content


def test_words_are_read_as_before():
    with_file, without = parsed(INVITATION), parsed()

    for subtype in ("plain", "html"):
        one, other = (mail.get_body((subtype,)) for mail in (with_file, without))
        assert one.get_content() == other.get_content()
    assert with_file["Message-ID"] == without["Message-ID"]


def test_letter_with_a_file_is_the_same_bytes_every_time():
    letters = [
        COMPOSER.compose(draft(channel=Channel.PEO, attachments=(INVITATION, SHEET)))
        for _ in range(2)
    ]

    assert letters[0] == letters[1]
    assert all(len(line) <= 998 for line in letters[0].raw.split(b"\r\n"))
