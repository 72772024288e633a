"""Damaged mail, damaged signatures: nothing raises, nothing false becomes true."""

import random
from typing import Any

from mail.mime import parse
from mail.pec import facts_of
from mail.pec_signature import verify
from mail.segnatura import registry_message_in
from tests.mail.pec_authority import pkcs7, provider_credential, root
from tests.mail.pec_provider import AT, PecProvider, part
from tests.mail.raw_mail import mail

US, THEM = "ufficio@pec.noi.example", "comune@pec.ente.example"
PROVIDER = PecProvider("gestore.example")
LETTER = mail(b"Testo\r\n", From=US, To=THEM, Message_ID="<ours@noi.example>")
SENT = PROVIDER.take(LETTER, {THEM: True})


def test_no_damage_raises_or_makes_another_true_receipt():
    """Whatever one flips, what is still called verified says what was signed."""
    chance = random.Random(20260310)  # noqa: S311
    originals: Any = {
        raw: facts_of(raw, [root()])
        for raw in (
            PROVIDER.delivered(SENT, THEM),
            PROVIDER.envelope(SENT, THEM),
            PROVIDER.anomaly(LETTER, US),
        )
    }
    spoiled = 0

    for _ in range(200):
        for raw, whole in originals.items():
            facts = facts_of(damaged(raw, chance), [root()])
            if facts is None or facts.signature != "verified":
                spoiled += 1
                continue
            same = {"detail": whole.detail, "kind": facts.kind}
            assert facts.model_copy(update=same) == whole.model_copy(
                update={"kind": facts.kind}
            )
            assert facts.kind in (whole.kind, "unknown")

    assert spoiled > 300


def damaged(raw, chance):
    for _ in range(chance.randint(1, 4)):
        raw = raw or b"?"
        at, length = chance.randrange(len(raw)), chance.choice([1, 1, 3, 40, 2_000])
        flipped = bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :]
        rest = [
            chance.randbytes(length) + raw[at + length :],
            raw[at + length :],
            raw[at : at + length] + raw[at:],
            flipped,
        ]
        raw = raw[:at] + chance.choice(rest)
    return raw


def test_damaged_signature_never_verifies_and_never_raises():
    """Bits of the DER itself: the parser of asn1crypto meets them first."""
    chance = random.Random(7)  # noqa: S311
    content = b"Content-Type: text/plain\r\n\r\nTesto"
    der = pkcs7(content, provider_credential("gestore.example"), AT)
    verdicts = [sealed(content, damaged(der, chance)) for _ in range(400)]

    assert sealed(content, der) == "verified"
    assert verdicts.count("broken") > 300
    assert set(verdicts) <= {"broken", "untrusted", "verified"}


def sealed(content, der):
    seal = part("application/pkcs7-signature", der, "smime.p7s")
    raw = (
        f"From: {PROVIDER.address}\r\n"
        'Content-Type: multipart/signed; boundary="e"\r\n\r\n--e\r\n'
    ).encode()
    raw += content + b"\r\n--e\r\n" + seal + b"\r\n--e--\r\n"
    return verify(parse(raw), [root()]).verdict


def test_damaged_registry_xml_never_raises():
    chance = random.Random(11)  # noqa: S311
    xml = (
        b"<Segnatura><Intestazione><Identificatore><NumeroRegistrazione>0000042"
        b"</NumeroRegistrazione><DataRegistrazione>2026-03-10</DataRegistrazione>"
        b"</Identificatore><Oggetto>Prova</Oggetto></Intestazione></Segnatura>"
    )
    found = [registry_message_in(damaged(xml, chance)) for _ in range(500)]

    assert registry_message_in(xml) is not None
    assert found.count(None) > 50
    assert all(one is None or one.registration.number for one in found)
