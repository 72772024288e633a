"""A receiver of webhooks as somebody else writes one, from the documentation alone."""

import asyncio
import base64
import hashlib
import hmac
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, NamedTuple

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
TAKEN = b"HTTP/1.1 204 No Content\r\n\r\n"
HANG = b""
"""Nothing is said, and the connection stays."""


def says(status: int, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} So", *headers, "Content-Length: 0", "", ""]
    return "\r\n".join(lines).encode()


class Request(NamedTuple):
    line: str
    headers: dict[str, str]
    body: bytes

    @property
    def act(self) -> Any:
        return json.loads(self.body)

    @property
    def message(self) -> str:
        return self.headers["webhook-id"]


def genuine(request: Request, secret: str = SECRET) -> bool:
    """As the scheme says it: key, id, time and body, with nothing of ours."""
    key = base64.b64decode(secret.split("_")[1])
    signed = f"{request.message}.{request.headers['webhook-timestamp']}.".encode()
    digest = hmac.new(key, signed + request.body, hashlib.sha256).digest()
    wanted = f"v1,{base64.b64encode(digest).decode()}"
    return wanted in request.headers["webhook-signature"].split(" ")


class Receiver:
    """`answers` are given in turn, then all is taken; `held` is everything taken."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}/acts?from=staffetta"
        self.answers: list[bytes] = []
        self.got: list[Request] = []
        self.held: list[Request] = []

    async def handle(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        with suppress(asyncio.IncompleteReadError, OSError):
            request = await _read(reader)
            self.got.append(request)
            answer = self.answers.pop(0) if self.answers else TAKEN
            if answer == TAKEN:
                self.held.append(request)
            writer.write(answer)
            await writer.drain()
            if answer == HANG:
                await reader.read()  # until they have had enough
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    async def count(self) -> int:
        return len(self.held)


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("ascii")
    line, *rest = head.rstrip("\r\n").split("\r\n")
    headers = {
        name.lower(): value for name, value in (one.split(": ", 1) for one in rest)
    }
    return Request(
        line, headers, await reader.readexactly(int(headers["content-length"]))
    )


@asynccontextmanager
async def receiver(tls: ssl.SSLContext | None = None) -> AsyncIterator[Receiver]:
    served: set[asyncio.Task[None]] = set()

    async def handle(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.create_task(there.handle(reader, writer))
        served.add(task)
        await task

    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=tls)
    there = Receiver(server.sockets[0].getsockname()[1])
    try:
        yield there
    finally:
        server.close()
        await server.wait_closed()
        await asyncio.gather(*served)
