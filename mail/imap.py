"""Reads a mailbox by IMAP: every message once into the store, whatever breaks."""

import asyncio
import hashlib
import logging
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

from mail.delivered import delivered
from mail.identity import MailIdentity
from mail.imap_session import Facts, Fetched, Folder, ImapSession
from mail.mailbox import AfterTaking, MailboxRefusedError, MailboxStore
from mail.server_url import MailboxUrl
from models.inbound import MailboxCursor

LONGEST_IDLE = timedelta(minutes=28)  # servers may hang up after 29 (RFC 2177)
LOOK_BACK = timedelta(days=7)
_NIGHT = 2  # the hour, UTC, after which the day's reconcile is due
_SHORTEST_PAUSE = 1.0
_LONGEST_PAUSE = 300.0
_AT_A_TIME = 100

_log = logging.getLogger("staffetta.imap")
_P = ParamSpec("_P")
_T = TypeVar("_T")


class ImapReader:
    """`clock` tells when to reconcile; `tls` is for a server with its own certificate.

    `timeout` is for every answer of the server, in seconds.
    """

    def __init__(  # noqa: PLR0913  (a mailbox has this many sides)
        self,
        url: str,
        store: MailboxStore,
        identity: MailIdentity,
        *,
        clock: Callable[[], Awaitable[datetime]],
        poll: timedelta = timedelta(minutes=1),
        after: AfterTaking | None = None,
        timeout: float = 60,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._url = MailboxUrl.of(url)
        self._store = store
        self._identity = identity
        self._clock = clock
        self._poll = min(poll, LONGEST_IDLE).total_seconds()
        self._after = after or AfterTaking()
        self._timeout = timeout
        self._tls = tls
        self._one_at_a_time = asyncio.Lock()
        self._session: ImapSession | None = None
        self._thread: ThreadPoolExecutor | None = None

    @property
    def mailbox(self) -> str:
        """Under this name the cursor is kept. It holds an address: not for logs."""
        return self._url.name

    async def run(self) -> None:
        """For ever, until cancelled.

        Raises:
            MailboxRefusedError: a person has to act; do not start again before that.
        """
        pause = _SHORTEST_PAUSE
        try:
            while True:
                try:
                    await self._round()
                    pause = _SHORTEST_PAUSE
                except MailboxRefusedError:
                    raise
                except Exception as error:  # noqa: BLE001  (the next try may do)
                    _log.warning("mailbox.away %s", type(error).__name__)
                    await asyncio.sleep(pause)  # noqa: TID251  (not a workflow)
                    pause = min(2 * pause, _LONGEST_PAUSE)
        finally:
            await self.aclose()

    async def aclose(self) -> None:
        self._hang_up()

    async def fetch_new(self) -> int:
        """Take what came since the last time; how many messages that was."""
        taken = 0
        async with self._turn() as session:
            folder = await self._call(session.examine)
            cursor = await self._cursor(folder)
            uids = await self._call(session.newer, folder, cursor.last_uid)
            async for uid, facts in self._known(session, uids):
                cursor = cursor.model_copy(update={"last_uid": uid})
                if facts is not None and await self._take(session, uid, facts, cursor):
                    taken += 1
                else:
                    await self._store.advance(cursor)
        if taken:
            _log.info("mailbox.read", extra={"messages": taken})
        return taken

    async def reconcile(self, since: datetime) -> int:
        """Compare with the store what the server received since, and take what lacks.

        Only the bytes prove that a message is there, so all of them are fetched.
        """
        found = 0
        async with self._turn() as session:
            folder = await self._call(session.examine)
            cursor = await self._cursor(folder)
            # The server counts days by the clock of its own zone.
            day = since.date() - timedelta(days=1)
            uids = [
                uid
                for uid in await self._call(session.since, folder, day)
                if uid <= cursor.last_uid
            ]
            async for uid, facts in self._missing(session, uids):
                found += await self._take(session, uid, facts, cursor)
        if found:
            _log.warning("mailbox.reconciled", extra={"messages": found})
        return found

    async def _round(self) -> None:
        await self.fetch_new()
        now = await self._clock()
        cursor = await self._store.cursor(self.mailbox)
        if cursor is not None and _due(cursor.reconciled_at, now):
            await self.reconcile(now - LOOK_BACK)
            await self._reconciled(now)
        async with self._turn() as session:
            listened = await self._call(session.idle, self._poll)
        if not listened:
            await asyncio.sleep(self._poll)  # noqa: TID251  (not a workflow)

    async def _reconciled(self, now: datetime) -> None:
        cursor = await self._store.cursor(self.mailbox)
        if cursor is not None:
            await self._store.advance(cursor.model_copy(update={"reconciled_at": now}))

    async def _cursor(self, folder: Folder) -> MailboxCursor:
        """Where to go on; at the beginning, if the server has numbered anew."""
        last = await self._store.cursor(self.mailbox)
        if last is not None and last.uidvalidity == folder.uidvalidity:
            return last
        if last is not None:
            _log.warning("mailbox.renumbered")
        cursor = MailboxCursor(
            mailbox=self.mailbox,
            uidvalidity=folder.uidvalidity,
            last_uid=0,
            reconciled_at=last.reconciled_at if last else None,
        )
        await self._store.advance(cursor)
        return cursor

    async def _known(
        self, session: ImapSession, uids: Sequence[int]
    ) -> AsyncIterator[tuple[int, Facts | None]]:
        for some in _in_turns(uids):
            facts = await self._call(session.facts, some)
            for uid in some:
                yield uid, facts.get(uid)

    async def _missing(
        self, session: ImapSession, uids: Sequence[int]
    ) -> AsyncIterator[tuple[int, Facts]]:
        """Of each hundred only the hashes are held in memory."""
        for some in _in_turns(uids):
            facts = await self._call(session.facts, some)
            hashes: dict[int, str] = {}
            for uid, known in facts.items():
                message = await self._call(session.message, uid, known)
                if message is not None:
                    hashes[uid] = hashlib.sha256(message.raw).hexdigest()
            missing = set(await self._store.missing(list(hashes.values())))
            for uid, key in hashes.items():
                if key in missing:
                    yield uid, facts[uid]
                else:  # a crash may have come between the store and the mark
                    await self._settle(session, uid)

    async def _take(
        self, session: ImapSession, uid: int, facts: Facts, cursor: MailboxCursor
    ) -> bool:
        message = await self._call(session.message, uid, facts)
        if message is None:
            return False
        await self._hand_over(message, facts, cursor)
        await self._settle(session, uid)
        return True

    async def _hand_over(
        self, message: Fetched, facts: Facts, cursor: MailboxCursor
    ) -> None:
        envelope = delivered(message.raw, self._identity)
        if message.problem:
            _log.warning("message.not_whole")
        if envelope.journal and envelope.message_id:
            await self._store.journal(envelope.message_id, cursor=cursor)
            return
        await self._store.take(
            message.raw,
            cursor=cursor,
            mail_from=envelope.mail_from,
            rcpt_to=envelope.rcpt_to,
            internal_date=facts.internal_date,
            problem=message.problem,
        )

    async def _settle(self, session: ImapSession, uid: int) -> None:
        if self._after.writes and not await self._call(session.settle, uid):
            _log.warning("message.not_marked")

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[ImapSession]:
        """The connection, opened if need be; after any error it is good for nothing."""
        async with self._one_at_a_time:
            try:
                if self._session is None:
                    self._thread = ThreadPoolExecutor(1, thread_name_prefix="imap")
                    self._session = ImapSession(
                        self._url, self._after, timeout=self._timeout, tls=self._tls
                    )
                    await self._call(self._session.open)
                yield self._session
            except BaseException:  # also when cancelled: the line is mid-sentence
                self._hang_up()
                raise

    async def _call(
        self, deed: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: deed(*args, **kwargs))

    def _hang_up(self) -> None:
        """Without waiting: the thread closes behind itself when its call returns."""
        if self._session is not None:
            self._session.hang_up()
        if self._thread is not None and self._session is not None:
            self._thread.submit(self._session.close)
            self._thread.shutdown(wait=False)
        self._session = self._thread = None


def _in_turns(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (uids[at : at + _AT_A_TIME] for at in range(0, len(uids), _AT_A_TIME))


def _due(last: datetime | None, now: datetime) -> bool:
    """Once a day, in the small hours."""
    night = now.replace(hour=_NIGHT, minute=0, second=0, microsecond=0)
    if night > now:
        night -= timedelta(days=1)
    return last is None or last < night
