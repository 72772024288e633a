"""The tables of programmes' lives and of adhesions to sessions."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Base, Document


class ProgrammeLifeTable(Base):
    """Beside the programme: one without a row was in force before states were kept."""

    __tablename__ = "programme_life"
    __table_args__ = (
        ForeignKeyConstraint(
            ["corridor", "code"], ["programme.corridor", "programme.code"]
        ),
        CheckConstraint("years > 0", "years_positive"),
    )

    corridor: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    years: Mapped[int]
    guidelines: Mapped[Any] = mapped_column(Document)
    signature: Mapped[Any | None] = mapped_column(Document)
    prolongations: Mapped[Any] = mapped_column(Document)


class PlacementTable(Base):
    """A proposal's guideline, where it names one or was handed over."""

    __tablename__ = "placement"
    __table_args__ = (
        ForeignKeyConstraint(
            ["corridor", "programme"], ["programme.corridor", "programme.code"]
        ),
        Index(None, "corridor", "programme"),
        CheckConstraint("guideline > 0", "guideline_positive"),
    )

    case: Mapped[str] = mapped_column(ForeignKey("proposal.case"), primary_key=True)
    corridor: Mapped[str]
    programme: Mapped[str]
    guideline: Mapped[int]


class NoticeTable(Base):
    """A call for adhesions to a session, as it was published."""

    __tablename__ = "notice"
    __table_args__ = (CheckConstraint("number > 0", "number_positive"),)

    session: Mapped[str] = mapped_column(
        ForeignKey("session.session"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[Any] = mapped_column(Document)
    deadline: Mapped[datetime]
    published_at: Mapped[datetime]
    published_by: Mapped[str]


class AdhesionThreadTable(Base):
    """The conversation in which a body adheres to a session."""

    __tablename__ = "adhesion_thread"

    session: Mapped[str] = mapped_column(
        ForeignKey("session.session"), primary_key=True
    )
    body: Mapped[str] = mapped_column(ForeignKey("body.code"), primary_key=True)
    conversation: Mapped[int] = mapped_column(
        ForeignKey("conversation.number"), unique=True
    )


class AdhesionTable(Base):
    """The form stands here and nowhere else, so that people can be taken out of it."""

    __tablename__ = "adhesion"
    __table_args__ = (
        UniqueConstraint("session", "serial"),
        CheckConstraint("serial > 0", "serial_positive"),
    )

    adhesion: Mapped[str] = mapped_column(primary_key=True)
    session: Mapped[str] = mapped_column(ForeignKey("session.session"))
    body: Mapped[str] = mapped_column(ForeignKey("body.code"))
    serial: Mapped[int]
    form: Mapped[Any] = mapped_column(Document)
    received_at: Mapped[datetime]
    recorded_by: Mapped[str]
    message: Mapped[str | None] = mapped_column(ForeignKey("message.message"))
    decision: Mapped[Any | None] = mapped_column(Document)
    confirmed_at: Mapped[datetime | None]
    copied: Mapped[tuple[str, ...]]
    passports_deleted_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
