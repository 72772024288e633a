"""Hands one letter to the mail server, and says which of four things came of it."""

import asyncio
import re
from dataclasses import dataclass, field
from time import monotonic
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from aiosmtplib import SMTP
from aiosmtplib.errors import SMTPException, SMTPHeloError, SMTPResponseException

from mail.wire import END, stuffed
from models.delivery_errors import (
    LetterDeferredError,
    LetterDoubtfulError,
    LetterRejectedError,
)
from models.errors import DomainError
from models.letter import Dispatch

LETTERS_PER_CONNECTION = 100
SECONDS_PER_CONNECTION = 300.0
NO_ANSWER = 421  # the code of a failure that no server put into words
_START = 354
_ACCEPTED = range(200, 300)
_PERMANENT = 500
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
_POLICY_REFUSAL = re.compile(r"^5\.7\.")
_BEFORE_THE_DOT = (SMTPException, OSError, TimeoutError, EOFError)


@dataclass(frozen=True)
class ServerUrl:
    """A mail server as a URL names it: smtp://, smtps:// or smtp+starttls://."""

    scheme: str
    host: str
    port: int
    username: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, url: str) -> Self:
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            port = -1
        if parts.scheme not in _PORTS or not parts.hostname or port == -1:
            raise DomainError(
                "The mail server's URL is smtp://host:port, smtps://host or"
                " smtp+starttls://user:password@host; write it so."
            )
        if (
            parts.username
            and parts.scheme == "smtp"
            and parts.hostname not in _LOOPBACK
        ):
            raise DomainError(
                "The mail server's URL would send a password in the clear; use"
                " smtps:// or smtp+starttls://."
            )
        return cls(
            parts.scheme,
            parts.hostname,
            port or _PORTS[parts.scheme],
            unquote(parts.username) if parts.username else None,
            unquote(parts.password) if parts.password else None,
        )

    def client(self, timeout: float) -> SMTP:
        return SMTP(
            hostname=self.host,
            port=self.port,
            username=self.username,
            password=self.password,
            use_tls=self.scheme == "smtps",
            start_tls=self.scheme == "smtp+starttls",
            local_hostname="localhost",
            timeout=timeout,
        )


