"""What every unit of work changed, in one chain without gaps."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from models.body import AddressHealth
from models.chronicle import Change, Record, keyed_hash, record_hash
from models.event import GENESIS, EventKind
from models.ids import SYSTEM, BodyCode, TaskId
from models.task import Task, TaskKind
from store.changes import EXEMPT, OWN_HASH, PEOPLE
from store.chronicle import SqlChronicle
from store.columns import Base
from store.engine import build, reading, writing
from store.errors import DatabaseError
from store.migrate import upgrade
from store.transaction import Transaction
from store.unit_of_work import SqlUnits
from tests.recorded import doubted
from tests.store.samples import body, corridor

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
BODY = body(BodyCode("IT-57"))
TABLES = {table.name: table for table in Base.metadata.sorted_tables}


def task(number: int, **changes: object) -> Task:
    return Task(
        task=TaskId(f"task/{number}"),
        stream="proposal/it-ru/29/0001",
        kind=TaskKind.EFFECT_REFUSED,
        opened_at=AT,
        detail="look",
    ).model_copy(update=changes)


async def records(engine: AsyncEngine) -> list[Record]:
    async with reading(engine) as opened:
        chronicle = SqlChronicle(Transaction(opened, writing=False))
        return [record async for record in chronicle.records()]


async def told(engine: AsyncEngine) -> list[tuple[Change, ...]]:
    return [record.content for record in await records(engine)]


async def test_unit_is_one_record(units: SqlUnits, engine: AsyncEngine) -> None:
    async with units.write(AT) as unit:
        await unit.tasks.add(task(1))
        await unit.tasks.add(task(2))

    [record] = await records(engine)

    assert (record.number, record.at, record.prev_hash) == (1, AT, GENESIS)
    assert record.hash == record_hash(1, AT, record.changes, GENESIS)
    assert [(one.table, one.key) for one in record.content] == [
        ("task", ("task/1",)),
        ("task", ("task/2",)),
    ]


async def test_only_what_changed_is_told_again(
    units: SqlUnits, engine: AsyncEngine
) -> None:
    async with units.write(AT) as unit:
        await unit.tasks.add(task(1))
    async with units.write(AT) as unit:
        found = await unit.tasks.get(task(1).task)
        await unit.tasks.save(
            found.model_copy(update={"closed_at": AT, "closed_by": SYSTEM})
        )

    assert (await told(engine))[1] == (
        Change(
            "task",
            ("task/1",),
            {"closed_at": "2027-03-01T09:00:00.000000Z", "closed_by": "system"},
        ),
    )


async def test_row_entered_and_saved_in_one_unit_is_told_whole(
    units: SqlUnits, engine: AsyncEngine
) -> None:
    async with units.write(AT) as unit:
        await unit.tasks.add(task(1))
        await unit.tasks.save(task(1, detail="look again"))

    [[change]] = await told(engine)
    assert (change.columns or {})["detail"] == "look again"
    assert len(change.columns or {}) == len(TABLES["task"].columns) - 1
    assert await doubted(engine) == []


async def test_unit_that_changes_nothing_leaves_no_record(
    units: SqlUnits, engine: AsyncEngine
) -> None:
    async with units.write(AT) as unit:
        await unit.tasks.add(task(1))
    async with units.write(AT) as unit:
        await unit.tasks.save(await unit.tasks.get(task(1).task))
        await unit.events.of("proposal/it-ru/29/0001")

    assert len(await records(engine)) == 1


async def test_unit_that_fails_leaves_no_record(
    units: SqlUnits, engine: AsyncEngine
) -> None:
    with suppress(RuntimeError):
        async with units.write(AT) as unit:
            await unit.tasks.add(task(1))
            raise RuntimeError

    assert await records(engine) == []


async def test_act_stands_in_the_record_by_its_hash(
    units: SqlUnits, engine: AsyncEngine
) -> None:
    async with units.write() as unit:
        event = await unit.events.append(
            stream="one", kind=EventKind.WITHDRAWN, actor=SYSTEM, at=AT
        )

    [record] = await records(engine)
    assert record.at == AT
    assert record.content == (Change("event", ("one", 1), {"hash": event.hash}),)


async def test_record_is_never_older_than_the_one_before(
    units: SqlUnits, engine: AsyncEngine
) -> None:
    for number, at in enumerate((AT, AT - timedelta(hours=1), None), start=1):
        async with units.write(at) as unit:
            await unit.tasks.add(task(number))

    assert [record.at for record in await records(engine)] == [AT, AT, AT]


async def test_people_stand_apart_and_can_be_erased(
    units: SqlUnits, engine: AsyncEngine
) -> None:
    async with units.write(AT) as unit:
        await unit.corridors.add(corridor())
        await unit.bodies.add(BODY)
    async with units.write(AT) as unit:
        known = await unit.bodies.get(BODY.code)
        ill = known.model_copy(update={"health": AddressHealth.BAD})
        await unit.bodies.save(ill)

    (_, entered), (changed,) = await told(engine)
    async with reading(engine) as opened:
        chronicle = SqlChronicle(Transaction(opened, writing=False))
        [person] = [one async for one in chronicle.people()]

    assert BODY.email not in (await records(engine))[0].changes
    assert json.loads(person.value)["email"] == BODY.email
    assert entered.keyed == person.keyed == keyed_hash(person.secret, person.value)
    assert (changed.columns, changed.keyed) == ({"health": "bad"}, None)
    assert await doubted(engine) == []


async def test_units_at_once_are_numbered_without_gaps(
    units: SqlUnits, engine: AsyncEngine, another: Callable[[str], SqlUnits], url: str
) -> None:
    async def work(by: SqlUnits, first: int) -> None:
        for number in range(first, first + 10):
            async with by.write(AT) as unit:
                await unit.tasks.add(task(number))

    writers = [units, *(another(url) for _ in range(3))]
    await asyncio.gather(*(work(by, 10 * at) for at, by in enumerate(writers)))

    assert [one.number for one in await records(engine)] == [*range(1, 41)]
    assert await doubted(engine) == []


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE chronicle SET changes = '[]'",
        "DELETE FROM chronicle",
        "UPDATE personal SET value = '{}'",
        "INSERT INTO chronicle SELECT 3, at, changes, hash, hash FROM chronicle",
        "INSERT INTO chronicle SELECT 2, at, changes, prev_hash, hash FROM chronicle",
    ],
)
async def test_chronicle_is_only_continued(
    units: SqlUnits, engine: AsyncEngine, act: str
) -> None:
    async with units.write(AT) as unit:
        await unit.corridors.add(corridor())
        await unit.bodies.add(BODY)

    with pytest.raises(Exception, match=r"insert only|never changed|not continued"):
        async with writing(engine) as opened:
            await opened.connection.execute(text(act))

    assert await doubted(engine) == []


async def test_what_no_driver_takes_is_no_record(
    units: SqlUnits, engine: AsyncEngine
) -> None:
    async with units.write(AT) as unit:
        await unit.tasks.add(task(1))
    with pytest.raises(DatabaseError):
        async with units.write(AT) as unit:
            await unit.tasks.add(task(1))

    assert len(await records(engine)) == 1


async def test_rows_from_before_the_chronicle_are_taken_over(
    units: SqlUnits, engine: AsyncEngine, url: str
) -> None:
    async with units.write() as unit:
        await unit.corridors.add(corridor())
        await unit.bodies.add(BODY)
        await unit.tasks.add(task(1))
        await unit.events.append(
            stream="one", kind=EventKind.WITHDRAWN, actor=SYSTEM, at=AT
        )
    await forget(url)

    await upgrade(url)
    await upgrade(url)

    [record] = await records(engine)
    assert (record.at, len(record.content)) == (AT, 4)
    assert await doubted(engine) == []


async def forget(url: str) -> None:
    """The record as it was before it had a chronicle."""
    owner = build(url)
    async with writing(owner) as opened:
        lift = _LIFT[opened.connection.dialect.name]
        for act in (*lift, "DELETE FROM chronicle_head", "DELETE FROM personal"):
            await opened.connection.execute(text(act))
    await owner.dispose()


_LIFT = {
    "sqlite": ("DROP TRIGGER chronicle_no_delete", "DELETE FROM chronicle"),
    "postgresql": (
        "ALTER TABLE chronicle DISABLE TRIGGER USER",
        "DELETE FROM chronicle",
        "ALTER TABLE chronicle ENABLE TRIGGER USER",
    ),
}


def test_tables_are_told_or_left_out_for_a_reason() -> None:
    assert set(EXEMPT) | set(OWN_HASH) | set(PEOPLE) <= set(TABLES)
    assert set(EXEMPT) & set(PEOPLE) == set()


@pytest.mark.parametrize("table", sorted(PEOPLE))
def test_people_are_columns_and_no_keys(table: str) -> None:
    columns = {one.name for one in TABLES[table].columns if not one.primary_key}

    assert columns >= PEOPLE[table]
