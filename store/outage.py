"""Certified outages, and when a worker was last alive."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.frozen import Frozen
from models.outage import Outage
from store.columns import Base
from store.rows import SqlRows
from store.sheet import Sheet


class OutageTable(Base):
    """When nothing could be received: terms that ended in it move (X26)."""

    __tablename__ = "outage"
    __table_args__ = (CheckConstraint("since < until", "in_order"),)

    since: Mapped[datetime] = mapped_column(primary_key=True)
    until: Mapped[datetime]
    reason: Mapped[str]
    by: Mapped[str]


class PulseTable(Base):
    __tablename__ = "pulse"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Pulse(Frozen):
    name: str
    at: datetime


class SqlPulses(SqlRows[Pulse, str]):
    sheet = Sheet(Pulse, PulseTable)
    thing = "pulse"


class SqlOutages(SqlRows[Outage, datetime]):
    sheet = Sheet(Outage, OutageTable)
    thing = "outage"

    async def all(self) -> Sequence[Outage]:
        return await self._all(self.sheet.select.order_by(OutageTable.since))
