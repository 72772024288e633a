"""The tables of the procedure: its frame, its bodies, its cases."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Base, Cents, Document


class CorridorTable(Base):
    """Two countries that cooperate, with their languages, zones and settings."""

    __tablename__ = "corridor"

    code: Mapped[str] = mapped_column(primary_key=True)
    side_a: Mapped[str]
    side_b: Mapped[str]
    legal_status: Mapped[str]
    language_a: Mapped[str]
    language_b: Mapped[str]
    zone_a: Mapped[str]
    zone_b: Mapped[str]
    policy: Mapped[Any] = mapped_column(Document)


class ProgrammeTable(Base):
    """A programme of whole calendar years in a corridor."""

    __tablename__ = "programme"

    corridor: Mapped[str] = mapped_column(ForeignKey("corridor.code"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    start: Mapped[date]
    end: Mapped[date]
    guidelines: Mapped[tuple[str, ...]]


class SessionTable(Base):
    """A session of the task force, numbered once and for ever."""

    __tablename__ = "session"
    __table_args__ = (
        ForeignKeyConstraint(
            ["corridor", "programme"], ["programme.corridor", "programme.code"]
        ),
        UniqueConstraint("corridor", "ordinal"),
        CheckConstraint("ordinal > 0", "ordinal_positive"),
        CheckConstraint("capacity >= 0", "capacity_not_negative"),
    )

    session: Mapped[str] = mapped_column(primary_key=True)
    corridor: Mapped[str] = mapped_column(ForeignKey("corridor.code"))
    ordinal: Mapped[int]
    programme: Mapped[str]
    country: Mapped[str]
    place: Mapped[str]
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    freeze_at: Mapped[datetime | None]
    capacity: Mapped[int]
    state: Mapped[str]
    postponed_from: Mapped[tuple[datetime, ...]]
    plan: Mapped[Any | None] = mapped_column(Document)
    timetable: Mapped[Any | None] = mapped_column(Document)
    cancelled_at: Mapped[datetime | None]
    remote: Mapped[Any | None] = mapped_column(Document)


class BodyTable(Base):
    """`mailbox` and `second_mailbox` are lower case, to find who wrote."""

    __tablename__ = "body"

    code: Mapped[str] = mapped_column(primary_key=True)
    corridor: Mapped[str] = mapped_column(ForeignKey("corridor.code"), index=True)
    kind: Mapped[str]
    name: Mapped[str]
    country: Mapped[str]
    region: Mapped[str]
    sectors: Mapped[tuple[str, ...]]
    language: Mapped[str]
    email: Mapped[str]
    health: Mapped[str]
    channel: Mapped[str] = mapped_column(server_default="peo")
    second_email: Mapped[str | None]
    second_health: Mapped[str] = mapped_column(server_default="good")
    silences: Mapped[int] = mapped_column(server_default="0")
    proof: Mapped[str] = mapped_column(server_default="none")
    mailbox: Mapped[str] = mapped_column(index=True)
    second_mailbox: Mapped[str | None] = mapped_column(index=True)


class ProposalTable(Base):
    """A Case. `opened_in` and `serial` are the parts of its id, to count on."""

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("corridor", "fingerprint"),
        UniqueConstraint("opened_in", "serial"),
        Index(None, "session", "phase"),
        Index(None, "corridor", "phase"),
        Index(None, "phase", "due_at"),
        CheckConstraint("reserved >= 0", "reserved_not_negative"),
        CheckConstraint("score BETWEEN 0 AND 20", "score_in_range"),
    )

    case: Mapped[str] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    corridor: Mapped[str] = mapped_column(ForeignKey("corridor.code"))
    programme: Mapped[str]
    session: Mapped[str] = mapped_column(ForeignKey("session.session"))
    fingerprint: Mapped[str]
    form: Mapped[str] = mapped_column(ForeignKey("paper.sha256"))
    version: Mapped[int]
    phase: Mapped[str]
    outcome: Mapped[str | None]
    value: Mapped[Cents | None]
    registrar: Mapped[str]
    region: Mapped[str]
    sectors: Mapped[tuple[str, ...]]
    exclusive: Mapped[bool]
    partner_max: Mapped[int]
    minutes: Mapped[int]
    score: Mapped[int]
    interests: Mapped[int]
    reserved: Mapped[Cents]
    carried: Mapped[int]
    displaced: Mapped[int] = mapped_column(server_default="0")
    opened_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    opened_in: Mapped[str]
    serial: Mapped[int]


class RoundTable(Base):
    """One dissemination of a proposal to its bodies, with its terms."""

    __tablename__ = "round"

    case: Mapped[str] = mapped_column(ForeignKey("proposal.case"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    opened_at: Mapped[datetime]
    deadline: Mapped[datetime]
    reminders: Mapped[tuple[datetime, ...]]
    grace_end: Mapped[datetime]
    wall: Mapped[datetime | None]
    extensions: Mapped[int]
    closed_at: Mapped[datetime | None]
    calendar_version: Mapped[str]


class CalendarTable(Base):
    """A version of a country's working calendar, under the hash of its days."""

    __tablename__ = "calendar"

    name: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[Any] = mapped_column(Document)
    kept_at: Mapped[datetime]


