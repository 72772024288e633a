"""Webhooks, their places in the feed, and their deliveries."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, or_, select

from models.webhook import Behind, Delivery, Place, Webhook, WebhookState
from store.chronicle import SqlChronicle
from store.chronicle_tables import ChronicleHeadTable
from store.columns import Instant
from store.fixed import Fixed
from store.rows import SqlRows
from store.sheet import Sheet, removal
from store.webhook_tables import (
    WebhookDeliveryTable,
    WebhookPlaceTable,
    WebhookTable,
)

_AT = bindparam("at_", type_=Instant())
_BEHIND = Fixed(
    select(WebhookTable.webhook, ChronicleHeadTable.seq.label("last"))
    .join(WebhookPlaceTable, WebhookPlaceTable.webhook == WebhookTable.webhook)
    .join(ChronicleHeadTable, WebhookPlaceTable.cursor < ChronicleHeadTable.seq)
    .where(WebhookTable.state == WebhookState.ACTIVE.value)
    .where(or_(WebhookPlaceTable.due.is_(None), WebhookPlaceTable.due <= _AT))
    .order_by(WebhookTable.webhook)
)
_LONG_AGO = removal(
    WebhookDeliveryTable,
    WebhookDeliveryTable.webhook == bindparam("of"),
    WebhookDeliveryTable.cursor <= bindparam("until"),
)


class SqlWebhooks(SqlRows[Webhook, str]):
    sheet = Sheet(Webhook, WebhookTable)
    thing = "webhook"

    async def all(self) -> Sequence[Webhook]:
        asked = self.sheet.select.order_by(WebhookTable.since, WebhookTable.webhook)
        return await self._all(asked)

    async def behind(self, at: datetime) -> Sequence[Behind]:
        """Those that are active, not told everything, and in no pause."""
        rows = await self._transaction.rows(_BEHIND, {"at_": at})
        return [Behind.model_validate(row) for row in rows]

    async def last(self) -> int:
        """The number of the chronicle's last record; 0 before the first."""
        number, _ = await SqlChronicle(self._transaction).head() or (0, "")
        return number


class SqlWebhookPlaces(SqlRows[Place, str]):
    sheet = Sheet(Place, WebhookPlaceTable)
    thing = "webhook"


class SqlDeliveriesTold(SqlRows[Delivery, tuple[str, str]]):
    sheet = Sheet(Delivery, WebhookDeliveryTable)
    thing = "delivery"

    async def keep(self, delivery: Delivery) -> None:
        """One row for each act, however often it is sent."""
        known = await self.find((delivery.webhook, delivery.message))
        if known is None:
            await self.add(delivery)
            return
        attempts = known.attempts + delivery.attempts
        await self.save(delivery.model_copy(update={"attempts": attempts}))

    async def of(self, webhook: str, limit: int) -> Sequence[Delivery]:
        """Those last tried first."""
        asked = self.sheet.select.where(WebhookDeliveryTable.webhook == webhook)
        latest = asked.order_by(
            WebhookDeliveryTable.at.desc(), WebhookDeliveryTable.cursor.desc()
        )
        return await self._all(latest.limit(limit))

    async def forget(self, webhook: str, until: int) -> None:
        """Those of records up to this one."""
        table, values = self.sheet.table, {"of": webhook, "until": until}
        await self._transaction.remove(table, _LONG_AGO, values)
