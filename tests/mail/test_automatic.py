from datetime import date

import pytest

from models.message import Reading, ReadingKind
from tests.mail.raw_mail import received

AUTOMATIC = {
    "rfc3834": {"headers": "Auto-Submitted: auto-replied"},
    "rfc3834-comment": {"headers": "Auto-Submitted: auto-generated (rejected)"},
    "exchange": {"headers": "X-Auto-Response-Suppress: All"},
    "autoreply": {"headers": "X-Autoreply: yes"},
    "precedence": {"headers": "Precedence: auto_reply"},
    "null-path": {"headers": "Return-Path: <>"},
    "outlook-it": {"headers": "", "Subject": "Risposta automatica: Proposta"},
    "outlook-ru": {"headers": "", "Subject": "Автоматический ответ: Предложение"},
    "vacation": {
        "headers": "Precedence: bulk",
        "body": "I am out of the office until 3 November 2025.",
    },
    "absent": {"headers": "", "Subject": "Fuori ufficio", "body": "Sono in ferie."},
    "protocol": {
        "headers": "",
        "Subject": "Conferma di protocollazione",
        "body": "Il messaggio è stato protocollato con n. 1234/2025.",
    },
    "registry-ru": {
        "headers": "",
        "Subject": "Ваше обращение",
        "body": "Ваше обращение зарегистрировано под номером 12.",
    },
}


@pytest.mark.parametrize("mail", AUTOMATIC.values(), ids=AUTOMATIC)
def test_machine_that_answers_is_an_auto_reply(mail):
    assert received(**mail).kind is ReadingKind.AUTO_REPLY


PEOPLE = {
    "says-so": {"headers": "Auto-Submitted: no"},
    "about-absence": {"headers": "", "body": "Sono fuori sede ma siamo interessati."},
    "answers-a-machine": {
        "headers": "",
        "Subject": "R: Risposta automatica: Proposta",
        "body": "Grazie.\n\n> Sono in ferie fino al 3 novembre.",
    },
    "postmaster": {
        "headers": "",
        "From": "Ufficio <postmaster@body.example>",
        "body": "Siamo interessati, scrivete a m.neri@body.example",
    },
    "absent-subject": {"headers": "", "Subject": "Assente alla riunione"},
}


@pytest.mark.parametrize("mail", PEOPLE.values(), ids=PEOPLE)
def test_person_is_not_taken_for_a_machine(mail):
    assert received(**mail).kind is ReadingKind.REPLY


@pytest.mark.parametrize(
    ("text", "back", "deputy"),
    [
        (
            "Sono assente dal 13 al 24 ottobre. Per urgenze: a.bassi@body.example",
            date(2025, 10, 24),
            "a.bassi@body.example",
        ),
        ("Rientrerò il 03/11/2025.", date(2025, 11, 3), ""),
        (
            "Я в отпуске до 20 января. По срочным вопросам пишите: o.lug@corp.example",
            date(2026, 1, 20),
            "o.lug@corp.example",
        ),
        (
            "Out until November 3, 2025. Contact m.neri@body.example",
            date(2025, 11, 3),
            "",
        ),
        ("Sono assente fino al 31/02/2025.", None, ""),
    ],
)
def test_absence_says_when_and_who(text, back, deputy):
    found = received("Auto-Submitted: auto-replied", text)

    assert (found.return_on, found.deputy) == (back, deputy)


@pytest.mark.parametrize(
    "headers",
    [
        "List-Id: <news.body.example>",
        "List-Unsubscribe: <https://news.example/u/1>",
        "Precedence: list",
        "Precedence: bulk\nFeedback-ID: 1:2:3",
    ],
)
def test_newsletter_is_a_list(headers):
    assert received(headers).kind is ReadingKind.LIST


def test_body_behind_a_group_address_still_answers_us():
    headers = "List-Id: <ufficio.body.example>\nIn-Reply-To: <l7@desk.example>"

    found = received(headers, Subject="Re: [IT-RU/2007-2009/XV/LIP/0007] Proposta")

    assert found.kind is ReadingKind.REPLY


def pec(headers: str, tipo: str, inner: str) -> Reading:
    xml = f'<postacert tipo="{tipo}">'
    parts = [
        "Content-Type: text/plain\n\nMessaggio di posta certificata",
        f"Content-Type: application/xml; name=daticert.xml\n\n{xml}",
        f'Content-Type: message/rfc822; name="postacert.eml"\n\n{inner}',
    ]
    body = "".join(f"--b\n{part}\n" for part in parts) + "--b--\n"
    return received(
        f"{headers}\nContent-Type: multipart/mixed; boundary=b".strip(),
        body,
        From='"Per conto di: x" <posta-certificata@provider.example>',
    )


LETTER = "From: protocollo@pec.body.example\nSubject: Adesione\n\nSiamo interessati.\n"


@pytest.mark.parametrize("headers", ["X-Trasporto: posta-certificata", ""])
def test_pec_envelope_is_opened(headers):
    found = pec(headers, "posta-certificata", LETTER)

    assert found.kind is ReadingKind.PEC_ENVELOPE
    assert found.sender == "protocollo@pec.body.example"
    assert (found.subject, found.new_text) == ("Adesione", "Siamo interessati.")


def test_pec_anomaly_is_opened_and_named():
    found = pec("X-Trasporto: errore", "posta-certificata", LETTER)

    assert found.kind is ReadingKind.PEC_ENVELOPE
    assert found.problems == ("ordinary mail inside a PEC envelope",)


@pytest.mark.parametrize(
    "headers",
    [
        "X-Ricevuta: accettazione\nX-Riferimento-Message-ID: <l7@desk.example>",
        "X-Ricevuta: avvenuta-consegna\nX-Riferimento-Message-ID: <l7@desk.example>",
    ],
)
def test_pec_receipt_names_our_letter(headers):
    found = pec(headers, "avvenuta-consegna", "Message-ID: <p@provider.example>\n\nx")

    assert found.kind is ReadingKind.PEC_RECEIPT
    assert "<l7@desk.example>" in found.original_message_ids


def test_pec_receipt_is_known_by_its_xml_alone():
    assert pec("", "accettazione", LETTER).kind is ReadingKind.PEC_RECEIPT
