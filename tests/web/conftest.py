from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.web.desk import Building, building


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Building]:
    async with building(tmp_path) as opened:
        yield opened
