"""What certified mail attests: every class of it, the odd, the forged, the hostile."""

import pytest

from mail.automatic import pec_kind
from mail.contents import contents
from mail.mime import parse
from mail.pec import facts_of
from models.message import PecFacts, PecRecipient, ReadingKind
from tests.mail.pec_authority import root
from tests.mail.pec_provider import AT, PecProvider, daticert, mixed, part
from tests.mail.raw_mail import mail, multipart

US, THEM, PRIVATE = "ufficio@pec.noi.example", "comune@pec.ente.example", "b@c.example"
PROVIDER = PecProvider("gestore.example")
LETTER = mail(
    b"Testo della lettera.\r\n",
    From=US,
    To=THEM,
    Subject="[IT-RU/2007-2009/XV/LIP/0007] Invito & altro",
    Message_ID="<ours@staffetta.example>",
)


def taken(letter=LETTER, **recipients):
    return PROVIDER.take(letter, recipients or {THEM: True, PRIVATE: False})


def known(sent, kind, **more):
    """What every message of the provider about `sent` says, verified."""
    return PecFacts.model_validate(
        {
            "kind": kind,
            "error": "nessuno",
            "identifier": sent.identifier,
            "message_id": "<ours@staffetta.example>",
            "at": AT,
            "provider": "Gestore di prova S.p.A.",
            "sender": US,
            "recipients": (
                PecRecipient(address=THEM, certified=True),
                PecRecipient(address=PRIVATE, certified=False),
            ),
            "signature": "verified",
            "signer": "posta-certificata@gestore.example",
            **more,
        }
    )


def read(raw):
    return facts_of(raw, [root()])


def with_xml(xml, headers=None, name="daticert.xml"):
    headers = headers or {"X-Ricevuta": "accettazione", "From": PROVIDER.address}
    return PROVIDER.dressed(headers, mixed("Parole", xml, None, name=name))


# ── every class ──────────────────────────────────────────────────────────────────


def test_envelope_and_receipts_say_what_the_provider_attests():
    sent = taken()
    lost = "5.1.1 - Gestore di prova - indirizzo non valido"
    hours = "il messaggio non è stato consegnato nelle prime {} ore"
    virus = {"error": "virus"}
    expected = [
        (PROVIDER.envelope(sent, THEM), known(sent, "posta-certificata")),
        (PROVIDER.accepted(sent), known(sent, "accettazione")),
        (
            PROVIDER.not_accepted(sent, "campo Ccn"),
            known(sent, "non-accettazione", error="altro", detail="campo Ccn"),
        ),
        (
            PROVIDER.not_accepted(sent, "file infetto", virus=True),
            known(sent, "non-accettazione", detail="file infetto", **virus),
        ),
        (PROVIDER.taken_in_charge(sent), known(sent, "presa-in-carico")),
        (
            PROVIDER.late(sent, THEM, 12),
            known(
                sent,
                "preavviso-errore-consegna",
                error="altro",
                delivered_to=THEM,
                detail=hours.format(12),
            ),
        ),
        (
            PROVIDER.failed(sent, THEM),
            known(
                sent, "errore-consegna", error="altro", delivered_to=THEM, detail=lost
            ),
        ),
        (
            PROVIDER.failed(sent, THEM, errore="virus", detail="file infetto"),
            known(
                sent,
                "errore-consegna",
                delivered_to=THEM,
                detail="file infetto",
                **virus,
            ),
        ),
        (PROVIDER.virus_found(sent), known(sent, "rilevazione-virus", **virus)),
    ]

    assert [read(raw) for raw, _ in expected] == [facts for _, facts in expected]


@pytest.mark.parametrize("receipt", ["completa", "breve", "sintetica"])
def test_delivery_names_the_receipt_that_was_asked_for(receipt):
    letter = LETTER.replace(
        b"From:", b"X-TipoRicevuta: " + receipt.encode() + b"\r\nFrom:"
    )
    sent = taken(letter)

    raw = PROVIDER.delivered(sent, THEM)

    assert read(raw) == known(
        sent, "avvenuta-consegna", delivered_to=THEM, receipt=receipt
    )
    assert (b"postacert.eml" in raw) == (receipt != "sintetica")


def test_anomaly_envelope_has_no_legal_facts():
    raw = PROVIDER.anomaly(mail(b"Testo", Message_ID="<x@y.example>"), US)

    assert read(raw) == PecFacts(
        kind="anomalia", signature="verified", signer=PROVIDER.address
    )


def test_ordinary_mail_has_no_facts():
    assert read(LETTER) is None
    assert read(multipart(b"Content-Type: text/plain\r\n\r\nciao")) is None


def test_facts_are_the_same_from_either_line_end():
    raw = PROVIDER.delivered(taken(), THEM)

    assert read(raw.replace(b"\r\n", b"\n")) == read(raw)


