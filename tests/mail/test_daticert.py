"""daticert.xml: what it says, what it fails to say, and what it may not do."""

from datetime import UTC, datetime

import pytest

from mail.daticert import RECEIPTS, attested
from models.message import PecFacts
from tests.mail.pec_provider import PecProvider, daticert
from tests.mail.raw_mail import mail
from tests.patience import bounded

US, THEM = "ufficio@pec.noi.example", "comune@pec.ente.example"
PROVIDER = PecProvider("gestore.example")


def certified(kind, **said):
    sent = PROVIDER.take(mail(From=US, To=THEM, Message_ID="<a@b.example>"), {})
    return daticert(PROVIDER, sent, kind, **said)


def test_receipts_of_the_standard_are_all_known():
    xml = b'<postacert tipo="%b"/>'

    kinds = [attested(xml % one.encode()).kind for one in RECEIPTS]

    assert kinds == list(RECEIPTS)


def test_unknown_kind_is_kept_for_a_person():
    facts = attested(b'<postacert tipo="mancata-consegna"><dati/></postacert>')

    assert facts == PecFacts(kind="unknown", detail="unknown kind: mancata-consegna")


@pytest.mark.parametrize(
    ("zone", "day", "hour", "instant"),
    [
        ("+0200", "01/07/2026", "00:30:00", datetime(2026, 6, 30, 22, 30, tzinfo=UTC)),
        (
            "+0100",
            "31/12/2025",
            "23:59:59",
            datetime(2025, 12, 31, 22, 59, 59, tzinfo=UTC),
        ),
        ("+01:00", "1/2/2026", "9:05:00", datetime(2026, 2, 1, 8, 5, tzinfo=UTC)),
        ("-0300", "05/03/2026", "12:00:00", datetime(2026, 3, 5, 15, 0, tzinfo=UTC)),
        ("", "05/03/2026", "12:00:00", None),
        ("+0100", "31/02/2026", "12:00:00", None),
        ("+0100", "01/01/0001", "00:00:00", None),
        ("+0100", "2026-03-05", "12:00:00", None),
    ],
)
def test_legal_time_is_utc_or_unknown(zone, day, hour, instant):
    date = f'<data zona="{zone}"><giorno>{day}</giorno><ora>{hour}</ora></data>'
    xml = f'<postacert tipo="accettazione"><dati>{date}</dati></postacert>'

    assert attested(xml.encode()).at == instant


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("&lt;a.b@c.example&gt;", "<a.b@c.example>"),
        ("a.b@c.example", "<a.b@c.example>"),
        ("\n  &lt;a.b@\n c.example&gt; ", "<a.b@c.example>"),
        ("", ""),
    ],
)
def test_ids_have_their_brackets_whatever_the_xml_writes(written, read_as):
    dati = f"<identificativo>{written}</identificativo><msgid>{written}</msgid>"
    xml = f'<postacert tipo="accettazione"><dati>{dati}</dati></postacert>'

    facts = attested(xml.encode())

    assert (facts.message_id, facts.identifier) == (read_as, read_as.strip("<>"))


def test_lying_charset_is_read_all_the_same():
    xml = certified("errore-consegna", detail="non è valido")

    facts = attested(xml.decode().encode("cp1252"))

    assert (facts.kind, facts.detail) == ("errore-consegna", "non è valido")


def test_doctype_of_the_standard_is_tolerated():
    xml = certified("accettazione")
    declared = xml.replace(
        b"?>\n", b'?>\n<!DOCTYPE postacert SYSTEM "Postacert.dtd">\n', 1
    )

    assert attested(declared) == attested(xml)


def test_cut_xml_gives_what_it_can_and_says_so():
    xml = certified("avvenuta-consegna", to=THEM)

    facts = attested(xml[: xml.index(b"<consegna>")])

    assert (facts.kind, facts.sender, facts.delivered_to, facts.detail) == (
        "avvenuta-consegna",
        US,
        "",
        "daticert.xml is damaged",
    )


ENTITY = b'<?xml version="1.0"?><!DOCTYPE postacert [%b]>%b'
XML = b'<postacert tipo="accettazione"><dati><msgid>%b</msgid></dati></postacert>'
BOMB = b'<!ENTITY a0 "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY a%d "%b">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
)


@pytest.mark.parametrize(
    "xml",
    [
        ENTITY % (b'<!ENTITY x SYSTEM "file:///etc/hostname">', XML % b"&x;"),
        ENTITY % (b'<!ENTITY x "avvenuta-consegna">', XML % b"&x;"),
        ENTITY % (BOMB, XML % b"&a11;"),
        (ENTITY % (b'<!ENTITY x "y">', XML % b"&x;")).decode().encode("utf-16"),
        b"",
        b"questo non \xe8 xml",
        b"<html><body>daticert</body></html>",
        b"<postacert>" + b" " * 2**20,
        b'<?xml version="1.0" encoding="no-such"?><postaccert/>',
    ],
    ids=["file", "entity", "bomb", "utf-16", "empty", "text", "html", "big", "charset"],
)
def test_hostile_xml_says_nothing_and_is_quick(xml):
    with bounded():
        facts = attested(xml)

    assert facts == PecFacts(kind="unknown", detail=facts.detail)
    assert facts.detail.startswith("daticert.xml is ")


def test_deep_and_wide_xml_is_bounded():
    deep = b'<postacert tipo="accettazione">' + b"<a>" * 100_000
    wide = b"<destinatari tipo='certificato'>a%d@b.example</destinatari>"
    many = b"".join(wide % n for n in range(10_000))
    xml = b'<postacert tipo="accettazione"><intestazione>%b</intestazione></postacert>'
    with bounded():
        assert attested(deep).kind in ("accettazione", "unknown")
        assert len(attested(xml % many).recipients) == 1_000
