"""Money on the whole road: it outlives the proposal, and goes down the line by rank."""

from datetime import timedelta

import pytest

from models.acts import CofinancingChoice
from models.case import Outcome
from models.errors import DomainError
from models.ids import AgreementNumber, money_workflow_id
from models.ledger import Account
from models.money import euro
from models.shortage import ShortageMode
from runtime.facts_desk import FactsDesk
from runtime.wiring import rule_book
from tests.flow.house import CORRIDOR, house
from tests.flow.rehearsals import desk as trying
from tests.flow.rehearsals import foreseen
from tests.flow.stories import COST, answered, closed, disseminated, ready
from tests.flow.test_names import desk as naming
from tests.flow.treasury import AP, commit, desk
from tests.flow.wait import until

HALF = COST // 2
SOON = 70  # days to the session: a reservation outlives it
POOR = AgreementNumber("AP-IT-62")


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as house_:
        yield await house_.furnish(days=SOON)


async def presented(here):
    ref = await ready(here)
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    await here.hold("IT-RU/XXIX", reason="minutes 1")
    await until(here.phase, ref, "presented")
    return ref


async def accounts(here, number=AP):
    """Of the year the house was furnished in: time goes on past its end."""
    async with here.wired.units.read() as unit:
        [programme] = await unit.corridors.programmes(CORRIDOR.code)
    found = await here.reading.agreement_statement(number, programme.start.year)
    return {one.value: found.closing[one] for one in Account if found.closing[one]}


async def test_result_keeps_the_reservation_until_it_is_committed(here):
    ref = await presented(here)

    await here.o1.record_outcome(ref, Outcome.CONTRACT, "signed")
    await closed(here, ref, Outcome.CONTRACT)
    after_result = (await accounts(here))["reserved"]
    await commit(here, ref)

    assert after_result == HALF
    assert (await accounts(here))["committed"] == HALF
    assert (await here.case(ref)).reserved == HALF


async def test_only_a_body_of_the_round_or_its_successor_asks_for_a_commitment(here):
    ref = await presented(here)
    await here.o1.record_outcome(ref, Outcome.CONTRACT, "signed")
    await closed(here, ref, Outcome.CONTRACT)
    await here.body("IT-99")

    with pytest.raises(DomainError, match="IT-99 is no body of the proposal's round"):
        await commit(here, ref, "body:IT-99")
    untouched = await accounts(here)
    await (await naming(here)).succeed("IT-57", "IT-99", "Merged by law")
    await commit(here, ref, "body:IT-99")

    assert untouched["reserved"] == HALF
    assert (await accounts(here))["committed"] == HALF


async def test_outcome_names_the_money_that_is_not_paid(here):
    ref = await presented(here)
    told = []
    for prepare in (None, commit):
        if prepare:
            await prepare(here, ref)
        dry = await trying(here, "secretariat:o1", dry=True)
        await dry.record_outcome(ref, Outcome.CONTRACT, "signed")
        told.append(foreseen(dry).remarks)

    year = (await here.case(ref)).opened_at.year
    [reserved], [committed] = told
    assert reserved == (
        f"{euro(HALF)} stay in reserve under {AP} ({year}) and are not promised by an "
        "act yet: `starter.py money commit`"
    )
    assert committed == (
        f"act 7/2026 under {AP} still promises {euro(HALF)} that are not paid: settle "
        "or revoke it (`starter.py money`)"
    )
    assert await here.phase(ref) == "presented"


async def test_reservation_lapses_although_the_proposal_is_closed(here):
    ref = await presented(here)
    await here.o1.record_outcome(ref, Outcome.CONTRACT, "signed")
    await closed(here, ref, Outcome.CONTRACT)

    await here.sleep(timedelta(days=120))

    await until(here.open_tasks, here.stream(ref), ["reservation-lapsed"])
    assert "reserved" not in await accounts(here)
    watch = here.wired.client.get_workflow_handle(money_workflow_id(here.case_id(ref)))
    await watch.result()  # nothing waits any more


