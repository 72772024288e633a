"""A real IMAP server on loopback (pymap, in memory), behind a line that can break."""

import asyncio
from argparse import Namespace
from contextlib import suppress
from datetime import UTC, datetime

from proxyprotocol.sock import SocketInfoLocal
from pymap.backend.dict import Config, DictBackend, Login
from pymap.config import BackendCapability
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pysasl.hashing import Cleartext

USER = "progetti@desk.example"
PASSWORD = 's3gr/to# "x" \\'
RECEIVED_AT = datetime(2025, 10, 14, 8, 12, tzinfo=UTC)


class _Config(Config):
    """pymap's own switch for IDLE does not reach what the server says it can."""

    idle = True

    @property
    def backend_capability(self):
        return BackendCapability(idle=self.idle, object_id=True, multi_append=True)


class ImapServer:
    """`cut_after` breaks each new connection after so many bytes of the server."""

    def __init__(self, *, idle=True, tls=None):
        arguments = Namespace(passlib_cfg=None, proxy_protocol=None)
        self._config = _Config(
            arguments,
            host="127.0.0.1",
            port=0,
            demo_data=False,
            demo_user=USER,
            demo_password=PASSWORD,
            hash_context=Cleartext(),
            tls_enabled=False,
        )
        self._config.idle = idle
        self._config.apply_context()
        self._login = Login(self._config)
        self._tls = tls
        self._pumps = set()
        self.cut_after = None
        self.connections = 0
        self.port = 0
        self.said = b""  # by the clients
        self.welcome = True
        self.heard_as = {}  # what clients say, and what the server hears instead
        self.said_as = {}  # what the server says, and what clients hear instead

    async def start(self):
        await DictBackend._add_demo_user(self._config, self._login)
        async with self._login.demo_user_identity.new_session() as session:
            self._folders = session.mailbox_set
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._front = await asyncio.start_server(
            self._connect, "127.0.0.1", 0, ssl=self._tls
        )
        self.port = self._front.sockets[0].getsockname()[1]

    async def stop(self):
        self._front.close()
        self._server.close()
        await self.drop()

    async def drop(self):
        """Break every connection there is."""
        pumps = list(self._pumps)
        for pump in pumps:
            pump.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)

    async def add(self, raw, *, folder="INBOX", at=RECEIVED_AT):
        """The UID of a message that the server has now."""
        message = AppendMessage(raw, at, frozenset())
        return (await (await self._folder(folder)).append(message)).uid

    async def remove(self, uid):
        inbox = await self._folder("INBOX")
        inbox._messages[uid]._content = None  # sessions keep what they have seen
        await inbox.delete([uid])

    async def make(self, folder):
        await self._folders.add_mailbox(folder)

    async def renumber(self):
        """As after a restore: the same messages under new numbers."""
        inbox = await self._folder("INBOX")
        inbox._uid_validity += 1
        old, inbox._messages = inbox._messages, {}
        inbox._max_uid = 0
        for message in old.values():
            inbox._max_uid += 1
            inbox._messages[inbox._max_uid] = type(message).copy(
                message, uid=inbox._max_uid
            )

    async def lock(self):
        (await self._folder("INBOX"))._readonly = True

    async def flags(self, folder="INBOX"):
        """Of each message: the keywords and flags it bears."""
        return [
            sorted(str(flag) for flag in message.permanent_flags)
            async for message in (await self._folder(folder)).messages()
        ]

    async def _folder(self, name):
        return await self._folders.get_mailbox(name)

    async def _serve(self, reader, writer):
        serve = IMAPServer(self._login, self._config)
        where = SocketInfoLocal(writer, unique_id=b"test")
        with suppress(ConnectionError, asyncio.IncompleteReadError, EOFError):
            await serve(reader, writer, where)
        writer.close()

    async def _connect(self, reader, writer):
        self.connections += 1
        if not self.welcome:
            writer.close()
            return
        host, port = self._server.sockets[0].getsockname()[:2]
        inner_reader, inner_writer = await asyncio.open_connection(host, port)
        pumps = {
            asyncio.create_task(self._listen(reader, inner_writer)),
            asyncio.create_task(
                _pump(inner_reader, writer, self.cut_after, self.said_as)
            ),
        }
        self._pumps |= pumps
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
            self._pumps -= pumps
            inner_writer.close()
            writer.transport.abort()

    async def _listen(self, reader, writer):
        while heard := await reader.read(65536):
            self.said += heard
            writer.write(_altered(heard, self.heard_as))
            await writer.drain()


def _altered(block, changes):
    for old, new in changes.items():
        block = block.replace(old, new)
    return block


async def _pump(reader, writer, cut_after, changes):
    left = cut_after if cut_after is not None else float("inf")
    while left > 0 and (block := await reader.read(int(min(left, 65536)))):
        writer.write(_altered(block, changes))
        await writer.drain()
        left -= len(block)
