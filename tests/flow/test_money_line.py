"""The line for money, late partners who bring some, and shares with their terms."""

from datetime import timedelta

import pytest

from models.acts import CofinancingChoice
from models.body import AgreementYear
from models.ids import AgreementNumber, session_workflow_id
from models.message import ActKind
from models.reference_number import session_named
from models.shortage import ShortageMode
from tests.flow.house import House, house
from tests.flow.money_cases import asked, checked, held, offered, office
from tests.flow.stories import BODIES, disseminated
from tests.flow.wait import until

pytestmark = pytest.mark.flow
EURO = 100
THOUSAND = 1000 * EURO
WHY = "Its office was closed by the flood."


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def short(here: House, ref: str, choice: CofinancingChoice) -> None:
    await until(here.open_tasks, here.stream(ref), ["short-of-money"])
    await here.o1.cofinance(ref, choice, "decided")


async def test_x10_whoever_is_decided_about_again_has_the_freed_money(here):
    """The review of its waiting is no decision: it keeps its place meanwhile."""
    await here.body("IT-62", budget=1 * EURO)
    ref = await offered(here, "100000", IT_62=50 * THOUSAND)
    await short(here, ref, CofinancingChoice.WAIT)
    await until(here.phase, ref, "waiting-list")
    due = (await here.case(ref)).due_at
    await here.sleep(due - await here.now() + timedelta(hours=1))
    await until(here.phase, ref, "cofinancing")

    await more(here, AgreementNumber("AP-IT-62"), 50 * THOUSAND)

    await until(here.phase, ref, "ready")
    assert (await here.case(ref)).reserved == 50 * THOUSAND
    assert await asked(here, ref) == []


async def more(here: House, number: AgreementNumber, cents: int) -> None:
    """For the year that has come meanwhile."""
    year = (await here.now()).year
    async with here.wired.units.write() as unit:
        if await unit.agreements.year(number, year) is None:
            await unit.agreements.add_year(
                AgreementYear(agreement=number, year=year, budget=0)
            )
    await (await office(here)).raise_budget(
        number, year, cents, number="DM 4", reason="more"
    )


async def test_c7_shared_out_part_lapses_while_another_agreement_is_waited_for(here):
    """The office shares a cut part out; the other agreement stays empty."""
    await here.body("IT-62", budget=10 * THOUSAND)
    await here.body("IT-21", budget=1 * EURO)
    number = AgreementNumber("AP-IT-62")
    async with here.wired.units.write() as unit:
        agreement = await unit.agreements.get(number)
        shares = {"shortage": ShortageMode.PRO_RATA}
        await unit.agreements.save(agreement.model_copy(update=shares))
    ref = await offered(here, "90000", IT_62=30 * THOUSAND, IT_21=15 * THOUSAND)
    await short(here, ref, CofinancingChoice.WAIT)
    await until(here.phase, ref, "waiting-list")
    year = (await here.now()).year
    await (await office(here)).share_out(number, year, "Decree 12")
    shared = await held(here, "IT-62")

    await here.sleep(timedelta(days=120))

    assert shared == {"reserved": 10 * THOUSAND}
    await until(lapsed, here, ref, want=True)
    assert await held(here, "IT-62") in ({}, {"lapsed": 10 * THOUSAND})


async def lapsed(here: House, ref: str) -> bool:
    return "reservation-lapsed" in await here.open_tasks(here.stream(ref))


async def next_year(here: House) -> None:
    """The round may end in it."""
    year = (await here.now()).year + 1
    async with here.wired.units.write() as unit:
        for body in ("IT-34", "IT-57"):
            number = AgreementNumber(f"AP-{body}")
            if await unit.agreements.year(number, year) is None:
                await unit.agreements.add_year(
                    AgreementYear(agreement=number, year=year, budget=10_000 * THOUSAND)
                )


async def late(here: House, choice: CofinancingChoice | None, said: str) -> str:
    """Short of money, and decided about, when a second body says yes too late."""
    await next_year(here)
    ref = await disseminated(here, exclusive=False, partner_max=3)
    letter = await here.letter("accordi@it-34.example")
    for body in sorted({*BODIES} - {"IT-34"}):
        gives = 40 * THOUSAND if body == "IT-57" else None
        kind = ActKind.INTERESTED if gives else ActKind.DECLINED
        await here.o1.answer(ref, body, kind, reason="phone", contribution=gives)
    await here.sleep(timedelta(days=60))
    await until(here.phase, ref, "cofinancing")
    if choice is not None:
        await short(here, ref, choice)
        phase = "waiting-list" if choice is CofinancingChoice.WAIT else "ready"
        await until(here.phase, ref, phase)
    await here.reply(letter, said)

    async def kept() -> bool:
        return "late-answer" in await here.open_tasks(here.stream(ref))

    await until(kept, want=True)
    await here.nothing_waits()
    return ref


@pytest.mark.parametrize(
    "choice", [None, CofinancingChoice.WAIT, CofinancingChoice.ACCEPT_PARTIAL]
)
async def test_x5_money_of_a_late_partner_is_checked_and_matched(here, choice):
    ref = await late(
        here, choice, "Siamo interessati, con un contributo di 20.000 euro.\n"
    )

    await here.o1.admit_late(ref, "IT-34", WHY)

    async def reserved() -> tuple[str, int]:
        file = await here.case(ref)
        return file.phase, file.reserved

    await until(reserved, want=("ready", 60 * THOUSAND))
    assert await checked(here, ref) == ("FULL", 60 * THOUSAND, 0)
    assert (await here.case(ref)).interests == 2
    assert "short-of-money" not in await here.open_tasks(here.stream(ref))


async def test_x5_late_money_is_matched_where_a_part_was_accepted_before(here):
    """It is still not all; but that was decided about."""
    ref = await late(
        here,
        CofinancingChoice.ACCEPT_PARTIAL,
        "Siamo interessati, con un contributo di 5.000 euro.\n",
    )

    await here.o1.admit_late(ref, "IT-34", WHY)

    async def reserved() -> tuple[str, int]:
        file = await here.case(ref)
        return file.phase, file.reserved

    await until(reserved, want=("ready", 45 * THOUSAND))


async def test_x5_late_money_after_none_was_taken_is_decided_about_again(here):
    said = "Siamo interessati, con un contributo di 5.000 euro.\n"
    ref = await late(here, CofinancingChoice.GO_WITHOUT, said)

    await here.o1.admit_late(ref, "IT-34", WHY)

    await until(here.phase, ref, "cofinancing")
    await until(here.open_tasks, here.stream(ref), ["short-of-money"])
    await here.o1.cofinance(ref, CofinancingChoice.ACCEPT_PARTIAL, "decided")
    await until(here.phase, ref, "ready")
    assert (await here.case(ref)).reserved == 45 * THOUSAND


async def test_x5_late_partner_without_money_is_counted_and_on_the_agenda(here):
    ref = await late(here, CofinancingChoice.ACCEPT_PARTIAL, "Siamo interessati.\n")
    before, drawn = await here.kinds(ref), await drawings(here)

    await here.o1.admit_late(ref, "IT-34", WHY)

    assert (await here.case(ref)).interests == 2
    await until(drawings, here, drawn + 1)
    assert (await here.kinds(ref))[len(before) :] == [
        "task.closed",
        "proposal.late-admitted",
    ]


async def drawings(here: House) -> int:
    """How often the agenda was drawn."""
    async with here.wired.units.read() as unit:
        events = await unit.events.of(session_workflow_id(session_named("IT-RU/XXIX")))
    return sum(one.kind == "agenda.drawn" for one in events)
