"""What is compared with the store at night, and what is marked or moved."""

from datetime import timedelta

import pytest

from mail.mailbox import AfterTaking
from models.inbound import MailboxCursor
from tests.mail.imap_reading import (
    NOW,
    FakeClock,
    FakeStore,
    mail,
    reading,
    running,
    serving,
    sha256,
    until,
)
from tests.mail.imap_server import RECEIVED_AT


async def test_reconcile_takes_what_was_skipped():
    async with serving() as server:
        for number in range(5):
            await server.add(mail(number))
        store = FakeStore()
        async with reading(server, store) as reader:
            await reader.fetch_new()
            del store.messages[sha256(mail(2))]
            found = await reader.reconcile(RECEIVED_AT - timedelta(days=7))
            again = await reader.reconcile(RECEIVED_AT - timedelta(days=7))

    assert (found, again, store.last_uid) == (1, 0, 105)
    assert sorted(store.raws) == [mail(number) for number in range(5)]


async def test_reconcile_looks_back_only_so_far():
    async with serving() as server:
        await server.add(mail(1), at=RECEIVED_AT - timedelta(days=30))
        await server.add(mail(2))
        store = FakeStore()
        async with reading(server, store) as reader:
            await reader.fetch_new()
            store.messages.clear()
            await reader.reconcile(RECEIVED_AT - timedelta(days=7))

    assert store.raws == [mail(2)]


@pytest.mark.parametrize(
    ("last", "now", "found"),
    [
        (None, NOW, True),
        (NOW - timedelta(days=1), NOW, True),
        (NOW - timedelta(hours=1), NOW, False),
        (NOW.replace(hour=1), NOW, True),
        (NOW, NOW.replace(hour=1) + timedelta(days=1), False),
    ],
)
async def test_reconcile_comes_once_a_night(last, now, found):
    async with serving() as server:
        await server.add(mail(1))
        store = FakeStore()
        async with reading(server, store, clock=FakeClock(now)) as reader:
            await reader.fetch_new()
            cursor = store.cursors[reader.mailbox]
            store.cursors[reader.mailbox] = cursor.model_copy(
                update={"reconciled_at": last}
            )
            store.messages.clear()
            async with running(reader):
                await until(lambda: b"IDLE" in server.said)

            assert store.cursors[reader.mailbox] == MailboxCursor(
                mailbox=reader.mailbox,
                uidvalidity=cursor.uidvalidity,
                last_uid=101,
                reconciled_at=now if found else last,
            )
    assert store.raws == ([mail(1)] if found else [])


async def test_keyword_is_set_after_the_message_is_stored():
    async with serving() as server:
        await server.add(mail(1))
        store = FakeStore()
        after = AfterTaking(keyword="\\Flagged")
        async with reading(server, store, after=after) as reader:
            store.failures = 1
            with pytest.raises(RuntimeError):
                await reader.fetch_new()
            unstored = await server.flags()
            await reader.fetch_new()

        assert unstored == [[]]
        assert await server.flags() == [["\\Flagged"]]


async def test_message_is_moved_after_it_is_stored():
    async with serving() as server:
        await server.make("Elaborati")
        for number in range(3):
            await server.add(mail(number))
        store = FakeStore()
        after = AfterTaking(move_to="Elaborati")
        async with reading(server, store, after=after) as reader:
            first = await reader.fetch_new()
            await server.add(mail(3))
            second = await reader.fetch_new()

        assert (first, second) == (3, 1)
        assert await server.flags() == []
        assert await server.flags("Elaborati") == [[]] * 4
    assert store.raws == [mail(number) for number in range(4)]


async def test_message_stored_but_not_moved_is_moved_by_the_reconcile():
    async with serving() as server:
        await server.make("Elaborati")
        await server.add(mail(1))
        store = FakeStore()
        async with reading(server, store) as reader:
            await reader.fetch_new()
        after = AfterTaking(move_to="Elaborati")
        async with reading(server, store, after=after) as reader:
            found = await reader.reconcile(RECEIVED_AT)

        assert (found, await server.flags("Elaborati")) == (0, [[]])
