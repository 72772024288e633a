"""The feed over its own port: a program follows what the procedure does."""

import asyncio
import socket
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.flow.house import House, house
from tests.flow.stories import disseminated
from web.serving import serve


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
async def here(tmp_path) -> AsyncIterator[House]:
    async with house(tmp_path, feed_port=free_port()) as opened:
        yield await opened.furnish()


async def answered(client: httpx.AsyncClient, url: str) -> httpx.Response:
    """Once the door is open."""
    for _ in range(100):
        try:
            return await client.get(url)
        except httpx.ConnectError:
            await asyncio.sleep(0.05)
    raise AssertionError("Nobody answers at the feed's port.")


async def test_program_follows_the_acts_of_a_case(here: House) -> None:
    ref = await disseminated(here)
    settings = here.wired.settings
    door = asyncio.create_task(serve(here.wired))
    try:
        url = f"http://127.0.0.1:{settings.feed_port}"
        async with httpx.AsyncClient(base_url=url) as client:
            refused = await answered(client, "/feed")
            client.headers["Authorization"] = f"Bearer {settings.feed_token()}"
            found: list[dict[str, object]] = []
            page = (await client.get("/feed?limit=3")).json()
            while page["items"]:
                found += page["items"]
                page = (await client.get(f"/feed?limit=3&after={page['next']}")).json()
    finally:
        door.cancel()
        await asyncio.gather(door, return_exceptions=True)

    case = await here.wired.reading.case_by_ref(ref)
    stream = f"proposal/{case.case}"
    kinds = [item["kind"] for item in found if item["stream"] == stream]
    assert refused.status_code == 401
    assert kinds == await here.kinds(ref)
    cursors = [int(str(item["cursor"])) for item in found]
    assert cursors == sorted(cursors)
