"""The seal of a day: one effect over the heads of all chains, with its letters."""

from datetime import date, datetime

from pydantic import JsonValue
from temporalio import activity

from activities.effects import Done, Effect, EffectRunner, reason_text
from activities.seal_letters import SealLetters
from activities.seal_ports import Notary
from activities.tasks import close_one
from activities.unit_of_work import UnitOfWork
from models.errors import DomainError
from models.event import EventKind, Stamp
from models.frozen import Frozen
from models.ids import SEAL_STREAM, SYSTEM
from models.seal import Seal, SealKey, days_due, sheet_of
from models.task import TaskKind


class LookAtSeals(Frozen):
    at: datetime


class SealsDue(Frozen):
    days: tuple[date, ...]


class MakeSeal(Effect):
    """`day` is None for one made by hand; `tell`: the auditors get a letter."""

    day: date | None = None
    tell: bool = True


class SealMade(Done):
    number: int
    hash: str
    key: str


class ChangeKey(Effect):
    """A person's wish to seal with a new key from now on."""


class KeyChanged(Done):
    key: str


class NothingSealedError(DomainError):
    """There is no key yet that another could follow."""


class SealActivities:
    def __init__(
        self, *, effects: EffectRunner, notary: Notary, letters: SealLetters
    ) -> None:
        self._effects = effects
        self._notary = notary
        self._letters = letters

    @activity.defn(name="look_at_seals")
    async def look_at_seals(self, request: LookAtSeals) -> SealsDue:
        """The days that have no seal yet."""
        async with self._effects.units.read() as unit:
            last = await unit.seals.last_day()
        return SealsDue(days=days_due(last, request.at))

    @activity.defn(name="make_seal")
    async def make_seal(self, request: MakeSeal) -> SealMade:
        """Seal where every chain ends now, in one moment of the record.

        Raises:
            DomainError: the key that has to sign is not at hand.
        """

        async def work(unit: UnitOfWork) -> SealMade:
            await unit.seals.turn()
            before = await unit.seals.last()
            key = await self._key(unit, request)
            heads = await unit.seals.heads()
            seal = self._notary.seal(
                heads,
                after=before,
                day=request.day,
                at=request.at,
                by=request.actor,
                key=key,
            )
            await unit.papers.put(sheet_of(heads))
            await unit.seals.add(seal)
            letters = 0
            if request.tell:
                letters = await self._letters.tell(unit, seal, before, request.at)
            event = await unit.events.append(
                stream=SEAL_STREAM,
                kind=EventKind.SEALED,
                actor=request.actor,
                at=request.at,
                reason=await reason_text(unit, request),
                body=_told(seal),
            )
            await closed(unit, TaskKind.SEAL_FAILED, request.at)
            return SealMade(
                stamp=event.stamp,
                letters=letters,
                number=seal.number,
                hash=seal.hash,
                key=seal.key,
            )

        return await self._effects.once(request, SealMade, work)

    @activity.defn(name="change_seal_key")
    async def change_seal_key(self, request: ChangeKey) -> KeyChanged:
        """The next seal is signed by a new key, which the old one has signed.

        Raises:
            NothingSealedError: there is no key yet.
        """

        async def work(unit: UnitOfWork) -> KeyChanged:
            await unit.seals.turn()
            before = await unit.seal_keys.current()
            if before is None:
                raise NothingSealedError(
                    "Nothing has been sealed yet, so there is no key to change: make "
                    "a seal first, with `starter.py seal now`."
                )
            last = await unit.seals.last()
            since = last.number + 1 if last else 1
            key = self._notary.next_key(
                before, since=since, at=request.at, by=request.actor
            )
            stamp = await _enter(unit, key, request)
            return KeyChanged(stamp=stamp, key=key.key)

        changed = await self._effects.once(request, KeyChanged, work)
        self._notary.use(changed.key)
        return changed

    async def _key(self, unit: UnitOfWork, request: MakeSeal) -> SealKey:
        known = await unit.seal_keys.current()
        if known is not None:
            return known
        first = self._notary.first_key(at=request.at, by=request.actor)
        await _enter(unit, first, request)
        return first


async def closed(unit: UnitOfWork, kind: TaskKind, at: datetime) -> None:
    """What a task of this kind asked for has come about."""
    for task in await unit.tasks.open_of(SEAL_STREAM):
        if task.kind is kind:
            await close_one(unit, task, by=SYSTEM, at=at, reason="It has come about.")


async def _enter(unit: UnitOfWork, key: SealKey, request: Effect) -> Stamp:
    await unit.seal_keys.add(key)
    event = await unit.events.append(
        stream=SEAL_STREAM,
        kind=EventKind.SEAL_KEY_CHANGED,
        actor=request.actor,
        at=request.at,
        reason=await reason_text(unit, request),
        body={"key": key.key, "prev_key": key.prev_key, "since": key.since},
    )
    return event.stamp


def _told(seal: Seal) -> dict[str, JsonValue]:
    return {
        "number": seal.number,
        "day": seal.day.isoformat() if seal.day else None,
        "hash": seal.hash,
        "root": seal.root,
        "size": seal.size,
    }
