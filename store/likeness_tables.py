"""The tables of likeness: what proposals have in common, and the pairs suspected."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Base


class LikenessTable(Base):
    """What a proposal is compared by with others."""

    __tablename__ = "likeness"
    __table_args__ = (
        Index(None, "corridor", "hash"),
        Index(None, "corridor", "proposer"),
        Index(None, "corridor", "site"),
    )

    case: Mapped[str] = mapped_column(ForeignKey("proposal.case"), primary_key=True)
    corridor: Mapped[str] = mapped_column(ForeignKey("corridor.code"))
    hash: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str]
    proposer: Mapped[str]
    site: Mapped[str]


class DuplicateTable(Base):
    """`kept` is the proposal that goes on, once two were merged."""

    __tablename__ = "duplicate"
    __table_args__ = (CheckConstraint("percent BETWEEN 0 AND 100", "percent_in_range"),)

    case: Mapped[str] = mapped_column(ForeignKey("proposal.case"), primary_key=True)
    other: Mapped[str] = mapped_column(
        ForeignKey("proposal.case"), primary_key=True, index=True
    )
    percent: Mapped[int]
    why: Mapped[tuple[str, ...]]
    found_at: Mapped[datetime]
    decision: Mapped[str | None]
    kept: Mapped[str | None] = mapped_column(ForeignKey("proposal.case"), index=True)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]
