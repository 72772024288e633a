"""Reading a mailbox at a real IMAP server: every message once, and at once."""

import asyncio
import threading
import time
from datetime import timedelta

import pytest

from mail import imap_session
from mail.address import bounce_address
from mail.intake import content_key
from mail.mailbox import AfterTaking
from mail.server_url import MailboxUrl
from tests.mail.imap_reading import (
    IDENTITY,
    REPLY,
    FakeStore,
    mail,
    reading,
    running,
    serving,
    sha256,
    until,
    url_of,
)
from tests.mail.imap_server import RECEIVED_AT, USER


async def test_message_is_taken_as_it_is_on_the_wire():
    raw = mail(
        body=b".punto\r\n" + bytes(range(1, 256)) + b"\r\n\tl\xe0 \r\n\r\n",
        Delivered_To=REPLY,
    )
    async with serving() as server:
        uid = await server.add(raw)
        store = FakeStore()
        async with reading(server, store) as reader:
            taken = await reader.fetch_new()

    assert (taken, store.last_uid) == (1, uid)
    assert store.messages == {
        sha256(raw): {
            "raw": raw,
            "mail_from": "anna@body.example",
            "rcpt_to": (REPLY,),
            "internal_date": RECEIVED_AT,
            "problem": "",
        }
    }


async def test_reading_leaves_no_trace():
    async with serving() as server:
        await server.add(mail())
        async with reading(server, FakeStore()) as reader:
            await reader.fetch_new()

        assert await server.flags() == [[]]
        assert b"EXAMINE" in server.said


async def test_second_look_finds_nothing_though_the_last_message_answers():
    async with serving() as server:
        await server.add(mail(1))
        await server.add(mail(2))
        store = FakeStore()
        async with reading(server, store) as reader:
            counts = [await reader.fetch_new(), await reader.fetch_new()]
            await server.add(mail(3))
            counts.append(await reader.fetch_new())

    assert counts == [2, 0, 1]
    assert (store.raws, store.commits) == ([mail(1), mail(2), mail(3)], 3)


async def test_last_message_below_the_cursor_is_not_taken_again():
    async with serving() as server:
        await server.add(mail(1))
        await server.add(mail(2))
        store = FakeStore()
        async with reading(server, store) as reader:
            session = imap_session.ImapSession(
                MailboxUrl.of(url_of(server)), AfterTaking(), timeout=5
            )
            await asyncio.to_thread(session.open)
            state = await asyncio.to_thread(session.examine)
            blind = imap_session.Folder(state.uidvalidity, None, state.exists)
            found = [
                await asyncio.to_thread(session.newer, blind, uid)
                for uid in (0, 101, 102, 5000)
            ]
            session.close()
            assert reader.mailbox == f"{USER}@127.0.0.1/INBOX"

    assert found == [[101, 102], [102], [], []]


async def test_many_messages_are_found_window_by_window(monkeypatch):
    monkeypatch.setattr(imap_session, "_WINDOW", 7)
    async with serving() as server:
        for number in range(300):
            await server.add(mail(number))
        store = FakeStore()
        async with reading(server, store) as reader:
            first = await reader.fetch_new()
            for number in range(300, 320):
                await server.add(mail(number))
            second = await reader.fetch_new()

    assert (first, second) == (300, 20)
    assert store.raws == [mail(number) for number in range(320)]


async def test_message_not_stored_is_fetched_again():
    async with serving() as server:
        for number in range(3):
            await server.add(mail(number))
        store = FakeStore()
        async with reading(server, store) as reader:
            await reader.fetch_new()
            await server.add(mail(3))
            await server.add(mail(4))
            store.failures = 1
            with pytest.raises(RuntimeError):
                await reader.fetch_new()
            before = store.last_uid
            again = await reader.fetch_new()

    assert (before, again) == (103, 2)
    assert store.raws == [mail(number) for number in range(5)]


async def test_new_process_goes_on_where_the_last_one_stood():
    async with serving() as server:
        store = FakeStore()
        await server.add(mail(1))
        async with reading(server, store) as reader:
            await reader.fetch_new()
        await server.add(mail(2))
        async with reading(server, store) as reader:
            taken = await reader.fetch_new()

    assert (taken, store.commits) == (1, 2)


