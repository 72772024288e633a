"""What the procedure refuses, in words, without changing anything."""

import asyncio

import pytest

from models.acts import CofinancingChoice, Ruling, Verdict
from models.case import Outcome
from models.errors import DomainError
from models.ids import AgreementNumber
from models.message import ActKind
from runtime.submission import AlreadySubmittedError
from tests.flow.house import GOOD, house
from tests.flow.samples import sample
from tests.flow.stories import COST, disseminated
from tests.flow.wait import until


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def test_registrar_does_not_validate(here):
    ref = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    before = await here.events(ref)

    with pytest.raises(DomainError, match="does not validate it"):
        await here.o1.validate(ref, Verdict.ACCEPT, scores=GOOD, reason="")

    assert await here.events(ref) == before


async def test_low_scores_are_not_accepted(here):
    ref = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")

    with pytest.raises(DomainError, match="sum to 10"):
        await here.o2.validate(
            ref,
            Verdict.ACCEPT,
            scores=GOOD.model_copy(update={"clarity": 0}),
            reason="",
        )


async def test_same_form_is_one_proposal(here):
    form = sample()
    ref = (await here.submit(form)).ref

    with pytest.raises(AlreadySubmittedError, match=ref):
        await here.submit(form)

    with pytest.raises(DomainError, match="registered already"):
        await here.o2.submit(form, session=None, now=await here.now())


async def test_decision_on_a_closed_case_is_refused(here):
    ref = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    await here.o1.withdraw(ref, "mistake")
    await until(here.phase, ref, "closed")

    with pytest.raises(DomainError, match="closed"):
        await here.o2.validate(ref, Verdict.ACCEPT, scores=GOOD, reason="")


async def test_act_of_another_stage_is_refused(here):
    ref = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")

    with pytest.raises(DomainError, match="only while it is presented"):
        await here.o1.record_outcome(ref, Outcome.CONTACT, "met")


async def test_deadline_moves_later_only_and_twice_at_most(here):
    ref = await disseminated(here)

    with pytest.raises(DomainError, match="only be moved later"):
        await here.extend(ref, 2)
    with pytest.raises(DomainError, match="22 working days"):
        await here.extend(ref, 235)
    await here.extend(ref, 50)
    await here.extend(ref, 60)
    with pytest.raises(DomainError, match="twice"):
        await here.extend(ref, 70)


async def test_answer_of_a_body_not_written_to_is_refused(here):
    ref = await disseminated(here)

    with pytest.raises(DomainError, match="was not sent to IT-99"):
        await here.o1.answer(ref, "IT-99", ActKind.INTERESTED, reason="phone")


async def test_x25_two_proposals_race_for_the_last_cents(here):
    await here.body("IT-62", budget=COST // 2)
    refs = [await disseminated(here), await disseminated(here)]
    for ref in refs:
        for body in ("IT-34", "IT-45", "IT-57"):
            await here.o1.answer(ref, body, ActKind.DECLINED, reason="phone")

    await asyncio.gather(
        *(
            here.o1.answer(
                ref,
                "IT-62",
                ActKind.INTERESTED,
                reason="phone",
                contribution=COST // 2,
            )
            for ref in refs
        )
    )

    async def reserved() -> list[int]:
        return sorted([(await here.case(ref)).reserved for ref in refs])

    async def short() -> int:
        found = [await here.open_tasks(f"proposal/{here.case_id(r)}") for r in refs]
        return found.count(["short-of-money"])

    await until(reserved, want=[0, COST // 2])
    await until(short, want=1)
    [loser] = [ref for ref in refs if not (await here.case(ref)).reserved]
    await here.o1.cofinance(loser, CofinancingChoice.WAIT, "next in line")
    await until(here.phase, loser, "waiting-list")
    year = (await here.now()).year
    found = await here.reading.agreement_statement(AgreementNumber("AP-IT-62"), year)
    left = {name.value: cents for name, cents in found.closing.items() if cents}
    assert left == {"reserved": COST // 2}


async def test_nobody_is_cleared_without_a_list(tmp_path):
    async with house(tmp_path, screening_list=tmp_path / "none.csv") as here:
        await here.furnish()
        ref = (await here.submit(sample())).ref
        await until(here.open_tasks, here.stream(ref), ["screening"])

        with pytest.raises(DomainError, match="No screening list could be read"):
            await here.o2.resolve(here.stream(ref), Ruling.CLEAR, "looks fine")

        assert await here.phase(ref) == "screening"


async def test_registrar_does_not_judge_a_hit(here):
    ref = (await here.submit(sample(proposer=here.listed_proposer()))).ref
    await until(here.open_tasks, here.stream(ref), ["screening"])

    with pytest.raises(DomainError, match="four eyes"):
        await here.o1.resolve(here.stream(ref), Ruling.CLEAR, "my own")


async def test_who_hands_in_a_revision_does_not_validate_it(here):
    ref = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    await here.o2.validate(ref, Verdict.RETURN, scores=None, reason="site plan")
    await here.o2.revise(ref, sample(keywords=["altro"]), "by mail")
    await until(here.phase, ref, "validation")

    with pytest.raises(DomainError, match="or its revision"):
        await here.o2.validate(ref, Verdict.ACCEPT, scores=GOOD, reason="")


async def test_retry_of_nothing_is_refused(here):
    ref = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")

    with pytest.raises(DomainError, match="waits for something else"):
        await here.o2.resolve(here.stream(ref), Ruling.RETRY, "why not")


async def test_session_is_opened_once(here):
    with pytest.raises(DomainError, match="exists: an ordinal is never used twice"):
        await here.session("XXIX")


async def test_session_without_a_date_is_not_frozen(here):
    await here.o1.postpone("IT-RU/XXIX", None, "to a date to be set")

    with pytest.raises(DomainError, match="has no date"):
        await here.freeze()
    with pytest.raises(DomainError, match="without a date already"):
        await here.o1.postpone("IT-RU/XXIX", None, "again")
