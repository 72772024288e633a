"""The tables of the seals: what was sealed, by which key, and who is told."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Base


class SealTable(Base):
    """Insert only: triggers refuse the rest, and a seal that does not continue."""

    __tablename__ = "seal"
    __table_args__ = (CheckConstraint("number > 0", "number_positive"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date | None] = mapped_column(unique=True)
    at: Mapped[datetime]
    by: Mapped[str]
    size: Mapped[int]
    leaves: Mapped[str] = mapped_column(ForeignKey("paper.sha256"))
    root: Mapped[str]
    prev_hash: Mapped[str]
    key: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)
    signature: Mapped[str]


class SealKeyTable(Base):
    """Insert only."""

    __tablename__ = "seal_key"
    __table_args__ = (CheckConstraint("number > 0", "number_positive"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(unique=True)
    since: Mapped[int]
    at: Mapped[datetime]
    by: Mapped[str]
    prev_key: Mapped[str]
    old_signature: Mapped[str]
    new_signature: Mapped[str]


class SealStampTable(Base):
    """Insert only."""

    __tablename__ = "seal_stamp"

    seal: Mapped[int] = mapped_column(
        ForeignKey("seal.number"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime]
    token: Mapped[str] = mapped_column(ForeignKey("paper.sha256"))


class AuditorTable(Base):
    """Who may read all, and is sent every seal."""

    __tablename__ = "auditor"

    auditor: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str]
    language: Mapped[str]
    conversation: Mapped[int] = mapped_column(ForeignKey("conversation.number"))
    since: Mapped[datetime]
    until: Mapped[datetime | None]
