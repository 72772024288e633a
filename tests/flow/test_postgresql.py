"""The same road on PostgreSQL, where writers do not queue but lock."""

import asyncio

import pytest

from store.migrate import upgrade
from tests.flow.house import house
from tests.flow.plays import STORIES
from tests.store import cluster


@pytest.fixture(scope="module")
def database():
    with cluster.cluster() as home:
        asyncio.run(cluster.run(home, "CREATE DATABASE layout"))
        asyncio.run(upgrade(cluster.url(home, "layout")))
        yield home


@pytest.mark.parametrize(
    "name",
    [
        *("presented", "by-mail", "waiting-for-money"),
        *("programme-dropped", "passports-deleted"),
        *("standing-still", "blocked-when-open", "merged"),
    ],
)
async def test_story_reaches_its_end_on_postgresql(name, database, tmp_path):
    copy = name.replace("-", "_")
    await cluster.run(database, f"CREATE DATABASE {copy} TEMPLATE layout")
    url = cluster.url(database, copy)

    async with house(tmp_path, database_url=url) as here:
        await here.furnish()
        await STORIES[name](here)
        await here.nothing_waits()
