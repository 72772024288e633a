"""The post office's counter: sends what is due, settles what is doubtful."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from temporalio import activity

from activities.batch_time import LONGEST_RETRY, BatchClock, back_off, beating
from activities.bundling import bundle, bundles
from activities.confirmation import ask_for_receipt
from activities.departure import depart
from activities.outbox import (
    Unwritten,
    doubt,
    locked,
    receipt_due,
    refuse,
    reject,
    save,
    settle,
)
from activities.ports import Mailer, Peers
from activities.tasks import open_task
from activities.unit_of_work import Units
from activities.writing import LetterWriter
from models.body import Channel
from models.delivery_errors import (
    LetterDeferredError,
    LetterDoubtfulError,
    LetterRejectedError,
    LetterUnfitError,
    ServerAwayError,
    ServerRefusedError,
)
from models.frozen import Frozen
from models.ids import post_workflow_id
from models.letter import Dispatch, Letter, LetterState
from models.pace import Pace, host_of
from models.task import TaskKind

BATCH = 100
CLERKS = 2
"""At the counter: one writes in the record while the mail server hears the other."""
GIVE_UP = timedelta(days=5)


class SendDue(Frozen):
    at: datetime


class Posted(Frozen):
    """`more`: the batch was full. `next_due`: when to look again, if ever."""

    taken: int
    more: bool
    next_due: datetime | None


@dataclass(frozen=True)
class PostRules:
    """How patient the post office is, and how fast it may be."""

    settle_after: timedelta  # a letter in doubt waits so long for evidence
    first_retry: timedelta  # after the first 4xx; then twice as long each time
    pace: Pace  # for each recipient's host


class LetterActivities:
    def __init__(
        self,
        *,
        units: Units,
        mailer: Mailer,
        peers: Peers,
        writer: LetterWriter,
        rules: PostRules,
    ) -> None:
        self._units = units
        self._mailer = mailer
        self._peers = peers
        self._writer = writer
        self._rules = rules

    @activity.defn(name="send_due")
    async def send_due(self, request: SendDue) -> Posted:
        """Send a batch; each letter's state is committed before it leaves.

        One of these runs at a time: a letter found SENDING was left so by a crash.
        """
        clock = BatchClock(
            max(request.at, activity.info().current_attempt_scheduled_time)
        )
        async with beating():
            await self._settle(clock)
            due = await self._gathered(clock)
            taken = await self._send_all(due, clock)
        async with self._units.read() as unit:
            next_due = await unit.letters.next_due(clock.now())
        return Posted(taken=taken, more=len(due) == BATCH, next_due=next_due)

    async def _gathered(self, clock: BatchClock) -> Sequence[Letter]:
        """What is due, after what belongs together has become one digest."""
        async with self._units.read() as unit:
            due = await unit.letters.due(clock.now(), BATCH)
        together = bundles(due)
        for letters in together:
            async with self._units.write(clock.now()) as unit:
                await bundle(unit, self._writer, letters, clock.now())
        if not together:
            return due
        async with self._units.read() as unit:
            return await unit.letters.due(clock.now(), BATCH)

    async def _send_all(self, due: Sequence[Letter], clock: BatchClock) -> int:
        """As many as the hosts' pace and our own servers allow."""
        queue = _Queue(iter(due), clock)
        clerks = (self._serve(queue) for _ in range(CLERKS))
        # Whoever fails leaves the rest to the other, and fails the batch at its end.
        served = await asyncio.gather(*clerks, return_exceptions=True)
        for failure in served:
            if isinstance(failure, BaseException):
                raise failure
        return queue.taken

    async def _serve(self, queue: "_Queue") -> None:
        clock, closed = queue.clock, queue.closed
        for letter in queue.letters:
            host, now = host_of(letter.to_address), clock.now()
            ready = self._rules.pace.ready_at(host, now)
            ready = max(ready, closed.get(letter.channel, now))
            if ready > now:
                await self._save(letter, now, next_at=ready)
                continue
            self._rules.pace.left(host, now)
            try:
                sent = await self._send(letter, clock)
                queue.taken += sent
            except (ServerAwayError, ServerRefusedError) as error:
                closed[letter.channel] = now + self._absence(error)
                if isinstance(error, ServerRefusedError):
                    await self._tell_refused(letter.channel, error, now)

    def _absence(self, error: LetterDeferredError) -> timedelta:
        """A login that fails again and again locks the account: try it seldom."""
        refused = isinstance(error, ServerRefusedError)
        return LONGEST_RETRY if refused else self._rules.first_retry

    async def _settle(self, clock: BatchClock) -> None:
        async with self._units.read() as unit:
            unsettled = await unit.letters.unsettled(clock.now())
            unconfirmed = await unit.letters.unconfirmed(clock.now())
        for found in unconfirmed:
            async with self._units.write(clock.now()) as unit:
                await ask_for_receipt(unit, found, clock.now())
        for found in unsettled:
            async with self._units.write(clock.now()) as unit:
                letter = await locked(unit, found)
                if letter.state in {LetterState.SENDING, LetterState.DOUBTFUL}:
                    await settle(unit, letter, clock.now(), self._rules.settle_after)

    async def _send(self, found: Letter, clock: BatchClock) -> int:
        taken = await self._take(found, clock)
        if taken is None:
            return 0
        letter, raw = taken
        dispatch = Dispatch(
            mail_from=letter.envelope_from,
            rcpt_to=letter.to_address,
            raw=raw,
            envelope_id=letter.message_id.strip("<>").partition("@")[0],
            channel=letter.channel,
        )
        try:
            reply = await self._mailer.send(dispatch)
        except (ServerAwayError, ServerRefusedError) as error:
            await self._postpone(letter, clock.now(), error)
            raise
        except LetterDeferredError as error:
            await self._defer(letter, clock.now(), error)
        except LetterDoubtfulError as error:
            now = clock.now()
            await self._save(
                letter,
                now,
                state=LetterState.DOUBTFUL,
                next_at=now + doubt(letter, self._rules.settle_after),
                reply=str(error),
            )
        except (LetterRejectedError, LetterUnfitError) as error:
            await self._end(letter, clock.now(), error)
        else:
            now = clock.now()
            await self._save(
                letter,
                now,
                state=LetterState.ACCEPTED,
                accepted_at=now,
                receipt_due=receipt_due(letter, now),
                reply=reply,
            )
        return 1

    async def _take(
        self, found: Letter, clock: BatchClock
    ) -> tuple[Letter, bytes] | None:
        """Mark it SENDING and commit, unless it is not to be sent."""
        async with self._units.write(clock.now()) as unit:
            letter = await depart(unit, found, clock.now())
            if isinstance(letter, Letter):
                return letter, await unit.papers.get(letter.raw)
        await self._tell(letter)
        return None

    async def _defer(
        self, letter: Letter, at: datetime, error: LetterDeferredError
    ) -> None:
        """4xx or the network: again after a while, for five days of trying."""
        waits = back_off(self._rules.first_retry, letter.attempts)
        if sum(waits, timedelta()) > GIVE_UP:
            told = LetterRejectedError(error.code, f"given up after 5 days: {error}")
            await self._end(letter, at, told)
            return
        await self._save(
            letter,
            at,
            state=LetterState.DEFERRED,
            next_at=at + waits[-1],
            reply=str(error),
        )

    async def _postpone(
        self, letter: Letter, at: datetime, error: LetterDeferredError
    ) -> None:
        """Our own server is at fault: the letter has not been tried."""
        tried = letter.attempts - 1
        await self._save(
            letter,
            at,
            state=LetterState.DEFERRED if tried else LetterState.READY,
            attempts=tried,
            next_at=at + self._absence(error),
            reply=str(error),
        )

    async def _end(
        self,
        letter: Letter,
        at: datetime,
        error: LetterRejectedError | LetterUnfitError,
    ) -> None:
        """Nobody took it, or our own provider would not."""
        async with self._units.write(at) as unit:
            standing = await locked(unit, letter)
            if standing.state is not letter.state:
                return
            if isinstance(error, LetterRejectedError):
                done = await reject(unit, self._writer, standing, at, error)
            else:
                done = await refuse(unit, standing, at, str(error))
        await self._tell(done)

    async def _tell(self, done: Unwritten) -> None:
        for case in done.ended:
            await self._peers.poke_case(case)

    async def _tell_refused(
        self, channel: Channel, error: ServerRefusedError, at: datetime
    ) -> None:
        """Our account or our server is refused: its letters wait, a person acts."""
        async with self._units.write() as unit:
            await open_task(
                unit,
                stream=post_workflow_id(),
                kind=TaskKind.MAILBOX_SUSPENDED,
                about="" if channel is Channel.PEO else "pec-smtp",
                at=at,
                detail=f"Our mail server refuses us ({error.refusal}: {error.text}). "
                "Letters wait: mend the account or the server.",
            )

    async def _save(self, letter: Letter, at: datetime, **changes: object) -> None:
        """Unless it was settled meanwhile: a receipt may outrun the server's answer."""
        async with self._units.write(at) as unit:
            standing = await locked(unit, letter)
            if standing.state is letter.state:
                await save(unit, standing, **changes)


@dataclass
class _Queue:
    """The letters of a batch, and what the clerks learn on the way."""

    letters: Iterator[Letter]
    clock: BatchClock
    closed: dict[Channel, datetime] = field(default_factory=dict)
    taken: int = 0
