"""Lost lines, broken messages, and servers that want a person."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest
from imapclient.exceptions import IMAPClientError  # type: ignore[import-untyped]

from mail import imap_session
from mail.mailbox import AfterTaking, MailboxRefusedError
from tests.mail.imap_reading import (
    FakeStore,
    mail,
    reading,
    running,
    serving,
    sha256,
    until,
    url_of,
)
from tests.mail.imap_server import USER


@pytest.mark.parametrize("cut_after", range(200, 4_000, 400))
async def test_line_lost_anywhere_loses_nothing(cut_after):
    async with serving() as server:
        for number in range(4):
            await server.add(mail(number, b"x" * 500))
        store = FakeStore()
        async with reading(server, store) as reader:
            server.cut_after = cut_after
            with suppress(Exception):
                await reader.fetch_new()
            server.cut_after = None
            await reader.aclose()
            await reader.fetch_new()

    assert store.raws == [mail(number, b"x" * 500) for number in range(4)]
    assert store.commits == 4


async def test_lost_line_is_opened_again():
    async with serving() as server:
        store = FakeStore()
        async with (
            reading(server, store, poll=timedelta(minutes=10)) as reader,
            running(reader),
        ):
            await until(lambda: b"IDLE" in server.said)
            await server.drop()
            await server.add(mail(1))
            await until(lambda: len(store.raws) == 1)

        assert server.connections == 2


async def test_store_that_comes_back_gets_the_mail():
    async with serving() as server:
        await server.add(mail(1))
        store = FakeStore()
        store.failures = 1
        async with reading(server, store) as reader, running(reader):
            await until(lambda: len(store.raws) == 1)


async def test_server_that_is_away_is_tried_ever_more_rarely():
    async with serving() as server:
        server.welcome = False
        async with reading(server, FakeStore()) as reader, running(reader):
            await asyncio.sleep(3.5)  # tries at 0, 1 and 3 seconds

        assert server.connections == 3


async def test_wrong_password_needs_a_person():
    async with serving() as server:
        url = url_of(server, password="wrong")
        async with reading(server, FakeStore(), url=url) as reader:
            with pytest.raises(MailboxRefusedError) as refused:
                await reader.run()

        assert server.connections == 1
    assert "wrong" not in str(refused.value)
    assert USER not in str(refused.value)


async def test_line_lost_during_login_is_no_refusal():
    raised = set()
    async with serving() as server:
        for cut_after in range(20, 400, 20):
            server.cut_after = cut_after
            async with reading(server, FakeStore()) as reader:
                with pytest.raises((OSError, IMAPClientError)) as trouble:
                    await reader.fetch_new()
                raised.add(trouble.type)

    assert imap_session.MailboxAwayError in raised


@pytest.mark.parametrize(
    "options",
    [
        {"url": "Assente"},
        {"after": AfterTaking(move_to="Assente")},
    ],
)
async def test_missing_folder_needs_a_person(options):
    async with serving() as server:
        if "url" in options:
            options = {"url": url_of(server, folder=options["url"])}
        async with reading(server, FakeStore(), **options) as reader:
            with pytest.raises(MailboxRefusedError, match="no folder Assente"):
                await reader.fetch_new()


@pytest.mark.parametrize(
    ("not_given", "left"),
    [
        ([b"102 (BODY.PEEK[])"], mail(2, b"")),
        ([b"102 (BODY.PEEK[])", b"<0.262144>"], mail(2, b"")),
        (
            [b"102 (BODY.PEEK[])", b"<0.262144>", b"102 (BODY.PEEK[HEADER])"],
            b"X-Mailbox-UID: 102\r\n\r\n",
        ),
    ],
)
async def test_message_the_server_cannot_give_holds_nobody_up(not_given, left):
    async with serving() as server:
        server.heard_as = dict.fromkeys(not_given, b"102 (NONSENSE)")
        for number in (1, 2, 3):
            await server.add(mail(number))
        store = FakeStore()
        async with reading(server, store) as reader:
            taken = await reader.fetch_new()

    assert taken == 3
    assert store.raws == [mail(1), left, mail(3)]
    problems = [message["problem"] for message in store.messages.values()]
    assert [problem[:32] for problem in problems] == [
        "",
        "The mail server does not hand th",
        "",
    ]


async def test_broken_message_does_not_hide_the_others_facts():
    async with serving() as server:
        server.heard_as = {b"(RFC822.SIZE INTERNALDATE)": b"(NONSENSE)"}
        await server.add(mail(1))
        store = FakeStore()
        async with reading(server, store) as reader:
            await reader.fetch_new()

    assert store.raws == [mail(1)]
    assert store.messages[sha256(mail(1))]["internal_date"] is None


async def test_folder_that_may_only_be_read_needs_a_person_to_be_marked():
    async with serving() as server:
        await server.lock()
        await server.add(mail(1))
        store = FakeStore()
        async with reading(server, store) as reader:
            await reader.fetch_new()
        after = AfterTaking(keyword="$Ingested")
        async with reading(server, store, after=after) as reader:
            with pytest.raises(MailboxRefusedError, match="may only be read"):
                await reader.fetch_new()

    assert store.raws == [mail(1)]


async def test_server_without_move_needs_a_person():
    async with serving() as server:
        await server.make("Elaborati")
        server.said_as = {b" MOVE": b" XXXX"}
        after = AfterTaking(move_to="Elaborati")
        async with reading(server, FakeStore(), after=after) as reader:
            with pytest.raises(MailboxRefusedError, match="cannot move"):
                await reader.fetch_new()


async def test_mark_the_server_refuses_does_not_stop_the_mail():
    async with serving() as server:
        server.heard_as = {b"+FLAGS": b"+XLAGS"}
        await server.add(mail(1))
        await server.add(mail(2))
        store = FakeStore()
        after = AfterTaking(keyword="\\Flagged")
        async with reading(server, store, after=after) as reader:
            taken = await reader.fetch_new()

        assert (taken, await server.flags()) == (2, [[], []])


@pytest.mark.parametrize(
    "words", [b"[UNAVAILABLE]", b"[ALERT] Too many connections", b"[LIMIT]"]
)
async def test_login_refused_for_now_is_tried_later(words):
    async with serving() as server:
        server.said_as = {b"[AUTHENTICATIONFAILED]": words}
        url = url_of(server, password="wrong")
        async with reading(server, FakeStore(), url=url) as reader:
            with pytest.raises(imap_session.MailboxAwayError):
                await reader.fetch_new()


async def test_login_goes_without_sasl_where_there_is_none():
    async with serving() as server:
        server.said_as = {b"AUTH=PLAIN": b"AUTH=XXXXX"}
        await server.add(mail(1))
        store = FakeStore()
        async with reading(server, store) as reader:
            await reader.fetch_new()

        assert b"AUTHENTICATE" not in server.said
    assert store.raws == [mail(1)]


async def test_server_without_starttls_gets_no_password():
    async with serving() as server:
        url = url_of(server, scheme="imap+starttls")
        async with reading(server, FakeStore(), url=url) as reader:
            with pytest.raises(MailboxRefusedError, match="STARTTLS"):
                await reader.fetch_new()

        assert b"AUTHENTICATE" not in server.said
        assert b"LOGIN" not in server.said
