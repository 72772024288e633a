"""The engine is gone: each case goes on from its record, in every phase."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from models.acts import CofinancingChoice, Ruling, Verdict
from models.case import Outcome
from models.message import ActKind
from models.posting import AT_ONCE
from tests.flow.house import CORRIDOR, House, house
from tests.flow.lists import ruled
from tests.flow.loss import at_rest, recovered
from tests.flow.samples import sample
from tests.flow.stories import (
    answered,
    closed,
    disseminated,
    nobody,
    ready,
)
from tests.flow.wait import until


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def told(here: House, ref: str) -> list[str]:
    """Every act but the marks of recoveries; letters are among them."""
    return [kind for kind in await here.kinds(ref) if kind != "case.recovered"]


async def begun_again(here: House, ref: str, *looks: str) -> None:
    """Recovered where it stood: once on record, and nothing else was done.

    `looks`: what is on record of its looking again, as at every start of a worker.
    """
    await at_rest(here, ref)
    marks = (await here.kinds(ref)).count("case.recovered")
    kinds, letters = await told(here, ref), await written(here)

    [done] = await recovered(here, ref)

    assert done.workflow == here.stream(ref)
    await here.nothing_waits()
    await at_rest(here, ref)
    assert (await told(here, ref), await written(here)) == ([*kinds, *looks], letters)
    assert (await here.kinds(ref)).count("case.recovered") == marks + 1


async def written(here: House) -> int:
    """All letters there are, sent or not."""
    with closing(sqlite3.connect(here.wired.settings.folder / "staffetta.db")) as file:
        return int(file.execute("SELECT count(*) FROM letter").fetchone()[0])


async def test_validation_goes_on_after_a_loss(here):
    ref = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")

    await begun_again(here, ref)

    await here.sleep(timedelta(days=60))
    await until(here.open_tasks, here.stream(ref), ["validation-due"] * 2)
    await begun_again(here, ref)
    await here.accept(ref)
    await until(here.phase, ref, "open")
    await nobody(here, ref)


async def test_screening_hit_waits_for_two_people_after_a_loss(here):
    ref = (await here.submit(sample(proposer=here.listed_proposer()))).ref
    await until(here.open_tasks, here.stream(ref), ["screening"])

    await begun_again(here, ref)

    await ruled(here, ref, Ruling.BLOCK, "same party")
    await closed(here, ref, Outcome.BLOCKED)


async def test_return_lapses_at_its_own_day_after_a_loss(here):
    ref = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    await here.o2.validate(ref, Verdict.RETURN, scores=None, reason="waste contract")
    await until(here.phase, ref, "returned")
    due = (await here.case(ref)).due_at

    await begun_again(here, ref)
    await here.sleep(timedelta(days=12))
    await begun_again(here, ref)
    await here.o1.revise(ref, sample(keywords=["rifiuti"]), "contract added")
    await until(here.phase, ref, "validation")
    await here.o2.validate(ref, Verdict.RETURN, scores=None, reason="site plan")
    await until(here.phase, ref, "returned")
    await begun_again(here, ref)
    await here.sleep(timedelta(days=60))

    await closed(here, ref, Outcome.LAPSED)
    assert due is not None


async def test_third_return_is_a_notice_after_a_loss(here):
    ref = (await here.submit(sample())).ref
    for number in range(2):
        await until(here.phase, ref, "validation")
        await here.o2.validate(ref, Verdict.RETURN, scores=None, reason=f"gap {number}")
        await until(here.phase, ref, "returned")
        await here.o1.revise(ref, sample(keywords=[f"k{number}"]), "mended")
    await until(here.phase, ref, "validation")

    await begun_again(here, ref)

    await here.o2.validate(ref, Verdict.RETURN, scores=None, reason="again")
    await until(here.phase, ref, "rejection-notice")
    await begun_again(here, ref)
    await here.sleep(timedelta(days=30))
    await closed(here, ref, Outcome.REJECTED)
    last = (await here.events(ref))[-1]
    assert (last.actor, last.reason) == ("secretariat:o2", "again")


async def test_open_round_reminds_and_closes_after_a_loss(here):
    ref = await disseminated(here)
    await here.letter("accordi@it-57.example")
    await begun_again(here, ref)
    await here.extend(ref, 50)
    await here.letter("accordi@it-57.example", 2)

    await begun_again(here, ref)

    await here.o1.answer(ref, "IT-57", ActKind.INTERESTED, reason="phone")
    await here.sleep(timedelta(days=48))
    reminded = await told(here, ref)
    await begun_again(here, ref)
    assert await told(here, ref) == reminded
    await here.sleep(timedelta(days=20))
    await until(here.phase, ref, "ready")


async def test_round_all_have_answered_closes_after_a_loss(tmp_path):
    """None can undo it any more two days after the last answer."""
    window = AT_ONCE.model_copy(update={"correction": 2 * 24 * 3600})
    policy = CORRIDOR.policy.model_copy(update={"posting": window})
    async with house(tmp_path) as here:
        await here.furnish(CORRIDOR.model_copy(update={"policy": policy}))
        await closes_by_itself(here)


async def closes_by_itself(here: House) -> None:
    ref = await disseminated(here)
    await here.letter("accordi@it-57.example")
    await answered(here, ref)

    await begun_again(here, ref)

    await here.sleep(timedelta(days=3))
    await until(here.phase, ref, "ready")


async def test_choice_goes_on_after_a_loss(here):
    ref = await disseminated(here)
    for body in ("IT-34", "IT-57"):
        await here.o1.answer(ref, body, ActKind.INTERESTED, reason="phone")
    await here.o1.answer(ref, "IT-45", ActKind.DECLINED, reason="phone")
    await until(here.phase, ref, "choice")

    await begun_again(here, ref)

    await here.sleep(timedelta(days=30))
    await until(here.phase, ref, "ready")


async def test_money_that_is_short_waits_in_line_after_a_loss(here):
    ref = await disseminated(here)
    await answered(here, ref, contribution=1)
    await until(here.phase, ref, "cofinancing")
    await until(here.open_tasks, here.stream(ref), ["short-of-money"])

    await begun_again(here, ref)
    await here.o1.cofinance(ref, CofinancingChoice.WAIT, "until autumn")
    await until(here.phase, ref, "waiting-list")
    await begun_again(here, ref, "money.short")

    await here.sleep(timedelta(days=400))
    await until(here.phase, ref, "cofinancing")
    await here.o1.cofinance(ref, CofinancingChoice.GO_WITHOUT, "alone")
    await until(here.phase, ref, "ready")


async def test_road_to_the_follow_up_goes_on_after_losses(here):
    ref = await ready(here)
    await begun_again(here, ref)
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    await begun_again(here, ref)
    await here.hold("IT-RU/XXIX", reason="minutes 1")
    await until(here.phase, ref, "presented")
    await begun_again(here, ref)
    await here.sleep(timedelta(days=100))
    asked = await told(here, ref)
    await begun_again(here, ref)
    assert asked.count("letters.written") >= 2

    await here.sleep(timedelta(days=500))

    await closed(here, ref, Outcome.NO_RESULT)
