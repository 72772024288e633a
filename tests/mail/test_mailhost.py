"""The local mail server: nothing lost when the intake is away, every letter filed."""

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import asynccontextmanager
from email import message_from_bytes
from typing import Any

import pytest

from mail.address import bounce_address, reply_address
from mail.identity import MailIdentity
from mail.intake import Intake
from mail.mailhost import MailHost
from mail.sender import SmtpMailer
from models.delivery_errors import LetterDeferredError, LetterRejectedError
from models.errors import DomainError
from models.letter import Dispatch

IDENTITY = MailIdentity(domain="staffetta.example", secret=b"s" * 32)
REPLY = reply_address(IDENTITY, 7)
BOUNCE = bounce_address(IDENTITY, 7)
BODY = "ufficio@regione.example"


class FakeInbox:
    def __init__(self):
        self.received = []
        self.journalled = []
        self.broken = False

    async def receive(self, raw, *, mail_from, rcpt_to):
        if self.broken:
            raise RuntimeError("away")
        self.received.append((raw, mail_from, rcpt_to))

    async def journal(self, message_id):
        if self.broken:
            raise RuntimeError("away")
        self.journalled.append(message_id)


def raw_of(number):
    return (
        f"Message-ID: <{number}@staffetta.example>\r\n\r\n.Text {number}\r\n".encode()
    )


def letter(number=1, to=BODY, mail_from=BOUNCE, raw=None):
    return Dispatch(mail_from=mail_from, rcpt_to=to, raw=raw or raw_of(number))


@asynccontextmanager
async def running(root, *, with_intake=True, **options):
    inbox = FakeInbox()
    intake = Intake(inbox, IDENTITY)
    if with_intake:
        await intake.start()
    host = MailHost(root, IDENTITY.domain, intake.port or 1, **options)
    await host.start()
    mailer = SmtpMailer(f"smtp://127.0.0.1:{host.port}", 10)
    try:
        yield host, mailer, inbox
    finally:
        await mailer.aclose()
        await host.stop()
        await intake.stop()


async def test_mailhost_files_our_letter_and_journals_it(tmp_path):
    async with running(tmp_path) as (host, mailer, inbox):
        reply = await mailer.send(letter())
        filed = await host.wait_for_mail(BODY)
        await host.wait_until_relayed()

        assert reply == "250 2.0.0 Ok: queued"
        assert [path.read_bytes() for path in filed] == [
            f"Return-Path: <{BOUNCE}>\r\nDelivered-To: {BODY}\r\n".encode() + raw_of(1)
        ]
        assert inbox.journalled == ["<1@staffetta.example>"]
        assert inbox.received == []
        assert host.mailboxes() == [BODY]


async def test_mailhost_relays_a_partner_reply_to_the_intake(tmp_path):
    async with running(tmp_path) as (host, mailer, inbox):
        await mailer.send(letter(to=REPLY, mail_from=BODY))
        await host.wait_until_relayed()

        assert inbox.received == [(raw_of(1), BODY, (REPLY,))]
        assert inbox.journalled == []


async def test_mailhost_numbers_mails_and_goes_on_after_a_restart(tmp_path):
    async with running(tmp_path) as (host, mailer, _):
        await mailer.send(letter(1))
        await mailer.send(letter(2))
    async with running(tmp_path) as (host, mailer, _):
        await mailer.send(letter(3, to=BODY.upper()))

        names = [path.name[:6] for path in host.mailbox(BODY)]
        assert names == ["000001", "000002", "000003"]


async def test_mailhost_calls_back_at_each_delivery(tmp_path):
    seen = []
    options = {"on_delivery": lambda address, path: seen.append((address, path))}
    async with running(tmp_path, **options) as (host, mailer, _):
        await mailer.send(letter())
        await host.wait_for_mail(BODY)

        assert seen == [(BODY, host.mailbox(BODY)[0])]


async def test_mailhost_refuses_and_bounces_as_told(tmp_path):
    options = {"refused": {"No@x.example"}, "bouncing": {"gone@x.example"}}
    async with running(tmp_path, **options) as (host, mailer, inbox):
        with pytest.raises(LetterRejectedError) as caught:
            await mailer.send(letter(to="no@x.example"))
        await mailer.send(letter(to="gone@x.example"))
        await host.wait_until_relayed()

        assert caught.value.at_recipient
        assert host.mailbox("gone@x.example") == []
        [(raw, mail_from, rcpt_to)] = inbox.received
        assert (mail_from, rcpt_to) == ("", (BOUNCE,))
        report: Any = message_from_bytes(raw)
        assert report.get_content_type() == "multipart/report"
        assert report.get_param("report-type") == "delivery-status"
        _, status, headers = report.get_payload()
        person = status.get_payload()[1]
        assert (person["Action"], person["Status"]) == ("failed", "5.1.1")
        assert person["Final-Recipient"] == "rfc822; gone@x.example"
        assert "<1@staffetta.example>" in headers.get_payload()


