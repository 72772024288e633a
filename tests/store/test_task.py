from datetime import timedelta

from models.ids import Actor
from store.unit_of_work import SqlUnits
from tests.store.samples import NOW, STREAM, task


async def test_open_tasks_of_a_stream_oldest_first(units: SqlUnits) -> None:
    late = task("a", opened_at=NOW + timedelta(hours=1))
    async with units.write() as unit:
        for one in (late, task("b"), task("c", stream="message/0"), task("d")):
            await unit.tasks.add(one)

    async with units.write() as unit:
        standing = await unit.tasks.get(task("d").task)
        closed = standing.model_copy(
            update={"closed_at": NOW, "closed_by": Actor("secretariat:o1")}
        )
        await unit.tasks.save(closed)

    async with units.read() as unit:
        assert await unit.tasks.open_of(STREAM) == [task("b"), late]
        assert await unit.tasks.get(task("d").task) == closed
