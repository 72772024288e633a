"""Opens a line to our mail server: greeting, EHLO, TLS and login, or why not."""

import asyncio
import base64
import ssl
from collections.abc import Awaitable, Callable, Mapping

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPHeloError,
    SMTPResponse,
    SMTPResponseException,
)

from mail.line import NETWORK, Line, Patience
from mail.lmtp import Reply
from mail.refusals import NO_ANSWER, Phase, verdict
from mail.server_url import ServerUrl
from models.delivery_errors import Refusal, ServerAwayError, ServerRefusedError

_READY = 220
_GO_ON = 334
_LOGGED_IN = 235
_NOT_KNOWN = frozenset({500, 502, 504})


async def _auth_login(client: SMTP, username: str, password: str) -> SMTPResponse:
    """The library's says the name at once; a server that asks again hears a secret."""
    reply = await client.execute_command(b"AUTH LOGIN")
    for word in (username, password):
        if reply.code == _GO_ON:
            reply = await client.execute_command(base64.b64encode(word.encode()))
    if reply.code != _LOGGED_IN:
        raise SMTPAuthenticationError(*reply)
    return reply


# In the order we like them.
_METHODS: Mapping[str, Callable[[SMTP, str, str], Awaitable[SMTPResponse]]] = {
    "plain": SMTP.auth_plain,
    "login": _auth_login,
    "cram-md5": SMTP.auth_crammd5,
}


class Login:
    """`name` is how we introduce ourselves; `tls` replaces the system's trust."""

    def __init__(
        self,
        server: ServerUrl,
        patience: Patience,
        *,
        name: str = "localhost",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._server = server
        self._patience = patience
        self._name = name
        self._tls = tls

    async def line(self) -> Line:
        """A line on which letters may be handed in.

        Raises:
            ServerAwayError: nobody answers, or not now.
            ServerRefusedError: it does not want us, or is not who it should be.
        """
        try:
            line = await self._opened()
        except NETWORK as error:
            raise _unreachable(error) from error
        try:
            await self._introduce(line)
        except SMTPResponseException as error:
            line.close()
            raise _turned_away(error) from error
        except NETWORK as error:
            line.close()
            raise _unreachable(error) from error
        except BaseException:
            line.close()
            raise
        return line

    async def _opened(self) -> Line:
        """Not by the library's `connect`, which takes a protocol of its own."""
        if self._tls is None and (self._server.wrapped or self._server.upgraded):
            self._tls = await asyncio.to_thread(ssl.create_default_context)
        async with asyncio.timeout(self._patience.connect):
            _, line = await asyncio.get_running_loop().create_connection(
                Line,
                self._server.host,
                self._server.port,
                ssl=self._tls if self._server.wrapped else None,
            )
        return line

    async def _introduce(self, line: Line) -> None:
        client = SMTP(
            hostname=self._server.host,
            local_hostname=self._name,
            timeout=self._patience.answer,
            tls_context=self._tls,
        )
        client.protocol, client.transport = line, line.transport
        greeting = await line.reply(self._patience.answer)
        if greeting.code != _READY:
            raise SMTPResponseException(*greeting)
        await self._hello(client)
        if self._server.upgraded:
            if not client.supports_extension("starttls"):
                raise _refused("The mail server offers no STARTTLS")
            await client.starttls(timeout=self._patience.connect)
            await self._hello(client)
        if self._server.username is not None:
            await self._log_in(client, self._server.username)
        line.offers = {
            word.upper(): rest for word, rest in client.esmtp_extensions.items()
        }

    async def _hello(self, client: SMTP) -> None:
        """Learn what the server offers; one that knows no EHLO offers nothing."""
        try:
            await client.ehlo()
        except SMTPHeloError as error:
            if error.code not in _NOT_KNOWN:
                raise
            await client.helo()

    async def _log_in(self, client: SMTP, username: str) -> None:
        """One method, once: repeated failures lock an account."""
        for method, log_in in _METHODS.items():
            if method not in client.server_auth_methods:
                continue
            try:
                await log_in(client, username, self._server.password or "")
            except SMTPAuthenticationError as error:
                if error.code not in _NOT_KNOWN:
                    raise
            else:
                return
        raise _refused(
            "The mail server offers no login that we know", Refusal.AUTHENTICATION
        )


def _turned_away(error: SMTPResponseException) -> ServerAwayError | ServerRefusedError:
    at_login = isinstance(error, SMTPAuthenticationError)
    reply = Reply(error.code, error.message)
    found = verdict(reply, Phase.LOGIN if at_login else Phase.GREETING)
    if isinstance(found, ServerRefusedError):
        return found
    return ServerAwayError(reply.code, reply.text)


def _unreachable(error: Exception) -> ServerAwayError | ServerRefusedError:
    if isinstance(error, ssl.SSLCertVerificationError):
        why = f"The mail server's certificate is not valid: {error.verify_message}"
        return _refused(why)
    return ServerAwayError(NO_ANSWER, type(error).__name__)


def _refused(text: str, refusal: Refusal = Refusal.POLICY) -> ServerRefusedError:
    return ServerRefusedError(NO_ANSWER, text, refusal=refusal)
