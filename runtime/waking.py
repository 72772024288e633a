"""At a worker's start whatever waits by the record is told to look again.

A process that dies between its commit and its poke leaves a procedure that knows of
nothing. A poke says nothing, so one too many costs a reading.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Final, TypeVar

from activities.adhesion import watched as adhesions_of
from activities.ports import Peers
from activities.standstill import told_of
from models.acts import Watched, WatchKind
from models.case import Phase
from models.ids import CaseId, SessionId
from models.session import SessionState
from store.unit_of_work import SqlUnitOfWork, SqlUnits
from store.waiting import SqlWaiting

log = logging.getLogger(__name__)

PAGE: Final = 50
AGAIN_SECONDS: Final = 30.0

N = TypeVar("N", bound=str)
Look = Callable[[SqlWaiting, str, int], Awaitable[Sequence[N]]]


class Waker:
    """`page`: how many are read at once."""

    def __init__(self, *, units: SqlUnits, peers: Peers, page: int = PAGE) -> None:
        self._units = units
        self._peers = peers
        self._size = page

    async def wake(self) -> int:
        """How many were told. Repeating it changes nothing."""
        return await self._halted() + await self.attend()

    async def attend(self) -> int:
        """All but cases that stand still: those are told by an act, with a worker."""
        told = 0
        async for case in self._each(SqlWaiting.money):
            await self._peers.poke_money(case)
            told += 1
        async for name in self._each(SqlWaiting.programmes):
            watched = Watched(kind=WatchKind.PROGRAMME, name=name)
            await self._peers.poke_watch(watched)
            told += 1
        async for session in self._each(SqlWaiting.adhesions):
            await self._peers.poke_watch(adhesions_of(session))
            told += 1
        async for session in self._each(SqlWaiting.sessions):
            if await self._behind(session):
                await self._peers.poke_session(session)
                told += 1
        async for case in self._each(SqlWaiting.cases):
            await self._peers.poke_case(case)
            told += 1
        return told

    async def _halted(self) -> int:
        async with self._units.read() as unit:
            cases = await unit.standstills.cases()
        for name in cases:
            async with self._units.read() as unit:
                still = await unit.standstills.open_of(name)
                case = await unit.cases.get(name)
            if case.phase is Phase.CLOSED:
                await self._peers.poke_money(name)
            elif still is not None:
                await self._peers.stand_still(told_of(still))
        return len(cases)

    async def _each(self, look: Look[N]) -> AsyncIterator[N]:
        last = ""
        while True:
            async with self._units.read() as unit:
                page = await look(unit.waiting, last, self._size)
            for name in page:
                yield name
            if len(page) < self._size:
                return
            last = page[-1]

    async def _behind(self, session: SessionId) -> bool:
        """A draft is drawn again, with an event, only where it is out of date."""
        async with self._units.read() as unit:
            found = await unit.sessions.get(session)
            if found.state is SessionState.FROZEN:
                return True
            return await _drawn(unit, session) != await _ready(unit, session)


async def _drawn(unit: SqlUnitOfWork, session: SessionId) -> set[CaseId]:
    slots = {one.case for one in await unit.agendas.slots(session)}
    return slots | {one.case for one in await unit.agendas.queue(session)}


async def _ready(unit: SqlUnitOfWork, session: SessionId) -> set[CaseId]:
    found = await unit.cases.in_session(session, (Phase.READY,))
    return {one.case for one in found} - set(await unit.standstills.cases())


async def wake_once(waker: Waker) -> None:
    """Until it has succeeded: the engine may be on its way up."""
    while True:
        try:
            log.info("waiting.woken", extra={"told": await waker.wake()})
        except Exception as error:  # noqa: BLE001  (tried again)
            log.warning("waking.failed", extra={"error": type(error).__name__})
        else:
            return
        await asyncio.sleep(AGAIN_SECONDS)  # noqa: TID251  (not a workflow)