def test_facts_exist_exactly_where_the_reader_sees_pec():
    sent = taken()
    samples = [
        LETTER,
        PROVIDER.envelope(sent, THEM),
        PROVIDER.accepted(sent),
        PROVIDER.anomaly(LETTER, US),
        mail(X_Ricevuta="accettazione"),
        mail(X_TRASPORTO="posta-certificata"),
        multipart(part("application/xml", b"<x/>", "DATICERT.XML")),
    ]

    kinds = [pec_kind(contents(parse(raw))) for raw in samples]

    assert [read(raw) is None for raw in samples] == [one is None for one in kinds]
    assert kinds == [
        None,
        ReadingKind.PEC_ENVELOPE,
        ReadingKind.PEC_RECEIPT,
        ReadingKind.PEC_ENVELOPE,
        ReadingKind.PEC_RECEIPT,
        ReadingKind.PEC_ENVELOPE,
        ReadingKind.PEC_ENVELOPE,
    ]


# ── where and how the XML is found ───────────────────────────────────────────────


def test_nested_daticert_belongs_to_another_message():
    inner = PROVIDER.delivered(taken(), THEM)
    forwarded = mail(
        b"--q\r\nContent-Type: text/plain\r\n\r\nInoltro\r\n--q\r\n"
        b"Content-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--q--\r\n",
        From=US,
        To=THEM,
        Message_ID="<outer@staffetta.example>",
        Content_Type="multipart/mixed; boundary=q",
    )
    sent = PROVIDER.take(forwarded, {THEM: True})

    facts = read(PROVIDER.envelope(sent, THEM))

    assert (facts.kind, facts.message_id) == (
        "posta-certificata",
        "<outer@staffetta.example>",
    )


def test_daticert_deeper_than_the_providers_place_is_not_read():
    hidden = mixed("Parole", daticert(PROVIDER, taken(), "avvenuta-consegna"), None)
    raw = multipart(hidden)

    assert read(raw) == PecFacts(kind="unknown", detail="no daticert.xml")


@pytest.mark.parametrize("name", ["DatiCert.XML", ""])
def test_daticert_is_found_in_any_case_and_by_its_root(name):
    sent = taken()

    raw = with_xml(daticert(PROVIDER, sent, "accettazione"), name=name)

    assert read(raw) == known(sent, "accettazione")


def test_transport_header_is_read_before_the_receipts():
    """Envelopes also carry X-Riferimento-Message-ID; some carry odd leftovers."""
    sent = taken()
    headers = {
        "x-ricevuta": "accettazione",
        "x-trasporto": "posta-certificata",
        "From": PROVIDER.address,
    }
    xml = daticert(PROVIDER, sent, "posta-certificata")

    assert read(with_xml(xml, headers)) == known(sent, "posta-certificata")


def test_receipt_in_new_headers_shows_the_contradiction():
    sent = taken()
    headers = {"X-Ricevuta": "avvenuta-consegna", "From": PROVIDER.address}

    facts = read(with_xml(daticert(PROVIDER, sent, "accettazione"), headers))

    assert facts == known(
        sent,
        "accettazione",
        detail="the headers tell another kind than daticert.xml",
    )


def test_daticert_of_a_vague_type_is_found_by_its_name():
    sent = taken()
    xml = daticert(PROVIDER, sent, "accettazione")
    content = mixed("Parole", xml, None, name="DATICERT.xml")
    vague = content.replace(b"application/xml", b"application/octet-stream")
    headers = {"X-Ricevuta": "accettazione", "From": PROVIDER.address}

    assert read(PROVIDER.dressed(headers, vague)) == known(sent, "accettazione")


# ── forged ───────────────────────────────────────────────────────────────────────


def test_receipt_in_an_ordinary_mail_is_not_signed():
    xml = daticert(PROVIDER, taken(), "avvenuta-consegna", to=THEM)
    body = part("text/plain", b"Consegnato", "")
    raw = multipart(body, part("application/xml", xml, "daticert.xml"))
    raw = b"X-Ricevuta: avvenuta-consegna\r\nX-VerificaSicurezza: ok\r\n" + raw

    facts = read(raw)

    assert (facts.kind, facts.signature, facts.signer) == (
        "avvenuta-consegna",
        "absent",
        "",
    )


def test_words_for_people_decide_nothing():
    sent = taken()
    words = "Il messaggio è stato consegnato nella casella di destinazione"
    xml = daticert(PROVIDER, sent, "errore-consegna", to=THEM, errore="no-dest")
    headers = {"X-Ricevuta": "errore-consegna", "From": PROVIDER.address}

    facts = read(PROVIDER.dressed(headers, mixed(words, xml, None)))

    assert facts == known(sent, "errore-consegna", error="no-dest", delivered_to=THEM)
