"""The post office's counter: sends what is due, settles what is doubtful."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from temporalio import activity

from activities.filing import undelivered
from activities.ports import Mailer, Peers
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork, Units
from models.body import AddressHealth
from models.compliance import may_send
from models.delivery_errors import (
    LetterDeferredError,
    LetterDoubtfulError,
    LetterRejectedError,
)
from models.event import EventKind
from models.frozen import Frozen
from models.ids import SYSTEM, CaseId, CorridorCode, LetterId
from models.letter import Dispatch, Letter, LetterKind, LetterState
from models.round import DeliveryState
from models.task import TaskKind

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
        at = _now(request)
        async with _beating():
            await self._settle(at)
            async with self._units.read() as unit:
                due = await unit.letters.due(at, BATCH)
            taken = 0
            for letter in due:
                taken += await self._send(letter.letter, at)
        async with self._units.read() as unit:
            next_due = await unit.letters.next_due(at)
        return Posted(taken=taken, more=len(due) == BATCH, next_due=next_due)

    async def _settle(self, at: datetime) -> None:
        """Settle doubtful letters by evidence, then by class.

        The journal copy proves that a letter left; without one, after a while, the
        same bytes go out again (ordinary mail only promises at least once).
        """
        async with self._units.read() as unit:
            unsettled = await unit.letters.unsettled(at)
        for found in unsettled:
            async with self._units.write() as unit:
                letter = await unit.letters.get(found.letter)
                await self._settle_one(unit, letter, at)

    async def _settle_one(self, unit: UnitOfWork, letter: Letter, at: datetime) -> None:
        if await unit.letters.journalled(letter.message_id):
            changes = {"state": LetterState.ACCEPTED, "accepted_at": at}
            verdict = "The journal copy proves that it left."
        elif letter.state is LetterState.SENDING:
            changes = {
                "state": LetterState.DOUBTFUL,
                "next_at": at + self._settle_after,
            }
            verdict = ""
        elif letter.state is LetterState.DOUBTFUL:
            changes = {"state": LetterState.READY, "next_at": at}
            verdict = "No evidence that it left: the same bytes are sent again."
        else:
            return
        await unit.letters.save(letter.model_copy(update=changes))
        if verdict:
            await _note(unit, letter, EventKind.LETTER_SETTLED, at, verdict)

    async def _send(self, letter_id: LetterId, at: datetime) -> int:
        taken = await self._take(letter_id, at)
        if taken is None:
            return 0
        letter, raw = taken
        changes: dict[str, object]
        try:
            reply = await self._mailer.send(
                Dispatch(
                    mail_from=letter.envelope_from, rcpt_to=letter.to_address, raw=raw
                )
            )
        except LetterDeferredError as error:
            changes = _deferred(letter, at, str(error), self._first_retry)
        except LetterDoubtfulError as error:
            changes = {
                "state": LetterState.DOUBTFUL,
                "next_at": at + self._settle_after,
                "reply": str(error),
            }
        except LetterRejectedError as error:
            await self._rejected(letter, at, error)
            return 1
        else:
            changes = {
                "state": LetterState.ACCEPTED,
                "accepted_at": at,
                "reply": reply,
            }
        async with self._units.write() as unit:
            await unit.letters.save(letter.model_copy(update=changes))
        return 1

    async def _take(
        self, letter_id: LetterId, at: datetime
    ) -> tuple[Letter, bytes] | None:
        """Mark it SENDING and commit, unless it is no longer to be sent."""
        async with self._units.write() as unit:
            letter = await unit.letters.get(letter_id)
            if letter.state not in {LetterState.READY, LetterState.DEFERRED}:
                return None
            corridor = await unit.corridors.get(_corridor(letter))
            if refusal := may_send(corridor.legal_status, letter.to_address):
                await _refuse(unit, letter, at, refusal)
                return None
            if await _overtaken(unit, letter):
                await unit.letters.save(
                    letter.model_copy(update={"state": LetterState.RECALLED})
                )
                return None
            letter = letter.model_copy(
                update={
                    "state": LetterState.SENDING,
                    "attempts": letter.attempts + 1,
                }
            )
            await unit.letters.save(letter)
            return letter, await unit.papers.get(letter.raw)

    async def _rejected(
        self, letter: Letter, at: datetime, error: LetterRejectedError
    ) -> None:
        """5xx: recorded; a refused recipient also costs the address its health."""
        ended = False
        async with self._units.write() as unit:
            await unit.letters.save(
                letter.model_copy(
                    update={"state": LetterState.REJECTED, "reply": str(error)}
                )
            )
            await _note(unit, letter, EventKind.LETTER_REJECTED, at, str(error))
            kind = TaskKind.LETTER_REFUSED
            if error.at_recipient and letter.body is not None:
                kind = TaskKind.ADDRESS_BAD
                body = await unit.bodies.get(letter.body)
                await unit.bodies.save(
                    body.model_copy(update={"health": AddressHealth.BAD})
                )
                ended = await undelivered(unit, _case(letter), letter.body)
            await open_task(
                unit,
                stream=letter.stream,
                kind=kind,
                at=at,
                detail=f"{letter.body or 'The proposer'} cannot be written to: "
                f"{error}. Find another address.",
            )
        if ended:
            await self._peers.poke_case(_case(letter))


def _now(request: SendDue) -> datetime:
    """After a crash the request is old: a doubt must not be settled before its time.

    The server's clock says when this attempt was due; it may be a virtual one.
    """
    return max(request.at, activity.info().current_attempt_scheduled_time)


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


def _case(letter: Letter) -> CaseId:
    return CaseId(letter.stream.removeprefix("proposal/"))


def _corridor(letter: Letter) -> CorridorCode:
    return CorridorCode(_case(letter).partition("/")[0].upper())


def _deferred(
    letter: Letter, at: datetime, reply: str, first_retry: timedelta
) -> dict[str, object]:
    if at - letter.written_at > GIVE_UP:
        return {
            "state": LetterState.REJECTED,
            "reply": f"Given up after 5 days: {reply}",
        }
    wait = min(first_retry * 2 ** max(letter.attempts - 1, 0), LONGEST_RETRY)
    return {"state": LetterState.DEFERRED, "next_at": at + wait, "reply": reply}


async def _overtaken(unit: UnitOfWork, letter: Letter) -> bool:
    """A reminder to somebody who has answered meanwhile is not sent."""
    if letter.kind is not LetterKind.REMINDER or letter.body is None:
        return False
    case = _case(letter)
    current = await unit.rounds.current(case)
    if current is None:
        return False
    delivery = await unit.deliveries.find((case, current.number, letter.body))
    return delivery is not None and delivery.state is not DeliveryState.WRITTEN


async def _refuse(unit: UnitOfWork, letter: Letter, at: datetime, refusal: str) -> None:
    await unit.letters.save(
        letter.model_copy(update={"state": LetterState.REFUSED, "reply": refusal})
    )
    await _note(unit, letter, EventKind.LETTER_REFUSED, at, refusal)
    await open_task(
        unit,
        stream=letter.stream,
        kind=TaskKind.LETTER_REFUSED,
        at=at,
        detail=refusal,
    )


async def _note(
    unit: UnitOfWork, letter: Letter, kind: EventKind, at: datetime, reason: str
) -> None:
    await unit.events.append(
        stream=letter.stream,
        kind=kind,
        actor=SYSTEM,
        at=at,
        reason=reason,
        body={"letter": letter.letter},
    )
