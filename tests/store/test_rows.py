import asyncio

import pytest
from pydantic import BaseModel

from models.body import Agreement, AgreementYear, Body
from models.case import Case, Phase
from models.corridor import Corridor, Programme
from models.deadlines import Policy
from models.event import Event
from models.ids import BodyCode, CaseId, SessionId
from models.inbound import Conversation, InboundMessage
from models.interest import Answer, Interest
from models.ledger import Entry
from models.letter import Letter
from models.round import Delivery, Round
from models.session import Session, Slot
from models.task import Task
from store.columns import Base
from store.errors import DatabaseError, NotFoundError, ReadOnlyUnitError, StaleRowError
from store.unit_of_work import SqlUnits
from tests.store.samples import (
    AGREEMENT,
    BODIES,
    CASE,
    CORRIDOR,
    NOW,
    SESSION,
    agreement,
    body,
    case,
    change_case,
    corridor,
    delivery,
    programme,
    round_,
    session,
    world,
    year,
)

SEARCHED = {
    "proposal": {"opened_in", "serial"},
    "body": {"mailbox", "second_mailbox"},
    "letter": {"mailbox"},
    "entry": {"id", "agreement", "year", "case", "at"},
}
"""Columns that no model has, because they only serve to search or to order."""

MODELS: dict[str, type[BaseModel]] = {
    "corridor": Corridor,
    "programme": Programme,
    "session": Session,
    "slot": Slot,
    "body": Body,
    "agreement": Agreement,
    "agreement_year": AgreementYear,
    "entry": Entry,
    "proposal": Case,
    "round": Round,
    "delivery": Delivery,
    "conversation": Conversation,
    "letter": Letter,
    "message": InboundMessage,
    "answer": Answer,
    "interest": Interest,
    "task": Task,
    "event": Event,
}


@pytest.mark.parametrize("name", MODELS)
def test_table_has_the_fields_of_its_model(name: str) -> None:
    columns = set(Base.metadata.tables[name].columns.keys())

    assert columns - SEARCHED.get(name, set()) == set(MODELS[name].model_fields)


async def test_rows_come_back_as_they_were_added(units: SqlUnits) -> None:
    await world(units)

    async with units.read() as unit:
        assert await unit.corridors.get(CORRIDOR) == corridor()
        assert await unit.corridors.programme(CORRIDOR, "2025-2027") == programme()
        assert await unit.sessions.get(SESSION) == session()
        assert await unit.bodies.get(BODIES[1]) == body(BODIES[1])
        assert await unit.agreements.get(AGREEMENT) == agreement()
        assert await unit.agreements.year(AGREEMENT, 2026) == year()
        assert await unit.cases.get(CASE) == case()
        assert await unit.rounds.get((CASE, 1)) == round_()
        assert await unit.deliveries.get((CASE, 1, BODIES[2])) == delivery(BODIES[2])


async def test_row_added_is_seen_in_its_own_unit(units: SqlUnits) -> None:
    await world(units)

    async with units.write() as unit:
        await unit.cases.add(case(2))
        await unit.cases.save(case(2).model_copy(update={"phase": Phase.OPEN}))

        assert (await unit.cases.get(case(2).case)).phase is Phase.OPEN


async def test_save_replaces_the_row(units: SqlUnits) -> None:
    await world(units)
    changed = case().model_copy(
        update={"phase": Phase.OPEN, "due_at": NOW, "sectors": ("stone", "wood")}
    )

    async with units.write() as unit:
        await unit.cases.get(CASE)
        await unit.cases.save(changed)

    async with units.read() as unit:
        assert await unit.cases.get(CASE) == changed


async def test_row_is_added_before_it_is_saved(units: SqlUnits) -> None:
    await world(units)
    changed = case(2).model_copy(update={"score": 9})

    async with units.write() as unit:
        await unit.cases.save(await unit.cases.get(CASE))
        await unit.cases.add(case(2))
        await unit.cases.save(changed)

    async with units.read() as unit:
        assert await unit.cases.get(case(2).case) == changed


