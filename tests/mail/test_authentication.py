"""Who vouches for a sender, and what does not: real signatures, forged headers."""

import pytest

from mail.authentication import assess
from models.message import Authentication, PecFacts
from tests.mail.signed_mail import AUTHOR, BODY, MemoryDns, mail, signed, topped
from tests.patience import bounded

US = "mx.desk.example"

RECEIVED = "Received: from out.body.example by mx.desk.example with ESMTPS id 1"

FOREIGN = "Received: from pc.body.example by out.body.example with ESMTPSA id 2"

NONE = Authentication()


def stated(results, *, by=US):
    return f"Authentication-Results: {by}; {results}"


def found(raw, *, dns=None, pec=None, us=US):
    return assess(raw, authserv_id=us, resolve=dns, pec=pec)


def checked(raw, **records):
    result = found(raw, dns=MemoryDns(records or None))
    return result.verdict, result.by, result.domain


STRONG = ("strong", "dkim", AUTHOR)


def test_our_servers_policy_result_is_strong():
    raw = topped(stated("dmarc=pass header.from=body.example"), RECEIVED, FOREIGN)

    assert found(raw) == Authentication(
        verdict="strong", by="dmarc", domain=AUTHOR, detail="dmarc=pass"
    )


def test_our_servers_result_below_its_own_received_is_believed():
    raw = topped(RECEIVED, stated("dkim=pass header.d=body.example"), FOREIGN)

    assert found(raw) == Authentication(
        verdict="strong", by="dkim", domain=AUTHOR, detail="our server: pass"
    )


def test_results_in_a_border_servers_own_style_are_read():
    raw = topped(
        "Received: from mx.desk.example by imap with LMTP id 9",
        "Authentication-Results: MX.desk.example (amavis);\r\n"
        '\tdkim=pass (2048-bit key; unprotected) reason="good" header.d=body.example'
        ' header.i=@body.example header.b="Ab12+/=";\r\n'
        "\tspf=pass (mx.desk.example: domain of a@body.example designates 192.0.2.1"
        " as permitted sender) smtp.mailfrom=a@body.example;\r\n"
        "\tdmarc=pass (policy=quarantine) header.from=body.example",
        RECEIVED,
    )

    assert found(raw) == Authentication(
        verdict="strong",
        by="dmarc",
        domain=AUTHOR,
        detail="dmarc=pass policy=quarantine",
    )


@pytest.mark.parametrize(
    "lines",
    [
        (RECEIVED, FOREIGN, stated("dmarc=pass header.from=body.example")),
        (RECEIVED, stated("dmarc=pass header.from=body.example", by="mx.evil.example")),
        (RECEIVED, stated("dmarc=pass header.from=evil.example")),
        (RECEIVED, stated("dkim=pass header.d=evil.example")),
        (RECEIVED, stated("spf=pass smtp.mailfrom=x@evil.example")),
        (RECEIVED, "ARC-Authentication-Results: i=1; mx.desk.example; dmarc=pass"),
        (RECEIVED, f"Authentication-Results: ; {US}; dmarc=pass"),
        (RECEIVED, f"Authentication-Results: evil.example ({US}); dmarc=pass"),
        (RECEIVED, "Subject: x", "X: y", f"X-Authentication-Results: {US}; dmarc=pass"),
    ],
)
def test_forged_result_changes_nothing(lines):
    assert found(topped(*lines)) == NONE


def test_forged_result_under_ours_changes_nothing():
    ours = stated("spf=none smtp.mailfrom=evil.example; dmarc=fail (p=reject)")
    forged = stated("dmarc=pass header.from=body.example")

    assert found(topped(RECEIVED, ours, forged)) == Authentication(
        verdict="fail", by="dmarc", domain=AUTHOR, detail="dmarc=fail p=reject"
    )


def test_result_in_the_body_changes_nothing():
    forged = stated("dmarc=pass header.from=body.example").encode()

    assert found(mail(forged + b"\r\n\r\n" + BODY)) == NONE


def test_results_are_ignored_without_a_server_of_ours():
    raw = topped("Authentication-Results: ; dmarc=pass", "Received: by mx with LMTP")

    assert found(raw, us="") == NONE


