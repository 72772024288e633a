"""Which signatures of a domain count, and which do not."""

import pytest

from mail.authentication import assess
from models.message import Authentication
from tests.mail.signed_mail import AUTHOR, MemoryDns, mail, record, signed, topped

SELECTORS = ["s2", "s2", "s1", "s2", "s2", "s2"]


def found(raw, *, dns):
    return assess(raw, authserv_id="", resolve=dns)


def checked(raw, **records):
    result = found(raw, dns=MemoryDns(records or None))
    return result.verdict, result.by, result.domain


NONE = Authentication()
STRONG = ("strong", "dkim", AUTHOR)

NOTHING = ("none", "none", "")


@pytest.mark.parametrize("head", [b"simple", b"relaxed"])
@pytest.mark.parametrize("body", [b"simple", b"relaxed"])
def test_signature_of_the_authors_domain_is_strong(head, body):
    raw = mail(b"Due  spazi \t\r\n  e coda   \r\n\r\n\r\n")

    assert checked(signed(raw, canonicalize=(head, body))) == STRONG


def test_signature_survives_storage_with_bare_line_ends():
    assert checked(signed().replace(b"\r\n", b"\n")) == STRONG


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"interessati", b"contrari"),
        (b"Re: proposta", b"Re: altra"),
        (b"a.neri@body", b"b.neri@body"),
    ],
)
def test_altered_message_has_no_signature(old, new):
    assert checked(signed().replace(old, new)) == NOTHING


def test_appended_body_has_no_signature():
    assert checked(signed() + b"P.S. Non siamo interessati.\r\n") == NOTHING


def test_signature_of_a_part_of_the_body_does_not_count():
    assert checked(signed(length=True)) == NOTHING


@pytest.mark.parametrize("unsigned", [b"subject", b"date"])
def test_signature_must_cover_what_is_shown(unsigned):
    names = [name for name in (b"from", b"to", b"subject", b"date") if name != unsigned]

    assert checked(signed(include_headers=names)) == NOTHING


@pytest.mark.parametrize(
    "line", ["Subject: Siamo contrari", "Date: Wed, 1 Oct 2025 10:00:00 +0200"]
)
def test_header_added_on_top_of_a_signed_one_is_not_vouched_for(line):
    assert checked(topped(line, raw=signed())) == NOTHING


def test_signature_of_another_domain_does_not_count():
    key = {"s1._domainkey.other.example": record()}

    assert checked(signed(domain="other.example"), **key) == NOTHING


def test_signature_of_the_domain_above_counts():
    raw = mail(From="a.neri@ufficio.body.example")

    assert checked(signed(raw)) == STRONG


def test_one_good_signature_among_strangers_is_enough():
    raw = signed(signed(), domain="relay.example")

    assert checked(raw) == STRONG


def test_signatures_looked_at_are_few():
    unknown = signed()[: -len(mail())].replace(b"s=s1", b"s=s2")
    dns = MemoryDns()

    assert found(unknown * 2 + signed(), dns=dns).verdict == "strong"
    assert found(unknown * 3 + signed(), dns=dns) == NONE
    assert dns.asked == [f"{one}._domainkey.body.example" for one in SELECTORS]


@pytest.mark.parametrize(
    "records",
    [
        (),
        (record(extra="t=y; "),),
        (b"v=DKIM1; k=rsa; p=",),
        (record(), record()),
        (b"v=DKIM1; k=rsa; p=" + b"A" * 4_000,),
        (b"\xff\x00p=!!",),
        (b"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",),
    ],
    ids=["none", "testing", "revoked", "two", "huge", "noise", "ed25519"],
)
def test_key_that_is_no_key_vouches_for_nothing(records):
    assert checked(signed(), **{"s1._domainkey.body.example": records}) == NOTHING


def test_key_of_1024_bits_still_counts():
    key = {"s1._domainkey.body.example": record(1024)}

    assert checked(signed(bits=1024), **key) == STRONG


def test_silent_dns_vouches_for_nothing():
    assert found(signed(), dns=MemoryDns(broken=True)) == NONE


def test_no_dns_checks_no_signature():
    assert found(signed(), dns=None) == NONE


def test_weak_hash_vouches_for_nothing():
    assert checked(signed(signature_algorithm=b"rsa-sha1")) == NOTHING
