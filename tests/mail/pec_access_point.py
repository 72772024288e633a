"""The SMTP side of a PEC provider for tests: checks, takes on, returns receipts.

Its checks are those of RFC 6109 §3.1.1. A letter that fails them is still taken by
SMTP, and answered with a notice of non-acceptance, as providers do.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Self

from aiosmtpd.smtp import SMTP, AuthResult

from mail.headers import addresses
from mail.listener import Listener
from mail.mime import head
from tests.mail.pec_provider import PecProvider

LARGEST = 30_000_000


class Fate(StrEnum):
    """What becomes of a letter to one recipient."""

    DELIVERED = "delivered"
    UNKNOWN = "unknown"  # no such mailbox
    LATE = "late"  # the notice of 12 hours, then delivered
    LOST = "lost"  # the notices of 12 and 24 hours, then nothing
    VIRUS = "virus"
    ORDINARY = "ordinary"  # no PEC mailbox: no receipt of delivery
    SILENT = "silent"  # accepted, and nothing heard since


class PecAccessPoint:
    """`boxes` holds what each mailbox got; `on_mail` hears of it as it comes."""

    def __init__(
        self,
        provider: PecProvider,
        accounts: dict[str, str],
        *,
        receiver: PecProvider | None = None,
        on_mail: Callable[[str, bytes], Awaitable[None]] | None = None,
    ) -> None:
        self.provider = provider
        self.receiver = receiver or provider
        self.accounts = accounts
        self.fates: dict[str, Fate] = {}
        self.boxes: defaultdict[str, list[bytes]] = defaultdict(list)
        self.receipts = True  # False: an acceptance that never comes
        self._on_mail = on_mail
        self._listener = Listener(self._session, "127.0.0.1", 0)

    @property
    def port(self) -> int:
        return self._listener.port

    def url(self, account: str) -> str:
        name, password = account.replace("@", "%40"), self.accounts[account]
        return f"smtp://{name}:{password}@127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        await self._listener.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._listener.stop()

    def _session(self) -> SMTP:
        return SMTP(
            self,
            loop=asyncio.get_running_loop(),
            hostname="localhost",
            data_size_limit=2 * LARGEST,
            authenticator=self._authenticated,
            auth_require_tls=False,
        )

    def _authenticated(self, server, session, envelope, mechanism, data):
        login = data.login.decode()
        right = self.accounts.get(login) == data.password.decode()
        return AuthResult(success=right, handled=False, auth_data=login)

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if session.auth_data is None:
            return "530 5.7.0 Authentication required"
        if address.lower() != session.auth_data.lower():
            return "553 5.7.1 Sender address is not the account's"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 Ok"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        raw, sender = envelope.original_content, envelope.mail_from
        recipients = {one.lower(): self._certified(one) for one in envelope.rcpt_tos}
        sent = self.provider.take(raw, recipients)
        why = formal_error(raw, sender, tuple(recipients))
        if why:
            await self._put(sender, self.provider.not_accepted(sent, why))
        else:
            await self._carry(sent)
        return f"250 2.0.0 Ok: queued as {sent.identifier}"

    async def handle_exception(self, error):
        logging.getLogger(__name__).error("%r", error)
        return "451 4.3.0 Fault"

    def _certified(self, address: str) -> bool:
        return self.fates.get(address.lower()) is not Fate.ORDINARY

    async def _carry(self, sent):
        if self.receipts:
            await self._put(sent.sender, self.provider.accepted(sent))
        for to in sent.recipients:
            fate = self.fates.get(to, Fate.DELIVERED)
            for owner, raw in self._consequences(sent, to, fate):
                await self._put(owner, raw)

    def _consequences(self, sent, to, fate):
        ours, theirs = self.provider, self.receiver
        delivered = [
            (to, ours.envelope(sent, to)),
            (sent.sender, theirs.delivered(sent, to)),
        ]
        by_fate = {
            Fate.DELIVERED: delivered,
            Fate.UNKNOWN: [(sent.sender, theirs.failed(sent, to))],
            Fate.LATE: [(sent.sender, ours.late(sent, to, 12)), *delivered],
            Fate.LOST: [
                (sent.sender, ours.late(sent, to, hours)) for hours in (12, 24)
            ],
            Fate.VIRUS: [(sent.sender, ours.failed(sent, to, errore="virus"))],
            Fate.ORDINARY: [(to, ours.envelope(sent, to))],
            Fate.SILENT: [],
        }
        return by_fate[fate]

    async def _put(self, owner: str, raw: bytes) -> None:
        self.boxes[owner.lower()].append(raw)
        if self._on_mail:
            await self._on_mail(owner.lower(), raw)


def formal_error(raw: bytes, sender: str, recipients: tuple[str, ...]) -> str:
    """Why the access point does not accept a letter; empty when it does."""
    headers = head(raw)
    shown = {*headers.addresses("to"), *headers.addresses("cc")}
    if len(headers.all("from")) != 1 or headers.addresses("from") != addresses(sender):
        return "il mittente del messaggio non corrisponde a quello dei dati di invio"
    if not set(recipients) <= shown:
        return "un destinatario non compare nei campi A e Cc"
    if "bcc" in headers:
        return "il campo Ccn non è ammesso"
    if len(raw) * len(recipients) > LARGEST:
        return "il messaggio supera le dimensioni consentite"
    return ""