def test_path_alone_is_weak():
    raw = topped(stated("spf=pass smtp.mailfrom=a.neri@body.example"), RECEIVED)

    assert found(raw) == Authentication(
        verdict="weak", by="spf", domain=AUTHOR, detail="our server: pass"
    )


def test_signature_outweighs_the_path():
    raw = topped(stated("spf=pass smtp.mailfrom=body.example"), raw=signed())

    assert checked(raw) == STRONG


def test_failed_policy_outweighs_a_signature():
    raw = topped(stated("dmarc=fail header.from=body.example"), raw=signed())

    assert checked(raw) == ("fail", "dmarc", AUTHOR)


def test_unreadable_result_leaves_the_signature():
    raw = topped(stated('dmarc=pass="=;;;('), raw=signed())

    assert checked(raw) == STRONG


def test_two_authors_fail():
    raw = topped("From: Capo <capo@body.example>", raw=signed())

    assert found(raw, dns=MemoryDns()) == Authentication(
        verdict="fail", detail="more than one From"
    )


@pytest.mark.parametrize(
    "author", ["a@body.example, b@evil.example", "nobody", "", "undisclosed:;"]
)
def test_author_without_one_domain_is_nobody(author):
    raw = topped(stated("dmarc=pass"), RECEIVED, raw=mail(From=author))

    assert found(raw) == Authentication(detail="no single domain in From")


PEC = PecFacts(
    kind="posta-certificata",
    sender="ufficio@pec.body.example",
    signature="verified",
    signer="posta-certificata@pec.provider.example",
)


def test_certified_mail_is_strong_for_its_sender():
    raw = topped(stated("dmarc=fail"), RECEIVED)

    assert found(raw, pec=PEC) == Authentication(
        verdict="strong",
        by="pec",
        domain="pec.body.example",
        detail="posta-certificata",
    )


def test_certified_receipt_is_strong_for_its_provider():
    receipt = PEC.model_copy(update={"kind": "avvenuta-consegna"})

    assert found(mail(), pec=receipt).domain == "pec.provider.example"


@pytest.mark.parametrize(
    "change",
    [
        {"signature": "untrusted"},
        {"signature": "broken"},
        {"signature": "absent"},
        {"kind": "anomalia"},
        {"kind": "unknown"},
    ],
)
def test_uncertain_certified_mail_vouches_for_nobody(change):
    assert found(mail(), pec=PEC.model_copy(update=change)) == NONE


def signature_with(old, new):
    line = signed()[: -len(mail())]
    return line.replace(old, new, 1) + mail()


def names_signed(number):
    names = b":".join(b"x%x" % count for count in range(number))
    many = signature_with(b"h=from", b"h=from:" + names)
    return many[: -len(mail())] * 3 + mail()


HOSTILE = {
    "blanks": lambda: signed(mail(b" x\r\n")).replace(b" x", b" " * 900_000 + b"x"),
    "more blanks": lambda: mail(b"a \t" * 3_000_000),
    "empty lines": lambda: signed(mail(b"\r\n" * 300_000 + b"x\r\n")),
    "many fields": lambda: b"X: y\r\n" * 80_000 + signed(),
    "long field": lambda: b"X: " + b"y\r\n " * 60_000 + b"\r\n" + signed(),
    "long gap": lambda: signature_with(b"v=1;", b"v=1;" + b" " * 90_000),
    "many gaps": lambda: signature_with(b"b=", b"b=" + b"a \r\n " * 600),
    "many names": lambda: signature_with(b"h=from", b"h=from:" + b"x:" * 1_500),
    "names times fields": lambda: b"X: y\r\n" * 15_000 + names_signed(600),
    "comments": lambda: topped(*[stated("dmarc=pass (" + "(" * 5_000)] * 20),
    "quotes": lambda: topped(stated('dmarc="' + '\\"' * 3_000)),
    "nothing": lambda: b"",
    "line ends": lambda: b"\r\n" * 10,
    "noise": lambda: bytes(range(256)) * 4_000,
    "no end": lambda: b"From: a@body.example\r\nDKIM-Signature: d=body.example",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_is_assessed_quickly(name):
    raw = HOSTILE[name]()
    with bounded():
        result = found(raw, dns=MemoryDns())

    assert result.verdict == ("strong" if name in {"blanks", "empty lines"} else "none")
