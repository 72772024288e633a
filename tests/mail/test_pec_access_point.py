"""The test provider itself, over real SMTP: letters in, verified receipts back."""

import pytest
from aiosmtplib import SMTP
from aiosmtplib.errors import SMTPResponseException

from mail.pec import facts_of
from mail.reading import read
from models.message import ReadingKind
from tests.mail.pec_access_point import Fate, PecAccessPoint
from tests.mail.pec_authority import root
from tests.mail.pec_provider import PecProvider
from tests.mail.raw_mail import mail

US, THEM = "ufficio@pec.noi.example", "comune@pec.ente.example"
OURS = "<ours@noi.example>"
PASSWORD = "segreto"


def letter(**headers):
    given = {"From": US, "To": THEM, "Message_ID": OURS, **headers}
    return mail(b"Testo\r\n", **given)


@pytest.fixture
async def point():
    ours, theirs = PecProvider("gestore.example"), PecProvider("altro.example")
    async with PecAccessPoint(ours, {US: PASSWORD}, receiver=theirs) as started:
        yield started


async def send(point, raw=None, *, sender=US, to=(THEM,), password=PASSWORD):
    client = SMTP(hostname="127.0.0.1", port=point.port, start_tls=False)
    async with client:
        if password:
            await client.login(US, password)
        return await client.sendmail(sender, list(to), raw or letter())


def kinds(point, owner=US):
    return [facts(raw).kind for raw in point.boxes[owner]]


def facts(raw):
    found = facts_of(raw, [root()])
    assert found is not None
    assert found.signature == "verified"
    return found


async def test_letter_is_accepted_and_delivered_under_the_providers_id(point):
    await send(point)

    accepted, delivered = (facts(raw) for raw in point.boxes[US])
    (envelope,) = point.boxes[THEM]
    arrived = read(envelope)
    assert (accepted.kind, delivered.kind) == ("accettazione", "avvenuta-consegna")
    assert (accepted.signer, delivered.signer) == (
        "posta-certificata@gestore.example",
        "posta-certificata@altro.example",
    )
    assert {accepted.message_id, delivered.message_id} == {OURS}
    assert delivered.delivered_to == THEM
    assert arrived.kind is ReadingKind.PEC_ENVELOPE
    assert arrived.message_id == f"<{accepted.identifier}>"
    assert (arrived.sender, facts(envelope).sender) == (US, US)


@pytest.mark.parametrize(
    ("fate", "heard", "arrived"),
    [
        (Fate.UNKNOWN, ["accettazione", "errore-consegna"], []),
        (Fate.VIRUS, ["accettazione", "errore-consegna"], []),
        (
            Fate.LATE,
            ["accettazione", "preavviso-errore-consegna", "avvenuta-consegna"],
            ["posta-certificata"],
        ),
        (Fate.LOST, ["accettazione", *["preavviso-errore-consegna"] * 2], []),
        (Fate.ORDINARY, ["accettazione"], ["posta-certificata"]),
        (Fate.SILENT, ["accettazione"], []),
    ],
)
async def test_fate_of_a_letter_is_told_by_receipts(point, fate, heard, arrived):
    point.fates[THEM] = fate

    await send(point)

    assert (kinds(point), kinds(point, THEM)) == (heard, arrived)
    certified = facts(point.boxes[US][0]).recipients[0].certified
    assert certified == (fate is not Fate.ORDINARY)


@pytest.mark.parametrize(
    ("headers", "to", "why"),
    [
        (
            {"From": "altro@pec.noi.example"},
            (THEM,),
            "il mittente del messaggio non corrisponde a quello dei dati di invio",
        ),
        (
            {},
            (THEM, "nascosto@pec.ente.example"),
            "un destinatario non compare nei campi A e Cc",
        ),
        ({"Bcc": THEM}, (THEM,), "il campo Ccn non è ammesso"),
    ],
)
async def test_letter_against_the_rules_is_not_accepted(point, headers, to, why):
    await send(point, letter(**headers), to=to)

    owner = headers.get("From", US)
    (notice,) = (facts(raw) for raw in point.boxes[US])
    assert (notice.kind, notice.detail, notice.sender) == (
        "non-accettazione",
        why,
        owner,
    )
    assert point.boxes[THEM] == []


@pytest.mark.parametrize(
    ("password", "sender", "code"),
    [("", US, 530), ("falso", US, 535), (PASSWORD, "altro@pec.noi.example", 553)],
)
async def test_only_the_authenticated_mailbox_sends(point, password, sender, code):
    with pytest.raises(SMTPResponseException) as refused:
        await send(point, sender=sender, password=password)

    assert refused.value.code == code
    assert dict(point.boxes) == {}


async def test_two_recipients_have_a_receipt_each(point):
    other = "regione@pec.ente.example"

    await send(point, letter(To=f"{THEM}, {other}"), to=(THEM, other))

    receipts = [facts(raw) for raw in point.boxes[US]]
    assert [one.delivered_to for one in receipts] == ["", THEM, other]


async def test_acceptance_can_stay_out(point):
    point.receipts = False
    point.fates[THEM] = Fate.SILENT

    await send(point)

    assert point.boxes[US] == []
