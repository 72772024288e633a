import asyncio
import sys
from pathlib import Path

from models.case import Phase
from models.ids import CaseId
from models.ledger import Account, balances
from store.unit_of_work import SqlUnits
from tests.store.samples import AGREEMENT, CORRIDOR, STREAM, world
from tests.store.test_event import assert_chained, history

ROOT = Path(__file__).parents[2]


async def rival(url: str, times: int) -> int:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.store.rival", url, str(times)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    written, _ = await process.communicate()
    assert process.returncode == 0
    return int(written)


async def test_processes_share_one_database(url: str, units: SqlUnits) -> None:
    await world(units, budget=50)

    won = await asyncio.gather(*(rival(url, 35) for _ in range(2)))

    assert sum(won) == 50
    async with units.read() as unit:
        entries = await unit.agreements.entries(AGREEMENT, 2026)
        cases = await unit.cases.in_phase(CORRIDOR, [Phase.DRAFT])
    assert balances(entries, 50)[Account.RESERVED] == 50
    assert [one.case for one in cases] == [
        CaseId(f"it-ru/15/{serial:04}") for serial in range(1, 52)
    ]
    events = await history(units, STREAM)
    assert len(events) == 50
    assert_chained(events)


async def test_new_database_is_laid_out_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"

    won = await asyncio.gather(*(rival(url, 0) for _ in range(2)))

    assert won == [0, 0]