async def test_corridor_is_found_and_brought_up_to_date(units: SqlUnits) -> None:
    await world(units)
    policy = Policy.in_seconds(5, interest=20)
    changed = corridor().model_copy(update={"policy": policy})

    async with units.write() as unit:
        assert await unit.corridors.find(CORRIDOR) == corridor()
        await unit.corridors.save(changed)

    async with units.read() as unit:
        assert await unit.corridors.get(CORRIDOR) == changed


async def test_the_last_save_of_a_unit_counts(units: SqlUnits) -> None:
    await world(units)

    async with units.write() as unit:
        standing = await unit.cases.get(CASE)
        for score in range(1, 6):
            await unit.cases.save(standing.model_copy(update={"score": score}))

    async with units.read() as unit:
        assert (await unit.cases.get(CASE)).score == 5


async def test_unknown_key_is_refused_in_a_sentence(units: SqlUnits) -> None:
    async with units.read() as unit:
        assert await unit.cases.find(CaseId("it-ru/15/0009")) is None
        with pytest.raises(NotFoundError) as refused:
            await unit.cases.get(CaseId("it-ru/15/0009"))

    assert str(refused.value) == "There is no proposal it-ru/15/0009; check the name."


async def test_key_of_several_parts_is_named_whole(units: SqlUnits) -> None:
    async with units.read() as unit:
        with pytest.raises(NotFoundError, match=r"no delivery it-ru/15/0001 / 1 / XX"):
            await unit.deliveries.get((CASE, 1, BodyCode("XX")))


async def test_saving_what_is_not_there_is_refused(units: SqlUnits) -> None:
    await world(units)

    with pytest.raises(NotFoundError, match="no proposal it-ru/15/0002"):
        async with units.write() as unit:
            await unit.cases.save(case(2))


async def test_reading_unit_refuses_to_write(units: SqlUnits) -> None:
    await world(units)

    async with units.read() as unit:
        standing = await unit.cases.get(CASE)
        with pytest.raises(ReadOnlyUnitError):
            await unit.cases.save(standing)
        with pytest.raises(ReadOnlyUnitError):
            await unit.papers.put(b"paper")
        with pytest.raises(ReadOnlyUnitError):
            await unit.conversations.with_party(CASE, "proposer")
        with pytest.raises(ReadOnlyUnitError):
            await unit.interests.remove(CASE, BODIES[0])


async def test_row_read_without_lock_is_not_overwritten(
    postgresql_units: SqlUnits,
) -> None:
    units = postgresql_units
    await world(units)

    async with units.write() as first:
        seen = await first.bodies.get(BODIES[0])
        async with units.write() as second:
            await second.bodies.get(BODIES[0])
            await second.bodies.save(seen.model_copy(update={"name": "Regione nuova"}))
        with pytest.raises(StaleRowError):
            await first.bodies.save(seen.model_copy(update={"kind": "chamber"}))

    async with units.read() as unit:
        assert (await unit.bodies.get(BODIES[0])).name == "Regione nuova"


async def test_racing_updates_of_a_row_all_count(units: SqlUnits) -> None:
    await world(units)

    async def count() -> None:
        async with units.write() as unit:
            standing = await unit.cases.get(CASE)
            more = standing.interests + 1
            await unit.cases.save(standing.model_copy(update={"interests": more}))

    await asyncio.gather(*(count() for _ in range(40)))

    async with units.read() as unit:
        assert (await unit.cases.get(CASE)).interests == 40


async def test_money_below_zero_is_refused_by_the_database(units: SqlUnits) -> None:
    await world(units)

    with pytest.raises(Exception, match="ck_proposal_reserved_not_negative"):
        await change_case(units, reserved=-1)


async def test_row_must_refer_to_what_exists(units: SqlUnits) -> None:
    await world(units)

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        async with units.write() as unit:
            await unit.cases.add(case(2, SessionId("it-ru/99")))


async def test_error_tells_nothing_about_people(units: SqlUnits) -> None:
    await world(units)

    with pytest.raises(DatabaseError) as twice:
        async with units.write() as unit:
            await unit.bodies.add(body(BODIES[0]))
    with pytest.raises(DatabaseError) as negative:
        await change_case(units, reserved=-1)

    told = f"{twice.value}\n{negative.value}"
    assert "body" in told
    assert "ck_proposal_reserved_not_negative" in told
    assert BODIES[0] not in told
    assert "LIP" not in told
