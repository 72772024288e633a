"""What a person may do about letters that have not left: stop, hold, let go."""

from datetime import datetime
from typing import NamedTuple

from activities.bundling import case_of
from activities.outbox import letters_of, locked, save
from activities.peers import TemporalPeers
from activities.unit_of_work import UnitOfWork, Units
from models.errors import DomainError
from models.event import EventKind, Stamp
from models.ids import Actor, CaseId, LetterId
from models.letter import Letter, LetterState
from models.resending import invites
from models.round import DeliveryState

_WAITING = frozenset({LetterState.READY, LetterState.DEFERRED})


class Stopped(NamedTuple):
    """`ended`: nobody else may answer about these, so that their rounds close."""

    stamp: Stamp | None
    ended: tuple[CaseId, ...]


class PostDesk:
    """Without `peers` it only tries: nobody is told."""

    def __init__(
        self, *, units: Units, peers: TemporalPeers | None, actor: Actor
    ) -> None:
        self._units = units
        self._peers = peers
        self._actor = actor

    async def recall(
        self, letter_id: LetterId, reason: str, *, now: datetime
    ) -> Stopped:
        """Stop a letter for good. An invitation stopped is not counted as asked.

        Raises:
            DomainError: it has left, or is about to.
        """
        ended: list[CaseId] = []
        stamp: Stamp | None = None
        async with self._units.write() as unit:
            letter = await _waiting(unit, letter_id)
            for one in await letters_of(unit, letter):
                ended += await _not_asked(unit, one)
                stamp = await self._note(
                    unit, one, now, reason, EventKind.LETTER_RECALLED
                )
            await save(unit, letter, state=LetterState.RECALLED)
        if self._peers is not None:
            for case in ended:
                await self._peers.poke_case(case)
        return Stopped(stamp, tuple(ended))

    async def hold(
        self, letter_id: LetterId, until: datetime, reason: str, *, now: datetime
    ) -> Stamp | None:
        """Keep a letter back until an instant.

        Raises:
            DomainError: it has left, or the instant has passed.
        """
        if until <= now:
            raise DomainError("The hour has passed: give a later one, or recall it.")
        return await self._move(
            letter_id, until, reason, now=now, kind=EventKind.LETTER_HELD
        )

    async def release(
        self, letter_id: LetterId, reason: str, *, now: datetime
    ) -> Stamp | None:
        """Send a letter now, without waiting for its window."""
        return await self._move(
            letter_id, now, reason, now=now, kind=EventKind.LETTER_RELEASED
        )

    async def _move(
        self,
        letter_id: LetterId,
        at: datetime,
        reason: str,
        *,
        now: datetime,
        kind: EventKind,
    ) -> Stamp | None:
        stamp: Stamp | None = None
        async with self._units.write() as unit:
            letter = await _waiting(unit, letter_id)
            for one in await letters_of(unit, letter):
                stamp = await self._note(unit, one, now, reason, kind, until=at)
            await save(unit, letter, next_at=at)
        if self._peers is not None:
            await self._peers.poke_post()
        return stamp

    async def _note(
        self,
        unit: UnitOfWork,
        letter: Letter,
        now: datetime,
        reason: str,
        kind: EventKind,
        *,
        until: datetime | None = None,
    ) -> Stamp:
        event = await unit.events.append(
            stream=letter.stream,
            kind=kind,
            actor=self._actor,
            at=now,
            reason=reason,
            body={
                "letter": letter.letter,
                "until": until.isoformat() if until else None,
            },
        )
        return event.stamp


async def _waiting(unit: UnitOfWork, letter_id: LetterId) -> Letter:
    found = await unit.letters.find(letter_id)
    letter = await (locked(unit, found) if found else unit.letters.get(letter_id))
    if letter.state not in _WAITING:
        raise DomainError(
            f"The letter is {letter.state}: only one that waits can be stopped or "
            "moved. What has left is put right by another letter."
        )
    return letter


async def _not_asked(unit: UnitOfWork, letter: Letter) -> list[CaseId]:
    """The case, when nobody else of its round may still answer."""
    if not invites(letter) or letter.body is None:
        return []
    case = case_of(letter)
    current = await unit.rounds.current(case)
    if current is None:
        return []
    delivery = await unit.deliveries.find((case, current.number, letter.body))
    if delivery is None or delivery.state is not DeliveryState.WRITTEN:
        return []
    await unit.deliveries.save(
        delivery.model_copy(update={"state": DeliveryState.RECALLED})
    )
    return [] if await unit.deliveries.waiting(case, current.number) else [case]
