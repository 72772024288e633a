"""What an act would set off, found by doing it in a transaction that is taken back."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar, cast

from activities.effects import Done, Effect, EffectRunner
from activities.unit_of_work import UnitOfWork, Units
from models.foreseen import Foreseen
from runtime.witness import Seen, Witness

Effects = EffectRunner
"""What makes acts true, for those above who know no activities."""

R = TypeVar("R", bound=Done)
T = TypeVar("T")


class _TakenBackError(Exception):
    """Ends the transaction without a trace."""


class Rehearsal:
    """Runs effects one after another, in one unit that is never committed.

    It stands in for the EffectRunner and its Units: each effect sees what those before
    it did.
    """

    def __init__(self, unit: UnitOfWork) -> None:
        self._seen = Seen()
        self._unit = cast("UnitOfWork", Witness(unit, self._seen))

    @property
    def units(self) -> "Rehearsal":
        return self

    @asynccontextmanager
    async def read(self) -> AsyncIterator[UnitOfWork]:
        yield self._unit

    write = read

    async def once(
        self,
        request: Effect,
        result: type[R],
        work: Callable[[UnitOfWork], Awaitable[R]],
    ) -> R:
        """The stored answer of what was done before, as the runner gives it."""
        stored = await self._unit.effects.find(request.key)
        if stored is not None:
            return result.model_validate_json(stored[1])
        return await work(self._unit)

    def remark(self, remarks: Sequence[str]) -> None:
        """What whoever decides has to know besides."""
        self._seen.remarks += remarks

    @property
    def foreseen(self) -> Foreseen:
        return self._seen.foreseen


async def rehearse(
    units: Units, scenes: Callable[[Rehearsal], Awaitable[None]]
) -> Foreseen:
    """Play the scenes, note what they set off, and take everything back.

    Raises:
        DomainError: the act would be refused, with its sentence.
    """
    found = Foreseen()
    try:
        async with units.write() as unit:
            rehearsal = Rehearsal(unit)
            await scenes(rehearsal)
            found = rehearsal.foreseen
            raise _TakenBackError  # noqa: TRY301  (the unit must end so)
    except _TakenBackError:
        return found


async def tried(
    units: Units, work: Callable[[EffectRunner], Awaitable[T]]
) -> tuple[T, Foreseen]:
    """What the work would answer and set off; nothing of it stays.

    Raises:
        DomainError: it would be refused, with its sentence.
    """
    answers: list[T] = []

    async def scenes(rehearsal: Rehearsal) -> None:
        answers.append(await work(cast("EffectRunner", rehearsal)))

    found = await rehearse(units, scenes)
    return answers[0], found
