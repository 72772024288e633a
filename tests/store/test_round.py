from models.ids import BodyCode
from models.round import DeliveryState
from store.unit_of_work import SqlUnits
from tests.store.samples import BODIES, CASE, DAY, case, delivery, round_, world


async def test_current_round_is_the_last(units: SqlUnits) -> None:
    await world(units)
    async with units.write() as unit:
        moved = round_(2).model_copy(
            update={"reminders": (), "extensions": 1, "wall": None}
        )
        await unit.rounds.add(moved)

    async with units.write() as unit:
        current = await unit.rounds.current(CASE)
        assert current == moved
        assert await unit.rounds.current(case(2).case) is None
        closed = moved.model_copy(update={"closed_at": moved.deadline + DAY})
        await unit.rounds.save(closed)

    async with units.read() as unit:
        assert await unit.rounds.get((CASE, 2)) == closed
        assert await unit.rounds.get((CASE, 1)) == round_(1)


async def test_deliveries_are_paged_by_body(units: SqlUnits) -> None:
    await world(units)
    written = delivery(BODIES[1]).model_copy(
        update={"state": DeliveryState.WRITTEN, "first_letter": "l1"}
    )
    async with units.write() as unit:
        await unit.deliveries.find((CASE, 1, BODIES[1]))
        await unit.deliveries.save(written)

    async with units.write() as unit:
        page = unit.deliveries.page
        both = list(DeliveryState)
        assert await page(CASE, 1, states=both, limit=2) == [
            delivery(BODIES[0]),
            written,
        ]
        assert await page(CASE, 1, states=both, after=BODIES[1]) == [
            delivery(BODIES[2])
        ]
        prepared = [DeliveryState.PREPARED]
        assert await page(CASE, 1, states=prepared) == [
            delivery(BODIES[0]),
            delivery(BODIES[2]),
        ]
        assert await page(CASE, 1, states=both, after=BodyCode("ZZ")) == []
        assert await page(CASE, 2, states=both) == []


async def test_waiting_counts_who_may_still_answer(units: SqlUnits) -> None:
    await world(units)
    async with units.write() as unit:
        for code, state in zip(
            BODIES,
            (DeliveryState.WRITTEN, DeliveryState.ANSWERED, DeliveryState.PREPARED),
            strict=True,
        ):
            standing = await unit.deliveries.get((CASE, 1, code))
            await unit.deliveries.save(standing.model_copy(update={"state": state}))

    async with units.read() as unit:
        assert await unit.deliveries.waiting(CASE, 1) == 2
        assert await unit.deliveries.waiting(CASE, 2) == 0
