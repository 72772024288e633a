"""Getting in: greeting, EHLO, TLS, login; and every way of being turned away."""

import asyncio
import base64
import hashlib
import hmac
from contextlib import asynccontextmanager

import pytest

from mail.line import Patience
from mail.login import Login
from mail.sender import SmtpMailer
from mail.server_url import ServerUrl
from models.delivery_errors import Refusal, ServerAwayError, ServerRefusedError
from models.letter import Dispatch
from tests.mail.certificates import certificate, served_with, trusting

LETTER = Dispatch(mail_from="r-1@d.example", rcpt_to="a@it.example", raw=b"x\r\n")
HELLO = "250-me\r\n250-AUTH {}\r\n250 STARTTLS"


class Door:
    """Answers each command with the next line of a script, and keeps what was said."""

    def __init__(self, script, tls):
        self.script = script
        self.tls = tls
        self.said = []
        self.visits = []

    async def serve(self, reader, writer):
        self.visits.append(asyncio.current_task())
        try:
            await self._answer(reader, writer)
        except (OSError, asyncio.CancelledError):
            pass  # the visitor has gone, or the test is over
        finally:
            writer.transport.abort()

    async def _answer(self, reader, writer):
        for answer in self.script:
            writer.write(answer.encode() + b"\r\n")
            await writer.drain()
            if answer == "220 TLS":
                await writer.start_tls(self.tls)
            self.said.append((await reader.readline()).decode().rstrip("\r\n"))


@asynccontextmanager
async def door(*script, tls=None):
    opened = Door(script, tls)
    server = await asyncio.start_server(opened.serve, "127.0.0.1", 0)
    try:
        yield opened, server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for visit in opened.visits:
            visit.cancel()
        await asyncio.gather(*opened.visits)
        await server.wait_closed()


def login(url, tls=None):
    return Login(ServerUrl.of(url), Patience().at_most(5), tls=tls)


@pytest.mark.parametrize(
    ("script", "user", "code", "refusal"),
    [
        (["554 5.7.1 Not you"], "", 554, Refusal.POLICY),
        (["220 hi", "550 Not you"], "", 550, Refusal.POLICY),
        (["220 hi", "502 What?", "554 No"], "", 554, Refusal.POLICY),
        (["220 hi", "250 me"], "u:p@", 421, Refusal.AUTHENTICATION),
        (
            ["220 hi", HELLO.format("PLAIN LOGIN"), "535 5.7.8 Wrong"],
            "u:p@",
            535,
            Refusal.AUTHENTICATION,
        ),
        (["220 hi", "530 5.7.0 First log in"], "", 530, Refusal.AUTHENTICATION),
    ],
)
async def test_server_that_refuses_us_says_so_of_no_letter(script, user, code, refusal):
    async with door(*script) as (_, port):
        with pytest.raises(ServerRefusedError) as caught:
            await login(f"smtp://{user}127.0.0.1:{port}").line()

    assert (caught.value.code, caught.value.refusal) == (code, refusal)


async def test_wrong_password_is_tried_once():
    script = ["220 hi", HELLO.format("PLAIN LOGIN CRAM-MD5"), "535 Wrong", "535 Wrong"]
    async with door(*script) as (opened, port):
        with pytest.raises(ServerRefusedError):
            await login(f"smtp://u:p@127.0.0.1:{port}").line()

        assert [line[:10] for line in opened.said[:2]] == ["EHLO local", "AUTH PLAIN"]


@pytest.mark.parametrize(
    "script",
    [
        ["421 4.3.2 Busy"],
        ["450 Later"],
        ["What?"],
        ["220 hi", "421 Busy"],
        ["220 hi", HELLO.format("PLAIN"), "454 4.7.0 Later"],
        [],
    ],
)
async def test_server_that_is_not_ready_is_away(script):
    async with door(*script) as (_, port):
        with pytest.raises(ServerAwayError):
            await login(f"smtp://u:p@127.0.0.1:{port}").line()


async def test_nobody_at_the_port_is_away():
    async with door() as (_, port):
        pass
    with pytest.raises(ServerAwayError) as caught:
        await login(f"smtp://127.0.0.1:{port}").line()

    assert (caught.value.code, caught.value.text) == (421, "ConnectionRefusedError")


async def test_server_without_ehlo_offers_nothing():
    async with door("220 hi", "502 What?", "250 hi", "221 Bye") as (opened, port):
        line = await login(f"smtp://127.0.0.1:{port}").line()
        line.close()

        assert line.offers == {}
        assert opened.said[:2] == ["EHLO localhost", "HELO localhost"]


def encoded(text):
    return base64.b64encode(text.encode()).decode()


PROOF = hmac.new(b"p\xc3\xa8", b"<1@d>", hashlib.md5).hexdigest()


@pytest.mark.parametrize(
    ("method", "answers", "said"),
    [
        ("PLAIN", ["235 in"], ["AUTH PLAIN " + encoded("\0u\0pè")]),
        (
            "LOGIN",
            ["334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 in"],
            ["AUTH LOGIN", encoded("u"), encoded("pè")],
        ),
        (
            "CRAM-MD5",
            [f"334 {encoded('<1@d>')}", "235 in"],
            ["AUTH CRAM-MD5", encoded(f"u {PROOF}")],
        ),
    ],
)
async def test_login_speaks_each_method(method, answers, said):
    async with door("220 hi", HELLO.format(method), *answers, "221") as (opened, port):
        line = await login(f"smtp://u:p%C3%A8@127.0.0.1:{port}").line()
        line.close()

        assert opened.said[1 : 1 + len(said)] == said


@pytest.mark.parametrize(
    ("script", "text"),
    [
        (["220 hi", "250 me"], "The mail server offers no STARTTLS"),
        (["220 hi", "250-me\r\n250 STARTTLS", "502 No"], "No"),
    ],
)
async def test_no_tls_is_no_mail(script, text):
    async with door(*script) as (_, port):
        with pytest.raises(ServerRefusedError) as caught:
            await login(f"smtp+starttls://localhost:{port}").line()

    assert caught.value.text == text


TLS = ["220 hi", "250-me\r\n250 STARTTLS", "220 TLS", "250 me", "221 Bye"]


async def test_line_is_encrypted_by_the_certificate_we_trust(tmp_path):
    served = certificate(tmp_path)
    async with door(*TLS, tls=served_with(served)) as (opened, port):
        url = f"smtp+starttls://localhost:{port}"
        (await login(url, trusting(served)).line()).close()

        assert opened.said[:3] == ["EHLO localhost", "STARTTLS", "EHLO localhost"]


async def test_certificate_we_do_not_trust_ends_the_talk(tmp_path):
    served, other = certificate(tmp_path), certificate(tmp_path)
    async with door(*TLS, tls=served_with(served)) as (opened, port):
        url = f"smtp+starttls://localhost:{port}"
        async with SmtpMailer(url, 5, tls=trusting(other)) as mailer:
            with pytest.raises(ServerRefusedError, match="certificate is not valid"):
                await mailer.send(LETTER)

        assert opened.said == ["EHLO localhost", "STARTTLS"]


async def test_words_before_the_keys_are_an_attack(tmp_path):
    tls = trusting(certificate(tmp_path))
    injected = "220 Go ahead\r\n250 Injected"
    async with door("220 hi", "250-me\r\n250 STARTTLS", injected) as (_, port):
        with pytest.raises(ServerAwayError, match="OutOfTurnError"):
            await login(f"smtp+starttls://localhost:{port}", tls).line()
