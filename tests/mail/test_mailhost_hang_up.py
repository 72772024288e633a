"""A sender killed after the final dot: what was filed is also journalled."""

import asyncio
import re
from email import message_from_bytes

from mail.address import bounce_address
from mail.identity import MailIdentity
from mail.intake import Intake
from mail.mailhost import MailHost

IDENTITY = MailIdentity(domain="staffetta.example", secret=b"s" * 32)
BODY = "ufficio@regione.example"
LETTERS = 30


class FakeInbox:
    def __init__(self):
        self.journalled = []

    async def receive(self, raw, *, mail_from, rcpt_to):
        raise AssertionError("nobody writes to us here")

    async def journal(self, message_id):
        self.journalled.append(message_id)


async def send_and_die(port, number):
    """Say everything at once, and reset the connection at the final dot."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = (
        "EHLO worker",
        f"MAIL FROM:<{bounce_address(IDENTITY, number)}>",
        f"RCPT TO:<{BODY}>",
        "DATA",
    )
    for line in lines:
        writer.write(f"{line}\r\n".encode())
        await asyncio.sleep(0.005)
    writer.write(
        f"Message-ID: <{number}@staffetta.example>\r\n\r\nText\r\n.\r\n".encode()
    )
    await writer.drain()
    await asyncio.sleep(number % 10 / 2000)
    writer.transport.abort()


async def test_letter_of_a_sender_that_dies_is_journalled(tmp_path):
    inbox = FakeInbox()
    intake = Intake(inbox, IDENTITY)
    await intake.start()
    host = MailHost(tmp_path, IDENTITY.domain, intake.port)
    await host.start()
    try:
        for number in range(1, LETTERS + 1):
            await send_and_die(host.port, number)
        await asyncio.sleep(0.2)
        await host.wait_until_relayed()
        filed = [
            str(message_from_bytes(path.read_bytes())["Message-ID"])
            for path in host.mailbox(BODY)
        ]
    finally:
        await host.stop()
        await intake.stop()

    assert filed
    assert sorted(inbox.journalled) == sorted(filed)
    assert all(re.fullmatch(r"<\d+@staffetta\.example>", name) for name in filed)
