"""A reader of a mailbox under test: its server, its store, its clock."""

import asyncio
import hashlib
import time
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from mail.address import reply_address
from mail.identity import MailIdentity
from mail.imap import ImapReader
from tests.mail.imap_server import PASSWORD, USER, ImapServer

IDENTITY = MailIdentity(domain="desk.example", secret=b"s" * 32)

REPLY = reply_address(IDENTITY, 7)

NOW = datetime(2025, 10, 15, 9, 0, tzinfo=UTC)


class FakeStore:
    """Keeps messages by their bytes and a cursor, both or neither."""

    def __init__(self):
        self.messages = {}
        self.cursors = {}
        self.journalled = []
        self.failures = 0
        self.commits = 0

    @property
    def raws(self):
        return [message["raw"] for message in self.messages.values()]

    @property
    def last_uid(self):
        (cursor,) = self.cursors.values()
        return cursor.last_uid

    async def cursor(self, mailbox):
        return self.cursors.get(mailbox)

    async def take(self, raw, *, cursor, **message):
        if self.failures:
            self.failures -= 1
            raise RuntimeError("the database is away")
        self.messages.setdefault(sha256(raw), {"raw": raw, **message})
        self.cursors[cursor.mailbox] = cursor
        self.commits += 1

    async def journal(self, message_id, *, cursor):
        self.journalled.append(message_id)
        self.cursors[cursor.mailbox] = cursor

    async def advance(self, cursor):
        self.cursors[cursor.mailbox] = cursor

    async def missing(self, hashes):
        return [one for one in hashes if one not in self.messages]


class FakeClock:
    def __init__(self, now=NOW):
        self.now = now

    async def __call__(self):
        return self.now


def sha256(raw):
    return hashlib.sha256(raw).hexdigest()


def mail(number=1, body=b"Testo.\r\n", **headers):
    fields = {
        "Return-Path": "<anna@body.example>",
        "From": "anna@body.example",
        "To": "progetti@desk.example",
        "Message-ID": f"<{number}@body.example>",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return head.encode() + b"\r\n" + body


@asynccontextmanager
async def serving(**options):
    server = ImapServer(**options)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


def url_of(server, *, folder="INBOX", password=PASSWORD, scheme="imap"):
    who = f"{quote(USER, safe='')}:{quote(password, safe='')}"
    return f"{scheme}://{who}@127.0.0.1:{server.port}/{quote(folder)}"


@asynccontextmanager
async def reading(server, store, *, url="", clock=None, **options):
    options.setdefault("poll", timedelta(seconds=0.1))
    reader = ImapReader(
        url or url_of(server),
        store,
        IDENTITY,
        clock=clock or FakeClock(),
        timeout=5,
        **options,
    )
    try:
        yield reader
    finally:
        await reader.aclose()


@asynccontextmanager
async def running(reader):
    task = asyncio.create_task(reader.run())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(true, seconds=10):
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it did not happen"
        await asyncio.sleep(0.02)
