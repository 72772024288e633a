"""Carries one act to a webhook: signed, by HTTP/1.1, to an address that was looked at.

Nothing of the answer counts but its status, so no more is read than its headers. No
redirect is followed. Neither addresses nor secrets are logged.
"""

import asyncio
import re
import ssl
from collections.abc import Callable, Sequence
from datetime import timedelta
from time import time
from typing import Final

from models.webhook import Answer, Webhook, signature
from runtime.web_address import AddressError, Gate, Target, target_of
from runtime.webhook_keys import WebhookKeys

PATIENCE: Final = timedelta(seconds=15)
"""For all of it: name, connection, sending, and the head of the answer."""
_LONGEST: Final = 16 * 1024  # of an answer's head, in bytes
_STATUS: Final = re.compile(rb"HTTP/1\.[01] ([1-5][0-9]{2})[ \r]")
_FINAL: Final = 200
_INTERIM: Final = 10  # answers such as 103 that may come before


class _NoHttpError(Exception):
    """What came is no answer."""


class HttpCourier:
    def __init__(
        self,
        keys: WebhookKeys,
        *,
        gate: Gate | None = None,
        trust: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time,
        patience: timedelta = PATIENCE,
    ) -> None:
        """`trust` says whose certificates count: those of the system, unless given."""
        self._keys = keys
        self._gate = gate or Gate()
        self._trust = trust
        self._clock = clock
        self._patience = patience.total_seconds()

    async def carry(self, webhook: Webhook, message: str, body: bytes) -> Answer:
        """Sign and send once; whatever goes wrong on the way is an answer too.

        Raises:
            DomainError: there is no key to sign with.
        """
        secret = self._keys.read(webhook.webhook)
        at = int(self._clock())
        signed = {
            "webhook-id": message,
            "webhook-timestamp": str(at),
            "webhook-signature": signature(secret, message, at, body),
        }
        try:
            async with asyncio.timeout(self._patience):
                target = target_of(webhook.url)
                addresses = await self._gate.addresses(target)
                head = _head(target, {**signed, "Content-Length": str(len(body))})
                return Answer(status=await self._sent(target, addresses, head + body))
        except TimeoutError:
            return Answer(problem=f"It did not answer within {self._patience:.0f} s.")
        except AddressError as refusal:
            return Answer(problem=str(refusal))
        except ssl.SSLCertVerificationError as error:
            told = f"Its certificate is not valid: {error.verify_message}."
            return Answer(problem=told)
        except OSError as error:
            why = error.strerror or type(error).__name__
            return Answer(problem=f"It cannot be reached: {why}.")
        except _NoHttpError:
            return Answer(problem="What answers there does not speak HTTP/1.1.")

    async def _sent(
        self, target: Target, addresses: Sequence[str], request: bytes
    ) -> int:
        reader, writer = await self._connected(target, addresses)
        try:
            writer.write(request)
            await writer.drain()
            return await _status(reader)
        finally:
            writer.close()  # nobody waits for its farewell

    async def _connected(
        self, target: Target, addresses: Sequence[str]
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """To the first that takes us; the certificate has to be the name's."""
        trust = (self._trust or ssl.create_default_context()) if target.tls else None
        failed = OSError()
        for address in addresses:
            try:
                return await asyncio.open_connection(
                    address,
                    target.port,
                    ssl=trust,
                    server_hostname=target.host if trust else None,
                    limit=_LONGEST,
                )
            except OSError as error:
                failed = error
        raise failed


def _head(target: Target, headers: dict[str, str]) -> bytes:
    lines = [
        f"POST {target.path} HTTP/1.1",
        f"Host: {target.named}",
        "User-Agent: Staffetta",
        "Content-Type: application/json",
        "Connection: close",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode("ascii")


async def _status(reader: asyncio.StreamReader) -> int:
    """That of the final answer; only so much is read."""
    for _ in range(_INTERIM):
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
            raise _NoHttpError from error
        found = _STATUS.match(head)
        if found is None:
            raise _NoHttpError
        if (status := int(found[1])) >= _FINAL:
            return status
    raise _NoHttpError