class DeadlineTable(Base):
    """`calendar` and its version stand beside the deadline, so that both stay."""

    __tablename__ = "deadline"
    __table_args__ = (
        ForeignKeyConstraint(
            ["calendar", "calendar_version"], ["calendar.name", "calendar.version"]
        ),
        Index(None, "calendar", "calendar_version"),
        CheckConstraint("number > 0", "number_positive"),
    )

    stream: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    deadline: Mapped[Any] = mapped_column(Document)
    announced: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    calendar: Mapped[str | None]
    calendar_version: Mapped[str | None]


class DeliveryTable(Base):
    """A proposal on its way to one body in one round."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index(None, "body"),
        ForeignKeyConstraint(["case", "round"], ["round.case", "round.number"]),
    )

    case: Mapped[str] = mapped_column(primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[str] = mapped_column(ForeignKey("body.code"), primary_key=True)
    agreement: Mapped[str | None] = mapped_column(ForeignKey("agreement.number"))
    why: Mapped[str]
    state: Mapped[str]
    reminders: Mapped[int]
    first_letter: Mapped[str | None]
    muted: Mapped[bool] = mapped_column(server_default=false())


class AnswerTable(Base):
    """Every answer of a body, also those it took back."""

    __tablename__ = "answer"
    __table_args__ = (
        Index(None, "body", "received_at"),
        Index(None, "message"),
        ForeignKeyConstraint(["case", "round"], ["round.case", "round.number"]),
        CheckConstraint("contribution >= 0", "contribution_not_negative"),
        CheckConstraint("private >= 0", "private_not_negative"),
    )

    case: Mapped[str] = mapped_column(primary_key=True)
    round: Mapped[int]
    body: Mapped[str] = mapped_column(ForeignKey("body.code"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    act: Mapped[str]
    received_at: Mapped[datetime]
    late: Mapped[bool]
    message: Mapped[str | None] = mapped_column(ForeignKey("message.message"))
    span: Mapped[str]
    by: Mapped[str]
    confirmed_by: Mapped[str]
    contribution: Mapped[Cents | None]
    private: Mapped[Cents]
    scan: Mapped[str | None] = mapped_column(ForeignKey("paper.sha256"))
    cancels: Mapped[int | None]
    version: Mapped[int] = mapped_column(server_default="1")


class QuestionTable(Base):
    """What a body asked about a proposal, and the answer to all."""

    __tablename__ = "question"
    __table_args__ = (
        ForeignKeyConstraint(["case", "round"], ["round.case", "round.number"]),
        CheckConstraint("number > 0", "number_positive"),
    )

    case: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    round: Mapped[int]
    body: Mapped[str] = mapped_column(ForeignKey("body.code"))
    asked_at: Mapped[datetime]
    message: Mapped[str | None] = mapped_column(ForeignKey("message.message"))
    state: Mapped[str]
    text: Mapped[str | None] = mapped_column(ForeignKey("paper.sha256"))
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str | None]


class InterestTable(Base):
    """What a body answered last about a proposal."""

    __tablename__ = "interest"
    __table_args__ = (
        CheckConstraint("contribution >= 0", "contribution_not_negative"),
        CheckConstraint("private >= 0", "private_not_negative"),
    )

    case: Mapped[str] = mapped_column(ForeignKey("proposal.case"), primary_key=True)
    body: Mapped[str] = mapped_column(ForeignKey("body.code"), primary_key=True)
    received_at: Mapped[datetime]
    state: Mapped[str]
    rank: Mapped[int]
    contribution: Mapped[Cents | None]
    private: Mapped[Cents]
    lead: Mapped[str | None] = mapped_column(ForeignKey("body.code"))
