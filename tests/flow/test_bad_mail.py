"""Hostile and forged mail: the case stands, the bytes are kept, the desk is told."""

import io
import zipfile
from email.message import EmailMessage

import pytest

from models.body import Proof
from models.ids import BodyCode, PaperId
from tests.flow.house import House, house
from tests.flow.stories import disseminated
from tests.flow.test_corrections import written
from tests.flow.wait import until

BODY = "IT-57"
ADDRESS = "accordi@it-57.example"
OURS = "mx.staffetta.example"
YES = "Siamo interessati.\n"


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path, authserv_id=OURS) as opened:
        yield await opened.furnish()


async def asked_of(here: House) -> tuple[str, EmailMessage]:
    ref = await disseminated(here)
    return ref, await here.letter(ADDRESS)


async def nothing_changed(here: House, ref: str, events: list[str], raw: bytes) -> None:
    """One mail, kept to the byte, before a person; the case as it was."""

    async def waiting() -> list[str]:
        found = await here.reading.messages()
        return [one.message for one in found if one.disposition in WAITS]

    async def one_waits() -> bool:
        return len(await waiting()) == 1

    await until(one_waits, want=True)
    [message] = await waiting()
    async with here.wired.units.read() as unit:
        kept = await unit.papers.get(PaperId(message))
    assert raw in kept
    assert len(await here.reading.open_tasks(f"message/{message}")) == 1
    assert await here.kinds(ref) == events
    assert await here.answers(ref) == {}


WAITS = {"task", "quarantined"}


def flipped(address: str) -> str:
    """One character of the token is another one."""
    local, _, domain = address.partition("@")
    last = "0" if local[-1] != "0" else "1"
    return f"{local[:-1]}{last}@{domain}"


async def test_token_with_a_flipped_bit_is_no_key(here):
    ref, letter = await asked_of(here)
    events = await here.kinds(ref)
    mail = written(here, letter, ADDRESS, YES)
    mail.replace_header("To", flipped(str(letter["Reply-To"])))
    del mail["In-Reply-To"]
    del mail["Subject"]

    await here.post(mail)

    await nothing_changed(here, ref, events, YES.strip().encode())


async def test_replayed_token_is_a_stranger_s_word(here):
    ref, letter = await asked_of(here)
    events = await here.kinds(ref)

    await here.post(written(here, letter, "chiunque@altrove.example", YES))

    await nothing_changed(here, ref, events, YES.strip().encode())


async def test_sender_whose_domain_disowns_the_mail_is_asked_about(here):
    ref, letter = await asked_of(here)
    events = await here.kinds(ref)
    mail = written(here, letter, ADDRESS, YES)
    mail["Authentication-Results"] = f"{OURS}; dmarc=fail header.from=it-57.example"

    await here.post(mail)

    await nothing_changed(here, ref, events, YES.strip().encode())


@pytest.mark.parametrize(
    ("server", "acts"), [("mx.altrove.example", False), (OURS, True)]
)
async def test_body_that_asks_for_proof_acts_only_with_ours(here, server, acts):
    async with here.wired.units.read() as unit:
        body = await unit.bodies.get(BodyCode(BODY))
    strict = body.model_copy(update={"proof": Proof.STRONG})
    await here.register.keep_body(strict, now=await here.now())
    ref, letter = await asked_of(here)
    events = await here.kinds(ref)
    mail = written(here, letter, ADDRESS, YES)
    mail["Authentication-Results"] = f"{server}; dmarc=pass header.from=it-57.example"

    await here.post(mail)

    if acts:
        await until(here.answers, ref, {BODY: "interested"})
    else:
        await nothing_changed(here, ref, events, YES.strip().encode())


async def test_mail_of_many_parts_is_set_apart(here):
    ref, letter = await asked_of(here)
    events = await here.kinds(ref)
    head = (
        f"From: {ADDRESS}\r\nTo: {letter['Reply-To']}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="x"\r\n\r\n'
    )
    raw = head.encode() + b"--x\r\n\r\nSiamo interessati.\r\n" * 200_000 + b"--x--\r\n"

    await here.wired.inbox(here.now).receive(
        raw, mail_from=ADDRESS, rcpt_to=(str(letter["Reply-To"]),)
    )

    await nothing_changed(here, ref, events, raw)


async def test_zip_bomb_is_named_and_never_unpacked(here):
    ref, letter = await asked_of(here)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("big.txt", b"\0" * 50_000_000)
    mail = written(here, letter, ADDRESS, "In allegato.\n")
    mail.add_attachment(
        bomb.getvalue(), maintype="application", subtype="zip", filename="a.zip"
    )
    events = await here.kinds(ref)

    await here.post(mail)

    await nothing_changed(here, ref, events, b"In allegato.")
    [message] = await here.reading.messages()
    assert message.reading is not None
    assert any("a.zip" in problem for problem in message.reading.problems)


async def test_line_breaks_in_a_subject_become_no_header(here):
    ref, letter = await asked_of(here)
    mail = written(here, letter, ADDRESS, YES)
    raw = mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))
    injected = b"Subject: =?utf-8?q?Re=0D=0ABcc=3A_spia=40altrove=2Eexample?=\r\n"
    raw = b"".join(
        injected if line.startswith(b"Subject:") else line
        for line in raw.splitlines(keepends=True)
    )

    await here.wired.inbox(here.now).receive(
        raw, mail_from=ADDRESS, rcpt_to=(str(letter["Reply-To"]),)
    )
    await until(here.answers, ref, {BODY: "interested"})
    receipt = await here.letter(ADDRESS, 2)

    assert receipt["Bcc"] is None
    assert here.host.mailbox("spia@altrove.example") == []


async def test_second_from_line_is_not_believed(here):
    ref, letter = await asked_of(here)
    events = await here.kinds(ref)
    mail = written(here, letter, "chiunque@altrove.example", YES)
    raw = f"From: {ADDRESS}\r\n".encode() + mail.as_bytes(
        policy=mail.policy.clone(linesep="\r\n")
    )

    await here.wired.inbox(here.now).receive(
        raw, mail_from="", rcpt_to=(str(letter["Reply-To"]),)
    )

    await nothing_changed(here, ref, events, YES.strip().encode())
