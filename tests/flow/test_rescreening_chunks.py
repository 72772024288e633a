"""A chunk of the comparison with a new list that a crash cut short (X21)."""

from typing import cast

import pytest

from activities.comparison import Comparison
from activities.effects import EffectRunner
from activities.ports import Peers
from activities.rescreening import KeepList, ScreenAgain, ScreeningActivities
from activities.screening import ListsInUse
from models.ids import Actor
from models.screening_acts import StandStill
from runtime.wiring import terms
from store.reference import CsvScreeningList
from tests.flow.house import house
from tests.flow.lists import PROPOSER, desk, listing
from tests.flow.stories import disseminated


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


class AwayOnce:
    """The engine, that does not answer the first time."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.away = True

    async def stand_still(self, act: StandStill) -> None:
        if self.away:
            self.away = False
            raise ConnectionError
        self.told.append(act.case)


async def test_x21_chunk_cut_short_is_told_again_and_counted_once(here):
    """It stands still from the commit on; the procedure hears of it in the end."""
    ref = await disseminated(here)
    await here.nothing_waits()
    units, peers = here.wired.units, AwayOnce()
    async with units.write() as unit:
        file = await unit.papers.put(listing(PROPOSER))
    activities = ScreeningActivities(
        effects=EffectRunner(units=units, peers=cast("Peers", peers)),
        comparison=Comparison(
            terms=terms(),
            lists=ListsInUse(CsvScreeningList(here.wired.settings.screening_list)),
        ),
    )
    now = await here.now()
    keep = KeepList(
        key="keep",
        at=now,
        actor=Actor("compliance:c1"),
        file=file,
        source="EU",
        version="1",
    )
    await activities.keep_list(keep)
    chunk = ScreenAgain(key="chunk", at=now, file=file)

    with pytest.raises(ConnectionError):
        await activities.screen_again(chunk)
    assert [one.ref for one in await desk(here).halted()] == [ref]
    await activities.screen_again(chunk)

    [known] = await desk(here).lists()
    assert (known.version.screened, known.version.hits) == (1, 1)
    assert peers.told == [here.case_id(ref)]
    assert (await here.kinds(ref)).count("standstill.begun") == 1