async def test_report_of_costs_is_asked_for_although_the_proposal_is_closed(here):
    ref = await presented(here)
    await here.o1.record_outcome(ref, Outcome.CONTRACT, "signed")
    await closed(here, ref, Outcome.CONTRACT)
    await commit(here, ref)

    await here.sleep(timedelta(days=40))
    await until(here.open_tasks, here.stream(ref), ["cost-report"])
    await here.sleep(timedelta(days=70))

    await until(here.open_tasks, here.stream(ref), ["cost-report", "cost-report"])


async def test_withdrawn_proposal_keeps_its_act_until_it_is_revoked(here):
    ref = await ready(here)
    await commit(here, ref)

    await here.o1.withdraw(ref, "the plant was sold")
    await closed(here, ref, Outcome.WITHDRAWN)

    assert await here.open_tasks(here.stream(ref)) == ["commitment-stands"]
    await (await desk(here)).revoke(ref, AP, "withdrawn")
    assert await here.open_tasks(here.stream(ref)) == []
    assert list(await accounts(here)) == ["available"]
    assert (await here.case(ref)).reserved == 0


async def waiting(here, *, number, **settings):
    """The money of one agreement is taken, and so many wait for it."""
    await here.body("IT-62", budget=HALF)
    async with here.wired.units.write() as unit:
        agreement = await unit.agreements.get(POOR)
        await unit.agreements.save(agreement.model_copy(update=settings))
    first = await ready(here, yes="IT-62")
    refs = []
    for _ in range(number):
        ref = await disseminated(here)
        await answered(here, ref, contribution=HALF, yes="IT-62")
        await until(here.open_tasks, here.stream(ref), ["short-of-money"])
        await here.o1.cofinance(ref, CofinancingChoice.WAIT, "next in line")
        await until(here.phase, ref, "waiting-list")
        refs.append(ref)
    return first, refs


async def test_x10_raised_budget_reaches_the_first_in_line(here):
    _, [second, third] = await waiting(here, number=2)

    await (await desk(here)).raise_budget(
        POOR, (await here.now()).year, HALF, number="DM 4", reason="more"
    )

    await until(here.phase, second, "ready")
    assert (await here.case(second)).reserved == HALF
    assert await here.phase(third) == "waiting-list"
    year = (await here.now()).year
    found = await here.reading.agreement_statement(POOR, year)
    assert (found.opening, found.raised, found.check_sum) == (HALF, HALF, 2 * HALF)


async def test_x10_shared_money_lets_all_go_on(here):
    first, refs = await waiting(here, number=2, shortage=ShortageMode.PRO_RATA)
    await here.o1.withdraw(first, "sold")
    await closed(here, first, Outcome.WITHDRAWN)

    await (await desk(here)).share_out(POOR, (await here.now()).year, "DM 5")

    for ref in refs:
        await until(here.phase, ref, "ready")
        assert (await here.case(ref)).reserved == HALF // 2
    assert await accounts(here, POOR) == {"reserved": HALF}


async def test_case_a_rule_refused_goes_on_once_the_facts_are_stated(here):
    """R12: nobody knew whether an action copies ICE's; one does, then it does not."""
    ref = await disseminated(here)
    facts = FactsDesk(
        units=here.wired.units,
        book=rule_book(),
        actor="agreement-office:o1",
        now=await here.now(),
        peers=here.wired.peers,
    )
    await facts.state(ref, "the application", copies_agency=True)
    await answered(here, ref, contribution=HALF)
    await until(here.open_tasks, here.stream(ref), ["short-of-money"])

    await facts.state(ref, "the mission was taken out", copies_agency=False)
    await here.o1.cofinance(ref, CofinancingChoice.WAIT, "judged again")

    await until(here.phase, ref, "ready")
    assert (await here.case(ref)).reserved == HALF
