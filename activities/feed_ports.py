"""What telling of the acts needs: the feed, webhooks, and somebody who carries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from activities.rows import Rows
from models.feed import FeedPage
from models.webhook import Answer, Behind, Delivery, Place, Webhook


class Feed(Protocol):
    async def page(self, *, after: int, limit: int) -> FeedPage:
        """What was committed after a cursor; whole commits.

        Raises DomainError where that cannot be told.
        """
        ...


class Courier(Protocol):
    async def carry(self, webhook: Webhook, message: str, body: bytes) -> Answer:
        """Sign and send once. Raises DomainError when there is no key to sign with."""


class Webhooks(Rows[Webhook, str], Protocol):
    async def all(self) -> Sequence[Webhook]: ...
    async def behind(self, at: datetime) -> Sequence[Behind]: ...
    async def last(self) -> int:
        """The number of the last record there is."""
        ...


class DeliveriesTold(Protocol):
    async def keep(self, delivery: Delivery) -> None: ...
    async def of(self, webhook: str, limit: int) -> Sequence[Delivery]: ...
    async def forget(self, webhook: str, until: int) -> None: ...


class FeedNouns(Protocol):
    """A part of UnitOfWork."""

    @property
    def webhooks(self) -> Webhooks: ...
    @property
    def webhook_places(self) -> Rows[Place, str]: ...
    @property
    def webhook_deliveries(self) -> DeliveriesTold: ...
