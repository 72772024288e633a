"""The worker is killed at each cut point of an effect: nothing missing or doubled.

CUT_SEEDS=25 kills three times at one point, with twenty-five seeds for each, as `make
cuts` does; the suite kills once at each point.
"""

import asyncio
import os
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from models.event import EventKind
from tests.flow.cutting import Point, cut_worker
from tests.flow.house import House, house
from tests.flow.plays import STORIES

SEEDS = int(os.environ.get("CUT_SEEDS", "0"))
CUTS = [(1, tuple(Point))] + [
    (seed, (point,) * 3) for point in Point for seed in range(1, 1 + SEEDS)
]


async def told(here: House, ref: str) -> tuple[Counter[str], Counter[str]]:
    """The case's acts by kind, and what arrived by address and Message-ID.

    A letter that a crash left in doubt is settled by an act more: that is no doubling.
    """
    await here.nothing_waits()
    acts = Counter(await here.kinds(ref))
    del acts[EventKind.LETTER_SETTLED]
    letters = Counter(
        f"{letter['To']}: {letter['Message-ID']}"
        for box in here.host.mailboxes()
        for letter in here.letters(box)
    )
    return acts, letters


@pytest.fixture(scope="module")
def uncut(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    return asyncio.run(_uncut(tmp_path_factory.mktemp("uncut")))


async def _uncut(folder: Path) -> Counter[str]:
    async with house(folder) as here:
        await here.furnish()
        acts, _ = await told(here, await STORIES["presented"](here))
    return acts


@pytest.mark.timeout(400)
@pytest.mark.parametrize(("seed", "points"), CUTS)
async def test_effect_cut_off_is_made_true_once(
    tmp_path: Path, seed: int, points: tuple[Point, ...], uncut: Counter[str]
) -> None:
    worker = partial(cut_worker, points=points, seed=seed)
    async with house(tmp_path, worker=worker) as here:
        await here.furnish()

        acts, letters = await told(here, await STORIES["presented"](here))

    killed = (tmp_path / "killed").read_text().split()
    assert killed == [*points]
    assert (acts - uncut, uncut - acts) == (Counter(), Counter())
    assert set(letters.values()) == {1}
