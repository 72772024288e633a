import asyncio
from collections.abc import Callable
from itertools import pairwise

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from models.event import GENESIS, Event, EventKind, chain_hash
from models.ids import PROPOSER, SYSTEM
from store.engine import writing
from store.unit_of_work import SqlUnits
from tests.store.samples import NOW

STREAM = "proposal/it-ru/15/0001"


async def append(units: SqlUnits, count: int = 1, stream: str = STREAM) -> None:
    async with units.write() as unit:
        for number in range(count):
            await unit.events.append(
                stream=stream,
                kind=EventKind.ANSWERED,
                actor=SYSTEM,
                at=NOW,
                reason="по почте",
                body={"number": number, "nested": {"b": ["б", None, True]}}
                if number % 2
                else None,
            )


async def history(units: SqlUnits, stream: str = STREAM) -> list[Event]:
    async with units.read() as unit:
        return list(await unit.events.of(stream))


def assert_chained(events: list[Event]) -> None:
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [event.prev_hash for event in events[:1]] == [GENESIS][: len(events)]
    assert all(before.hash == after.prev_hash for before, after in pairwise(events))
    for event in events:
        fields = event.model_dump(exclude={"hash"})
        assert event.hash == chain_hash(**fields)


async def test_event_comes_back_as_it_was_appended(units: SqlUnits) -> None:
    async with units.write() as unit:
        event = await unit.events.append(
            stream=STREAM,
            kind=EventKind.SUBMITTED,
            actor=PROPOSER,
            at=NOW,
            reason="Заявка",
            body={"z": 1, "a": [True, None, "ё\u0000"], "m": {"x": 2**53 - 1}},
        )

    assert event.seq == 1
    assert await history(units) == [event]
    assert_chained([event])


async def test_events_of_one_unit_follow_each_other(units: SqlUnits) -> None:
    await append(units, 3)
    await append(units, 2)

    events = await history(units)
    assert len(events) == 5
    assert_chained(events)


async def test_streams_are_chained_apart(units: SqlUnits) -> None:
    async with units.write() as unit:
        for number in range(6):
            await unit.events.append(
                stream=f"session/it-ru/{number % 2}",
                kind=EventKind.SESSION_OPENED,
                actor=SYSTEM,
                at=NOW,
            )

    for stream in ("session/it-ru/0", "session/it-ru/1"):
        events = await history(units, stream)
        assert len(events) == 3
        assert_chained(events)


async def test_racing_appends_leave_no_gap(
    url: str, another: Callable[[str], SqlUnits]
) -> None:
    both = (another(url), another(url))

    await asyncio.gather(*(append(units, 2) for units in both * 15))

    events = await history(both[0])
    assert len(events) == 60
    assert_chained(events)


async def test_first_event_may_be_raced_for(units: SqlUnits) -> None:
    streams = [f"message/{number}" for number in range(10)]

    await asyncio.gather(*(append(units, 1, name) for name in streams * 3))

    for name in streams:
        events = await history(units, name)
        assert len(events) == 3
        assert_chained(events)


async def test_reason_is_hashed_as_it_is_kept(units: SqlUnits) -> None:
    async with units.write() as unit:
        event = await unit.events.append(
            stream=STREAM,
            kind=EventKind.ANSWERED,
            actor=SYSTEM,
            at=NOW,
            reason="nul \x00, half a pair \ud83d",
        )

    assert await history(units) == [event]
    assert_chained([event])


async def test_naive_instant_is_refused(units: SqlUnits) -> None:
    async with units.write() as unit:
        with pytest.raises(ValueError, match="has no time zone"):
            await unit.events.append(
                stream=STREAM,
                kind=EventKind.ANSWERED,
                actor=SYSTEM,
                at=NOW.replace(tzinfo=None),
            )


TAMPERING = {
    "change": "UPDATE event SET reason = 'other'",
    "remove": "DELETE FROM event",
    "remove the last": "DELETE FROM event WHERE seq = 2",
    "repeat": "INSERT INTO event SELECT * FROM event WHERE seq = 2",
    "leave a gap": (
        "INSERT INTO event SELECT stream, 4, kind, actor, at, reason, body, hash,"
        " hash FROM event WHERE seq = 2"
    ),
    "fork": (
        "INSERT INTO event SELECT stream, 3, kind, actor, at, reason, body, prev_hash,"
        " hash FROM event WHERE seq = 2"
    ),
    "start elsewhere": (
        "INSERT INTO event SELECT 'new', 1, kind, actor, at, reason, body, hash, hash"
        " FROM event WHERE seq = 2"
    ),
}


@pytest.mark.parametrize("act", TAMPERING)
async def test_record_cannot_be(act: str, engine: AsyncEngine, units: SqlUnits) -> None:
    await append(units, 2)
    before = await history(units)

    with pytest.raises(Exception, match=r"insert only|does not continue"):
        await tamper(engine, TAMPERING[act])

    assert await history(units) == before


REPLACING = {
    "same": "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 2",
    "other": (
        "REPLACE INTO event SELECT stream, 2, kind, actor, at, 'other', body,"
        " prev_hash, hash FROM event WHERE seq = 2"
    ),
}


@pytest.mark.parametrize("act", REPLACING)
async def test_record_cannot_be_replaced(
    act: str, sqlite_url: str, another: Callable[[str], SqlUnits]
) -> None:
    units = another(sqlite_url)
    await append(units, 2)
    before = await history(units)

    with pytest.raises(Exception, match=r"insert only|does not continue"):
        await tamper(units.engine, REPLACING[act])

    assert await history(units) == before


async def test_record_cannot_be_truncated(postgresql_units: SqlUnits) -> None:
    await append(postgresql_units, 2)

    with pytest.raises(Exception, match="event is insert only"):
        await tamper(postgresql_units.engine, "TRUNCATE event")

    assert len(await history(postgresql_units)) == 2


async def tamper(engine: AsyncEngine, act: str) -> None:
    async with writing(engine) as (connection, _):
        await connection.execute(text(act))