async def test_renumbered_mailbox_is_read_anew_and_nothing_twice():
    async with serving() as server:
        for number in range(5):
            await server.add(mail(number))
        store = FakeStore()
        async with reading(server, store) as reader:
            await reader.fetch_new()
            await server.renumber()
            await server.add(mail(5))
            again = await reader.fetch_new()

    assert again == 6
    assert store.raws == [mail(number) for number in range(6)]
    assert store.last_uid == 6


async def test_message_gone_before_it_was_fetched_holds_nobody_up():
    async with serving() as server:
        await server.add(mail(1))
        gone = await server.add(mail(2))
        last = await server.add(mail(3))

        class Deleting(FakeStore):
            async def take(self, raw, *, cursor, **message):
                if cursor.last_uid < gone:
                    await server.remove(gone)
                await super().take(raw, cursor=cursor, **message)

        store = Deleting()
        async with reading(server, store) as reader:
            taken = await reader.fetch_new()

    assert (taken, store.last_uid) == (2, last)
    assert store.raws == [mail(1), mail(3)]


async def test_same_letter_by_the_other_door_has_one_content():
    by_lmtp = mail(1)
    by_imap = b"Received: from mx by imap with LMTP\r\n" + mail(1)
    async with serving() as server:
        await server.add(by_imap)
        store = FakeStore()
        async with reading(server, store) as reader:
            await reader.fetch_new()

    (raw,) = store.raws
    assert raw != by_lmtp
    assert content_key(raw) == content_key(by_lmtp)


async def test_folder_with_letters_of_any_alphabet_is_read():
    folder = "Протокол & Città/2025"
    async with serving() as server:
        await server.make("Протокол & Città")
        await server.make(folder)
        await server.add(mail(), folder=folder)
        store = FakeStore()
        async with reading(server, store, url=url_of(server, folder=folder)) as reader:
            taken = await reader.fetch_new()

    assert taken == 1


async def test_news_are_heard_at_once():
    async with serving() as server:
        store = FakeStore()
        async with (
            reading(server, store, poll=timedelta(minutes=10)) as reader,
            running(reader),
        ):
            await until(lambda: b"IDLE" in server.said)
            await asyncio.sleep(0.1)
            await server.add(mail(1))
            await until(lambda: len(store.raws) == 1, seconds=5)


async def test_server_that_tells_nothing_is_asked():
    async with serving(idle=False) as server:
        store = FakeStore()
        async with reading(server, store) as reader, running(reader):
            await until(lambda: store.cursors)
            await server.add(mail(1))
            await until(lambda: len(store.raws) == 1)

        assert b"IDLE" not in server.said
        assert server.connections == 1


async def test_cancelled_reader_ends_at_once_and_its_thread_with_it():
    def threads():
        return [one for one in threading.enumerate() if one.name.startswith("imap")]

    poll = timedelta(minutes=10)
    async with serving() as server, reading(server, FakeStore(), poll=poll) as reader:
        async with running(reader):
            await until(lambda: b"IDLE" in server.said)
            listening = len(threads())
            began = time.monotonic()

        assert timedelta(seconds=time.monotonic() - began) < poll / 10
        await until(lambda: len(threads()) < listening, seconds=2)


async def test_message_beyond_all_bounds_leaves_its_header(monkeypatch):
    monkeypatch.setattr(imap_session, "LARGEST_FETCHED", 10_000)
    large = mail(1, b"x" * 50_000, Delivered_To=REPLY)
    async with serving() as server:
        await server.add(large)
        await server.add(mail(2, b"y" * 9_000))
        store = FakeStore()
        async with reading(server, store) as reader:
            await reader.fetch_new()
            found = await reader.reconcile(RECEIVED_AT)

    head = large[: large.index(b"\r\n\r\n") + 4]
    assert found == 0
    assert store.raws == [head, mail(2, b"y" * 9_000)]
    assert store.messages[sha256(head)]["rcpt_to"] == (REPLY,)
    assert store.messages[sha256(head)]["problem"].startswith("The message is larger")


async def test_copy_of_our_own_letter_is_evidence_and_no_mail():
    letter = mail(
        1,
        Return_Path=f"<{bounce_address(IDENTITY, 7)}>",
        Delivered_To="journal@desk.example",
        From="progetti@desk.example",
    )
    async with serving() as server:
        uid = await server.add(letter)
        store = FakeStore()
        async with reading(server, store) as reader:
            await reader.fetch_new()

    assert (store.journalled, store.raws) == (["<1@body.example>"], [])
    assert store.last_uid == uid
