"""A halt moves every checkpoint that was announced, not only the next (X21)."""

from datetime import datetime, timedelta

import pytest

from activities.follow_up import instants
from models.acts import ProposalStatus, Ruling
from runtime.follow_up_desk import follow_up_of
from runtime.wiring import terms
from tests.flow.house import CORRIDOR, House, house
from tests.flow.lists import PROPOSER, load, ruled
from tests.flow.stories import ready
from tests.flow.wait import until


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def test_x21_every_later_checkpoint_moves_by_what_a_halt_took(here):
    """Two halts, before the first checkpoint; the questionnaires say the new days."""
    ref = await ready(here, contribution=None)
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    await here.hold("IT-RU/XXIX", reason="minutes")
    await until(waits_until, here, ref, want=True)
    announced = await checkpoints(here)
    for number in (2, 3):
        names = (PROPOSER, PROPOSER.upper())[: number - 1]
        await load(here, *names, version=f"2027-0{number}")
        await here.sleep(timedelta(days=30))
        await ruled(here, ref, Ruling.CLEAR, "another company")
    lost = timedelta(days=60)

    for number, at in enumerate(announced[:3], start=1):
        await here.sleep(at + lost - timedelta(hours=1) - await here.now())
        assert await asked(here, ref) == number - 1
        await here.sleep(timedelta(hours=2))
        await until(asked, here, ref, number)
    end = announced[-1] + lost
    await here.sleep(end - timedelta(hours=1) - await here.now())
    assert await here.phase(ref) == "presented"
    await here.sleep(timedelta(hours=2))
    await until(here.phase, ref, "closed")


async def checkpoints(here: House) -> tuple[datetime, ...]:
    """As they are announced at a presentation now."""
    return instants(terms(), CORRIDOR, await here.now())


async def waits_until(here: House, ref: str) -> bool:
    handle = here.wired.client.get_workflow_handle(here.stream(ref))
    status = await handle.query("status", result_type=ProposalStatus)
    return status.phase == "presented" and status.due is not None


async def asked(here: House, ref: str) -> int:
    return len((await follow_up_of(here.wired.units, ref)).asked)
