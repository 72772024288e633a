"""Another process at the same money: `python -m tests.store.money_rival URL SEED N`."""

import asyncio
import random
import sys
from collections.abc import Awaitable, Callable

from models.errors import DomainError
from models.ids import AgreementNumber, CaseId
from models.money import LARGEST
from store.engine import build
from store.unit_of_work import SqlUnits
from tests.store.money_world import CUP, O2, Treasury
from tests.store.samples import AGREEMENT, NOW, case

CASES = 4
Act = Callable[[Treasury, CaseId, AgreementNumber, int], Awaitable[object]]


async def act(
    treasury: Treasury, verb: str, name: CaseId, number: AgreementNumber, cents: int
) -> bool:
    """One act of somebody; False when the rules or the money say no."""
    try:
        return bool(await VERBS[verb](treasury, name, number, cents))
    except DomainError:
        return False


async def _reserve(
    treasury: Treasury, name: CaseId, _: AgreementNumber, __: int
) -> object:
    return (await treasury.reserve(name)).reserved


async def _commit(
    treasury: Treasury, name: CaseId, number: AgreementNumber, cents: int
) -> object:
    return await treasury.desk().commit(
        name,
        number,
        number=treasury.key(),
        signed_on=NOW.date(),
        cup=CUP,
        companies_benefit=False,
        requester=O2,
        reason="race",
        cents=cents,
    )


async def _pay(
    treasury: Treasury, name: CaseId, number: AgreementNumber, cents: int
) -> object:
    return await treasury.desk().pay(name, number, cents, order=treasury.key())


async def _revoke(
    treasury: Treasury, name: CaseId, number: AgreementNumber, _: int
) -> object:
    return await treasury.desk().revoke(name, number, "race")


async def _recover(
    treasury: Treasury, name: CaseId, number: AgreementNumber, cents: int
) -> object:
    return await treasury.desk().recover(name, number, cents, order=treasury.key())


async def _settle(
    treasury: Treasury, name: CaseId, number: AgreementNumber, cents: int
) -> object:
    desk, day = treasury.desk(), NOW.date()
    await desk.report(name, number, cents, ended_on=day, received_on=day)
    return await desk.settle(name, number, "", order=treasury.key())


async def _release(
    treasury: Treasury, name: CaseId, number: AgreementNumber, _: int
) -> object:
    return await treasury.desk().release(name, number, "race")


async def _raise(
    treasury: Treasury, _: CaseId, number: AgreementNumber, cents: int
) -> object:
    more = cents if cents % 7 == 0 else LARGEST  # now and then a wrong one
    return await treasury.desk().raise_budget(
        number, NOW.year, more, number=treasury.key(), reason="race"
    )


VERBS: dict[str, Act] = {
    "reserve": _reserve,
    "commit": _commit,
    "pay": _pay,
    "revoke": _revoke,
    "recover": _recover,
    "settle": _settle,
    "release": _release,
    "raise": _raise,
}


async def main(url: str, seed: int, times: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (a play, no secret)
    engine = build(url)
    treasury = Treasury(SqlUnits(engine), name=f"rival-{seed}")
    done = 0
    for _ in range(times):
        verb = chance.choice(("reserve", *VERBS))
        name = case(chance.randint(1, CASES)).case
        done += await act(treasury, verb, name, AGREEMENT, chance.randint(1, 120))
    await engine.dispose()
    sys.stdout.write(str(done))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
