"""Telling the webhooks: what the worker needs for it, and who wakes it."""

import asyncio
import logging
from typing import Final

from activities.feed import FeedActivities
from activities.peers import TemporalPeers
from runtime.courier import HttpCourier
from runtime.inbox import Clock
from runtime.settings import Settings
from runtime.webhook_keys import WebhookKeys
from store.feed import SqlFeed
from store.unit_of_work import SqlUnits

log = logging.getLogger(__name__)

EVERY: Final = 1.0
"""Seconds between two looks whether somebody has something to be told."""


def telling(units: SqlUnits, settings: Settings) -> FeedActivities:
    return FeedActivities(
        units=units,
        feed=SqlFeed(units.engine),
        courier=HttpCourier(WebhookKeys(settings.folder)),
    )


class Bell:
    """Rings once for each webhook and each record it has not been told of.

    What changes a webhook is a record too, so it is woken by that as well.
    """

    def __init__(self, units: SqlUnits, peers: TemporalPeers, clock: Clock) -> None:
        self._units = units
        self._peers = peers
        self._clock = clock
        self._rung: dict[str, int] = {}

    async def ring(self) -> None:
        async with self._units.read() as unit:
            behind = await unit.webhooks.behind(await self._clock())
        for one in behind:
            if self._rung.get(one.webhook) != one.last:
                await self._peers.poke_feed(one.webhook)
                self._rung[one.webhook] = one.last

    async def keep_ringing(self) -> None:
        """Until cancelled; a failure is tried again."""
        while True:
            try:
                await self.ring()
            except Exception as error:  # noqa: BLE001  (tried again at the next look)
                log.warning("feed.not-rung", extra={"error": type(error).__name__})
            await asyncio.sleep(EVERY)  # noqa: TID251  (not a workflow)
