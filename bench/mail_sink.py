"""Takes every letter and keeps none: the sink of `bench.mail` without Postfix.

`python -m bench.mail_sink` prints its port and ends when stdin does. It does as
little as a server can, so that what is measured is the sender.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bench.server import LOOPBACK

_HELLO = b"250-sink\r\n250-PIPELINING\r\n250-SIZE\r\n250-8BITMIME\r\n250 DSN\r\n"
_END = b"\r\n.\r\n"
_ANSWERS = {
    b"EHLO": _HELLO,
    b"DATA": b"354 Go ahead\r\n",
    b"QUIT": b"221 2.0.0 Bye\r\n",
}


class Sink(asyncio.Protocol):
    def __init__(self) -> None:
        self._heard = b""
        self._in_text = False
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)  # noqa: S101  (TCP)
        self._transport = transport
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self._heard += data
        while self._transport is not None and self._step(self._transport):
            pass

    def _step(self, transport: asyncio.WriteTransport) -> bool:
        """One command or one text, if it is all there."""
        end = _END if self._in_text else b"\r\n"
        # The line end of DATA may begin the end of an empty text: none is sent here.
        said, found, rest = self._heard.partition(end)
        if not found:
            return False
        self._heard = rest
        if self._in_text:
            self._in_text = False
            transport.write(b"250 2.0.0 Ok\r\n")
            return True
        verb = said[:4].upper()
        self._in_text = verb == b"DATA"
        transport.write(_ANSWERS.get(verb, b"250 2.0.0 Ok\r\n"))
        return True


@asynccontextmanager
async def own_sink() -> AsyncIterator[int]:
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.mail_sink"), stdin=pipe, stdout=pipe
    )
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("The sink has no pipes")
    try:
        yield int(await child.stdout.readline())
    finally:
        child.stdin.close()
        await child.wait()


async def main() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Sink, LOOPBACK, 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
