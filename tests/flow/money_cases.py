"""Money on its way, for tests: bodies that give, the office, what the years hold."""

from activities.screening import ListsInUse
from models.acts import Scores, Verdict
from models.cofinancing import CofinancingCheck
from models.ids import AgreementNumber
from models.ledger import Account
from models.message import ActKind
from models.task import Task
from runtime.money_desk import MoneyDesk
from runtime.wiring import terms
from store.reference import CsvScreeningList
from tests.flow.house import CORRIDOR, GOOD, House
from tests.flow.samples import sample
from tests.flow.wait import until

CUP = "B12C34567890123"


async def office(here: House) -> MoneyDesk:
    return MoneyDesk(
        units=here.wired.units,
        terms=terms(),
        lists=ListsInUse(CsvScreeningList(here.wired.settings.screening_list)),
        actor="agreement-office:o1",
        now=await here.now(),
        peers=here.wired.peers,
    )


async def sent(here: House, cost: str, scores: Scores = GOOD) -> str:
    """A proposal for up to three partners, before every body; its cost in euro."""
    actions = [{"kind": "training", "cost": cost}]
    form = sample(0, accompanying_actions=actions, exclusive=False, partner_max=3)
    ref: str = (await here.submit(form)).ref
    await until(here.phase, ref, "validation")
    await here.o2.validate(ref, Verdict.ACCEPT, scores=scores, reason="")
    await until(here.phase, ref, "open")
    return ref


async def given(here: House, ref: str, **cents: int) -> None:
    """`IT_62=3`: that body says yes and puts in 3 cents; all others say no."""
    gives = {name.replace("_", "-"): sum_ for name, sum_ in cents.items()}
    for body in sorted(one.code for one in await here.reading.bodies()):
        kind = ActKind.INTERESTED if body in gives else ActKind.DECLINED
        await here.o1.answer(
            ref, body, kind, reason="phone", contribution=gives.get(body)
        )


async def offered(here: House, cost: str, scores: Scores = GOOD, **cents: int) -> str:
    ref = await sent(here, cost, scores)
    await given(here, ref, **cents)
    return ref


async def held(here: House, body: str) -> dict[str, int]:
    """The accounts of a body's agreement in the year the house was furnished in."""
    async with here.wired.units.read() as unit:
        programmes = await unit.corridors.programmes(CORRIDOR.code)
    number = AgreementNumber(f"AP-{body}")
    first = min(one.start.year for one in programmes)
    found = await here.reading.agreement_statement(number, first)
    return {
        one.value: found.closing[one]
        for one in Account
        if found.closing[one] and one is not Account.AVAILABLE
    }


async def checked(here: House, ref: str) -> tuple[str, int, int]:
    """How the last check of its money ended: status, ministry, gap."""
    last = [one for one in await here.events(ref) if one.kind == "cofinancing.checked"]
    result = CofinancingCheck.model_validate(last[-1].body["result"])
    return result.status, result.ministry, result.gap


async def asked(here: House, ref: str) -> list[Task]:
    async with here.wired.units.read() as unit:
        return list(await unit.tasks.open_of(here.stream(ref)))
