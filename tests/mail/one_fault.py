"""A real SMTP server on aiosmtpd in which one named thing goes wrong."""

import asyncio
from contextlib import asynccontextmanager

from aiosmtpd.smtp import SMTP

from mail.listener import Listener
from mail.sender import SmtpMailer


class Server:
    """Takes letters; `fault` names the one thing that goes wrong, `times` how often."""

    def __init__(self):
        self.fault = ""
        self.times = 10**6
        self.taken = []
        self.sessions = 0
        self.utf8 = True
        self.largest = 2**25
        self.options = []
        self.listener = Listener(self._session, "127.0.0.1", 0)

    def _session(self):
        self.sessions += 1
        loop = asyncio.get_running_loop()
        return FaultySmtp(
            self,
            loop=loop,
            hostname="localhost",
            enable_SMTPUTF8=self.utf8,
            data_size_limit=self.largest,
        )

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.listener.port}"

    def goes_wrong(self, fault):
        if self.fault != fault or self.times <= 0:
            return False
        self.times -= 1
        return True

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if self.goes_wrong("421 at MAIL"):
            return "421 4.3.2 Shutting down"
        if self.goes_wrong("550 at MAIL"):
            return "550 5.7.1 Not you"
        if self.goes_wrong("drop at MAIL"):
            drop(server)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 Ok"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.options.append(options)
        if self.goes_wrong("450 at RCPT"):
            return "450 4.2.0 Greylisted"
        if self.goes_wrong("550 at RCPT"):
            return "550 5.1.1 No such user"
        if self.goes_wrong("odd words at RCPT"):
            server.transport.write(b"450 4.2.0 \xef\x00\xff ok\r\n")
            return ""
        if self.goes_wrong("550 policy at RCPT"):
            return "550 5.7.1 Blocked"
        envelope.rcpt_tos.append(address)
        return "250 Ok"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.goes_wrong("554 at the dot"):
            return "554 5.6.0 Not this content"
        if self.goes_wrong("451 at the dot"):
            return "451 4.3.0 Try again"
        letter = (envelope.mail_from, envelope.rcpt_tos[:], envelope.original_content)
        self.taken.append(letter)
        if self.goes_wrong("drop after the dot"):
            drop(server)
        if self.goes_wrong("slow after the dot"):
            await asyncio.sleep(1)
        if self.goes_wrong("nonsense after the dot"):
            return "What?"
        return f"250 2.0.0 Ok: queued as {len(self.taken)}"


def drop(session):
    session.transport.abort()


class FaultySmtp(SMTP):
    async def smtp_DATA(self, arg):  # noqa: N802
        handler = self.event_handler
        if handler.goes_wrong("554 at DATA"):
            await self.push("554 5.5.1 No valid recipients")
        elif handler.goes_wrong("drop at DATA"):
            drop(self)
        elif handler.goes_wrong("stall in the middle"):
            await self.push("354 Go ahead")
            await asyncio.sleep(1)
            await super().smtp_DATA(arg)
        elif handler.goes_wrong("drop in the middle"):
            await self.push("354 Go ahead")
            await self._reader.read(1000)
            drop(self)
        else:
            await super().smtp_DATA(arg)

    async def smtp_QUIT(self, arg):  # noqa: N802
        if self.event_handler.goes_wrong("drop at QUIT"):
            drop(self)
            return
        await super().smtp_QUIT(arg)


@asynccontextmanager
async def running(fault="", *, patience=5.0, **limits):
    server = Server()
    server.fault = fault
    await server.listener.start()
    mailer = SmtpMailer(server.url, patience, **limits)
    try:
        yield server, mailer
    finally:
        await mailer.aclose()
        await server.listener.stop()
