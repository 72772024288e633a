from datetime import date
from email.message import EmailMessage

import pytest

from mail.reading import read
from models.message import ReadingKind, Registration
from tests.mail.automatic_samples import AUTOMATIC, OURS, PEOPLE
from tests.mail.raw_mail import received


@pytest.mark.parametrize("sample", AUTOMATIC, ids=range(len(AUTOMATIC)))
def test_answer_of_a_machine_is_automatic(sample):
    subject, headers, body = sample

    assert received(headers, body, Subject=subject).kind is ReadingKind.AUTO_REPLY


@pytest.mark.parametrize("sample", PEOPLE, ids=range(len(PEOPLE)))
def test_answer_of_a_person_is_a_reply(sample):
    subject, headers, body = sample

    assert received(headers, body, Subject=subject).kind is ReadingKind.REPLY


def document(subject: str, text: str, name: str, **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Protocollo <protocollo@body.example>"
    message["To"] = "progetti@desk.example"
    message["Subject"] = subject
    for field, value in headers.items():
        message[field.replace("_", "-")] = value
    message.set_content(text)
    message.add_attachment(
        b"%PDF", maintype="application", subtype="pdf", filename=name
    )
    return message.as_bytes()


def test_letter_that_a_registry_sends_by_machine_is_a_reply():
    raw = document(
        "Protocollo n. 118/2025",
        "Messaggio generato automaticamente, non rispondere a questa casella.",
        "risposta.pdf",
        Auto_Submitted="auto-generated",
    )

    without_words = document(
        "Nota", "", "risposta.pdf", Auto_Submitted="auto-generated"
    )

    assert read(without_words).kind is ReadingKind.REPLY
    assert read(document("Nota", "", "nota.pdf.p7m")).kind is ReadingKind.REPLY
    assert read(raw).kind is ReadingKind.AUTO_REPLY


def test_receipt_of_a_registry_is_automatic():
    raw = document(
        "Conferma di protocollazione",
        "Il messaggio è stato protocollato con n. 118/2025 del 14/10/2025.",
        "ricevuta.pdf",
    )

    assert read(raw).kind is ReadingKind.AUTO_REPLY


def test_person_who_quotes_a_machine_is_a_person():
    body = "Grazie, aspettiamo.\n\nIl 14/10/2025 10:12, M. Neri ha scritto:\n"
    body += "> Questo è un messaggio automatico.\n> Sono in ferie."

    assert received(OURS, body, Subject="Re: Fuori ufficio").kind is ReadingKind.REPLY


def test_person_who_forwards_a_failure_is_a_person():
    report = (
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n"
        b"--r\nContent-Type: message/delivery-status\n\n"
        b"Final-Recipient: rfc822; a@body.example\nAction: failed\nStatus: 5.1.1\n"
        b"--r--\n"
    )
    raw = (
        b"From: m.neri@body.example\nTo: progetti@desk.example\nSubject: Errore\n"
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nVi inoltro l'errore.\n"
        b"--b\nContent-Type: message/rfc822\n\n" + report + b"--b--\n"
    )

    assert read(raw).kind is ReadingKind.REPLY


RECEIPTS = {
    "Letto: Proposta": "Il messaggio\n\n A: m.neri\n\nè stato letto il 14/10/2025.",
    "Non letto: Proposta": "Il messaggio è stato eliminato senza essere letto.",
    "Read: Proposal": "Your message\n\n To: m.neri\n\nwas read on 14/10/2025.",
    "Not read: Proposal": "Your message was deleted without being read.",
    "Прочитано: Предложение": "Ваше сообщение было прочитано 14.10.2025.",
    "Не прочитано: Предложение": "Сообщение было удалено без прочтения.",
    "Conferma di lettura": "Questa è una ricevuta di ritorno per il messaggio.",
    "Return Receipt (displayed) - Proposal": "This is a Return Receipt for the mail.",
    "Gelesen: Vorschlag": "Ihre Nachricht wurde am 14.10. gelesen.",
}


@pytest.mark.parametrize("subject", RECEIPTS)
def test_old_receipt_is_a_read_receipt(subject):
    found = received("", RECEIPTS[subject], Subject=subject)

    assert found.kind is ReadingKind.READ_RECEIPT


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Recapitato: Proposta", "Il messaggio è stato recapitato a m.neri."),
        ("Delivered: Proposal", "Your message has been delivered to m.neri."),
        ("Доставлено: Предложение", "Сообщение успешно доставлено."),
    ],
)
def test_old_confirmation_of_delivery_is_a_delivery_report(subject, body):
    found = received("", body, Subject=subject, From="postmaster@body.example")

    assert found.kind is ReadingKind.DELIVERY_REPORT


def test_list_is_a_list_unless_it_answers_us():
    code = "[IT-RU/2007-2009/XV/LIP/0007]"
    listed = "List-Id: <ufficio.body.example>\nList-Post: <mailto:u@body.example>"

    answer = received(f"{listed}\n{OURS}", Subject=f"Re: {code} Proposta")
    news = received(f"{listed}\nPrecedence: list", Subject="Novità del mese")

    assert (answer.kind, news.kind) == (ReadingKind.REPLY, ReadingKind.LIST)


def test_acknowledgement_in_certified_mail_gives_its_entry():
    def certified(text: str) -> bytes:
        inner = f"From: protocollo@pec.body.example\nSubject: Proposta\n\n{text}\n"
        return (
            "From: posta-certificata@provider.example\n"
            "X-Trasporto: posta-certificata\n"
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nBusta\n"
            "--b\nContent-Type: message/rfc822; name=postacert.eml\n\n"
            f"{inner}--b--\n"
        ).encode()

    entered = read(certified("È stata protocollata con n. 77/2025 del 14/10/2025."))
    letter = read(certified("Prot. n. 78/2025. Siamo interessati alla proposta."))

    assert entered.kind is ReadingKind.PEC_ENVELOPE
    assert entered.registration == Registration(
        number="77/2025", registered_on=date(2025, 10, 14)
    )
    assert letter.registration is None


def test_acknowledgement_gives_its_entry():
    found = received(
        "", "La nota è stata protocollata con n. 77/2025.", Subject="Conferma"
    )

    assert found.kind is ReadingKind.AUTO_REPLY
    assert found.registration == Registration(number="77/2025")
