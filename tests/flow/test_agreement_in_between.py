"""Engine and record agree in the middle of a story, not only at its end.

AGREE=all plays every story; the suite, three that come by most stages.
"""

import asyncio
import os
from collections.abc import Mapping

import pytest
from temporalio.testing import ActivityEnvironment

from activities.effects import EffectRunner
from activities.reconcile import ComparePage, ReconcileActivities
from models.reconcile import Source
from runtime.engine_view import EngineView
from runtime.officer_desk import OfficerDesk
from tests.flow.house import House, house
from tests.flow.plays import STORIES

FEW = ("cleared", "rejected", "waiting-for-money")
PLAYED = [*STORIES] if os.environ.get("AGREE") == "all" else FEW
LOOKS, APART = 40, 0.1  # until what is under way has been recorded


class Onlooker:
    """Compares whenever somebody is about to act, or time has passed."""

    def __init__(self, here: House) -> None:
        wired = here.wired
        effects = EffectRunner(units=wired.units, peers=wired.peers)
        self._here = here
        self._verbs = ReconcileActivities(
            effects=effects, engine=EngineView(wired.client)
        )
        self.looks = 0
        self.seen: list[tuple[str, str]] = []

    async def look(self, where: str) -> None:
        """What stands through several looks differs."""
        self.looks += 1
        found = await self.differences()
        for _ in range(LOOKS):
            if not found:
                return
            await asyncio.sleep(APART)
            again = await self.differences()
            found = {name: again[name] for name in found if name in again}
        self.seen += [(where, sentence) for sentence in found.values()]

    async def differences(self) -> Mapping[str, str]:
        """By name, in one look; no clock is moved by it, as by a run it might."""
        found: dict[str, str] = {}
        now = await self._here.now()
        for source in Source:
            after = ""
            while True:
                page = await ActivityEnvironment().run(
                    self._verbs.compare_page,
                    ComparePage(source=source, at=now, after=after),
                )
                found |= {one.name: one.sentence for one in page.differences}
                after = page.after
                if not after:
                    break
        return found


@pytest.mark.timeout(200)
@pytest.mark.parametrize("story", PLAYED)
async def test_nothing_differs_before_an_act_or_around_a_wait(
    story, tmp_path, monkeypatch
):
    told, slept = OfficerDesk._tell, House.sleep
    async with house(tmp_path) as here:
        await here.furnish()
        onlooker = Onlooker(here)

        async def tell(self, workflow, update, act, **named):
            await onlooker.look(f"before {update}")
            return await told(self, workflow, update, act, **named)

        async def sleep(self, long):
            await onlooker.look("before a wait")
            await slept(self, long)
            await onlooker.look("after it")

        monkeypatch.setattr(OfficerDesk, "_tell", tell)
        monkeypatch.setattr(House, "sleep", sleep)
        await STORIES[story](here)

    assert onlooker.seen == []
    assert onlooker.looks > 0 or story in {"sealed", "reconciled"}
