"""Bytes over the wire and back: exactly the same, whatever they are."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.listener import Listener
from mail.lmtp import LmtpClient
from mail.spool import Parcel
from mail.wire import END, WholeMessage, envelope_address, stuffed


class Handler:
    def __init__(self):
        self.taken = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.taken.append(envelope.original_content)
        return "250 Ok"


@asynccontextmanager
async def connected():
    handler = Handler()
    listener = Listener(
        lambda: WholeMessage(handler, hostname="localhost", enable_SMTPUTF8=True),
        "127.0.0.1",
        0,
    )
    await listener.start()
    reader, writer = await asyncio.open_connection("127.0.0.1", listener.port)

    async def say(command: bytes) -> bytes:
        writer.write(command)
        return await reader.readline()

    await reader.readline()
    await say(b"HELO me\r\n")
    try:
        yield handler, say
    finally:
        writer.close()
        await listener.stop()


MESSAGES = [
    b"",
    b".\r\n",
    b"..\r\n",
    b"a\r\n",
    b"\r\n",
    b"\r\n.x\r\n",
    b"\r\r\n.\r\r\n",
    b"a\n.\nb\r\n",
    b".\n\r\n",
    b"\xff\x00.\r\n" * 1000,
]


async def test_message_arrives_as_it_was_sent():
    async with connected() as (handler, say):
        for raw in MESSAGES:
            await say(b"MAIL FROM:<a@b.example>\r\n")
            await say(b"RCPT TO:<c@d.example>\r\n")
            start = await say(b"DATA\r\n")
            body = stuffed(raw) if raw else b""
            reply = await say(body + END)

            assert start.startswith(b"354")
            assert reply.startswith(b"250")

        assert handler.taken == MESSAGES


async def test_data_without_a_recipient_is_refused():
    async with connected() as (handler, say):
        await say(b"MAIL FROM:<a@b.example>\r\n")

        assert (await say(b"DATA\r\n")).startswith(b"503")
        assert handler.taken == []


@given(st.binary(max_size=200))
def test_stuffed_message_never_holds_the_end_mark(raw):
    sent = b"\r\n" + stuffed(raw)

    assert b"\r\n.\r\n" not in sent
    assert sent.replace(b"\r\n.", b"\r\n")[2:].rstrip(b"\r\n") == raw.rstrip(b"\r\n")


@pytest.mark.parametrize(
    ("given_address", "plain"),
    [(None, ""), ("<>", ""), ("<a@b>", "a@b"), ("a@b", "a@b"), ("\udcff@b", "�@b")],
)
def test_envelope_address_is_text_without_brackets(given_address, plain):
    assert envelope_address(given_address) == plain


async def test_lmtp_client_takes_a_refused_data_for_each_recipient():
    lines = [b"220 hi", b"250 hi", b"250 Ok", b"250 Ok", b"550 No", b"451 Not now"]
    async with scripted([*lines, b"250 Ok"]) as port:
        client = LmtpClient("127.0.0.1")
        parcel = Parcel("a@b.example", ("c@d.example", "e@f.example"), b"x\r\n")

        replies = await client.deliver(port, parcel)
        client.close()

    assert [reply.code for reply in replies] == [451, 550]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([b"220 hi", b"250-more", b"250 hi", b"452 Full", b"250 Ok"], 452),
        ([b"220 hi", b"250 hi", b"250 Ok", b"550 No", b"250 Ok"], 550),
    ],
)
async def test_lmtp_client_gives_up_the_envelope_when_refused(lines, code):
    async with scripted(lines) as port:
        client = LmtpClient("127.0.0.1")
        replies = await client.deliver(port, Parcel("", ("c@d.example",), b"x\r\n"))
        client.close()

    assert [reply.code for reply in replies] == [code]


@pytest.mark.parametrize("lines", [[b"421 Busy"], [b"Hello?"], [b"220 hi", b"500 Eh"]])
async def test_lmtp_client_takes_an_unfriendly_server_for_the_network(lines):
    async with scripted(lines) as port:
        client = LmtpClient("127.0.0.1")
        with pytest.raises(ConnectionError):
            await client.deliver(port, Parcel("", ("c@d.example",), b"x\r\n"))


@asynccontextmanager
async def scripted(lines):
    """A server that answers these lines, one per command."""

    grouped, answer = [], b""
    for line in lines:
        answer += line + b"\r\n"
        if line[3:4] != b"-":
            grouped.append(answer)
            answer = b""
    served = []

    async def serve(reader, writer):
        served.append(writer)
        for one in grouped:
            writer.write(one)
            await reader.readline()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        for writer in served:
            writer.close()
            await writer.wait_closed()
        server.close()
        await server.wait_closed()
