"""The tables of invited authorities: their links, and the drafts behind them."""

from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Base


class OfferTable(Base):
    """An authority invited to hand in a proposal, by the hash of its link."""

    __tablename__ = "offer"

    offer: Mapped[str] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    authority: Mapped[str]
    email: Mapped[str]
    contact: Mapped[str]
    language: Mapped[str]
    session: Mapped[str] = mapped_column(ForeignKey("session.session"))
    by: Mapped[str]
    since: Mapped[datetime] = mapped_column(index=True)
    until: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    case: Mapped[str | None] = mapped_column(ForeignKey("proposal.case"))
    handed_in_at: Mapped[datetime | None]
    files: Mapped[dict[str, JsonValue]]


class DraftTable(Base):
    """What an authority has written and not handed in; not chronicled.

    It goes when it is handed in, and when its invitation is closed.
    """

    __tablename__ = "draft"
    __table_args__ = (CheckConstraint("version >= 0", "version_not_negative"),)

    offer: Mapped[str] = mapped_column(ForeignKey("offer.offer"), primary_key=True)
    typed: Mapped[dict[str, JsonValue]]
    settled: Mapped[dict[str, JsonValue]]
    files: Mapped[dict[str, JsonValue]]
    sitting: Mapped[str]
    version: Mapped[int]
    saved_at: Mapped[datetime]
    handing_at: Mapped[datetime | None]


class DraftFileTable(Base):
    """The files of a draft, under the hash of their bytes; not chronicled.

    Papers stay for ever: a file becomes one when it is handed in.
    """

    __tablename__ = "draft_file"

    offer: Mapped[str] = mapped_column(ForeignKey("offer.offer"), primary_key=True)
    sha256: Mapped[str] = mapped_column(primary_key=True)
    bytes: Mapped[bytes]
