"""Who signed: genuine, edited, of another provider, expired, of nobody's authority."""

import shutil
import subprocess
from base64 import b64decode
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from mail.mime import parse
from mail.pec import facts_of
from mail.pec_signature import Signature, verify
from tests.mail.pec_authority import (
    Credential,
    credential,
    key,
    provider_authority,
    provider_credential,
    root,
)
from tests.mail.pec_provider import AT, PecProvider, daticert, mixed
from tests.mail.raw_mail import mail, multipart

DOMAIN = "gestore.example"
ADDRESS = f"posta-certificata@{DOMAIN}"
GOOD = Signature("verified", ADDRESS)
NO_AUTHORITY = Signature(
    "untrusted", ADDRESS, "no trusted authority certified the signer at that time"
)
LETTER = mail(b"Testo", From="u@pec.noi.example", Message_ID="<m@noi.example>")


def receipt(signer=None, **changes):
    provider = PecProvider(DOMAIN, credential=signer, **changes)
    return provider.accepted(provider.take(LETTER, {"c@pec.ente.example": True}))


def signature(raw, *anchors, at=None):
    return verify(parse(raw), anchors or (root(),), at=at)


def judged(signer, *anchors):
    return signature(receipt(signer), *anchors)


# ── the bytes ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("digest", ["sha1", "sha256"])
@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_genuine_receipt_is_verified_from_either_line_end(end, digest):
    raw = receipt(digest=digest).replace(b"\r\n", end)

    assert signature(raw) == GOOD


def test_without_anchors_the_mathematics_hold_but_nobody_vouches():
    assert verify(parse(receipt())) == Signature("untrusted", ADDRESS)


def test_blank_lines_before_the_boundary_are_signed_but_for_the_last():
    provider = PecProvider(DOMAIN)
    xml = daticert(provider, provider.take(LETTER, {}), "accettazione")
    content = mixed("Parole", xml, None) + b"\r\n\r\n"
    raw = provider.dressed({"From": ADDRESS, "X-Ricevuta": "accettazione"}, content)

    assert signature(raw) == GOOD


def test_edited_receipt_is_broken():
    provider = PecProvider(DOMAIN)
    sent = provider.take(LETTER, {"c@pec.ente.example": True})
    xml = daticert(provider, sent, "accettazione")
    other = daticert(provider, sent, "accettazione").replace(b"c@pec", b"d@pec")
    headers = {"From": ADDRESS, "X-Ricevuta": "accettazione"}
    content, forged = mixed("Parole", xml, None), mixed("Parole", other, None)
    raw = provider.dressed(headers, content)

    facts: Any = facts_of(raw.replace(content, forged), [root()])

    assert (facts.signature, facts.detail) == (
        "broken",
        "the content is not what was signed",
    )


@pytest.mark.parametrize("place", [b"Parole", b'name="daticert.xml"', b"mixed;"])
def test_any_changed_byte_of_the_signed_part_breaks_it(place):
    provider = PecProvider(DOMAIN)
    xml = daticert(provider, provider.take(LETTER, {}), "accettazione")
    body = b"Content-Type: text/plain\r\n\r\nParole\r\n"
    content = mixed("x", xml, body)
    raw = provider.dressed({"From": ADDRESS, "X-Ricevuta": "accettazione"}, content)
    start = raw.index(place)

    changed = raw[:start] + place[:-1] + b"'" + raw[start + len(place) :]

    assert (signature(raw), signature(changed).verdict) == (GOOD, "broken")


def test_signature_of_another_receipt_does_not_fit():
    first, second = receipt(), receipt(now=AT + timedelta(hours=1))
    mark = b"Content-Type: application/x-pkcs7"

    swapped = first[: first.index(mark)] + second[second.index(mark) :]

    assert signature(swapped).verdict == "broken"


def test_signature_made_with_another_key_is_broken():
    genuine = provider_credential(DOMAIN)
    thief = Credential(genuine.certificate, key("thief"), genuine.above)

    assert judged(thief) == Signature(
        "broken", why="the signature is not the certificate's"
    )


