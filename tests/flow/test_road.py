"""The whole road, end to end, under skipped time: every outcome reached."""

import pytest

from tests.flow.house import house
from tests.flow.plays import STORIES


@pytest.mark.parametrize("name", STORIES)
async def test_story_reaches_its_end(name, tmp_path):
    async with house(tmp_path) as here:
        await here.furnish()

        await STORIES[name](here)

        await here.nothing_waits()
