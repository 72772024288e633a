"""At every stage of a proposal a dry run says of each act what the act itself says."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import pytest

from models.acts import CofinancingChoice, Ruling, Verdict
from models.body import AddressHealth
from models.message import ActKind
from tests.flow.desk_acts import ACTS
from tests.flow.exceptional_stories import RIGHT
from tests.flow.house import House, house
from tests.flow.lists import COMPLIANCE, PROPOSER, load
from tests.flow.rehearsals import done, rehearsed
from tests.flow.samples import sample
from tests.flow.stories import COST, answered, disseminated, ready
from tests.flow.wait import until

pytestmark = [pytest.mark.flow, pytest.mark.timeout(180)]


async def hit(here: House) -> str:
    ref = (await here.submit(sample(proposer=here.listed_proposer()))).ref
    await until(here.open_tasks, here.stream(ref), ["screening"])
    return ref


async def hit_judged_once(here: House) -> str:
    ref = await hit(here)
    await here.officer(COMPLIANCE).resolve(here.stream(ref), Ruling.CLEAR, "homonym")
    return ref


async def validation(here: House) -> str:
    ref: str = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    return ref


async def returned(here: House) -> str:
    ref = await validation(here)
    await here.o2.validate(ref, Verdict.RETURN, scores=None, reason="site plan")
    await until(here.phase, ref, "returned")
    return ref


async def noticed(here: House) -> str:
    ref = await validation(here)
    await here.o2.validate(ref, Verdict.REJECT, scores=None, reason="pure sale")
    await until(here.phase, ref, "rejection-notice")
    return ref


async def observed(here: House) -> str:
    ref = await noticed(here)
    await here.o1.revise(ref, sample(keywords=["altro"]), "observations")
    await until(here.phase, ref, "validation")
    return ref


async def open_(here: House) -> str:
    ref = await disseminated(here)
    await here.nothing_waits()
    return ref


async def corrected(here: House) -> str:
    ref = await open_(here)
    await here.o1.correct(ref, sample(0, summary=RIGHT), "wrong tonnes")
    return ref


async def choice(here: House) -> str:
    ref = await open_(here)
    for body in ("IT-34", "IT-57"):
        await here.o1.answer(ref, body, ActKind.INTERESTED, reason="phone")
    await here.o1.answer(ref, "IT-45", ActKind.DECLINED, reason="phone")
    await until(here.phase, ref, "choice")
    return ref


async def short(here: House) -> str:
    """Its only interested body has something left, and not enough."""
    ref = await open_(here)
    await answered(here, ref, contribution=COST // 2, yes="IT-62")
    await until(here.open_tasks, here.stream(ref), ["short-of-money"])
    return ref


async def waiting(here: House) -> str:
    ref = await short(here)
    await here.o1.cofinance(ref, CofinancingChoice.WAIT, "next in line")
    await until(here.phase, ref, "waiting-list")
    return ref


async def held_up(here: House) -> str:
    await here.health(AddressHealth.GOOD)
    ref: str = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    await here.health(AddressHealth.BAD)
    await here.accept(ref)
    await until(here.open_tasks, here.stream(ref), ["effect-refused"])
    return ref


async def closed(here: House) -> str:
    ref = await validation(here)
    await here.o1.withdraw(ref, "sent by mistake")
    await until(here.phase, ref, "closed")
    return ref


async def ready_(here: House) -> str:
    return await ready(here, contribution=None)


def each(stage: Callable[[House], Awaitable[str]], count: int, *bodies: str) -> "Made":
    """So many proposals at a stage; `bodies` have less than any of them asks."""

    async def made(here: House) -> list[str]:
        for body in bodies:
            await here.body(body, budget=COST // 4)
        return [await stage(here) for _ in range(count)]

    return made


async def scheduled(here: House) -> list[str]:
    refs = await each(ready_, 3)(here)
    await here.freeze()
    for ref in refs:
        await until(here.phase, ref, "scheduled")
    return refs


async def presented(here: House) -> list[str]:
    refs = await each(ready_, 4)(here)
    await here.freeze()
    await here.hold()
    for ref in refs:
        await until(here.phase, ref, "presented")
    return refs


async def still(here: House) -> list[str]:
    refs = await each(open_, 4)(here)
    await load(here, PROPOSER)
    return refs


Made = Callable[[House], Awaitable[list[str]]]
STAGES: Final[Mapping[str, Made]] = {
    "hit": each(hit, 5),
    "hit-judged-once": each(hit_judged_once, 5),
    "validation": each(validation, 7),
    "returned": each(returned, 4),
    "noticed": each(noticed, 3),
    "observed": each(observed, 6),
    "open": each(open_, 6),
    "corrected": each(corrected, 7),
    "choice": each(choice, 4),
    "short": each(short, 7, "IT-62"),
    "waiting": each(waiting, 7, "IT-62"),
    "held-up": each(held_up, 3),
    "ready": each(ready_, 3),
    "scheduled": scheduled,
    "presented": presented,
    "still": still,
    "closed": each(closed, 1),
}


@pytest.mark.parametrize("stage", STAGES)
async def test_rehearsal_and_act_agree_at_every_stage(tmp_path, stage):
    async with house(tmp_path) as opened:
        here = await opened.furnish(capacity=240)
        refs = await STAGES[stage](here)
        await here.nothing_waits()
        before = await here.kinds(refs[0])

        foretold = await rehearsed(here, refs[0], ACTS)

        assert await here.kinds(refs[0]) == before
        assert foretold == await done(here, refs, ACTS)
