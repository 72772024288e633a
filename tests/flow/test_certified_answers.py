"""Answers by certified mail, and what only looks like certified mail."""

import email
import re
from email import policy
from email.message import EmailMessage

import pytest

from models.letter import LetterKind
from tests.flow.certified import (
    ADDRESS,
    BODY,
    BOTH,
    MAILBOX,
    CertifiedHouse,
    answer,
    by_smtp,
    bytes_of,
    carried,
    certified,
    delivered,
    held,
    kinds,
    letter_of,
    picture,
)
from tests.flow.stories import disseminated
from tests.flow.test_mail import dispositions
from tests.flow.wait import until
from tests.mail.pec_provider import PecProvider, daticert, mixed


@pytest.fixture
async def here(tmp_path):
    async with certified(tmp_path) as opened:
        yield opened


async def yes(here: CertifiedHouse, ref: str) -> bytes:
    """The envelope of a yes to the letter that lies in the body's mailbox."""
    await until(kinds, here, ref, BOTH)
    letter = carried(here.point.boxes[ADDRESS][0])
    return here.point.enveloped(answer(letter, "Siamo interessati.\n"))


async def test_reply_by_certified_mail_is_an_act(here):
    ref = await disseminated(here)

    await here.point.put(await yes(here, ref))

    await until(here.answers, ref, {BODY: "interested"})
    [message] = [
        one for one in await here.reading.messages() if one.disposition == "act"
    ]
    found = message.authentication
    assert (found.verdict, found.by) == ("strong", "pec")
    assert message.reading.sender == ADDRESS
    assert message.reading.pec.at.isoformat() == "2026-03-10T08:30:15+00:00"
    receipt = await delivered(here, 2)
    assert receipt["From"].addresses[0].addr_spec == MAILBOX


async def test_registry_s_number_stands_beside_the_answer(here):
    ref = await disseminated(here)
    await until(kinds, here, ref, BOTH)
    mail = email.message_from_bytes(
        answer(await delivered(here, 1), "Siamo interessati.\n"), policy=policy.SMTP
    )
    mail.add_attachment(
        b"<Segnatura><Intestazione><Identificatore>"
        b"<CodiceAmministrazione>r_test</CodiceAmministrazione>"
        b"<CodiceAOO>aoo1</CodiceAOO>"
        b"<NumeroRegistrazione>0012345</NumeroRegistrazione>"
        b"<DataRegistrazione>2026-03-10</DataRegistrazione>"
        b"</Identificatore></Intestazione></Segnatura>",
        maintype="application",
        subtype="xml",
        filename="Segnatura.xml",
    )

    await here.point.put(here.point.enveloped(mail.as_bytes()))

    await until(here.answers, ref, {BODY: "interested"})
    [event] = [one for one in await here.events(ref) if one.kind == "proposal.answered"]
    assert event.body["registration"] == {
        "number": "0012345",
        "on": "2026-03-10",
        "office": "r_test/aoo1",
    }


async def test_reply_by_certified_mail_to_a_recall_is_no_interest(here):
    """The letter is known by its provider's id, and by what it asked."""
    ref = await disseminated(here)
    await until(kinds, here, ref, BOTH)
    await here.o1.withdraw(ref, "the proposer asked")
    await until(here.phase, ref, "closed")
    await until(kinds, here, ref, sorted(BOTH + BOTH))
    recall = await delivered(here, 2)

    await here.point.put(here.point.enveloped(answer(recall, "Siamo interessati.\n")))

    await until(here.waiting_messages, 1)
    [task] = [
        one for one in await here.reading.open_tasks() if one.kind == "unclear-message"
    ]
    assert LetterKind.RECALL in task.detail


async def test_envelope_edited_by_a_byte_is_no_act(here):
    ref = await disseminated(here)
    envelope = await yes(here, ref)
    before = await picture(here, ref)

    await here.point.put(envelope.replace(b"interessati", b"Interessati"))

    await until(here.waiting_messages, 1)
    assert await picture(here, ref) == before
    [task] = await here.reading.open_tasks()
    assert "signature broken" in task.detail


