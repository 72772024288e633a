import asyncio
from collections.abc import Callable

from models.ids import TaskId
from store.errors import DatabaseError
from store.unit_of_work import SqlUnits
from tests.store.samples import STREAM, task

KEY = "it-ru/15/0001/answer/1"


async def test_effect_is_found_under_its_key(units: SqlUnits) -> None:
    async with units.write() as unit:
        await unit.effects.add(KEY, "request", '{"stamp":null}')
        assert await unit.effects.find(KEY) == ("request", '{"stamp":null}')

    async with units.read() as unit:
        assert await unit.effects.find(KEY) == ("request", '{"stamp":null}')
        assert await unit.effects.find("other") is None


async def test_keys_of_a_stream_are_its_own(units: SqlUnits) -> None:
    """Compared byte by byte, whatever alphabet the database sorts by."""
    own = {"proposal/x/1/a/1", "proposal/x/1/Z/1", "proposal/x/1/à/1"}
    others = {"proposal/x/1", "proposal/x/10/a/1", "proposal/x/1-a/1", "proposal/y/1/a"}
    async with units.write() as unit:
        for key in own | others:
            await unit.effects.add(key, "request", "answer")
        assert await unit.effects.keys("proposal/x/1") == own

    async with units.read() as unit:
        assert await unit.effects.keys("proposal/x/1") == own


async def test_effect_raced_for_is_made_true_once(
    url: str, another: Callable[[str], SqlUnits]
) -> None:
    both = (another(url), another(url))

    async def once(units: SqlUnits, number: int) -> str:
        try:
            async with units.write() as unit:
                if (await unit.effects.find(KEY)) is None:
                    await unit.tasks.add(task(f"task {number}"))
                    await unit.effects.add(KEY, "request", str(number))
                    return "done"
        except DatabaseError:
            return "raced"  # the caller tries again, and then finds it
        return "found"

    ends = await asyncio.gather(*(once(both[n % 2], n) for n in range(20)))

    assert ends.count("done") == 1
    async with both[0].read() as unit:
        stored = await unit.effects.find(KEY)
        assert stored == ("request", str(ends.index("done")))
        [kept] = await unit.tasks.open_of(STREAM)
        assert kept.task == TaskId(f"task {ends.index('done')}")
