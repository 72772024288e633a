"""The dossier read from PostgreSQL: the same files, and all of it holds."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.migrate import upgrade
from tests.audit.flipping import findings, unpacked
from tests.audit.test_dossier import made
from tests.flow.house import house
from tests.flow.seal_stories import sealed
from tests.flow.stories import by_mail
from tests.store import cluster


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with cluster.cluster() as home:
        asyncio.run(cluster.run(home, "CREATE DATABASE dossiers"))
        url = cluster.url(home, "dossiers")
        asyncio.run(upgrade(url))
        yield url


async def test_dossier_of_postgresql_holds(database: str, tmp_path: Path) -> None:
    async with house(tmp_path, database_url=database) as here:
        await here.furnish()
        ref = await by_mail(here)
        await sealed(here)
        await here.nothing_waits()

        packet = (await made(here, ref)).packet

    assert findings(packet) == []
    names = unpacked(packet)
    assert len([one for one in names if one.startswith("messages/")]) == 2
    assert len(names["inclusion.jsonl"].splitlines()) > 5