async def test_mailhost_keeps_mail_until_the_intake_is_there(tmp_path):
    async with running(tmp_path, with_intake=False) as (host, mailer, _):
        await mailer.send(letter(1, to=REPLY, mail_from=BODY))
        assert host.pending == 1
    async with running(tmp_path, with_intake=False) as (host, mailer, inbox):
        await mailer.send(letter(2, to=REPLY, mail_from=BODY))
        assert host.pending == 2

        intake = Intake(inbox, IDENTITY)
        await intake.start()
        host.lmtp_port = intake.port
        await host.wait_until_relayed()
        await intake.stop()

        assert sorted(raw for raw, _, _ in inbox.received) == [raw_of(1), raw_of(2)]


async def test_mailhost_tries_again_while_the_intake_cannot_store(tmp_path):
    async with running(tmp_path) as (host, mailer, inbox):
        inbox.broken = True
        await mailer.send(letter(to=REPLY, mail_from=BODY))
        await asyncio.sleep(0.15)
        inbox.broken = False
        await host.wait_until_relayed()

        assert inbox.received == [(raw_of(1), BODY, (REPLY,))]


INTAKE_SIDE = """
import asyncio, sys
from pathlib import Path
from mail.identity import MailIdentity
from mail.intake import Intake

class Inbox:
    async def receive(self, raw, *, mail_from, rcpt_to):
        await asyncio.sleep(0.005)
        with open(sys.argv[2], "ab") as file:
            file.write(raw)
    async def journal(self, message_id): ...

async def main():
    identity = MailIdentity(domain="staffetta.example", secret=b"s" * 32)
    intake = Intake(Inbox(), identity, port=int(sys.argv[1]))
    await intake.start()
    print(intake.port, flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_mailhost_loses_nothing_when_the_intake_is_killed(tmp_path):
    stored = tmp_path / "stored"

    def start(port):
        side = subprocess.Popen(
            [sys.executable, "-c", INTAKE_SIDE, str(port), str(stored)],
            stdout=subprocess.PIPE,
        )
        assert side.stdout is not None
        return side, int(side.stdout.readline())

    side, port = start(0)
    options = {"with_intake": False}
    async with running(tmp_path / "host", **options) as (host, mailer, _):
        host.lmtp_port = port
        for number in range(60):
            if number in {20, 40}:
                os.kill(side.pid, signal.SIGKILL)
                side.wait()
                side.stdout.close()
                side, _ = start(port)
            await mailer.send(letter(number, to=REPLY, mail_from=BODY))
        await host.wait_until_relayed(within=30)
    os.kill(side.pid, signal.SIGKILL)
    side.wait()
    side.stdout.close()

    text = stored.read_bytes()
    assert [n for n in range(60) if f".Text {n}\r\n".encode() not in text] == []


async def test_mailhost_survives_long_lines_and_strange_addresses(tmp_path):
    raw = b"Message-ID: <a@b>\r\n\r\n" + b"x" * 100_000 + b"\r\n"
    strange = "../../etc/Пример@x.example"
    async with running(tmp_path) as (host, mailer, inbox):
        await mailer.send(letter(to=strange, raw=raw))
        await mailer.send(letter(to=REPLY, raw=raw, mail_from=strange))
        await host.wait_until_relayed()

        [filed] = host.mailbox(strange)
        assert filed.read_bytes().endswith(raw)
        assert filed.is_relative_to(tmp_path / "mailboxes")
        assert inbox.received == [(raw, strange, (REPLY,))]


async def test_mailhost_reports_what_the_intake_refuses_for_good(tmp_path):
    async with running(tmp_path) as (host, mailer, _):
        other = Intake(FakeInbox(), MailIdentity(domain="b.example", secret=b"b" * 16))
        await other.start()
        host.lmtp_port = other.port
        await mailer.send(letter(to=REPLY, mail_from=BODY))
        [report] = await host.wait_for_mail(BODY)
        await other.stop()

        assert b"Status: 5.7.1" in report.read_bytes()
        assert len(list((tmp_path / "dead").iterdir())) == 1


async def test_mailhost_refuses_a_second_one_on_its_folder(tmp_path):
    async with running(tmp_path) as (host, _, _):
        with pytest.raises(DomainError, match="already works"):
            await MailHost(tmp_path, "d.example", 1).start()
        with pytest.raises(DomainError, match="is taken"):
            await MailHost(tmp_path / "b", "d.example", 1, host.port).start()


async def test_mailhost_asks_to_try_again_when_the_disk_refuses(tmp_path):
    async with running(tmp_path) as (_, mailer, _):
        (tmp_path / "mailboxes").write_text("in the way")

        with pytest.raises(LetterDeferredError) as caught:
            await mailer.send(letter())

        assert caught.value.code == 451


async def test_mailhost_says_when_mail_does_not_come(tmp_path):
    async with running(tmp_path) as (host, _, _):
        with pytest.raises(TimeoutError):
            await host.wait_for_mail(BODY, within=0.05)
