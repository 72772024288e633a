"""What may become of a proposal's money, each a short play on a furnished house."""

from datetime import timedelta

from models.acts import CofinancingChoice
from models.case import Outcome
from models.message import ActKind
from tests.flow.house import House
from tests.flow.samples import sample
from tests.flow.stories import COST, answered, closed, disseminated, ready
from tests.flow.treasury import AP, commit, desk
from tests.flow.wait import until


async def without_money(here: House) -> str:
    """Under-funded, and goes on without."""
    await here.body("IT-62", budget=1_200_000)
    ref = await disseminated(here)
    await answered(here, ref)
    await here.o1.answer(
        ref, "IT-62", ActKind.INTERESTED, reason="phone", contribution=COST // 2
    )
    await until(here.phase, ref, "choice")
    await here.o1.choose(ref, "IT-62", "the proposer's letter")
    await until(here.open_tasks, here.stream(ref), ["short-of-money"])
    await here.o1.cofinance(ref, CofinancingChoice.GO_WITHOUT, "partners agree")
    await until(here.phase, ref, "ready")
    await here.o1.withdraw(ref, "end of the play")
    return await closed(here, ref, Outcome.WITHDRAWN)


async def short_of_money(here: House) -> tuple[str, str]:
    """A proposal whose only interested body has too little left this year."""
    await here.body("IT-62", budget=COST // 2)
    first = await ready(here, yes="IT-62")
    assert (await here.case(first)).reserved == COST // 2
    second = await disseminated(here)
    await answered(here, second, contribution=COST // 2, yes="IT-62")
    await until(here.open_tasks, here.stream(second), ["short-of-money"])
    return first, second


async def waiting_for_money(here: House) -> str:
    """Waits; what a withdrawn proposal frees goes to it."""
    first, second = await short_of_money(here)
    await here.o1.cofinance(second, CofinancingChoice.WAIT, "next in line")
    await until(here.phase, second, "waiting-list")
    await here.o1.withdraw(first, "sold")
    await until(here.phase, second, "ready")
    assert (await here.case(second)).reserved == COST // 2
    await here.o1.withdraw(second, "end of the play")
    return await closed(here, second, Outcome.WITHDRAWN)


async def unfunded(here: House) -> str:
    _, second = await short_of_money(here)
    await here.o1.cofinance(second, CofinancingChoice.CLOSE, "they need it")
    return await closed(here, second, Outcome.UNFUNDED)


async def lapsed_reservation(here: House) -> str:
    """Sixty working days without a commitment: the money goes back."""
    ref = await ready(here)
    await here.sleep(timedelta(days=120))
    await until(here.open_tasks, here.stream(ref), ["reservation-lapsed"])
    assert (await here.case(ref)).reserved == 0
    await here.o1.withdraw(ref, "end of the play")
    return await closed(here, ref, Outcome.WITHDRAWN)


async def committed(here: House) -> str:
    """The proposal is closed, its money is not: an act promises it, then is revoked."""
    await here.session("XXX", days=70)  # a reservation outlives it
    submitted = await here.submit(sample(0), "IT-RU/XXX")
    ref = submitted.ref
    await here.accept(ref)
    await until(here.phase, ref, "open")
    await answered(here, ref, contribution=COST // 2)
    await until(here.phase, ref, "ready")
    await here.freeze("IT-RU/XXX")
    await until(here.phase, ref, "scheduled")
    await here.hold("IT-RU/XXX", reason="minutes 1")
    await until(here.phase, ref, "presented")
    await here.o1.record_outcome(ref, Outcome.CONTRACT, "signed")
    await closed(here, ref, Outcome.CONTRACT)
    await commit(here, ref)
    await here.sleep(timedelta(days=40))  # the action has ended: a report is asked for
    await until(here.open_tasks, here.stream(ref), ["cost-report"])
    await (await desk(here)).revoke(ref, AP, "nothing was done")
    return ref
