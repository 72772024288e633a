from datetime import UTC, datetime, timedelta, timezone

import pytest

from models.ids import BodyCode
from store.unit_of_work import SqlUnits
from tests.store.samples import BODIES, CASE, CORRIDOR, NOW, body, change_case, world


async def test_instants_are_stored_and_answered_in_utc(units: SqlUnits) -> None:
    await world(units)
    rome = datetime(2026, 7, 1, 12, 0, 0, 1, timezone(timedelta(hours=2)))

    await change_case(units, due_at=rome)

    async with units.read() as unit:
        due = (await unit.cases.get(CASE)).due_at
    assert due == rome
    assert due is not None
    assert due.tzinfo is UTC or due.utcoffset() == timedelta(0)
    assert due.isoformat() == "2026-07-01T10:00:00.000001+00:00"


async def test_naive_instants_are_refused(units: SqlUnits) -> None:
    await world(units)
    naive = NOW.replace(tzinfo=None)

    with pytest.raises(Exception, match="has no time zone"):
        await change_case(units, due_at=naive)


async def test_text_that_no_database_keeps_is_mended(units: SqlUnits) -> None:
    await world(units)

    await change_case(units, region="a\x00b\udcffc Ж")

    async with units.read() as unit:
        assert (await unit.cases.get(CASE)).region == "a\ufffdb?c Ж"


async def test_text_sorts_by_code_point(units: SqlUnits) -> None:
    codes = tuple(map(BodyCode, ("b", "B", "a-1", "a1", "à", "Ж")))
    await world(units)
    async with units.write() as unit:
        for code in codes:
            await unit.bodies.add(body(code))

    async with units.read() as unit:
        found = [one.code for one in await unit.bodies.of_corridor(CORRIDOR)]
    assert found == sorted((*codes, *BODIES))
