"""I23: two different people rule on a hit; who disagrees leaves the halt."""

import pytest

from models.acts import Ruling
from models.errors import DomainError
from tests.flow.house import House, house
from tests.flow.lists import COMPLIANCE, PROPOSER, desk, load
from tests.flow.samples import sample
from tests.flow.stories import disseminated
from tests.flow.wait import until


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def says(here: House, officer: str, ref: str, ruling: Ruling) -> None:
    await here.officer(officer).resolve(here.stream(ref), ruling, f"{ruling} it")


async def asked(here: House, ref: str) -> str:
    """What the one task says that waits."""
    async with here.wired.units.read() as unit:
        [task] = await unit.tasks.open_of(here.stream(ref))
    return task.detail


async def still(here: House) -> list[str]:
    return [one.ref for one in await desk(here).halted()]


async def held(here: House) -> str:
    """Screened at registration, and resembling a name."""
    ref = (await here.submit(sample(proposer=here.listed_proposer()))).ref
    await until(here.open_tasks, here.stream(ref), ["screening"])
    return ref


async def halted(here: House) -> str:
    ref = await disseminated(here)
    await here.nothing_waits()
    await load(here, PROPOSER)
    return ref


async def test_i23_first_ruling_waits_for_a_colleague(here):
    ref = await halted(here)

    await says(here, COMPLIANCE, ref, Ruling.CLEAR)

    assert await still(here) == [ref]
    assert "compliance:c1 would clear. Two people have to agree" in await asked(
        here, ref
    )
    with pytest.raises(DomainError, match="said --clear already: a colleague"):
        await says(here, COMPLIANCE, ref, Ruling.CLEAR)
    assert await still(here) == [ref]
    await says(here, "secretariat:o2", ref, Ruling.CLEAR)
    assert await still(here) == []
    given = [e for e in await here.events(ref) if e.kind == "screening.ruling-given"]
    assert [(e.actor, e.body["agreed"], e.reason) for e in given] == [
        (COMPLIANCE, False, "clear it"),
        ("secretariat:o2", True, "clear it"),
    ]


async def test_i23_disagreement_leaves_the_halt_and_says_so(here):
    ref = await halted(here)
    await says(here, COMPLIANCE, ref, Ruling.CLEAR)

    await says(here, "secretariat:o2", ref, Ruling.BLOCK)

    assert await still(here) == [ref]
    assert (
        "compliance:c1 would clear, secretariat:o2 would block. They disagree, and the "
        "halt stays."
    ) in await asked(here, ref)
    await says(here, COMPLIANCE, ref, Ruling.BLOCK)  # convinced
    await until(here.phase, ref, "closed")
    assert (await here.case(ref)).outcome == "blocked"


async def test_i23_hit_at_registration_needs_two_as_well(here):
    ref = await held(here)

    await says(here, "secretariat:o2", ref, Ruling.BLOCK)
    assert await here.phase(ref) == "screening"
    with pytest.raises(DomainError, match="four eyes"):
        await says(here, "secretariat:o1", ref, Ruling.BLOCK)  # who registered it
    await says(here, COMPLIANCE, ref, Ruling.CLEAR)
    assert await here.phase(ref) == "screening"
    await says(here, "secretariat:o3", ref, Ruling.CLEAR)

    await until(here.phase, ref, "validation")
    assert await here.open_tasks(here.stream(ref)) == []


async def test_i23_another_hit_is_judged_anew(here):
    """A list that comes in between names another party: who spoke, spoke of less."""
    ref = await held(here)
    await says(here, COMPLIANCE, ref, Ruling.CLEAR)
    name = str(here.listed_proposer()["name"])
    await load(here, name, version="2027-02")

    await says(here, "secretariat:o2", ref, Ruling.CLEAR)
    assert await here.phase(ref) == "screening"
    await says(here, COMPLIANCE, ref, Ruling.CLEAR)

    await until(here.phase, ref, "validation")
