"""An agreement's year is closed by an act, once it has ended (method 2.5, X18)."""

from datetime import UTC, datetime

import pytest

from models.errors import DomainError
from store.unit_of_work import SqlUnits
from tests.store.money_world import BUDGET, HALF, Treasury
from tests.store.samples import AGREEMENT


@pytest.fixture
async def treasury(units: SqlUnits) -> Treasury:
    made = Treasury(units)
    await made.furnish()
    return made


async def test_what_is_left_of_an_ended_year_lapses_and_what_is_held_stays(
    treasury: Treasury,
) -> None:
    name = await treasury.reserved()
    treasury.now = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # 2027 in Rome

    closed = await treasury.desk().close_year(AGREEMENT, 2026, "end of the year")
    await treasury.committed(name)

    assert closed.cents == BUDGET - HALF
    assert await treasury.accounts() == {"committed": HALF, "lapsed": BUDGET - HALF}
    async with treasury.units.read() as unit:
        events = await unit.events.of(f"agreement/{AGREEMENT}/2026")
    [told] = [one for one in events if one.kind == "agreement.closed"]
    assert (told.reason, told.body) == ("end of the year", {"cents": BUDGET - HALF})


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 12, 31, 22, 30, tzinfo=UTC), "2026 still runs"),
        (datetime(2027, 1, 2, tzinfo=UTC), "Nothing is left of 2026"),
    ],
)
async def test_year_is_closed_once_and_not_while_it_runs(
    treasury: Treasury, at: datetime, words: str
) -> None:
    treasury.now = at
    if at.year > 2026:
        await treasury.desk().close_year(AGREEMENT, 2026, "end of the year")
    before = await treasury.record()

    with pytest.raises(DomainError, match=words):
        await treasury.desk().close_year(AGREEMENT, 2026, "again")

    assert await treasury.record() == before


async def test_dry_closing_says_what_would_lapse(treasury: Treasury) -> None:
    treasury.now = datetime(2027, 1, 2, tzinfo=UTC)
    desk = treasury.desk(dry=True)

    await desk.close_year(AGREEMENT, 2026, "end of the year")

    assert desk.foreseen is not None
    assert [(one.debit, one.cents) for one in desk.foreseen.money] == [
        ("lapsed", BUDGET)
    ]
    assert await treasury.accounts() == {"available": BUDGET}
