"""Returned a third time (X1), and rejected although observations came (X27)."""

import json
from datetime import timedelta
from email.message import EmailMessage

import pytest

from models.acts import Verdict
from models.case import Outcome
from models.deadlines import TermName
from models.errors import DomainError
from tests.flow.house import House, house
from tests.flow.samples import sample
from tests.flow.stories import closed
from tests.flow.wait import until

PROPOSER = json.loads(sample())["contact"]["email"]


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def submitted(here: House) -> str:
    ref: str = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    return ref


async def say_return(here: House, ref: str, gap: str) -> None:
    await here.o2.validate(ref, Verdict.RETURN, scores=None, reason=gap)


async def revise(here: House, ref: str) -> None:
    await here.o1.revise(ref, sample(), "completed")
    await until(here.phase, ref, "validation")


async def returned_twice(here: House) -> str:
    ref = await submitted(here)
    for gap in ("waste contract", "site plan"):
        await say_return(here, ref, gap)
        await until(here.phase, ref, "returned")
        await revise(here, ref)
    return ref


async def clocks(here: House, ref: str) -> dict[TermName, bool]:
    """The clocks that are not done with, and whether each runs."""
    async with here.wired.units.read() as unit:
        found = await unit.deadlines.of(here.stream(ref))
    return {one.name: one.ends_at is not None for one in found if one.closed_at is None}


def words(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


async def last_letter(here: House, before: int) -> str:
    return words(await here.letter(PROPOSER, before + 1))


async def test_x1_return_lists_the_gaps_and_turns_the_clock_round(here):
    ref = await submitted(here)
    await here.letter(PROPOSER)

    await say_return(here, ref, "waste contract\nsite plan")

    told = await last_letter(here, 1)
    assert "waste contract" in told
    assert "site plan" in told
    assert await clocks(here, ref) == {
        TermName.COMPLETENESS: False,
        TermName.VALIDATION: False,
        TermName.COMPLETION: True,
    }
    await revise(here, ref)
    assert await clocks(here, ref) == {
        TermName.COMPLETENESS: True,
        TermName.VALIDATION: True,
    }


async def test_x1_third_return_is_the_notice_of_a_rejection(here):
    ref = await returned_twice(here)
    await here.nothing_waits()
    before = len(here.letters(PROPOSER))

    await say_return(here, ref, "still no site plan")

    await until(here.phase, ref, "rejection-notice")
    assert (await clocks(here, ref))[TermName.OBSERVATIONS]
    told = await last_letter(here, before)
    assert "still no site plan" in told
    kinds = await here.kinds(ref)
    assert kinds.count("proposal.returned") == 2
    assert kinds.count("proposal.rejection-notified") == 1
    await here.sleep(timedelta(days=30))
    await closed(here, ref, Outcome.REJECTED)


async def test_x1_completed_after_the_third_may_still_be_accepted(here):
    ref = await returned_twice(here)
    await say_return(here, ref, "still no site plan")
    await until(here.phase, ref, "rejection-notice")
    await revise(here, ref)

    await here.accept(ref)

    await until(here.phase, ref, "open")


async def observed(here: House) -> str:
    """A proposal whose proposer made observations on the notice of a rejection."""
    ref = await submitted(here)
    await here.o2.validate(ref, Verdict.REJECT, scores=None, reason="pure sale")
    await until(here.phase, ref, "rejection-notice")
    await revise(here, ref)
    return ref


async def test_x27_rejection_answers_the_observations(here):
    ref = await observed(here)
    await here.nothing_waits()
    before = len(here.letters(PROPOSER))

    with pytest.raises(DomainError, match="made observations: say in --reason why"):
        await here.o2.validate(ref, Verdict.REJECT, scores=None, reason="pure sale")
    assert await here.phase(ref) == "validation"
    await here.o2.validate(
        ref, Verdict.REJECT, scores=None, reason="the training is sold, not shared"
    )

    await closed(here, ref, Outcome.REJECTED)
    told = await last_letter(here, before)
    assert "the training is sold, not shared" in told
    [at] = [
        one.at for one in await here.events(ref) if one.kind == "proposal.resubmitted"
    ]
    language = json.loads(sample())["contact"]["language"]
    said = {"it": "osservazioni", "ru": "замечания", "en": "observations"}[language]
    assert said in told
    assert str(at.year) in told


async def test_x27_is_examined_once_more_only(here):
    ref = await observed(here)

    with pytest.raises(DomainError, match="once more only"):
        await say_return(here, ref, "one more paper")

    assert await here.phase(ref) == "validation"
    await here.accept(ref)
    await until(here.phase, ref, "open")


async def test_x27_without_observations_the_notice_stands(here):
    ref = await submitted(here)
    await here.o2.validate(ref, Verdict.REJECT, scores=None, reason="pure sale")
    await until(here.phase, ref, "rejection-notice")
    await here.nothing_waits()
    before = len(here.letters(PROPOSER))

    await here.sleep(timedelta(days=30))

    await closed(here, ref, Outcome.REJECTED)
    told = await last_letter(here, before)
    assert "pure sale" in told
    assert not any(one in told for one in ("osservazioni", "замечания", "observations"))
