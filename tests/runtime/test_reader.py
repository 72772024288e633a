"""What the reader believes of certified mail, with authorities and without."""

import pytest

from mail.identity import MailIdentity
from models.message import PecFacts
from runtime.reader import MailReader
from tests.mail.pec_authority import root
from tests.mail.pec_provider import PecProvider, daticert, mixed

IDENTITY = MailIdentity(domain="staffetta.example", secret=b"s" * 32)
WITH = MailReader(IDENTITY, anchors=(root(),), authserv_id="mx.staffetta.example")
WITHOUT = MailReader(IDENTITY, authserv_id="mx.staffetta.example")
PROVIDER = PecProvider("gestore.example")
LETTER = (
    b"From: ufficio@pec.ente.example\r\nTo: staffetta@pec.example\r\n"
    b"Subject: Re: invito\r\nMessage-ID: <a@ente.example>\r\n\r\nSiamo interessati.\r\n"
)
VOUCHED = (
    b"Authentication-Results: mx.staffetta.example; dmarc=pass"
    b" header.from=forger.example\r\nFrom: x@forger.example\r\n"
)


def envelope() -> bytes:
    sent = PROVIDER.take(LETTER, {"staffetta@pec.example": True})
    signed: bytes = PROVIDER.envelope(sent, "staffetta@pec.example")
    return signed


def forged() -> bytes:
    """Unsigned, in a mail that the forger's own domain vouches for."""
    sent = PROVIDER.take(LETTER, {"staffetta@pec.example": True})
    xml = daticert(PROVIDER, sent, "posta-certificata")
    head = VOUCHED + b"X-Trasporto: posta-certificata\r\nMIME-Version: 1.0\r\n"
    content: bytes = mixed("Messaggio", xml, sent.raw)
    return head + content


def found(reader: MailReader, raw: bytes) -> tuple[str, str, str]:
    reading = reader.read(raw)
    known = reader.assess(raw, reading)
    return reading.sender, known.verdict, known.by


AUTHOR = "ufficio@pec.ente.example"
EDITED = envelope().replace(b"interessati", b"Interessati")
VERDICTS = {
    "signed": (WITH, envelope(), "strong", "pec"),
    "signed, no authority set": (WITHOUT, envelope(), "none", "none"),
    "edited": (WITH, EDITED, "fail", "pec"),
    "edited, no authority set": (WITHOUT, EDITED, "fail", "pec"),
    "unsigned": (WITH, forged(), "fail", "pec"),
    "unsigned, no authority set": (WITHOUT, forged(), "fail", "pec"),
}


@pytest.mark.parametrize(
    ("reader", "raw", "verdict", "by"), VERDICTS.values(), ids=VERDICTS
)
def test_envelope_vouches_only_by_its_signature(reader, raw, verdict, by):
    assert found(reader, raw) == (AUTHOR, verdict, by)


def test_ordinary_mail_is_vouched_for_by_our_server():
    assert found(WITH, VOUCHED + b"\r\nciao\r\n") == (
        "x@forger.example",
        "strong",
        "dmarc",
    )


@pytest.mark.parametrize(
    ("reader", "signature", "source", "attested"),
    [
        (WITH, "verified", "lmtp", True),
        (WITH, "verified", "pec", True),
        (WITH, "untrusted", "pec", False),
        (WITHOUT, "untrusted", "pec", True),
        (WITHOUT, "untrusted", "imap", False),
        (WITHOUT, "untrusted", "lmtp", False),
    ],
)
def test_receipt_is_attested_by_signature_or_by_its_door(
    reader, signature, source, attested
):
    facts = PecFacts(kind="accettazione", signature=signature)

    assert reader.attested(facts, source) is attested
