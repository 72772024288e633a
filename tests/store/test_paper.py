import asyncio
import hashlib

import pytest
from sqlalchemy import text

from models.ids import PaperId
from store.engine import writing
from store.errors import NotFoundError
from store.unit_of_work import SqlUnits

CONTENT = bytes(range(256)) * 400


async def put(units: SqlUnits, content: bytes) -> PaperId:
    async with units.write() as unit:
        return await unit.papers.put(content)


async def test_paper_is_kept_under_its_hash(units: SqlUnits) -> None:
    paper = await put(units, CONTENT)

    assert paper == hashlib.sha256(CONTENT).hexdigest()
    async with units.read() as unit:
        assert await unit.papers.get(paper) == CONTENT


async def test_same_paper_twice_is_one(units: SqlUnits) -> None:
    async with units.write() as unit:
        await unit.papers.put(b"")
        await unit.papers.put(b"")
    papers = await asyncio.gather(*(put(units, b"") for _ in range(10)))

    assert len(set(papers)) == 1
    async with units.read() as unit:
        assert await unit.papers.get(papers[0]) == b""


async def test_unknown_paper_is_refused(units: SqlUnits) -> None:
    async with units.read() as unit:
        with pytest.raises(NotFoundError, match="There is no paper 00"):
            await unit.papers.get(PaperId("00"))


@pytest.mark.parametrize(
    "act", ["UPDATE paper SET bytes = ''", "DELETE FROM paper WHERE sha256 > ''"]
)
async def test_paper_cannot_be_changed(units: SqlUnits, act: str) -> None:
    paper = await put(units, CONTENT)

    with pytest.raises(Exception, match="paper is insert only"):
        await tamper(units, act)

    async with units.read() as unit:
        assert await unit.papers.get(paper) == CONTENT


async def test_paper_cannot_be_replaced(sqlite_units: SqlUnits) -> None:
    paper = await put(sqlite_units, CONTENT)

    await tamper(sqlite_units, "REPLACE INTO paper SELECT sha256, 'other' FROM paper")

    async with sqlite_units.read() as unit:
        assert await unit.papers.get(paper) == CONTENT


async def tamper(units: SqlUnits, act: str) -> None:
    async with writing(units.engine) as (connection, _):
        await connection.execute(text(act))
