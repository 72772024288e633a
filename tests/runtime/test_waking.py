"""A process dies between its commit and its poke; the next worker makes up for it."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from signal import SIGKILL

import pytest
from temporalio.service import RPCError, RPCStatusCode

from models.acts import ProposalStatus
from models.event import Event
from models.ids import money_workflow_id, watch_workflow_id
from runtime.staff import work
from runtime.waking import Waker
from runtime.wiring import Wired
from tests.flow.agendas import events, item, lay, seated
from tests.flow.house import CORRIDOR, House, house
from tests.flow.lists import PROPOSER, desk
from tests.flow.money_cases import CUP
from tests.flow.stories import ready
from tests.flow.wait import until

HOME = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.flow

CUT_SHORT = """
import asyncio, os, signal, sys
from datetime import date, datetime
from pathlib import Path
from activities.effects import EffectRunner
from activities.screening import ListsInUse
from models.corridor import Programme
from models.programme import Guideline
from runtime.money_desk import MoneyDesk
from runtime.programme_desk import ProgrammeDesk
from runtime.wiring import terms
from store.engine import build
from store.reference import CsvScreeningList
from store.unit_of_work import SqlUnits

class Killed:
    '''Peers of a process that is killed as it begins to tell the first of them.'''
    def __getattr__(self, name):
        os.kill(os.getpid(), signal.SIGKILL)

async def main(url, listed, now):
    now = datetime.fromisoformat(now)
    units = SqlUnits(build(url))
    effects = EffectRunner(units=units, peers=Killed())
    desk = MoneyDesk(
        units=units, terms=terms(), lists=ListsInUse(CsvScreeningList(Path(listed))),
        actor="agreement-office:o1", now=now, peers=Killed(),
    )
    ACT

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.fixture
def first_list(tmp_path: Path) -> Path:
    path = tmp_path / "first.csv"
    path.write_text("name,kind,list,version\nQualcun Altro,entity,house-list,1\n")
    return path


@pytest.fixture
async def here(tmp_path, first_list):
    async with house(tmp_path, screening_list=first_list) as opened:
        yield await opened.furnish()


async def cut_short(here: House, act: str) -> None:
    """Do it in a process of its own, which is killed between commit and poke."""
    settings = here.wired.settings
    words = (settings.database_url, settings.screening_list, await here.now())
    died = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", CUT_SHORT.replace("ACT", act), *map(str, words)],
        cwd=HOME,
        check=False,
    )
    assert died.returncode == -SIGKILL


@asynccontextmanager
async def worker(here: House) -> AsyncIterator[None]:
    """The worker program's own work, beside the house's worker, on its queue."""
    host = here.env.client.service_client.config.target_host
    changes = {"temporal_address": host, "lmtp_port": 0}
    settings = here.wired.settings.model_copy(update=changes)
    stop = asyncio.Event()
    working = asyncio.create_task(work(settings, stop, beside=nothing))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(working, 30)


async def nothing(_wired: Wired) -> None:
    pass


async def runs(here: House, workflow_id: str) -> bool:
    try:
        await here.wired.client.get_workflow_handle(workflow_id).describe()
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        return False
    return True


def commit(ref: str, ends: str) -> str:
    return (
        f'await desk.commit("{ref}", "AP-IT-57", number="7", signed_on=now.date(), '
        f'cup="{CUP}", companies_benefit=False, requester="agreement-office:o2", '
        f'reason="signed", ends_on=datetime.fromisoformat("{ends}").date())'
    )


async def test_money_is_watched_though_its_poke_was_lost(here):
    ref = await ready(here)
    ends = await here.now() + timedelta(days=20)
    await cut_short(here, commit(ref, ends.isoformat()))
    watch = money_workflow_id(here.case_id(ref))
    assert not await runs(here, watch)

    async with worker(here):
        await until(runs, here, watch, want=True)
        await here.sleep(timedelta(days=30))
        await until(asked, here, ref, want=True)


async def asked(here: House, ref: str) -> bool:
    return "cost-report" in await here.open_tasks(here.stream(ref))


async def test_programme_is_watched_though_its_poke_was_lost(here):
    first = (await here.now()).year + 3
    code = f"{first}-{first + 2}"
    act = (
        'desk = ProgrammeDesk(effects=effects, actor="secretariat:o1", now=now)\n'
        f'    years = Programme(corridor="{CORRIDOR.code}", code="{code}",\n'
        f"        start=date({first}, 1, 1), end=date({first + 2}, 12, 31))\n"
        '    await desk.enter(years, (Guideline(number=1, title={"en": "Energy"}),))'
    )
    await cut_short(here, act)
    watch = watch_workflow_id("programme", f"{CORRIDOR.code}/{code}")
    assert not await runs(here, watch)

    async with worker(here):
        await until(runs, here, watch, want=True)


async def test_case_halted_before_a_payment_hears_of_it(here, first_list):
    ref = await ready(here)
    ends = await here.now() + timedelta(days=90)
    await cut_short(here, commit(ref, ends.isoformat()))
    first_list.write_text(f'name,kind,list,version\n"{PROPOSER}",entity,house-list,2\n')
    await cut_short(here, f'await desk.pay("{ref}", "AP-IT-57", 100, order="1")')
    [still] = await desk(here).halted()

    async def hears() -> bool:
        handle = here.wired.client.get_workflow_handle(here.stream(ref))
        status = await handle.query("status", result_type=ProposalStatus)
        return bool(status.due == still.standstill.review_at)

    assert not await hears()
    async with worker(here):
        await until(hears, want=True)


async def test_waking_twice_changes_nothing_and_reads_in_pages(here):
    """More cases than one page holds."""
    await lay(here)
    refs = [await item(here, number) for number in range(3)]
    await seated(here, *refs)
    waker = Waker(units=here.wired.units, peers=here.wired.peers, page=2)
    before = await record(here, refs)

    told = [await waker.wake(), await waker.wake()]

    assert told == [3, 3]
    assert await record(here, refs) == before


async def record(here: House, refs: list[str]) -> list[list[Event]]:
    return [await events(here), *[await here.events(ref) for ref in refs]]
