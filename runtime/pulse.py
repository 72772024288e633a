"""The workers' pulse: after a long silence of all of them, an outage is on record."""

import asyncio
import logging
from datetime import datetime, timedelta

from models.ids import SYSTEM
from models.outage import LONG, Outage
from runtime.inbox import Clock
from runtime.wiring import Wired
from store.outage import Pulse

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=5)
_NAME = "worker"


async def look_back(wired: Wired, now: datetime) -> None:
    """Record the outage that ends now, if no worker has been alive for long."""
    async with wired.units.read() as unit:
        last = await unit.pulses.find(_NAME)
    if last is None or now - last.at <= LONG:
        return
    silent = Outage(
        since=last.at, until=now, reason="The system was not running.", by=SYSTEM
    )
    cases = await wired.outages().record(silent, now=now)
    log.warning("outage.recorded", extra={"cases": len(cases)})


async def beat(wired: Wired, now: datetime) -> None:
    async with wired.units.write() as unit:
        known = await unit.pulses.find(_NAME)
        pulse = Pulse(name=_NAME, at=now)
        await (unit.pulses.save if known else unit.pulses.add)(pulse)


async def keep_beating(wired: Wired, clock: Clock, *, every: timedelta = EVERY) -> None:
    """Look back once, then beat until cancelled; a failure is tried again.

    Until the silence is on record nobody beats: the last pulse tells its beginning.
    """
    begun = await clock()
    looked = False
    while True:
        try:
            if not looked:
                await look_back(wired, begun)
                looked = True
            await beat(wired, await clock())
        except Exception as error:  # noqa: BLE001  (tried again at the next beat)
            log.warning("pulse.missed", extra={"error": type(error).__name__})
        await asyncio.sleep(every.total_seconds())  # noqa: TID251  (not a workflow)