async def test_envelope_of_another_authority_is_no_act(here):
    """And whoever vouches for its sender's domain says nothing of the writer."""
    ref = await disseminated(here)
    await until(kinds, here, ref, BOTH)
    letter = carried(here.point.boxes[ADDRESS][0])
    before = await picture(here, ref)
    inner = answer(letter, "Siamo interessati.\n")
    forger = PecProvider("gestore.example")
    sent = forger.take(inner, {MAILBOX: True})
    xml = daticert(forger, sent, "posta-certificata")

    await by_smtp(
        here,
        b"From: posta-certificata@gestore.example\r\n"
        b"X-Trasporto: posta-certificata\r\nMessage-ID: <f@gestore.example>\r\n"
        b"MIME-Version: 1.0\r\n" + mixed("Messaggio", xml, sent.raw),
    )

    await until(here.waiting_messages, 1)
    assert await picture(here, ref) == before


async def test_unsigned_receipt_changes_nothing(here):
    ref, *_ = await held(here)
    letter = await letter_of(here, ref)
    before = await picture(here, ref)
    raw = await bytes_of(here, letter)
    sent = here.point.provider.take(raw, {ADDRESS: True})
    forged = (
        f"From: posta-certificata@gestore.example\r\nTo: {MAILBOX}\r\n"
        "X-Ricevuta: errore-consegna\r\n"
        f"X-Riferimento-Message-ID: {letter.message_id}\r\n"
        "Subject: AVVISO DI MANCATA CONSEGNA\r\nMessage-ID: <f@x.example>\r\n"
        "MIME-Version: 1.0\r\n"
    ).encode()
    xml = daticert(
        here.point.provider, sent, "errore-consegna", to=ADDRESS, errore="no-dest"
    )

    await by_smtp(here, forged + mixed("Ricevuta", xml, None))

    await until(here.waiting_messages, 1)
    assert await picture(here, ref) == before


async def test_receipt_edited_by_a_byte_changes_nothing(here):
    ref, _, delivery = await held(here)
    before = await picture(here, ref)
    edited = re.sub(rb"(?m)^(PD94[\w+/]{20})(\w)", rb"\1A", delivery, count=1)

    await here.point.put(edited)

    await until(here.waiting_messages, 1)
    assert edited != delivery
    assert await picture(here, ref) == before


async def test_receipt_comes_twice_and_counts_once(here):
    """Dressed anew it is another mail, under another id, and the same receipt."""
    ref = await disseminated(here)
    await until(kinds, here, ref, BOTH)
    before = await picture(here, ref)
    genuine = here.point.boxes[MAILBOX][1]
    again = re.sub(
        rb"(?m)^Message-ID: [^\r]*", b"Message-ID: <r@x.example>", genuine, count=1
    )

    await by_smtp(here, again)
    await by_smtp(here, genuine)

    await until(dispositions, here, ["filed"] * 3)
    assert again != genuine
    assert await picture(here, ref) == before


async def test_receipt_under_other_headers_is_what_it_is(here):
    ref, acceptance, _ = await held(here)

    dressed = acceptance.replace(
        b"X-Ricevuta: accettazione", b"X-Trasporto: posta-certificata"
    )
    await here.point.put(dressed)

    await until(kinds, here, ref, ["accettazione"])
    assert await here.answers(ref) == {}


@pytest.mark.parametrize(
    ("sender", "to"), [("altri@pec.example", ADDRESS), (MAILBOX, "altri@pec.example")]
)
async def test_receipt_of_another_letter_is_not_ours(here, sender, to):
    """Anybody with a certified mailbox may give a letter the id of ours."""
    ref, *_ = await held(here)
    letter = await letter_of(here, ref)
    before = await picture(here, ref)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = sender, to, letter.message_id
    mail.set_content("x")
    provider = here.point.provider
    sent = provider.take(mail.as_bytes(policy=policy.SMTP), {to: True})

    await by_smtp(here, provider.not_accepted(sent, "indirizzo non valido"))

    await until(here.waiting_messages, 1)
    assert await picture(here, ref) == before


async def test_anomaly_is_put_before_a_person(here):
    ref = await disseminated(here)
    await until(kinds, here, ref, BOTH)
    letter = carried(here.point.boxes[ADDRESS][0])
    raw = answer(letter, "Siamo interessati.\n")
    before = await picture(here, ref)

    await here.point.put(here.point.provider.anomaly(raw, MAILBOX))

    await until(here.waiting_messages, 1)
    assert await picture(here, ref) == before


async def test_without_authorities_only_the_certified_mailbox_is_believed(tmp_path):
    async with certified(tmp_path, pec_anchors=None) as here:
        ref, acceptance, delivery = await held(here)

        await by_smtp(here, delivery)
        await until(here.waiting_messages, 1)
        before = await kinds(here, ref)
        await here.point.put(acceptance)

        await until(kinds, here, ref, ["accettazione"])
        assert before == []
