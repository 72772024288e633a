import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from models.case import Case
from models.event import EventKind
from models.ids import Actor, TaskId
from store.errors import DatabaseError
from store.unit_of_work import SqlUnits
from tests.store import cluster
from tests.store.samples import CASE, NOW, STREAM, case, change_case, task, world


async def test_failed_unit_leaves_nothing(units: SqlUnits) -> None:
    await world(units)

    with pytest.raises(ZeroDivisionError):
        await _fail(units)

    async with units.read() as unit:
        assert await unit.cases.find(case(2).case) is None
        assert await unit.effects.find("lost") is None
        assert await unit.events.of(STREAM) == []
        assert await unit.conversations.find(2) is None


async def _fail(units: SqlUnits) -> None:
    async with units.write() as unit:
        await unit.cases.add(case(2))
        await unit.effects.add("lost", "hash", "{}")
        await unit.events.append(
            stream=STREAM, kind=EventKind.VALIDATED, actor=Actor("a"), at=NOW
        )
        opened = await unit.conversations.with_party(case(2).case, "proposer")
        _ = 1 // (opened.number - 2)


async def test_failing_write_at_the_end_leaves_nothing(units: SqlUnits) -> None:
    await world(units)

    with pytest.raises(Exception, match=r"(?i)unique"):
        await _add(units, case(2), case(1))

    async with units.read() as unit:
        assert await unit.cases.find(case(2).case) is None


async def _add(units: SqlUnits, *cases: Case) -> None:
    async with units.write() as unit:
        for one in cases:
            await unit.cases.add(one)


async def test_swallowed_refusal_commits_nothing(units: SqlUnits) -> None:
    await world(units)

    with pytest.raises(DatabaseError, match="nothing is committed"):
        await _swallow(units)
    async with units.write() as unit:
        await unit.cases.add(case(3))

    async with units.read() as unit:
        assert await unit.cases.find(case(2).case) is None
        assert await unit.cases.find(case(3).case) == case(3)


async def _swallow(units: SqlUnits) -> None:
    async with units.write() as unit:
        await unit.cases.add(case(2))
        await unit.cases.get(case(2).case)
        await unit.cases.add(case(1))
        with pytest.raises(DatabaseError):
            await unit.cases.get(CASE)


KILL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'layout'"


async def test_server_that_went_away_is_found_again(
    server: Path, postgresql_units: SqlUnits
) -> None:
    units = postgresql_units
    await world(units)

    await cluster.run(server, KILL)
    await change_case(units, score=1)
    with pytest.raises(DatabaseError):
        await _killed(units, server)
    await change_case(units, score=3)

    async with units.read() as unit:
        assert (await unit.cases.get(CASE)).score == 3


async def _killed(units: SqlUnits, server: Path) -> None:
    async with units.write() as unit:
        standing = await unit.cases.get(CASE)
        await unit.cases.save(standing.model_copy(update={"score": 2}))
        await cluster.run(server, KILL)


async def test_cancelled_unit_leaves_nothing_and_lets_others_go_on(
    units: SqlUnits,
) -> None:
    await world(units)
    entered = asyncio.Event()

    async def slow() -> None:
        async with units.write() as unit:
            await unit.cases.add(case(2))
            await unit.cases.get(case(2).case)
            entered.set()
            await asyncio.Event().wait()

    running = asyncio.create_task(slow())
    await entered.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    async with units.write() as unit:
        await unit.cases.add(case(3))

    async with units.read() as unit:
        assert await unit.cases.find(case(2).case) is None
        assert await unit.cases.find(case(3).case) == case(3)


async def test_cancelling_many_at_any_moment_strands_nobody(units: SqlUnits) -> None:
    await world(units)

    async def work(number: int) -> None:
        async with units.write() as unit:
            await unit.cases.get(CASE)
            await unit.tasks.add(task(str(number)))

    for round_ in range(10):
        many = [asyncio.create_task(work(round_ * 10 + n)) for n in range(10)]
        for _ in range(round_ * 7):
            await asyncio.sleep(0)
        for one in many[::2]:
            one.cancel()
        done = await asyncio.gather(*many, return_exceptions=True)
        assert [one for one in done[1::2] if one is not None] == []

    async with units.read() as unit:
        kept = await unit.tasks.open_of(STREAM)
    assert {TaskId(str(n)) for n in range(1, 100, 2)} <= {one.task for one in kept}


async def test_writers_are_served_in_order_of_arrival(
    sqlite_units: SqlUnits,
) -> None:
    units = sqlite_units
    await world(units)
    served: list[int] = []

    async def work(number: int) -> None:
        async with units.write() as unit:
            served.append(number)
            await unit.tasks.add(task(str(number)))

    await asyncio.gather(*(work(number) for number in range(50)))

    assert served == list(range(50))


async def test_reader_does_not_wait_for_a_writer(units: SqlUnits) -> None:
    await world(units)

    async with units.write() as writer:
        standing = await writer.cases.get(CASE)
        await writer.cases.save(standing.model_copy(update={"score": 7}))
        await writer.cases.find(CASE)
        async with asyncio.timeout(5), units.read() as reader:
            assert (await reader.cases.get(CASE)).score == 0


async def test_reader_sees_one_moment(units: SqlUnits) -> None:
    await world(units)

    async with units.read() as reader:
        assert (await reader.cases.get(CASE)).score == 0
        async with units.write() as writer:
            standing = await writer.cases.get(CASE)
            await writer.cases.save(standing.model_copy(update={"score": 7}))
        assert (await reader.cases.get(CASE)).score == 0


async def test_two_engines_on_one_database_take_turns(
    url: str, another: Callable[[str], SqlUnits]
) -> None:
    first, second = another(url), another(url)
    await world(first)

    async def work(units: SqlUnits) -> None:
        async with units.write() as unit:
            standing = await unit.cases.get(CASE)
            more = standing.interests + 1
            await unit.cases.save(standing.model_copy(update={"interests": more}))

    await asyncio.gather(*(work(units) for units in (first, second) * 15))

    async with first.read() as unit:
        assert (await unit.cases.get(CASE)).interests == 30
