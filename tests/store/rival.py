"""Another process at the same database: `python -m tests.store.rival URL TIMES`."""

import asyncio
import sys

from models.errors import InsufficientFundsError
from models.event import EventKind
from models.ids import SYSTEM
from models.ledger import reserve
from store.engine import build
from store.migrate import upgrade
from store.unit_of_work import SqlUnits
from tests.store.samples import AGREEMENT, CASE, NOW, SESSION, STREAM, case


async def submit_and_reserve(units: SqlUnits) -> bool:
    """A number, an event and a reservation in one unit; False: no money left."""
    try:
        async with units.write() as unit:
            serial = await unit.cases.next_serial(SESSION)
            await unit.cases.add(case(serial))
            await unit.events.append(
                stream=STREAM, kind=EventKind.SUBMITTED, actor=SYSTEM, at=NOW
            )
            year = await unit.agreements.year(AGREEMENT, 2026)
            budget = year.budget if year else 0
            before = await unit.agreements.entries(AGREEMENT, 2026)
            moves = reserve(before, budget, 1, cause="race")
            await unit.agreements.post(AGREEMENT, 2026, CASE, moves, at=NOW)
    except InsufficientFundsError:
        return False
    return True


async def main(url: str, times: int) -> None:
    await upgrade(url)
    engine = build(url)
    units = SqlUnits(engine)
    won = await asyncio.gather(*(submit_and_reserve(units) for _ in range(times)))
    await engine.dispose()
    sys.stdout.write(str(won.count(True)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
