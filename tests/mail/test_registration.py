from datetime import date

import pytest

from mail.registration import acknowledged
from models.message import Registration

WRITTEN = date(2026, 3, 14)
DAY = date(2026, 3, 12)

ENTRIES = (
    ("", "Il messaggio è stato protocollato con n. 0012345/2026 del 12/03/2026.",
     "0012345/2026", DAY),
    ("", ("La Vostra nota è stata acquisita al protocollo generale dell'Ente con il"
     " numero 4567 in data 12/03/2026."), "4567", DAY),
    ("Conferma di protocollazione", "Prot. n. 123456 del 12 marzo 2026",
     "123456", DAY),
    ("", "Protocollo Generale AOO c_x501 n. 0012345 del 12/03/2026", "0012345", DAY),
    ("Ricevuta di protocollo", "Numero di protocollo: 2026-0001234\nData: 12/03/2026",
     "2026-0001234", DAY),
    ("", "Входящий № 01-23/456 от 12.03.2026", "01-23/456", DAY),
    ("", "Ваше письмо зарегистрировано за номером 01-23/456 от 12.03.2026.",
     "01-23/456", DAY),
    ("", "Ваше обращение зарегистрировано 12.03.2026 за № А-26/118.", "А-26/118", DAY),
    ("", "Ваше обращение зарегистрировано под № 15-04-118/26 от 12 марта 2026 г.",
     "15-04-118/26", DAY),
    ("", "Регистрационный номер: ВХ-118/26 от 12.03.2026", "ВХ-118/26", DAY),
    ("", "Вх. № 456 от 12.03.2026", "456", DAY),
    ("", "Your request has been received. Your reference number is ABC-12345.",
     "ABC-12345", None),
    ("[Ticket#2026031210000123] Proposal", "Your ticket has been created.",
     "2026031210000123", None),
    ("", "Case number: 00123456 has been assigned.", "00123456", None),
    ("", "Registered under no. 118/2026 on 12 March 2026.", "118/2026", DAY),
    ("", "Il messaggio con oggetto Proposta è stato protocollato con n° 123/2026.",
     "123/2026", None),
    ("Ricevuta di protocollo n. 2026/884512", ("La sua istanza è stata protocollata in"
     " data odierna. Il numero di protocollo assegnato è 2026/884512."),
     "2026/884512", None),
    ("Avvenuta protocollazione: PG/2026/0098765 del 12-03-2026", "",
     "PG/2026/0098765", DAY),
    ("", ("La comunicazione è stata registrata al protocollo in entrata con il n."
     " 0001122 del 12.03.2026."), "0001122", DAY),
    ("", "È stata registrata in data 12/03/2026 con numero di protocollo 0004455.",
     "0004455", DAY),
    ("Richiesta n. 4512 presa in carico", ("La richiesta è stata registrata con il"
     " codice 4512."), "4512", None),
)  # fmt: skip


@pytest.mark.parametrize("entry", ENTRIES, ids=range(len(ENTRIES)))
def test_entry_of_a_registry_gives_number_and_day(entry):
    subject, text, number, day = entry

    found = acknowledged(subject, text, WRITTEN)

    assert found is not None
    assert (found.number, found.registered_on) == (number, day)


@pytest.mark.parametrize(
    "text",
    [
        "Con nota prot. n. 123 del 12/3/2026 Vi comunichiamo il nostro interesse.",
        "Siamo interessati, cordiali saluti.",
        "La vostra proposta è stata ricevuta ieri, ne parleremo il 20 marzo.",
        "Il nostro numero è 06 123456.",
        "",
    ],
)
def test_letter_is_no_entry(text):
    assert acknowledged("Re: proposta", text, WRITTEN) is None


def test_entry_tells_office_subject_and_what_it_answers():
    text = (
        "In riferimento alla Vs. nota prot. n. 77/2026, si comunica che è stata"
        " protocollata con numero 0004455 del 12/03/2026.\n"
        "Oggetto: Proposta di cooperazione\nCodice AOO: AOO-GEN\n"
    )

    assert acknowledged("Conferma", text, WRITTEN) == Registration(
        number="0004455",
        registered_on=DAY,
        office="AOO-GEN",
        subject="Proposta di cooperazione",
        about="77/2026",
    )


def test_stamp_of_a_ministry_is_taken_apart():
    subject = "Protocollo m_am.REGISTRO UFFICIALE.E.0012345.12-03-2026"

    assert acknowledged(subject, "Il documento è stato registrato.", None) == (
        Registration(
            number="0012345", registered_on=DAY, office="m_am.REGISTRO UFFICIALE"
        )
    )
