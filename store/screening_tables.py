"""The tables of the screening: lists as loaded, and cases at a standstill."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Base


class ScreeningListTable(Base):
    """An issue of a list of restrictive measures that was taken into use."""

    __tablename__ = "screening_list"
    __table_args__ = (CheckConstraint("entries > 0", "not_empty"),)

    list: Mapped[str] = mapped_column(ForeignKey("paper.sha256"), primary_key=True)
    source: Mapped[str]
    version: Mapped[str]
    issued_on: Mapped[date | None]
    loaded_at: Mapped[datetime]
    by: Mapped[str]
    entries: Mapped[int]
    screened: Mapped[int]
    hits: Mapped[int]
    finished_at: Mapped[datetime | None]


class StandstillTable(Base):
    """A hit on a list for which a case stands still."""

    __tablename__ = "standstill"

    case: Mapped[str] = mapped_column(ForeignKey("proposal.case"), primary_key=True)
    since: Mapped[datetime] = mapped_column(primary_key=True)
    list: Mapped[str | None] = mapped_column(ForeignKey("screening_list.list"))
    matches: Mapped[str] = mapped_column(ForeignKey("paper.sha256"))
    review_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    ruling: Mapped[str | None]
    ended_by: Mapped[str | None]
