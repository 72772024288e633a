"""Who is written to, on the day it is at the secretariat."""

from datetime import UTC, datetime, time, timedelta

from activities.dossier import open_dossier
from activities.recipients import reachable
from models.body import Channel
from store.unit_of_work import SqlUnits
from tests.store.money_world import Treasury
from tests.store.samples import AGREEMENT, agreement


async def test_agreement_ends_at_midnight_of_the_secretariat(units: SqlUnits) -> None:
    treasury = Treasury(units)
    await treasury.furnish(sectors=())
    case = await treasury.file()
    last = datetime.combine(agreement().valid_to, time(), UTC)
    rome = timedelta(hours=23, minutes=30)  # the day after, in Rome

    async with units.write() as unit:
        body = await unit.bodies.get(agreement().body)
        await unit.bodies.save(body.model_copy(update={"sectors": ()}))
    async with units.read() as unit:
        dossier = await open_dossier(unit, case)
        channels = frozenset({Channel.PEO})
        before = await reachable(unit, dossier, last + timedelta(hours=12), channels)
        after = await reachable(unit, dossier, last + rome, channels)

    assert [one.number for _, one in before.fitting] == [AGREEMENT]
    assert after.fitting == ()
    [why] = [why for body, why in after.left_out if AGREEMENT in why]
    assert "is in force from" in why
