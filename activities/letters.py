"""The post office's counter: sends what is due, settles what is doubtful."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from time import monotonic

from temporalio import activity

from activities.outbox import case_of, overtaken, refuse, reject, settle
from activities.ports import Mailer, Peers
from activities.unit_of_work import Units
from models.compliance import may_send
from models.delivery_errors import (
    LetterDeferredError,
    LetterDoubtfulError,
    LetterRejectedError,
)
from models.frozen import Frozen
from models.ids import CorridorCode, LetterId
from models.letter import Dispatch, Letter, LetterState

BATCH = 100
LONGEST_RETRY = timedelta(minutes=68)
"""4xx back-off: 5, 10, 20, 40, 68 minutes, as a mail server does."""
GIVE_UP = timedelta(days=5)
BEAT = timedelta(seconds=3)


class SendDue(Frozen):
    at: datetime


class Posted(Frozen):
    """`more`: the batch was full. `next_due`: when to look again, if ever."""

    taken: int
    more: bool
    next_due: datetime | None


_UNSETTLED = frozenset({LetterState.SENDING, LetterState.DOUBTFUL})


class _Clock:
    """Business time while a batch is sent.

    It starts when the server says this attempt was due, which may be virtual time,
    and goes on with what has really passed since.
    """

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._began = monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=monotonic() - self._began)


class LetterActivities:
    def __init__(
        self,
        *,
        units: Units,
        mailer: Mailer,
        peers: Peers,
        settle_after: timedelta,
        first_retry: timedelta,
    ) -> None:
        self._units = units
        self._mailer = mailer
        self._peers = peers
        self._settle_after = settle_after
        self._first_retry = first_retry

    @activity.defn(name="send_due")
    async def send_due(self, request: SendDue) -> Posted:
        """Send a batch, letter by letter; each letter's state is committed first.

        One post office runs one of these at a time, so a letter found SENDING at
        the start was left so by a crash: it is doubtful.
        """
        clock = _Clock(max(request.at, activity.info().current_attempt_scheduled_time))
        async with _beating():
            await self._settle(clock)
            async with self._units.read() as unit:
                due = await unit.letters.due(clock.now(), BATCH)
            taken = 0
            for letter in due:
                taken += await self._send(letter.letter, clock)
        async with self._units.read() as unit:
            next_due = await unit.letters.next_due(clock.now())
        return Posted(taken=taken, more=len(due) == BATCH, next_due=next_due)

    async def _settle(self, clock: _Clock) -> None:
        async with self._units.read() as unit:
            unsettled = await unit.letters.unsettled(clock.now())
        for found in unsettled:
            async with self._units.write() as unit:
                letter = await unit.letters.get(found.letter)
                if letter.state in _UNSETTLED:
                    await settle(unit, letter, clock.now(), self._settle_after)

    async def _send(self, letter_id: LetterId, clock: _Clock) -> int:
        taken = await self._take(letter_id, clock)
        if taken is None:
            return 0
        letter, raw = taken
        dispatch = Dispatch(
            mail_from=letter.envelope_from, rcpt_to=letter.to_address, raw=raw
        )
        try:
            reply = await self._mailer.send(dispatch)
        except LetterDeferredError as error:
            await self._defer(letter, clock.now(), error)
        except LetterDoubtfulError as error:
            doubted = clock.now() + self._settle_after
            await self._save(
                letter, state=LetterState.DOUBTFUL, next_at=doubted, reply=str(error)
            )
        except LetterRejectedError as error:
            await self._reject(letter, clock.now(), error)
        else:
            await self._save(
                letter,
                state=LetterState.ACCEPTED,
                accepted_at=clock.now(),
                reply=reply,
            )
        return 1

    async def _take(
        self, letter_id: LetterId, clock: _Clock
    ) -> tuple[Letter, bytes] | None:
        """Mark it SENDING and commit, unless it is no longer to be sent."""
        async with self._units.write() as unit:
            letter = await unit.letters.get(letter_id)
            if letter.state not in {LetterState.READY, LetterState.DEFERRED}:
                return None
            corridor = await unit.corridors.get(_corridor(letter))
            refusal = may_send(corridor.legal_status, letter.to_address)
            if refusal is None and not await overtaken(unit, letter):
                taken = letter.model_copy(
                    update={
                        "state": LetterState.SENDING,
                        "attempts": letter.attempts + 1,
                    }
                )
                await unit.letters.save(taken)
                return taken, await unit.papers.get(letter.raw)
            if refusal is None:
                recalled = letter.model_copy(update={"state": LetterState.RECALLED})
                await unit.letters.save(recalled)
                return None
            ended = await refuse(unit, letter, clock.now(), refusal)
        if ended:
            await self._peers.poke_case(case_of(letter))
        return None

    async def _defer(
        self, letter: Letter, at: datetime, error: LetterDeferredError
    ) -> None:
        """4xx or the network: again after a while, for five days."""
        if at - letter.written_at > GIVE_UP:
            told = LetterRejectedError(
                error.code, f"given up after 5 days: {error}", at_recipient=False
            )
            await self._reject(letter, at, told)
            return
        wait = min(self._first_retry * 2 ** max(letter.attempts - 1, 0), LONGEST_RETRY)
        await self._save(
            letter, state=LetterState.DEFERRED, next_at=at + wait, reply=str(error)
        )

    async def _reject(
        self, letter: Letter, at: datetime, error: LetterRejectedError
    ) -> None:
        async with self._units.write() as unit:
            ended = await reject(unit, letter, at, error)
        if ended:
            await self._peers.poke_case(case_of(letter))

    async def _save(self, letter: Letter, **changes: object) -> None:
        async with self._units.write() as unit:
            await unit.letters.save(letter.model_copy(update=changes))


@asynccontextmanager
async def _beating() -> AsyncIterator[None]:
    """Tell the engine that we live, also while a slow server takes its ten minutes."""

    async def beat() -> None:
        while True:
            activity.heartbeat()
            await asyncio.sleep(BEAT.total_seconds())  # noqa: TID251  (real time)

    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()


def _corridor(letter: Letter) -> CorridorCode:
    return CorridorCode(case_of(letter).partition("/")[0].upper())
