"""The tables of agendas and of what came of them: slots, releases, minutes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Base, Document


class SlotTable(Base):
    """The place of a proposal on an agenda."""

    __tablename__ = "slot"
    __table_args__ = (
        UniqueConstraint("session", "position"),
        CheckConstraint("position > 0", "position_positive"),
        CheckConstraint("minutes > 0", "minutes_positive"),
    )

    session: Mapped[str] = mapped_column(
        ForeignKey("session.session"), primary_key=True
    )
    case: Mapped[str] = mapped_column(ForeignKey("proposal.case"), primary_key=True)
    position: Mapped[int]
    minutes: Mapped[int]
    table: Mapped[str]
    day: Mapped[date]
    starts_at: Mapped[datetime]
    rank: Mapped[str]
    why: Mapped[str]
    by_hand: Mapped[bool] = mapped_column(server_default=false())
    frozen: Mapped[bool]


class QueuedTable(Base):
    """A proposal that waits for a place on an agenda."""

    __tablename__ = "queued"
    __table_args__ = (CheckConstraint("position > 0", "position_positive"),)

    session: Mapped[str] = mapped_column(
        ForeignKey("session.session"), primary_key=True
    )
    case: Mapped[str] = mapped_column(ForeignKey("proposal.case"), primary_key=True)
    position: Mapped[int]
    rank: Mapped[str]
    why: Mapped[str]
    by_hand: Mapped[bool]


class OverrideTable(Base):
    """A conflict on an agenda that somebody let stand, and why."""

    __tablename__ = "override"

    session: Mapped[str] = mapped_column(
        ForeignKey("session.session"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    conflict: Mapped[Any] = mapped_column(Document)
    note: Mapped[str]
    by: Mapped[str]


class AnnouncedTable(Base):
    """Insert only: a release is never changed, only followed."""

    __tablename__ = "announced"
    __table_args__ = (CheckConstraint("number > 0", "number_positive"),)

    session: Mapped[str] = mapped_column(
        ForeignKey("session.session"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    content_hash: Mapped[str]
    release: Mapped[Any] = mapped_column(Document)
    changes: Mapped[tuple[str, ...]]
    agenda_paper: Mapped[str | None]
    dossier_paper: Mapped[str | None]


class MinutesTable(Base):
    """Insert only: minutes are recorded once, with the sitting."""

    __tablename__ = "minutes"

    session: Mapped[str] = mapped_column(
        ForeignKey("session.session"), primary_key=True
    )
    minutes: Mapped[Any] = mapped_column(Document)
    at: Mapped[datetime]
    by: Mapped[str]


class UndertakingTable(Base):
    """What a side promised in a session, and what became of it."""

    __tablename__ = "undertaking"

    undertaking: Mapped[str] = mapped_column(primary_key=True)
    session: Mapped[str] = mapped_column(ForeignKey("session.session"), index=True)
    item: Mapped[int]
    case: Mapped[str | None] = mapped_column(ForeignKey("proposal.case"))
    promise: Mapped[Any] = mapped_column(Document)
    reports: Mapped[Any] = mapped_column(Document)
    settlement: Mapped[Any | None] = mapped_column(Document)
