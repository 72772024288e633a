"""Both doors lead into one store: what is taken is committed, and taken once."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from mail.imap import ImapReader
from models.ids import MessageHash
from models.inbound import MailboxCursor
from runtime.inbox import SqlInbox
from store.engine import build
from store.migrate import upgrade
from store.unit_of_work import SqlUnits
from tests.mail.imap_reading import IDENTITY, REPLY, mail, serving, url_of
from tests.mail.imap_server import RECEIVED_AT

NOW = RECEIVED_AT + timedelta(days=2)


class Started:
    """Peers that remember whose reading was begun."""

    def __init__(self) -> None:
        self.messages: list[MessageHash] = []

    async def message_arrived(self, message: MessageHash) -> None:
        self.messages.append(message)


@asynccontextmanager
async def opened(folder):
    url = f"sqlite:///{folder / 'staffetta.db'}"
    await upgrade(url)
    engine = build(url)
    try:
        yield SqlUnits(engine)
    finally:
        await engine.dispose()


async def now() -> datetime:
    return NOW


def inbox(units: SqlUnits) -> SqlInbox:
    return SqlInbox(units=units, peers=Started(), clock=now)


def cursor(uid: int, validity: int = 1) -> MailboxCursor:
    return MailboxCursor(mailbox="m", uidvalidity=validity, last_uid=uid)


async def taken(units: SqlUnits) -> list[MessageHash]:
    async with units.read() as unit:
        return list(await unit.messages.received())


async def last(units: SqlUnits) -> MailboxCursor | None:
    async with units.read() as unit:
        return await unit.mailboxes.find("m")


async def take(
    units: SqlUnits,
    raw: bytes,
    at: MailboxCursor,
    received: datetime | None = RECEIVED_AT,
) -> None:
    store = inbox(units).mailbox("imap")
    await store.take(
        raw,
        cursor=at,
        mail_from="",
        rcpt_to=(REPLY,),
        internal_date=received,
        problem="",
    )


async def test_mail_that_waited_for_us_is_not_late(tmp_path):
    async with opened(tmp_path) as units:
        await take(units, mail(), cursor(4))

        async with units.read() as unit:
            message = await unit.messages.get((await taken(units))[0])
        assert (message.received_at, message.source) == (RECEIVED_AT, "imap")


async def test_receipt_time_is_never_in_the_future(tmp_path):
    async with opened(tmp_path) as units:
        await take(units, mail(), cursor(4), NOW + timedelta(days=9))

        async with units.read() as unit:
            message = await unit.messages.get((await taken(units))[0])
        assert message.received_at == NOW


async def test_message_and_cursor_stand_or_fall_together(tmp_path):
    async with opened(tmp_path) as units:
        await take(units, mail(), cursor(4))
        broken = MailboxCursor(mailbox="m", uidvalidity=2**70, last_uid=5)

        with pytest.raises(Exception):  # noqa: B017, PT011  (whatever the store says)
            await take(units, mail(Message_ID="<2@body.example>"), broken)

        assert len(await taken(units)) == 1
        assert await last(units) == cursor(4)


async def test_cursor_never_goes_back(tmp_path):
    async with opened(tmp_path) as units:
        store = inbox(units).mailbox("imap")
        for uid, validity in ((7, 1), (5, 1), (2, 2)):
            await store.advance(cursor(uid, validity))
            seen = await last(units)
            assert seen == cursor(7 if validity == 1 else 2, validity)


async def test_same_mail_by_both_doors_is_one_message(tmp_path):
    async with opened(tmp_path) as units:
        await inbox(units).receive(mail(), mail_from="", rcpt_to=(REPLY,))
        await take(units, mail(), cursor(4))

        assert len(await taken(units)) == 1
        assert await last(units) == cursor(4)


async def test_mailbox_is_read_into_the_record(tmp_path):
    async with serving() as server, opened(tmp_path) as units:
        for number in range(5):
            await server.add(mail(Message_ID=f"<{number}@body.example>"))
        store = inbox(units).mailbox("imap")
        reader = ImapReader(url_of(server), store, IDENTITY, clock=now)

        first = await reader.fetch_new()
        again = await reader.fetch_new()
        await reader.aclose()

        assert (first, again, len(await taken(units))) == (5, 0, 5)
        assert NOW.tzinfo is UTC
