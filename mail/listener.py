"""A listening port on the running loop, for the servers built on aiosmtpd."""

import asyncio
import errno
import logging
from collections.abc import Callable
from weakref import WeakSet

from aiosmtpd.smtp import SMTP

from models.errors import DomainError


class Listener:
    """Opens the port, and closes it with every connection. Port 0 takes a free one."""

    def __init__(self, make: Callable[[], SMTP], host: str, port: int) -> None:
        self._make = make
        self._host = host
        self.port = port
        self._server: asyncio.Server | None = None
        self._sessions: WeakSet[SMTP] = WeakSet()

    async def start(self) -> None:
        # The wire's log holds addresses, and ours are credentials (style rule 40).
        logging.getLogger("mail.log").setLevel(logging.WARNING)
        loop = asyncio.get_running_loop()
        try:
            self._server = await loop.create_server(
                self._session, self._host, self.port
            )
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
            raise DomainError(
                f"Port {self.port} on {self._host} is taken or not allowed; stop the"
                " program that uses it, or configure another port."
            ) from error
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is None:
            return
        self._server.close()
        for session in list(self._sessions):
            if session.transport is not None:
                session.transport.close()
        await self._server.wait_closed()
        self._server = None

    def _session(self) -> SMTP:
        session = self._make()
        self._sessions.add(session)
        return session
