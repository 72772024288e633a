"""Two programmes entered at once never share a day (I2)."""

import asyncio
from collections.abc import Callable
from datetime import date

import pytest

from activities.programme import EnterProgramme, enter_programme
from models.corridor import Programme
from models.errors import DomainError
from models.ids import Actor
from models.programme import work_programme
from runtime.register import Register
from store.unit_of_work import SqlUnits
from tests.store.samples import CORRIDOR, NOW, world

O1 = Actor("secretariat:o1")
HELD = 0.3
"""Seconds between the act and its commit: the other comes meanwhile."""


def lasting(first: int, years: int = 3) -> Programme:
    last = first + years - 1
    return Programme(
        corridor=CORRIDOR,
        code=f"{first}-{last}",
        start=date(first, 1, 1),
        end=date(last, 12, 31),
    )


async def enter(units: SqlUnits, programme: Programme) -> None:
    years = programme.end.year - programme.start.year + 1
    request = EnterProgramme(
        key=programme.code,
        at=NOW,
        actor=O1,
        corridor=CORRIDOR,
        code=programme.code,
        programme=work_programme(programme).model_copy(update={"years": years}),
    )
    async with units.write() as unit:
        await enter_programme(unit, request)
        await asyncio.sleep(HELD)


async def known(units: SqlUnits) -> int:
    async with units.read() as unit:
        return len(await unit.corridors.programmes(CORRIDOR))


async def test_one_of_two_racing_programmes_is_refused(
    url: str, units: SqlUnits, another: Callable[[str], SqlUnits]
) -> None:
    await world(units)
    before = await known(units)

    done = await asyncio.gather(
        enter(another(url), lasting(2028)),
        enter(another(url), lasting(2028, years=2)),
        return_exceptions=True,
    )

    assert sorted(type(one).__name__ for one in done) == ["NoneType", "ProgrammeError"]
    assert await known(units) == before + 1


async def test_register_waits_for_a_programme_that_is_being_entered(
    postgresql_url: str,
    postgresql_units: SqlUnits,
    another: Callable[[str], SqlUnits],
) -> None:
    await world(postgresql_units)
    entering = asyncio.create_task(enter(another(postgresql_url), lasting(2028)))
    await asyncio.sleep(HELD / 3)
    register = Register(units=another(postgresql_url), actor=O1)

    with pytest.raises(DomainError, match="overlaps 2028-2030"):
        await register.add_programme(lasting(2029), now=NOW)
    await entering
