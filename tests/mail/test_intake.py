"""The intake as a mail server sees it: 250 only for what is stored."""

import asyncio
from contextlib import asynccontextmanager
from email import message_from_bytes

import pytest

from mail.address import bounce_address, reply_address
from mail.identity import MailIdentity
from mail.intake import Intake, content_key
from mail.lmtp import LmtpClient
from mail.spool import Parcel
from mail.wire import LARGEST_MESSAGE
from models.errors import DomainError

IDENTITY = MailIdentity(domain="staffetta.example", secret=b"s" * 32)
REPLY = reply_address(IDENTITY, 7)
BOUNCE = bounce_address(IDENTITY, 7)
RAW = (
    b"Message-ID: <a@it.example>\r\nFrom: body@it.example\r\n"
    b"Date: Mon, 2 Nov 2026 10:00:00 +0100\r\n\r\nSI\r\n.\r\n..dots\r\n"
)


class FakeInbox:
    def __init__(self):
        self.received = []
        self.journalled = []
        self.broken = False
        self.slow = 0.0

    async def receive(self, raw, *, mail_from, rcpt_to):
        await asyncio.sleep(self.slow)
        if self.broken:
            raise RuntimeError("the database is away")
        self.received.append((raw, mail_from, rcpt_to))

    async def journal(self, message_id):
        if self.broken:
            raise RuntimeError("the database is away")
        self.journalled.append(message_id)


@asynccontextmanager
async def running():
    inbox = FakeInbox()
    intake = Intake(inbox, IDENTITY)
    await intake.start()
    client = LmtpClient("127.0.0.1")

    async def deliver(mail_from, *rcpt_to, raw=RAW):
        replies = await client.deliver(intake.port, Parcel(mail_from, rcpt_to, raw))
        return [reply.code for reply in replies]

    try:
        yield inbox, deliver, intake
    finally:
        client.close()
        await intake.stop()


async def test_intake_stores_the_original_bytes():
    async with running() as (inbox, deliver, _):
        codes = await deliver("body@it.example", REPLY)

        assert codes == [250]
        assert inbox.received == [(RAW, "body@it.example", (REPLY,))]


async def test_intake_answers_each_recipient_and_keeps_the_line():
    async with running() as (inbox, deliver, _):
        first = await deliver("", REPLY, "x@else.example", "anyone@staffetta.example")
        second = await deliver("body@it.example", REPLY)

        assert first == [250, 550, 250]
        assert second == [250]
        assert inbox.received == [
            (RAW, "", (REPLY, "anyone@staffetta.example")),
            (RAW, "body@it.example", (REPLY,)),
        ]


async def test_intake_asks_to_try_again_when_nothing_was_stored(caplog):
    async with running() as (inbox, deliver, _):
        inbox.broken = True
        failed = await deliver(BOUNCE, REPLY, IDENTITY.journal_address)
        inbox.broken = False
        again = await deliver(BOUNCE, REPLY, IDENTITY.journal_address)

        assert (failed, again) == ([451, 451], [250, 250])
        assert len(inbox.received) == 1
        assert REPLY not in caplog.text


async def test_intake_notes_journal_copies_instead_of_storing_them():
    async with running() as (inbox, deliver, _):
        codes = await deliver(BOUNCE, "Journal@Staffetta.example")

        assert codes == [250]
        assert inbox.journalled == ["<a@it.example>"]
        assert inbox.received == []


async def test_intake_stores_a_journal_copy_that_a_stranger_made_up():
    async with running() as (inbox, deliver, _):
        await deliver("bounce@staffetta.example", IDENTITY.journal_address)

        assert inbox.journalled == []
        assert len(inbox.received) == 1


async def test_intake_takes_a_journal_copy_without_message_id():
    async with running() as (inbox, deliver, _):
        codes = await deliver(
            BOUNCE, IDENTITY.journal_address, raw=b"A: b\r\n\r\nx\r\n"
        )

        assert codes == [250]
        assert inbox.journalled == []


async def test_intake_takes_very_long_lines_and_raw_bytes():
    raw = b"Subject: x\r\n\r\n" + b"\xff\x00long" * 500_000 + b"\r\n"
    async with running() as (inbox, deliver, _):
        codes = await deliver("", REPLY, raw=raw)

        assert codes == [250]
        assert inbox.received[0][0] == raw


async def test_intake_refuses_what_is_too_large_once_per_recipient():
    raw = b"Subject: x\r\n\r\n" + (b"x" * 998 + b"\r\n") * (LARGEST_MESSAGE // 998)
    async with running() as (inbox, deliver, _):
        large = await deliver("", REPLY, BOUNCE, raw=raw)
        small = await deliver("", REPLY)

        assert (large, small) == ([552, 552], [250])
        assert len(inbox.received) == 1


async def test_intake_stops_after_what_it_is_storing():
    async with running() as (inbox, deliver, intake):
        inbox.slow = 0.1
        sending = asyncio.create_task(deliver("", REPLY))
        while not intake._handler._at_work:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
        await intake.stop()

        assert await sending == [250]
        with pytest.raises((ConnectionError, EOFError)):
            await deliver("", REPLY)
        assert len(inbox.received) == 1


async def test_intake_says_that_its_port_is_taken():
    async with running() as (_, _, intake):
        other = Intake(FakeInbox(), IDENTITY, port=intake.port)

        with pytest.raises(DomainError, match="is taken"):
            await other.start()


def test_content_key_ignores_the_road_but_not_the_content():
    by_another_road = b"Received: by mx\r\nDelivered-To: a@b\r\n" + RAW
    folded = RAW.replace(b"From: ", b"from:\r\n ").replace(b"\r\n", b"\n")
    other = RAW.replace(b"SI", b"NO")

    assert content_key(by_another_road) == content_key(RAW)
    assert content_key(folded) == content_key(RAW)
    assert content_key(other) != content_key(RAW)
    assert content_key(RAW.replace(b"<a@", b"<b@")) != content_key(RAW)


@pytest.mark.parametrize("raw", [b"", b"\r\n\r\n", b"\xff" * 50, b"no header at all"])
def test_content_key_takes_any_bytes(raw):
    assert len(content_key(raw)) == 64


def test_sample_is_a_mail():
    assert message_from_bytes(RAW)["From"] == "body@it.example"


def test_rubbish_without_headers_is_told_apart():
    assert content_key(b"\x00\xff 1") != content_key(b"\x00\xff 2")
    assert content_key(b"no headers here\r\n\r\nat all") != content_key(
        b"none here either\r\n\r\nat all"
    )
