"""A mail server for one machine and for tests: real SMTP in, LMTP and files out."""

import asyncio
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from pathlib import Path
from time import time

from aiosmtpd.smtp import SMTP, Envelope, Session

from mail.failure_report import delivery_failure
from mail.listener import Listener
from mail.lmtp import Reply
from mail.relay import Relay
from mail.spool import Mailboxes, Parcel, Spool
from mail.wire import LARGEST_MESSAGE, WholeMessage, envelope_address

OnDelivery = Callable[[str, Path], object]

_NO_SUCH_USER = "550 5.1.1 No such user here"


class MailHost:
    """Our domain's mail is queued on disk and relayed; all other mail is filed.

    A letter that leaves under our domain is also copied to the journal address, as
    Postfix does with always_bcc. `refused` addresses get 550 at RCPT; mail to a
    `bouncing` one is accepted, and a report of failure comes back. Both sets may be
    changed while it runs. `on_delivery` is called on the loop, once a mail is filed
    and its journal copy queued.
    """

    def __init__(  # noqa: PLR0913  (a server has this many sides)
        self,
        root: Path,
        domain: str,
        lmtp_port: int,
        port: int = 0,
        host: str = "127.0.0.1",
        *,
        journal: str = "journal",
        refused: AbstractSet[str] = frozenset(),
        bouncing: AbstractSet[str] = frozenset(),
        on_delivery: OnDelivery | None = None,
    ) -> None:
        self.refused = refused
        self.bouncing = bouncing
        self.on_delivery = on_delivery
        self._domain = domain.casefold()
        self._journal = f"{journal}@{domain}"
        self._spool = Spool(root)
        self._mailboxes = Mailboxes(root)
        self._relay = Relay(self._spool, host, lmtp_port, self._report_refusal)
        self._listener = Listener(lambda: _Smtp(_Handler(self)), host, port)
        self._delivered = asyncio.Condition()
        self._reports: set[asyncio.Task[None]] = set()
        self._taking: set[asyncio.Task[None]] = set()

    @property
    def port(self) -> int:
        return self._listener.port

    @property
    def lmtp_port(self) -> int:
        return self._relay.port

    @lmtp_port.setter
    def lmtp_port(self, port: int) -> None:
        self._relay.port = port

    @property
    def pending(self) -> int:
        """Mails for our domain that the intake has not taken yet."""
        return self._relay.pending

    async def start(self) -> None:
        left = await asyncio.to_thread(self._spool.open)
        try:
            await self._listener.start()
        except BaseException:
            self._spool.close()
            raise
        for name in left:
            self._relay.enqueue(name)
        self._relay.start()

    async def stop(self) -> None:
        await self._listener.stop()
        await asyncio.gather(*self._reports, *self._taking)
        await self._relay.stop()
        self._spool.close()

    def mailbox(self, address: str) -> list[Path]:
        """The mails of an address outside our domain, oldest first."""
        return self._mailboxes.of(address)

    def mailboxes(self) -> list[str]:
        return self._mailboxes.addresses()

    async def wait_for_mail(
        self, address: str, count: int = 1, within: float = 10
    ) -> list[Path]:
        """The mailbox, once it holds `count` mails.

        Raises:
            TimeoutError: it does not.
        """
        async with asyncio.timeout(within), self._delivered:
            await self._delivered.wait_for(lambda: len(self.mailbox(address)) >= count)
        return self.mailbox(address)

    async def wait_until_relayed(self, within: float = 10) -> None:
        """Returns when the intake has taken all that was queued for it."""
        async with asyncio.timeout(within):
            await self._relay.idle()

    def owns(self, address: str) -> bool:
        return address.rpartition("@")[2].casefold() == self._domain

    def refuses(self, address: str) -> bool:
        return address.casefold() in {known.casefold() for known in self.refused}

    async def take(self, parcel: Parcel) -> None:
        """Returns when the mail is on disk for everyone it is for.

        A client that hangs up meanwhile does not stop it half-way: what is on disk
        must also be relayed.
        """
        taking = asyncio.get_running_loop().create_task(self._take(parcel))
        self._taking.add(taking)
        taking.add_done_callback(self._taking.discard)
        await asyncio.shield(taking)

    async def _take(self, parcel: Parcel) -> None:
        filed, queued = await asyncio.to_thread(self._keep, parcel)
        for name in queued:
            self._relay.enqueue(name)
        await self._announce(filed)

    def _keep(self, parcel: Parcel) -> tuple[list[tuple[str, Path]], list[str]]:
        """The journal comes last: it proves that the letter has gone out."""
        ours = tuple(to for to in parcel.rcpt_to if self.owns(to))
        bouncing = {known.casefold() for known in self.bouncing}
        filed, parcels = [], []
        for to in parcel.rcpt_to:
            if to.casefold() in bouncing:
                report = self._failure(parcel, to, _NO_SUCH_USER)
                parcels += [report] if report else []
            elif to not in ours:
                path = self._mailboxes.deliver(parcel.mail_from, to, parcel.raw)
                filed.append((to, path))
        if ours:
            parcels.append(Parcel(parcel.mail_from, ours, parcel.raw))
        if self.owns(parcel.mail_from):
            journal = (self._journal,)
            parcels.append(Parcel(parcel.mail_from, journal, parcel.raw))
        return filed, [self._spool.put(one) for one in parcels]

    async def _announce(self, filed: list[tuple[str, Path]]) -> None:
        if not filed:
            return
        async with self._delivered:
            self._delivered.notify_all()
        loop = asyncio.get_running_loop()
        for address, path in filed:
            if self.on_delivery is not None:
                loop.call_soon(self.on_delivery, address, path)

    def _failure(self, parcel: Parcel, to: str, diagnostic: str) -> Parcel | None:
        """The report to the sender; none about a report or a journal copy."""
        if not parcel.mail_from or to == self._journal:
            return None
        raw = delivery_failure(parcel, to, diagnostic, host=self._domain, at=_now())
        return Parcel("", (parcel.mail_from,), raw)

    def _report_refusal(self, parcel: Parcel, to: str, reply: Reply) -> None:
        text = reply.text if reply.text[:1].isdecimal() else f"5.0.0 {reply.text}"
        report = self._failure(parcel, to, f"{reply.code} {text}")
        if report is not None:
            task = asyncio.get_running_loop().create_task(self.take(report))
            self._reports.add(task)
            task.add_done_callback(self._reports.discard)


class _Handler:
    def __init__(self, mailhost: MailHost) -> None:
        self._mailhost = mailhost

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's hook)
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if self._mailhost.refuses(address):
            return _NO_SUCH_USER
        if "@" not in address:
            return "550 5.1.3 Write the address with its domain"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(  # noqa: N802  (aiosmtpd's hook)
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        raw = envelope.original_content or b""
        mail_from = envelope_address(envelope.mail_from)
        recipients = tuple(dict.fromkeys(map(envelope_address, envelope.rcpt_tos)))
        try:
            await self._mailhost.take(Parcel(mail_from, recipients, raw))
        except OSError:
            return "451 4.3.0 The disk does not take the mail, please try again"
        return "250 2.0.0 Ok: queued"

    async def handle_exception(self, _error: Exception) -> str:
        return "451 4.3.0 Local error, please try again"


class _Smtp(WholeMessage):
    def __init__(self, handler: _Handler) -> None:
        super().__init__(
            handler,
            data_size_limit=LARGEST_MESSAGE,
            enable_SMTPUTF8=True,
            hostname="localhost",
            ident="Staffetta mail host",
            loop=asyncio.get_running_loop(),
        )


def _now() -> datetime:
    return datetime.fromtimestamp(time(), UTC)
