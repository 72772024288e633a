"""Whether an authority we trust certified the signer, as of the time of signing."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from mail.mime import parse
from mail.pec_chain import load_anchors
from mail.pec_signature import Signature, verify
from models.errors import DomainError
from tests.mail.pec_authority import (
    CA_NAME,
    ROOT_NAME,
    Credential,
    authority,
    credential,
    key,
    provider_authority,
    provider_credential,
    root,
)
from tests.mail.pec_provider import AT, PecProvider
from tests.mail.raw_mail import mail
from tests.patience import bounded

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


def test_chain_to_an_unknown_authority_is_not_trusted():
    assert signature(receipt(), authority("Altra radice")) == NO_AUTHORITY


def test_authority_of_the_same_name_is_not_the_same():
    """An impostor may copy every name; the keys he cannot."""
    issuer = authority("Impostore")
    fake = Credential(
        credential(ADDRESS, issuer="Impostore").certificate, key(ADDRESS), (issuer,)
    )

    assert judged(fake) == NO_AUTHORITY


def test_missing_authority_in_between_is_not_trusted():
    signer = provider_credential(DOMAIN)
    alone = Credential(signer.certificate, signer.key)

    assert judged(alone) == NO_AUTHORITY


def test_pinned_authority_needs_nothing_in_between():
    signer = provider_credential(DOMAIN)
    alone = Credential(signer.certificate, signer.key)

    assert judged(alone, provider_authority(DOMAIN)) == GOOD


def test_pinned_authority_need_not_be_limited():
    """Who pins the very issuer of a provider has said whom he trusts."""
    signer = credential(ADDRESS)

    assert judged(signer, authority(CA_NAME, ROOT_NAME)) == GOOD


def test_authority_that_may_not_certify_does_not():
    above = authority(CA_NAME, ROOT_NAME, (DOMAIN,), certifies=False)

    assert judged(credential(ADDRESS, above=(above,))) == NO_AUTHORITY


def test_authority_limited_to_other_domains_may_not_certify():
    signer = credential(ADDRESS, above=(provider_authority("altro.example"),))

    assert judged(signer) == NO_AUTHORITY


def test_pinned_authority_keeps_its_limits():
    signer = credential(ADDRESS)

    assert judged(signer, provider_authority("altro.example")) == NO_AUTHORITY


def test_authority_for_everybodys_mail_makes_no_provider():
    """A public authority certifies any address to its owner, also look-alikes."""
    signer = credential(ADDRESS, above=(authority(CA_NAME, ROOT_NAME),))

    assert judged(signer) == Signature(
        "untrusted", ADDRESS, "the signer's authority is not limited to mail domains"
    )


def test_provider_may_not_certify_others():
    """A leaf is no authority, whoever certified it."""
    above = provider_credential(DOMAIN)
    below = credential(ADDRESS, ADDRESS, (above.certificate, *above.above))

    assert judged(below) == NO_AUTHORITY


def test_certificate_for_other_uses_does_not_sign_mail():
    above = (provider_authority(DOMAIN),)
    not_signing = credential(ADDRESS, above=above, signs=False)
    web = credential(ADDRESS, above=above, purposes=[ExtendedKeyUsageOID.SERVER_AUTH])

    assert [judged(not_signing), judged(web)] == [NO_AUTHORITY, NO_AUTHORITY]


# ── when ─────────────────────────────────────────────────────────────────────────


def test_expired_certificate_was_valid_when_it_signed():
    then = datetime(2019, 5, 6, 7, 8, tzinfo=UTC)
    day = timedelta(days=1)
    old = {"since": then - day, "until": then + day}
    above = authority(CA_NAME, ROOT_NAME, (DOMAIN,), **old)
    anchor = authority(ROOT_NAME, **old)
    signer = credential(ADDRESS, above=(above,), **old)

    found = [signature(receipt(signer, now=at), anchor) for at in (then, AT)]

    assert found == [GOOD, NO_AUTHORITY]


@pytest.mark.parametrize(
    "period",
    [{"until": AT - timedelta(days=1)}, {"since": AT + timedelta(days=1)}],
    ids=["expired before", "not yet valid"],
)
def test_certificate_not_valid_at_signing_is_not_trusted(period):
    signer = provider_credential(DOMAIN, **period)

    assert judged(signer) == NO_AUTHORITY


# ── anchors ──────────────────────────────────────────────────────────────────────


def test_anchors_come_from_a_file_and_odd_ones_are_left_out(tmp_path):
    pem = root().public_bytes(Encoding.PEM)
    odd = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    path = tmp_path / "authorities.pem"
    path.write_bytes(b"# PEC\n" + odd + pem)

    anchors = load_anchors(path)

    assert anchors == (root(),)
    assert signature(receipt(), *anchors) == GOOD


@pytest.mark.parametrize("content", [None, b"", b"not a certificate"])
def test_file_without_anchors_is_refused(tmp_path, content):
    path = tmp_path / "authorities.pem"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(DomainError, match="trusted PEC authorities"):
        load_anchors(path)


def test_many_cross_certified_authorities_are_quick():
    """All of one name and one key: every order of them is a valid path."""
    twins = tuple(authority("Gemella", "Gemella") for _ in range(7))
    signer = Credential(
        credential(ADDRESS, issuer="Gemella").certificate, key(ADDRESS), twins
    )
    with bounded():
        assert judged(signer) == NO_AUTHORITY
