"""A new list of restrictive measures, and a project sent in twice, as plays."""

from datetime import timedelta

from models.acts import Ruling
from models.case import Outcome
from models.likeness import DuplicateDecision
from tests.flow.alike import by_the_chamber, decide
from tests.flow.house import House
from tests.flow.lists import PROPOSER, load, ruled
from tests.flow.samples import sample
from tests.flow.stories import closed, disseminated, nobody
from tests.flow.wait import until


async def standing_still(here: House) -> str:
    """Halted over a new list and cleared after a month; then nobody is interested."""
    ref = await disseminated(here)
    await here.letter("accordi@it-57.example")
    await load(here, PROPOSER)
    await here.sleep(timedelta(days=30))
    await ruled(here, ref, Ruling.CLEAR, "another company")
    return await nobody(here, ref)


async def blocked_when_open(here: House) -> str:
    """Halted over a new list, looked at late, and recalled from every body."""
    ref = await disseminated(here)
    await here.letter("accordi@it-57.example")
    await load(here, PROPOSER)
    await here.sleep(timedelta(days=60))
    await ruled(here, ref, Ruling.BLOCK, "the very same party")
    return await closed(here, ref, Outcome.BLOCKED)


async def merged(here: House) -> str:
    """The same project by its proposer and by a chamber: one of them goes on."""
    first = (await here.submit(sample())).ref
    await until(here.phase, first, "validation")
    second = (await here.submit(by_the_chamber())).ref
    await until(here.phase, second, "validation")
    await decide(here, first, second, DuplicateDecision.MERGE)
    return await closed(here, second, Outcome.MERGED)
