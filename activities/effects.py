"""One activity, one transaction, one effect: made true once, however often asked."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Final, TypeVar, cast

from activities.ports import Peers
from activities.unit_of_work import UnitOfWork, Units
from models.acts import Watched
from models.errors import DomainError, RacedError
from models.event import Event, EventKind, Stamp
from models.frozen import Frozen
from models.ids import SYSTEM, Actor, CaseId, PaperId, SessionId
from models.reason import given
from models.reconcile import broken
from models.screening_acts import StandStill

_TRIES: Final = 5  # a clerk who waits sees none of them; a stage tries again anyway


class DivergedError(DomainError):
    """The chain a procedure was told of is not the one that stands."""


class IdempotencyMismatchError(DomainError):
    """The same business key was used for two different requests."""


class Effect(Frozen):
    """A request to make something true.

    `key` is the business key, `at` the instant of the decision in UTC, `reason` the
    paper that holds the words, `foreseen` the one with what the person who decides was
    told it would set off: its event names it. `recalled`: what the record has answered
    under this key stands, whatever it was asked with. `head`: the last event the
    procedure was told of; where it does not stand any more, nothing is made true.
    """

    key: str
    at: datetime
    actor: Actor = SYSTEM
    reason: PaperId | None = None
    foreseen: PaperId | None = None
    recalled: bool = False
    head: Stamp | None = None


class CaseEffect(Effect):
    case: CaseId


class Done(Frozen):
    """What every effect returns at least.

    Its event, how many letters it wrote, and who else has reason to look again.
    """

    stamp: Stamp | None = None
    letters: int = 0
    poke_post: bool = False
    poke_cases: tuple[CaseId, ...] = ()
    poke_session: SessionId | None = None
    poke_money: CaseId | None = None
    poke_watches: tuple[Watched, ...] = ()
    stand_still: tuple[StandStill, ...] = ()


R = TypeVar("R", bound=Done)


class EffectRunner:
    """Gives each effect its transaction and remembers the answer under its key."""

    def __init__(self, *, units: Units, peers: Peers) -> None:
        self.units = units
        self._peers = peers

    async def once(
        self,
        request: Effect,
        result: type[R],
        work: Callable[[UnitOfWork], Awaitable[R]],
    ) -> R:
        """The stored answer, or the effect now.

        Raises:
            IdempotencyMismatchError: the key belongs to another request.
            DivergedError: the record was altered or set back.
        """
        asked = request.model_dump_json(exclude_defaults=True, exclude={"head"})
        digest = hashlib.sha256(asked.encode()).hexdigest()
        done = await self._made(request, digest, result, work)
        # After the commit, and again on every repeat: a poke is never lost.
        await self._poke(done)
        return done

    async def _made(
        self,
        request: Effect,
        digest: str,
        result: type[R],
        work: Callable[[UnitOfWork], Awaitable[R]],
    ) -> R:
        """In one unit; in a new one when somebody else was faster.

        Raises:
            RacedError: as often as it is tried.
        """
        for _ in range(_TRIES - 1):
            with suppress(RacedError):
                return await self._try(request, digest, result, work)
        return await self._try(request, digest, result, work)

    async def _try(
        self,
        request: Effect,
        digest: str,
        result: type[R],
        work: Callable[[UnitOfWork], Awaitable[R]],
    ) -> R:
        async with self.units.write(request.at) as unit:
            stored = await unit.effects.find(request.key)
            if stored is None:
                await _standing(unit, request.head)
                done = await work(_foretold(unit, request))
                await unit.effects.add(request.key, digest, done.model_dump_json())
                return done
            if request.recalled or stored[0] == digest:
                return result.model_validate_json(stored[1])
            raise IdempotencyMismatchError(
                f"The act {request.key} was already done with other contents: "
                "compare both in the history before deciding again."
            )

    async def _poke(self, done: Done) -> None:
        if done.letters or done.poke_post:
            await self._peers.poke_post()
        for case in done.poke_cases:
            await self._peers.poke_case(case)
        if done.poke_session is not None:
            await self._peers.poke_session(done.poke_session)
        if done.poke_money is not None:
            await self._peers.poke_money(done.poke_money)
        for watched in done.poke_watches:
            await self._peers.poke_watch(watched)
        for halt in done.stand_still:
            await self._peers.stand_still(halt)


async def _standing(unit: UnitOfWork, head: Stamp | None) -> None:
    """Others may have gone on from there, as mails and desks do.

    Raises:
        DivergedError: it is not in its chain.
    """
    if head is None or not head.seq or await unit.events.holds(head):
        return
    raise DivergedError(f"Nothing more is done with this: {broken(head)}")


def _foretold(unit: UnitOfWork, request: Effect) -> UnitOfWork:
    if request.foreseen is None:
        return unit
    return cast("UnitOfWork", _Foretold(unit, request.actor, request.foreseen))


class _Foretold:
    """A unit of work in which the actor's first event names what was foreseen."""

    def __init__(self, unit: UnitOfWork, actor: Actor, foreseen: PaperId) -> None:
        self._unit = unit
        self._actor = actor
        self._foreseen: PaperId | None = foreseen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._unit, name)

    @property
    def events(self) -> "_Foretold":
        return self

    async def append(self, **told: Any) -> Event:
        if self._foreseen and told["actor"] == self._actor:
            told["body"] = {**(told.get("body") or {}), "foreseen": self._foreseen}
            self._foreseen = None
        return await self._unit.events.append(**told)

    async def of(self, stream: str) -> Sequence[Event]:
        return await self._unit.events.of(stream)

    async def last(self, stream: str, kind: EventKind) -> Event | None:
        return await self._unit.events.last(stream, kind)


async def reason_given(unit: UnitOfWork, request: Effect) -> str:
    """The words of the reason, where a person's act needs some.

    Raises:
        DomainError: a person gave none.
    """
    words = await reason_text(unit, request)
    return words if request.actor == SYSTEM else given(words)


async def reason_text(unit: UnitOfWork, request: Effect) -> str:
    """The words of the reason paper, or nothing."""
    if request.reason is None:
        return ""
    return (await unit.papers.get(request.reason)).decode()
