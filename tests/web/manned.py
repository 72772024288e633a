"""A desk over a house whose worker works; its clock is the house's."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from models.account import Role
from runtime.client import access
from tests.flow.house import House
from tests.web.desk import Building

OFFICE = (Role.SECRETARIAT, Role.VALIDATOR)
NO_TIME = timedelta()


class Manned(Building):
    house: House


@asynccontextmanager
async def manned(home: House, *, later: timedelta = NO_TIME) -> AsyncIterator[Manned]:
    """Two officers, o1 and o2, are at work; `later`: than the house's clock."""
    async with access(home.wired.settings) as opened:
        opened.reached.append(home.env.client)
        desk = Manned(opened, await home.now() + later)
        desk.house = home
        for code in ("o1", "o2"):
            await desk.hire(code, *OFFICE)
        yield desk
