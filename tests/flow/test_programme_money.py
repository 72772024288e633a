"""The end of a programme and the money promised in it (X18)."""

import pytest

from models.programme_content import Destination
from tests.flow.house import house
from tests.flow.money_cases import held
from tests.flow.programmes import IT_RU, desk, end_now, guided, signed, years
from tests.flow.stories import COST, ready

pytestmark = pytest.mark.flow


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def test_x18_agreement_years_do_not_close_with_the_programme(here):
    code, _ = await years(here)
    following = await signed(here)
    ref = await ready(here)
    await guided(here, code)
    await end_now(here, code)
    onward = Destination(programme=following.code, guideline=1)
    decided = {ref: onward, "IT-RU/XXIX": Destination(programme=following.code)}

    await (await desk(here)).close(IT_RU, code, decided=decided, onto=None)

    assert await held(here, "IT-57") == {"reserved": COST // 2}
    assert (await here.case(ref)).reserved == COST // 2
