from models.body import AddressHealth
from models.ids import CorridorCode
from store.unit_of_work import SqlUnits
from tests.store.samples import BODIES, CORRIDOR, body, world


async def test_bodies_of_a_corridor_in_order(units: SqlUnits) -> None:
    await world(units)

    async with units.read() as unit:
        listed = await unit.bodies.of_corridor(CORRIDOR)
        assert listed == [body(code) for code in sorted(BODIES)]
        assert await unit.bodies.of_corridor(CorridorCode("IT-KZ")) == []


async def test_body_is_found_by_its_address(units: SqlUnits) -> None:
    await world(units)
    moved = body(BODIES[0]).model_copy(
        update={"email": body(BODIES[1]).email, "health": AddressHealth.BAD}
    )
    async with units.write() as unit:
        await unit.bodies.get(BODIES[0])
        await unit.bodies.save(moved)

    async with units.read() as unit:
        shared = await unit.bodies.by_address(" PROTOCOLLO@it-57.example")
        assert shared == [moved, body(BODIES[1])]
        assert await unit.bodies.by_address(body(BODIES[0]).email) == []