class SmtpMailer:
    """One persistent connection; letters queue for it."""

    def __init__(
        self,
        url: str,
        timeout: float = 600,
        *,
        letters_per_connection: int = LETTERS_PER_CONNECTION,
        seconds_per_connection: float = SECONDS_PER_CONNECTION,
    ) -> None:
        self._server = ServerUrl.of(url)
        self._timeout = timeout
        self._most_letters = letters_per_connection
        self._most_seconds = seconds_per_connection
        self._client: SMTP | None = None
        self._opened_at = 0.0
        self._letters = 0
        self._one_at_a_time = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        async with self._one_at_a_time:
            await self._leave()

    async def send(self, dispatch: Dispatch) -> str:
        """Send one letter to one recipient; returns the server's final reply.

        Raises:
            LetterDeferredError: 4xx, or the network before the final dot, or a server
                that refuses us as a whole (greeting, login): try again later.
            LetterRejectedError: 5xx to this letter.
            LetterDoubtfulError: no answer after the final dot.
        """
        async with self._one_at_a_time:
            try:
                reply = await self._transfer(dispatch)
            except LetterRejectedError as refusal:
                await self._start_over(refusal.code)
                raise
            except LetterDeferredError as refusal:
                await self._start_over(refusal.code)
                raise
            except BaseException:  # also a cancelled send: the line is mid-sentence
                self._hang_up()
                raise
            self._letters += 1
            return reply

    async def _transfer(self, dispatch: Dispatch) -> str:
        client = await self._address(dispatch)
        try:
            await self._pour(client, dispatch.raw)
        except _BEFORE_THE_DOT as error:
            raise _refusal(error) from error
        try:
            code, text = await self._dot(client)
        except _BEFORE_THE_DOT as error:
            raise LetterDoubtfulError(
                "The mail server did not answer after the end of the letter."
            ) from error
        if code in _ACCEPTED:
            return f"{code} {text}"
        raise _verdict(code, text, at_recipient=False)

    async def _address(self, dispatch: Dispatch) -> SMTP:
        """MAIL and RCPT; once more from the start when an idle line turns out dead."""
        reused = self._client is not None
        try:
            client = await self._connected()
            await self._envelope(client, dispatch)
        except _BEFORE_THE_DOT as error:
            refusal = _refusal(error)
            if not reused or refusal.code != NO_ANSWER:
                raise refusal from error
            self._hang_up()
            return await self._address(dispatch)
        return client

    async def _connected(self) -> SMTP:
        if self._client is not None and self._worn_out():
            await self._leave()
        if self._client is None or not self._client.is_connected:
            self._client = None
            client = self._server.client(self._timeout)
            try:
                await client.connect()
                await _greet(client)
            except SMTPResponseException as error:
                # Nothing was said about the letter: it waits until we are let in.
                raise LetterDeferredError(error.code, error.message) from error
            self._client = client
            self._opened_at = monotonic()
            self._letters = 0
        return self._client

    def _worn_out(self) -> bool:
        old = monotonic() - self._opened_at >= self._most_seconds
        return old or self._letters >= self._most_letters

    async def _envelope(self, client: SMTP, dispatch: Dispatch) -> None:
        sender, recipient = _wire(dispatch.mail_from), _wire(dispatch.rcpt_to)
        wide = not (sender + recipient).isascii()
        if wide and not client.supports_extension("smtputf8"):
            raise LetterRejectedError(
                553, "5.6.7 The server takes no such address", at_recipient=True
            )
        notify = client.supports_extension("dsn")
        mail = [f"SIZE={len(dispatch.raw)}"] * client.supports_extension("size")
        mail += ["RET=HDRS"] * notify + ["SMTPUTF8"] * wide
        encoding = "utf-8" if wide else "ascii"
        await client.mail(sender, options=mail, encoding=encoding)
        options = ["NOTIFY=FAILURE,DELAY"] * notify
        try:
            await client.rcpt(recipient, options=options, encoding=encoding)
        except SMTPResponseException as error:
            raise _verdict(error.code, error.message, at_recipient=True) from error

    async def _pour(self, client: SMTP, raw: bytes) -> None:
        """DATA and all of the letter but its final dot, until it has left us."""
        code, text = await client.execute_command(b"DATA")
        if code != _START:
            raise _verdict(code, text, at_recipient=False)
        protocol = client.protocol
        transport = protocol.transport if protocol else None
        if protocol is None or not isinstance(transport, asyncio.WriteTransport):
            raise ConnectionResetError("Connection lost")
        protocol.write(stuffed(raw))
        async with asyncio.timeout(self._timeout):
            # The drain of asyncio's streams is not offered for this protocol.
            while protocol.is_connected and transport.get_write_buffer_size():  # noqa: ASYNC110
                await asyncio.sleep(0.002)  # noqa: TID251
        if not protocol.is_connected:
            raise ConnectionResetError("Connection lost")

    async def _dot(self, client: SMTP) -> tuple[int, str]:
        if client.protocol is None:
            raise ConnectionResetError("Connection lost")
        client.protocol.write(END)
        code, text = await client.protocol.read_response(timeout=self._timeout)
        return code, text

    async def _start_over(self, code: int) -> None:
        """Make the line ready for another letter, or give it up."""
        if self._client is None:
            return
        try:
            if code == NO_ANSWER or not self._client.is_connected:
                raise ConnectionResetError("Connection lost")
            await self._client.rset()
        except _BEFORE_THE_DOT:
            self._hang_up()

    async def _leave(self) -> None:
        """Say goodbye; whatever happens then has no bearing on any letter."""
        client = self._client
        if client is None:
            return
        try:
            await client.quit(timeout=min(self._timeout, 10))
        except _BEFORE_THE_DOT:
            pass
        finally:
            self._hang_up()

    def _hang_up(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = None


async def _greet(client: SMTP) -> None:
    """Learn what the server offers; one that knows no EHLO offers nothing."""
    try:
        await client.ehlo()
    except SMTPHeloError:
        await client.helo()


def _wire(address: str) -> str:
    """The domain as DNS writes it; the local part as it stands."""
    local, at, domain = address.rpartition("@")
    if domain.isascii():
        return address
    return f"{local}{at}{domain.encode('idna').decode()}"


def _verdict(
    code: int, text: str, *, at_recipient: bool
) -> LetterDeferredError | LetterRejectedError:
    if code < _PERMANENT:
        return LetterDeferredError(code, text)
    # 5.7.x is a policy against us: the address is as good as before.
    blamed = at_recipient and not _POLICY_REFUSAL.match(text)
    return LetterRejectedError(code, text, at_recipient=blamed)


def _refusal(error: Exception) -> LetterDeferredError | LetterRejectedError:
    if isinstance(error, SMTPResponseException) and error.code > 0:
        return _verdict(error.code, error.message, at_recipient=False)
    return LetterDeferredError(NO_ANSWER, type(error).__name__)
