from datetime import date

from mail.reading import read
from models.message import ReadingKind
from tests.mail.raw_mail import mail, multipart


def test_report_gives_back_the_envelope_id():
    status = (
        b"Content-Type: message/delivery-status\r\n\r\n"
        b"Original-Envelope-Id: l+2B7\r\n\r\n"
        b"Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    )

    found = read(multipart(b"\r\nx", status, kind="report"))

    assert (found.kind, found.envelope_ids) == (ReadingKind.BOUNCE, ("l+7",))


def test_registration_is_read_from_the_attached_segnatura():
    segnatura = (
        b"Content-Type: application/xml; name=Segnatura.xml\r\n\r\n<Segnatura>"
        b"<Intestazione><Identificatore><CodiceAmministrazione>c_x"
        b"</CodiceAmministrazione><CodiceAOO>aoo</CodiceAOO><NumeroRegistrazione>0000123"
        b"</NumeroRegistrazione><DataRegistrazione>2025-10-14</DataRegistrazione>"
        b"</Identificatore><Oggetto>Adesione</Oggetto></Intestazione></Segnatura>"
    )

    found = read(multipart(b"\r\nSiamo interessati.", segnatura)).registration

    assert found is not None
    assert (found.number, found.registered_on) == ("0000123", date(2025, 10, 14))


def test_certified_mail_is_read_inside_and_described_outside():
    facts = (
        b"Content-Type: application/xml; name=daticert.xml\r\n\r\n"
        b'<postacert tipo="posta-certificata" errore="nessuno"><intestazione>'
        b"<mittente>a@pec.example</mittente></intestazione></postacert>"
    )
    inner = b"Content-Type: message/rfc822; name=postacert.eml\r\n\r\n" + mail(b"Si.")

    found = read(b"X-Trasporto: posta-certificata\r\n" + multipart(facts, inner))

    assert (found.kind, found.new_text) == (ReadingKind.PEC_ENVELOPE, "Si.")
    assert found.pec is not None
    assert (found.pec.kind, found.pec.signature) == ("posta-certificata", "absent")


def test_calendar_answer_and_warning_stand_beside_the_words():
    answer = (
        b"Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\n"
        b"ATTENDEE;PARTSTAT=DECLINED:mailto:m.neri@body.example\r\nEND:VCALENDAR"
    )
    program = b"Content-Type: image/png; name=logo.png\r\n\r\nMZ\0" + bytes(80)

    found = read(multipart(b"\r\nNon posso.", answer, program))

    assert (found.new_text, found.calendar) == ("Non posso.", "reply declined")
    assert found.problems == ("program or script: logo.png",)
