"""The tables of the evidence: effects, chained events, papers, money, tasks."""

from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Base, Cents


class EffectTable(Base):
    """What was already made true, under its business key."""

    __tablename__ = "effect"

    key: Mapped[str] = mapped_column(primary_key=True)
    request_hash: Mapped[str]
    result: Mapped[str]


REFUSED = text("kind = 'act.refused'")
"""Written out, so that a database sees that its index is of the same events."""


class EventTable(Base):
    """Insert only: triggers refuse the rest, and a row that does not continue."""

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("seq > 0", "seq_positive"),
        Index("ix_event_refused", "at", sqlite_where=REFUSED, postgresql_where=REFUSED),
    )

    stream: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str]
    body: Mapped[dict[str, JsonValue]]
    prev_hash: Mapped[str]
    hash: Mapped[str]


class StreamTable(Base):
    """The head of each chain; a trigger on event moves it."""

    __tablename__ = "stream"

    stream: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]


class PaperTable(Base):
    """Insert only: texts and files under their own hash."""

    __tablename__ = "paper"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    bytes: Mapped[bytes]


_BEFORE_DATES = text("'1970-01-01 00:00:00.000000'")
"""SQLite adds no column without a value; every entry gives its own."""


class EntryTable(Base):
    """Insert only: moves of money, in the order of `id`.

    A trigger refuses to take more from an account than stands in it (method I10).
    """

    __tablename__ = "entry"
    __table_args__ = (
        ForeignKeyConstraint(
            ["agreement", "year"], ["agreement_year.agreement", "agreement_year.year"]
        ),
        Index(None, "agreement", "year"),
        CheckConstraint("cents > 0", "cents_positive"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement: Mapped[str]
    year: Mapped[int]
    case: Mapped[str | None] = mapped_column(ForeignKey("proposal.case"), index=True)
    debit: Mapped[str]
    credit: Mapped[str]
    cents: Mapped[Cents]
    cause: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=_BEFORE_DATES)


OPEN = text("closed_at IS NULL")


class TaskTable(Base):
    """What waits, or waited, for a person."""

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_open", "stream", sqlite_where=OPEN, postgresql_where=OPEN),
        Index(None, "kind", "opened_at"),
    )

    task: Mapped[str] = mapped_column(primary_key=True)
    stream: Mapped[str]
    kind: Mapped[str]
    opened_at: Mapped[datetime]
    detail: Mapped[str]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]


class ArchivedRunTable(Base):
    """Insert only in meaning: what the engine remembered of a run, before it forgot."""

    __tablename__ = "archived_run"
    __table_args__ = (CheckConstraint("events > 0", "events_positive"),)

    procedure: Mapped[str] = mapped_column(primary_key=True)
    run: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    ended: Mapped[str]
    started_at: Mapped[datetime]
    closed_at: Mapped[datetime]
    events: Mapped[int]
    history: Mapped[str] = mapped_column(ForeignKey("paper.sha256"))
    archived_at: Mapped[datetime]


class FindingTable(Base):
    """What auditors found; its state follows from what stands in it."""

    __tablename__ = "finding"
    __table_args__ = (CheckConstraint("number > 0", "number_positive"),)

    case: Mapped[str] = mapped_column(ForeignKey("proposal.case"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    event: Mapped[int | None]
    auditor: Mapped[str]
    text: Mapped[str] = mapped_column(ForeignKey("paper.sha256"))
    opened_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(ForeignKey("paper.sha256"))
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    closing: Mapped[str | None] = mapped_column(ForeignKey("paper.sha256"))
    closed_at: Mapped[datetime | None]
