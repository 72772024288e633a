"""The terms of a case's money: reminders, lapse, reports; each instant counts once."""

from datetime import date, datetime

import pytest

from store.unit_of_work import SqlUnits
from tests.store.money_world import BUDGET, HALF, Treasury
from tests.store.samples import NOW, case

CASE = case().case


@pytest.fixture
async def treasury(units: SqlUnits) -> Treasury:
    made = Treasury(units)
    await made.furnish()
    return made


async def test_reservation_is_reminded_of_and_lapses(treasury: Treasury) -> None:
    """40, 55 and 60 working days of Italy from 2 March 2026."""
    await treasury.reserved()
    seen = []
    at: datetime | None = NOW
    while at is not None:
        looked = await treasury.look(CASE, at)
        seen.append((at.date(), sorted(await treasury.tasks(CASE))))
        at = looked.next_at

    assert seen == [
        (date(2026, 3, 2), []),
        (date(2026, 4, 28), ["reservation-due"]),
        (date(2026, 5, 20), ["reservation-due"]),
        (date(2026, 5, 27), ["reservation-lapsed"]),
    ]
    assert await treasury.accounts() == {"available": BUDGET}


async def test_committed_money_does_not_lapse_but_its_report_is_asked_for(
    treasury: Treasury,
) -> None:
    await treasury.reserved()
    await treasury.committed(CASE)
    seen = []
    at: datetime | None = NOW
    while at is not None:
        looked = await treasury.look(CASE, at)
        seen.append((at.date(), len(await treasury.tasks(CASE))))
        at = looked.next_at

    assert seen == [
        (date(2026, 3, 2), 0),
        (date(2026, 9, 30), 1),
        (date(2026, 11, 30), 2),
    ]
    assert await treasury.accounts() == {"available": BUDGET - HALF, "committed": HALF}


async def test_two_looks_at_one_instant_have_one_consequence(
    treasury: Treasury,
) -> None:
    lapses = (await treasury.reserve(await treasury.file())).lapses_at

    await treasury.look(CASE, lapses)
    before = await treasury.record()
    await treasury.look(CASE, lapses)

    assert await treasury.record() == before
