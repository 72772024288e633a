"""The tables of what bodies were called, and of who took whose place."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Base


class FormerNameTable(Base):
    """`mailbox` and `second_mailbox` are lower case, to find who wrote."""

    __tablename__ = "former_name"

    body: Mapped[str] = mapped_column(ForeignKey("body.code"), primary_key=True)
    until: Mapped[datetime] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str]
    second_email: Mapped[str | None]
    mailbox: Mapped[str] = mapped_column(index=True)
    second_mailbox: Mapped[str | None] = mapped_column(index=True)


class SuccessionTable(Base):
    """One body took another's place on a day."""

    __tablename__ = "succession"
    __table_args__ = (CheckConstraint("body <> successor", "not_itself"),)

    body: Mapped[str] = mapped_column(ForeignKey("body.code"), primary_key=True)
    successor: Mapped[str] = mapped_column(ForeignKey("body.code"))
    at: Mapped[datetime]
    by: Mapped[str]
