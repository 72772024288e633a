"""Two officers at the same rows on PostgreSQL: neither is told of the other."""

import asyncio

import pytest

from activities.effects import Done, Effect, EffectRunner
from activities.unit_of_work import UnitOfWork
from models.errors import RacedError
from store.errors import RivalError, StaleRowError
from store.unit_of_work import SqlUnits
from tests.store.money_world import Calls, Treasury
from tests.store.samples import NOW, STREAM, agreement, case, frame, task


class Meeting:
    """Lets two units reach the same point, once: later tries pass at once."""

    def __init__(self) -> None:
        self._both = asyncio.Barrier(2)
        self.tries = 0

    async def __call__(self) -> None:
        self.tries += 1
        if self.tries <= 2:
            await self._both.wait()


def runner(units: SqlUnits) -> EffectRunner:
    return EffectRunner(units=units, peers=Calls())


def effect(key: str) -> Effect:
    return Effect(key=key, at=NOW)


async def test_deadlock_of_two_effects_is_tried_again(
    postgresql_units: SqlUnits,
) -> None:
    """Each holds the row that the other wants next."""
    treasury = Treasury(postgresql_units)
    await treasury.furnish()
    for serial in (1, 2):
        await treasury.file(serial)
    meeting = Meeting()

    async def counted(name: str, order: tuple[int, int]) -> Done:
        async def work(unit: UnitOfWork) -> Done:
            for place, serial in enumerate(order):
                file = await unit.cases.get(case(serial).case)
                more = file.interests + 1
                await unit.cases.save(file.model_copy(update={"interests": more}))
                if place == 0:
                    await meeting()
            return Done()

        return await runner(postgresql_units).once(effect(name), Done, work)

    await asyncio.gather(counted("a", (1, 2)), counted("b", (2, 1)))

    async with postgresql_units.read() as unit:
        files = [await unit.cases.get(case(serial).case) for serial in (1, 2)]
    assert [one.interests for one in files] == [2, 2]
    assert meeting.tries > 2  # the one that lost, or both, tried again


async def test_row_changed_meanwhile_is_read_again(postgresql_units: SqlUnits) -> None:
    async with postgresql_units.write() as unit:
        await frame(unit)
    number = agreement().number
    meeting = Meeting()

    async def renamed(name: str) -> Done:
        async def work(unit: UnitOfWork) -> Done:
            found = await unit.agreements.get(number)  # shared: read without a lock
            await meeting()
            sectors = tuple(sorted({*found.sectors, name}))
            await unit.agreements.save(found.model_copy(update={"sectors": sectors}))
            return Done()

        return await runner(postgresql_units).once(effect(name), Done, work)

    await asyncio.gather(renamed("a"), renamed("b"))

    async with postgresql_units.read() as unit:
        assert {"a", "b"} <= {*(await unit.agreements.get(number)).sectors}
    assert meeting.tries > 2  # the one that lost, or both, tried again


@pytest.mark.parametrize("error", [StaleRowError, RivalError])
async def test_effect_that_always_loses_says_so_after_five_tries(
    units: SqlUnits, error: type[RacedError]
) -> None:
    tries = []

    async def work(unit: UnitOfWork) -> Done:
        tries.append(unit)
        raise error("again")

    with pytest.raises(error, match="again"):
        await runner(units).once(effect("a"), Done, work)

    assert len(tries) == len({id(one) for one in tries}) == 5


async def test_what_a_lost_try_wrote_is_not_there_twice(units: SqlUnits) -> None:
    tries = []

    async def work(unit: UnitOfWork) -> Done:
        tries.append(unit)
        await unit.tasks.add(task("a"))
        if len(tries) == 1:
            raise StaleRowError("again")
        return Done()

    await runner(units).once(effect("a"), Done, work)

    async with units.read() as unit:
        assert await unit.tasks.open_of(STREAM) == [task("a")]
    assert len(tries) == 2
