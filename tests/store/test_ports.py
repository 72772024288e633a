"""mypy reads this: the store is what the activities ask for."""

from sqlalchemy.ext.asyncio import AsyncEngine

from activities.unit_of_work import Units
from store.unit_of_work import SqlUnits


async def test_store_is_what_activities_ask_for(engine: AsyncEngine) -> None:
    units: Units = SqlUnits(engine)

    async with units.read() as unit:
        assert await unit.effects.find("nothing yet") is None
