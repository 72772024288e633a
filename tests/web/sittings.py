"""The desk over a furnished house with a session, as its own tests find it."""

import html
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from models.account import Role
from models.ids import SessionId
from runtime.client import access
from tests.flow.house import House, house
from tests.flow.stories import ready
from tests.flow.wait import until
from tests.web.desk import Building

SESSION = SessionId("it-ru/29")
PATH = f"/sessions/{SESSION}"


@asynccontextmanager
async def sitting(
    folder: Path, capacity: int = 30
) -> AsyncIterator[tuple[House, Building]]:
    """o1 of the secretariat has entered its desk; the engine runs."""
    async with house(folder) as home:
        await home.sleep(_until_morning(await home.now()))
        await home.furnish(capacity=capacity)
        async with access(home.wired.settings) as opened:
            opened.reached.append(home.env.client)
            desk = Building(opened, await home.now())
            await desk.hire("o1", Role.SECRETARIAT)
            yield home, desk


def _until_morning(now: datetime) -> timedelta:
    """So that no session of a test crosses midnight."""
    return datetime.combine(now.date() + timedelta(days=1), time(8), UTC) - now


async def scheduled(home: House) -> str:
    """The number of a proposal that has its place on the frozen agenda."""
    ref = await ready(home)
    await home.freeze()
    await until(home.phase, ref, "scheduled")
    return ref


def hidden(page: str) -> dict[str, str]:
    """What a page carries on to the next."""
    found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: html.unescape(text) for name, text in found}
