"""A worker whose parts die ends with a sentence; told to stop, it ends in order."""

import asyncio

import pytest

from runtime.staff import PartDiedError, work
from runtime.wiring import Wired
from tests.flow.house import House, house


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield opened


def settings(here: House):
    return here.wired.settings.model_copy(
        update={
            "temporal_address": here.env.client.service_client.config.target_host,
            "queue": "the-second",
            "lmtp_port": 0,
        }
    )


async def test_part_that_dies_ends_the_worker_with_a_sentence(here):
    async def dying(_wired: Wired) -> None:
        raise RuntimeError("no port")

    with pytest.raises(PartDiedError, match="service beside the worker died"):
        await asyncio.wait_for(work(settings(here), asyncio.Event(), beside=dying), 30)


async def test_part_that_is_done_does_not_end_the_worker(here):
    stop, served = asyncio.Event(), asyncio.Event()

    async def nothing_to_serve(_wired: Wired) -> None:
        served.set()

    working = asyncio.create_task(work(settings(here), stop, beside=nothing_to_serve))
    await served.wait()
    await asyncio.sleep(0.2)
    assert not working.done()
    stop.set()

    await asyncio.wait_for(working, 30)
