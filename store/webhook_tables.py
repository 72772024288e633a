"""The tables of the webhooks: who they are, how far each was told, how it answered."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Base


class WebhookTable(Base):
    """A program's address that is sent every act."""

    __tablename__ = "webhook"

    webhook: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    state: Mapped[str]
    since: Mapped[datetime]
    changed_at: Mapped[datetime]


class WebhookPlaceTable(Base):
    """How far a webhook was told, and since when it fails.

    Not chronicled: telling of a record would make another to be told of.
    """

    __tablename__ = "webhook_place"
    __table_args__ = (
        CheckConstraint("cursor >= 0", "cursor_not_negative"),
        CheckConstraint("within >= 0", "within_not_negative"),
    )

    webhook: Mapped[str] = mapped_column(
        ForeignKey("webhook.webhook"), primary_key=True
    )
    cursor: Mapped[int]
    within: Mapped[int]
    attempts: Mapped[int]
    failing_since: Mapped[datetime | None]
    due: Mapped[datetime | None]


class WebhookDeliveryTable(Base):
    """What became of sending one act to a webhook; not chronicled, for the same."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (Index(None, "webhook", "at"),)

    webhook: Mapped[str] = mapped_column(
        ForeignKey("webhook.webhook"), primary_key=True
    )
    message: Mapped[str] = mapped_column(primary_key=True)
    cursor: Mapped[int]
    attempts: Mapped[int]
    at: Mapped[datetime]
    status: Mapped[int]
    problem: Mapped[str]
    taken_at: Mapped[datetime | None]
