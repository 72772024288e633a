"""The mailer against a real SMTP server that misbehaves on request."""

import asyncio

import pytest

from mail.sender import SmtpMailer
from mail.server_url import ServerUrl
from models.delivery_errors import (
    LetterDeferredError,
    LetterDoubtfulError,
    LetterRejectedError,
    Refusal,
)
from models.errors import DomainError
from models.letter import Dispatch
from tests.mail.one_fault import running

RAW = b"Subject: x\r\n\r\nFirst\r\n.dot\r\n..\r\nlast\r\n"
LETTER = Dispatch(mail_from="bounce+a@d.example", rcpt_to="body@it.example", raw=RAW)


async def test_mailer_sends_the_bytes_as_they_are():
    async with running() as (server, mailer):
        reply = await mailer.send(LETTER)

        assert reply == "250 2.0.0 Ok: queued as 1"
        assert server.taken == [("bounce+a@d.example", ["body@it.example"], RAW)]


async def test_mailer_keeps_one_connection_for_many_letters():
    async with running() as (server, mailer):
        await asyncio.gather(*(mailer.send(LETTER) for _ in range(20)))

        assert len(server.taken) == 20
        assert server.sessions == 1


async def test_mailer_renews_the_connection_after_its_share_of_letters():
    async with running(letters_per_connection=5) as (server, mailer):
        for _ in range(11):
            await mailer.send(LETTER)

        assert len(server.taken) == 11
        assert server.sessions == 3


async def test_mailer_renews_the_connection_when_it_is_old():
    async with running(seconds_per_connection=0.0) as (server, mailer):
        await mailer.send(LETTER)
        await mailer.send(LETTER)

        assert server.sessions == 2


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("421 at MAIL", 421),
        ("450 at RCPT", 450),
        ("451 at the dot", 451),
        ("drop at MAIL", 421),
        ("drop at DATA", 421),
    ],
)
async def test_mailer_defers_what_may_be_tried_again(fault, code):
    async with running(fault) as (server, mailer):
        with pytest.raises(LetterDeferredError) as caught:
            await mailer.send(LETTER)
        server.fault = ""
        reply = await mailer.send(LETTER)

        assert caught.value.code == code
        assert reply == "250 2.0.0 Ok: queued as 1"


async def test_mailer_defers_when_the_line_drops_in_the_middle_of_a_letter():
    large = LETTER.model_copy(update={"raw": RAW + b"x" * 70 + b"\r\n" * 8_000_000})
    async with running("drop in the middle") as (server, mailer):
        with pytest.raises(LetterDeferredError):
            await mailer.send(large)

        assert server.taken == []


@pytest.mark.parametrize(
    ("fault", "code", "at_recipient"),
    [
        ("550 at MAIL", 550, False),
        ("550 at RCPT", 550, True),
        ("550 policy at RCPT", 550, False),
        ("554 at DATA", 554, False),
        ("554 at the dot", 554, False),
    ],
)
async def test_mailer_rejects_on_5xx(fault, code, at_recipient):
    async with running(fault) as (server, mailer):
        with pytest.raises(LetterRejectedError) as caught:
            await mailer.send(LETTER)
        server.fault = ""
        await mailer.send(LETTER)

        assert (caught.value.code, caught.value.at_recipient) == (code, at_recipient)
        assert len(server.taken) == 1
        assert server.sessions == 1


@pytest.mark.parametrize(
    "fault", ["drop after the dot", "slow after the dot", "nonsense after the dot"]
)
async def test_mailer_doubts_without_an_answer_after_the_dot(fault):
    async with running(fault, patience=0.3) as (server, mailer):
        server.times = 1
        with pytest.raises(LetterDoubtfulError):
            await mailer.send(LETTER)
        await mailer.send(LETTER)

        assert len(server.taken) == 2


async def test_mailer_tries_a_dead_idle_connection_once_more():
    async with running() as (server, mailer):
        await mailer.send(LETTER)
        server.fault, server.times = "drop at MAIL", 1
        await mailer.send(LETTER)
        server.fault, server.times = "421 at MAIL", 1
        await mailer.send(LETTER)

        assert len(server.taken) == 3
        assert server.sessions == 3


