import asyncio
from collections.abc import Callable

import pytest

from models.case import Case, Phase
from models.ids import CorridorCode, SessionId
from store.errors import NotFoundError
from store.unit_of_work import SqlUnits
from tests.store.samples import (
    CASE,
    CORRIDOR,
    SESSION,
    case,
    change_case,
    session,
    world,
)


async def test_case_is_found_by_its_fingerprint(units: SqlUnits) -> None:
    await world(units)

    async with units.read() as unit:
        found = await unit.cases.by_fingerprint(CORRIDOR, "fingerprint 1")
        assert found == case()
        assert await unit.cases.by_fingerprint(CORRIDOR, "other") is None
        other = CorridorCode("IT-KZ")
        assert await unit.cases.by_fingerprint(other, "fingerprint 1") is None


async def test_same_form_cannot_be_two_files(units: SqlUnits) -> None:
    await world(units)
    twin = case(2).model_copy(update={"fingerprint": "fingerprint 1"})

    with pytest.raises(Exception, match=r"(?i)unique"):
        await _add(units, twin)


async def _add(units: SqlUnits, *cases: Case) -> None:
    async with units.write() as unit:
        for one in cases:
            await unit.cases.add(one)


async def test_cases_of_a_session_and_of_a_corridor_by_phase(units: SqlUnits) -> None:
    await world(units)
    later = SessionId("it-ru/16")
    opened = case(3).model_copy(update={"phase": Phase.OPEN})
    moved = case(2).model_copy(update={"session": later})
    async with units.write() as unit:
        await unit.sessions.add(session(16))
        for one in (opened, moved):
            await unit.cases.add(one)

    async with units.read() as unit:
        drafts = await unit.cases.in_session(SESSION, [Phase.DRAFT])
        both = await unit.cases.in_session(SESSION, [Phase.DRAFT, Phase.OPEN])
        everywhere = await unit.cases.in_phase(CORRIDOR, [Phase.DRAFT])
        nowhere = await unit.cases.in_session(SESSION, [])
    assert drafts == [case()]
    assert both == [case(), opened]
    assert everywhere == [case(), moved]
    assert nowhere == []


async def test_serial_follows_the_last_one(units: SqlUnits) -> None:
    await world(units)

    async with units.write() as unit:
        assert await unit.cases.next_serial(SESSION) == 2
        await unit.cases.add(case(2))
        assert await unit.cases.next_serial(SESSION) == 3
        await unit.cases.add(case(10_000))
        assert await unit.cases.next_serial(SESSION) == 10_001


async def test_serial_stays_taken_when_a_case_moves_on(units: SqlUnits) -> None:
    await world(units)
    async with units.write() as unit:
        await unit.sessions.add(session(16))
    await change_case(units, session=SessionId("it-ru/16"))

    async with units.write() as unit:
        assert await unit.cases.next_serial(SESSION) == 2
        assert await unit.cases.next_serial(SessionId("it-ru/16")) == 1


async def test_serial_needs_its_session(units: SqlUnits) -> None:
    async with units.write() as unit:
        with pytest.raises(NotFoundError, match="no session it-ru/99"):
            await unit.cases.next_serial(SessionId("it-ru/99"))


async def test_racing_submissions_get_all_numbers(
    url: str, another: Callable[[str], SqlUnits]
) -> None:
    both = (another(url), another(url))
    await world(both[0])

    async def submit(units: SqlUnits) -> int:
        async with units.write() as unit:
            serial = await unit.cases.next_serial(SESSION)
            await unit.cases.add(case(serial))
            return serial

    serials = await asyncio.gather(*(submit(units) for units in both * 15))

    assert sorted(serials) == list(range(2, 32))
    async with both[0].read() as unit:
        kept = await unit.cases.in_session(SESSION, [Phase.DRAFT])
    assert [one.case for one in kept] == [CASE, *(case(n).case for n in range(2, 32))]