@pytest.mark.parametrize(
    "seal", [b"TUlJ...njA==", b"", b"AAAA", b"MIAGCSqGSIb3DQEHAqCAMIAC" * 400]
)
def test_unreadable_signature_is_broken(seal):
    raw = receipt()
    start = raw.index(b"\r\n\r\n", raw.index(b"smime.p7s")) + 4
    end = raw.index(b"\r\n--", start)

    assert signature(raw[:start] + seal + raw[end:]).verdict == "broken"


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        ({"kind": "digested_data"}, "the signature is of another kind"),
        ({"signers": 2}, "not exactly one signer"),
    ],
)
def test_signature_of_another_shape_is_broken(odd, why):
    assert signature(receipt(odd=odd)) == Signature("broken", why=why)


def test_mail_without_a_signature_part_has_none():
    raw = receipt()
    body = b"Content-Type: text/plain\r\n\r\nx"
    unsigned = multipart(body, body, kind="signed")
    stripped = raw.replace(b"multipart/signed", b"multipart/mixed", 1)

    verdicts = [signature(one).verdict for one in (LETTER, unsigned, stripped)]

    assert verdicts == ["absent", "absent", "absent"]


# ── who ──────────────────────────────────────────────────────────────────────────


def test_certificate_of_another_provider_is_not_the_senders():
    other = provider_credential("altro.example")

    assert judged(other) == Signature(
        "untrusted",
        "posta-certificata@altro.example",
        "signed by another than the sender",
    )


@pytest.mark.parametrize("place", [b"From:", b"To:"], ids=["before", "after"])
def test_second_sender_is_not_believed(place):
    raw = receipt().replace(place, b"From: x@y.example\r\n" + place, 1)

    assert signature(raw) == Signature(
        "untrusted", ADDRESS, "signed by another than the sender"
    )


def test_case_of_the_address_does_not_matter():
    signer = credential(ADDRESS.title(), above=(provider_authority(DOMAIN),))

    assert judged(signer) == GOOD


# ── another judge ───────────────────────────────────────────────────────────────


def test_another_implementation_agrees(tmp_path):
    """OpenSSL where there is one; the digest by hand where there is none."""
    samples = [receipt(), receipt().replace(b"\r\n", b"\n"), edited(receipt())]

    found = [_second_opinion(one, tmp_path) for one in samples]

    assert found == [True, True, False]
    assert found == [signature(one) == GOOD for one in samples]


def test_digest_by_hand_tells_edited_from_genuine():
    """The check for machines without OpenSSL can itself fail."""
    assert [_digest_fits(receipt()), _digest_fits(edited(receipt()))] == [True, False]


def edited(raw):
    return raw.replace(
        b"Content-Type: application/xml", b"Content-type: application/xml"
    )


def _second_opinion(raw: bytes, folder: Path) -> bool:
    openssl = shutil.which("openssl")
    if openssl is None:
        return _digest_fits(raw)
    (folder / "root.pem").write_bytes(root().public_bytes(Encoding.PEM))
    (folder / "mail.eml").write_bytes(raw)
    command = f"{openssl} cms -verify -in mail.eml -CAfile root.pem -out out"
    command += f" -purpose smimesign -attime {int(AT.timestamp())}"
    done = subprocess.run(
        command.split(), cwd=folder, capture_output=True, check=False, timeout=30
    )
    return done.returncode == 0


def _digest_fits(raw: bytes) -> bool:
    """The signed digest stands in the DER as it is: 04 20 and 32 bytes."""
    raw = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    edge = b"\r\n--" + raw.split(b'boundary="')[1].split(b'"')[0]
    content, seal = raw.split(edge)[1:3]
    der = b64decode(seal.split(b"\r\n\r\n", 1)[1])
    return b"\x04\x20" + sha256(content.removeprefix(b"\r\n")).digest() in der