async def test_mailer_is_not_troubled_by_a_bad_goodbye():
    async with running("drop at QUIT", letters_per_connection=1) as (server, mailer):
        await mailer.send(LETTER)
        await mailer.send(LETTER)

        assert len(server.taken) == 2


async def test_mailer_starts_afresh_after_a_cancelled_letter():
    async with running("slow after the dot") as (server, mailer):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(mailer.send(LETTER), 0.1)
        server.fault = ""
        reply = await mailer.send(LETTER)

        assert reply == "250 2.0.0 Ok: queued as 2"
        assert server.sessions == 2


async def test_mailer_defers_when_nobody_listens():
    async with running() as (server, _):
        url = server.url
    async with SmtpMailer(url, 1) as mailer:
        with pytest.raises(LetterDeferredError) as caught:
            await mailer.send(LETTER)

    assert caught.value.code == 421


async def test_mailer_writes_foreign_addresses_as_the_wire_wants_them():
    letter = LETTER.model_copy(update={"rcpt_to": "ufficio@città.example"})
    wide = LETTER.model_copy(update={"rcpt_to": "отдел@пример.example"})
    async with running() as (server, mailer):
        await mailer.send(letter)
        await mailer.send(wide)

        recipients = [taken[1] for taken in server.taken]
        assert recipients == [
            ["ufficio@xn--citt-3na.example"],
            ["отдел@xn--e1afmkfd.example"],
        ]


async def test_mailer_rejects_an_address_the_server_cannot_write():
    wide = LETTER.model_copy(update={"rcpt_to": "отдел@b.example"})
    async with running() as (server, mailer):
        server.utf8 = False
        with pytest.raises(LetterRejectedError) as caught:
            await mailer.send(wide)

        assert caught.value.at_recipient


def test_url_names_host_port_and_credentials():
    url = ServerUrl.of("smtp+starttls://u%40d:p%2F@mx.example")

    assert (url.host, url.port, url.username, url.password) == (
        "mx.example",
        587,
        "u@d",
        "p/",
    )
    assert "p/" not in repr(url)
    assert ServerUrl.of("smtps://mx.example").port == 465


@pytest.mark.parametrize(
    "url",
    [
        "http://mx.example",
        "smtp://",
        "mx.example:25",
        "smtp://u:p@mx.example",
        "smtp://mx.example:99999",
    ],
)
def test_url_is_refused_with_a_sentence(url):
    with pytest.raises(DomainError, match="URL"):
        ServerUrl.of(url)


async def test_mailer_keeps_a_letter_that_is_too_large_for_the_server():
    async with running() as (server, mailer):
        server.largest = len(RAW) - 1
        with pytest.raises(LetterRejectedError) as caught:
            await mailer.send(LETTER)

        assert (caught.value.code, caught.value.refusal) == (552, Refusal.SIZE)
        assert server.options == []


async def test_mailer_tells_whose_fault_a_no_is():
    refusals = {}
    for fault in ("550 at RCPT", "550 policy at RCPT", "554 at the dot"):
        async with running(fault) as (_, mailer):
            with pytest.raises(LetterRejectedError) as caught:
                await mailer.send(LETTER)
        refusals[fault] = caught.value.refusal

    assert refusals == {
        "550 at RCPT": Refusal.ADDRESS,
        "550 policy at RCPT": Refusal.POLICY,
        "554 at the dot": Refusal.CONTENT,
    }


async def test_mailer_keeps_a_reply_that_can_be_stored():
    async with running("odd words at RCPT") as (_, mailer):
        with pytest.raises(LetterDeferredError) as caught:
            await mailer.send(LETTER)

    assert caught.value.text == "4.2.0 \ufffd \ufffd ok"


async def test_mailer_does_not_flush_a_broken_letter():
    """A letter cancelled half-way never reaches its final dot."""
    large = LETTER.model_copy(update={"raw": RAW + b"x" * 70 + b"\r\n" * 8_000_000})
    async with running("stall in the middle") as (server, mailer):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(mailer.send(large), 0.5)
        server.fault = ""
        await mailer.send(LETTER)

        assert [raw for _, _, raw in server.taken] == [RAW]
