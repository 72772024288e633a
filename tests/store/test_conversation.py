import asyncio
from collections.abc import Callable

from sqlalchemy import text

from models.inbound import Conversation
from store.engine import writing
from store.unit_of_work import SqlUnits
from tests.store.samples import BODIES, CASE, body, case, letter, world


async def test_conversation_is_opened_once(units: SqlUnits) -> None:
    number = await world(units)

    async with units.write() as unit:
        again = await unit.conversations.with_party(CASE, BODIES[0])
        other = await unit.conversations.with_party(CASE, "proposer")

    async with units.read() as unit:
        assert again == Conversation(number=number, case=CASE, party=BODIES[0])
        assert await unit.conversations.find(number) == again
        assert await unit.conversations.with_party(CASE, "proposer") == other
        assert await unit.conversations.find(other.number + 1) is None
    assert other.number != number


async def test_conversation_raced_for_is_one(
    url: str, another: Callable[[str], SqlUnits]
) -> None:
    both = (another(url), another(url))
    await world(both[0])

    async def ask(units: SqlUnits) -> Conversation:
        async with units.write() as unit:
            return await unit.conversations.with_party(CASE, "proposer")

    found = await asyncio.gather(*(ask(units) for units in both * 10))

    assert len({one.number for one in found}) == 1


async def test_conversation_waits_for_the_unit_that_opens_it(
    postgresql_units: SqlUnits,
) -> None:
    units = postgresql_units
    await world(units)

    async def ask() -> Conversation:
        async with units.write() as unit:
            return await unit.conversations.with_party(CASE, "proposer")

    async with units.write() as first:
        opened = await first.conversations.with_party(CASE, "proposer")
        second = asyncio.create_task(ask())
        await asyncio.sleep(0.2)
        assert not second.done()

    assert await second == opened


async def test_number_is_never_given_twice(sqlite_units: SqlUnits) -> None:
    number = await world(sqlite_units)
    async with sqlite_units.write() as unit:
        kept = await unit.conversations.with_party(CASE, "proposer")
    await _forget(sqlite_units, kept.number)

    async with sqlite_units.write() as unit:
        fresh = await unit.conversations.with_party(CASE, "proposer")

    assert fresh.number == kept.number + 1 == number + 2


async def _forget(units: SqlUnits, number: int) -> None:
    async with writing(units.engine) as (connection, _):
        await connection.execute(
            text("DELETE FROM conversation WHERE number = :number"), {"number": number}
        )


async def test_sender_is_known_by_letters_and_by_bodies(units: SqlUnits) -> None:
    number = await world(units)
    async with units.write() as unit:
        proposer = await unit.conversations.with_party(CASE, "proposer")
        await unit.letters.add(
            letter("p", proposer.number, body=None, to_address="Anna@Lipetsk.example")
        )
        await unit.letters.add(letter("b", number, to_address="old@it-21.example"))

    async with units.read() as unit:
        by_sender = unit.conversations.by_sender
        assert await by_sender("anna@lipetsk.EXAMPLE") == [proposer.number]
        assert await by_sender(" old@it-21.example ") == [number]
        assert await by_sender(body(BODIES[0]).email.upper()) == [number]
        assert await by_sender(body(BODIES[1]).email) == []
        assert await by_sender("") == []


async def test_conversations_are_known_by_reference(units: SqlUnits) -> None:
    number = await world(units)
    async with units.write() as unit:
        proposer = await unit.conversations.with_party(CASE, "proposer")

    async with units.read() as unit:
        by_code = unit.conversations.by_code
        assert await by_code(case().ref) == [number, proposer.number]
        assert await by_code(f" {case().ref.lower()}") == [number, proposer.number]
        assert await by_code("IT-RU/2025-2027/XV/LIP/0009") == []


async def test_conversations_are_known_by_message_id(units: SqlUnits) -> None:
    number = await world(units)
    async with units.write() as unit:
        first, second = letter("a", number), letter("b", number)
        await unit.letters.add(first)
        await unit.letters.add(second)

    async with units.read() as unit:
        known = await unit.conversations.by_message_ids([first.message_id, "<other>"])
        assert known == {first.message_id: number}
        assert await unit.conversations.by_message_ids([]) == {}
