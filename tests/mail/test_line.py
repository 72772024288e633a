"""A line takes a reply only for the command it answers."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from mail.line import Line, OutOfTurnError, Patience
from mail.sender import SmtpMailer
from mail.server_url import ServerUrl
from models.delivery_errors import (
    LetterDeferredError,
    LetterDoubtfulError,
    LetterRejectedError,
)
from models.letter import Dispatch

LETTER = Dispatch(mail_from="r-1@d.example", rcpt_to="a@it.example", raw=b"x\r\n")
SESSION = [b"220 hi", b"250 me", b"250 Ok", b"250 Ok", b"354 Go"]


@asynccontextmanager
async def server(*answers: bytes):
    """Says the next answer after each thing it hears; then it listens on."""
    heard: list[bytes] = []
    visits: list[asyncio.Task[object]] = []

    async def serve(reader, writer):
        visit = asyncio.current_task()
        assert visit is not None
        visits.append(visit)
        try:
            for answer in answers:
                writer.write(answer)
                heard.append(await reader.read(1 << 16))
            while more := await reader.read(1 << 16):
                heard.append(more)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    try:
        yield f"smtp://127.0.0.1:{port}", heard
    finally:
        listening.close()
        for visit in visits:
            visit.cancel()
        await asyncio.gather(*visits)
        await listening.wait_closed()


async def opened(url: str) -> Line:
    server, loop = ServerUrl.of(url), asyncio.get_running_loop()
    return (await loop.create_connection(Line, server.host, server.port))[1]


@pytest.mark.parametrize(
    ("said", "code", "text"),
    [
        (b"250 Ok\r\n", 250, "Ok"),
        (b"250\r\n", 250, ""),
        (b"250 bare\n", 250, "bare"),
        (b"250-first\r\n250-second\r\n250 last\r\n", 250, "first\nsecond\nlast"),
        (b"450 \xef\x00\x1b[2J\xff\r\n", 450, "\ufffd [2J\ufffd"),
        (b"550 " + b"x" * 5000 + b"\r\n", 550, "x" * 2000),
    ],
)
async def test_reply_is_a_code_and_a_text_that_can_be_kept(said, code, text):
    async with server(said) as (url, _):
        line = await opened(url)
        reply = await line.reply(2)
        line.close()

    assert (reply.code, reply.text) == (code, text)


@pytest.mark.parametrize(
    "said",
    [
        b"hello\r\n",
        b"\r\n",
        b"25\r\n",
        b"150 early\r\n",
        b"650 late\r\n",
        b"2500 Ok\r\n",
        b"250+Ok\r\n",
        b"+25 Ok\r\n",
        b"250 " + b"x" * 20_000 + b"\r\n",
        b"250-x\r\n" * 300,
    ],
)
async def test_what_is_no_reply_counts_for_nothing(said):
    async with server(said) as (url, _):
        line = await opened(url)
        with pytest.raises(OutOfTurnError):
            await line.reply(2)
        line.close()


async def test_nothing_is_said_while_a_reply_is_unread():
    async with server(b"220 hi\r\n250 Why?\r\n") as (url, heard):
        line = await opened(url)
        with pytest.raises(OutOfTurnError):
            await line.reply(2)
        with pytest.raises(OutOfTurnError):
            line.say(b"EHLO me")
        line.close()

    assert heard in ([], [b""])


@pytest.mark.parametrize(
    ("early", "told"),
    [(b"250 Ok\r\n", LetterDeferredError), (b"550 No\r\n", LetterRejectedError)],
)
async def test_answer_before_the_final_dot_keeps_the_dot_back(early, told):
    answers = [answer + b"\r\n" for answer in SESSION[:-1]]
    async with server(*answers, b"354 Go\r\n" + early) as (url, heard):
        async with SmtpMailer(url, 2) as mailer:
            with pytest.raises(told):
                await mailer.send(LETTER)

        assert b"".join(heard).count(b"\r\n.\r\n") == 0


@pytest.mark.parametrize("last", [b"250 Ok\r\n550 No\r\n", b"550 No\r\n250 Ok\r\n"])
async def test_two_answers_to_one_letter_are_none(last):
    answers = [answer + b"\r\n" for answer in SESSION]
    async with server(*answers, last) as (url, _), SmtpMailer(url, 2) as mailer:
        with pytest.raises(LetterDoubtfulError):
            await mailer.send(LETTER)


async def test_goodbye_after_the_yes_leaves_it_a_yes():
    answers = [answer + b"\r\n" for answer in SESSION]
    bye = b"250 Ok\r\n421 Enough\r\n"
    async with server(*answers, bye) as (url, _), SmtpMailer(url, 2) as mailer:
        assert await mailer.send(LETTER) == "250 Ok"


async def test_refusal_is_heard_though_the_server_hangs_up_in_the_same_breath():
    hello = b"250-me\r\n250 PIPELINING\r\n"
    no = b"250 Ok\r\n550 5.1.1 No such user\r\n354 Go\r\n"
    async with server(b"220 hi\r\n", hello, no) as (url, heard):
        async with SmtpMailer(url, 2) as mailer:
            with pytest.raises(LetterRejectedError, match=r"550 5\.1\.1 No such user"):
                await mailer.send(LETTER)

        # It waits for a text that there is not: nothing more is said to it.
        assert b"".join(heard).endswith(b"DATA\r\n")


def test_patience_is_shortened_step_by_step():
    assert Patience().at_most(150) == Patience(60, 150, 120, 150, 150, 10)
