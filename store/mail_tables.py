"""The tables of the mail: threads, letters out, messages in, the server's journal."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Base, Document


class ConversationTable(Base):
    """Numbers are signed into reply addresses, so none is ever given twice."""

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("case", "party"),
        {"sqlite_autoincrement": True},
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    case: Mapped[str] = mapped_column(ForeignKey("proposal.case"))
    party: Mapped[str]


UNREAD = text("disposition = 'received'")


class LetterTable(Base):
    """`mailbox` is the address in lower case, to find who answers."""

    __tablename__ = "letter"
    __table_args__ = (Index(None, "state", "next_at"),)

    letter: Mapped[str] = mapped_column(primary_key=True)
    stream: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    conversation: Mapped[int] = mapped_column(
        ForeignKey("conversation.number"), index=True
    )
    body: Mapped[str | None] = mapped_column(ForeignKey("body.code"))
    language: Mapped[str]
    to_address: Mapped[str]
    message_id: Mapped[str] = mapped_column(unique=True)
    subject: Mapped[str]
    envelope_from: Mapped[str]
    raw: Mapped[str] = mapped_column(ForeignKey("paper.sha256"))
    state: Mapped[str]
    written_at: Mapped[datetime]
    next_at: Mapped[datetime]
    attempts: Mapped[int]
    accepted_at: Mapped[datetime | None]
    reply: Mapped[str]
    mailbox: Mapped[str] = mapped_column(index=True)


class MessageTable(Base):
    __tablename__ = "message"
    __table_args__ = (
        Index(
            "ix_message_unread",
            "received_at",
            sqlite_where=UNREAD,
            postgresql_where=UNREAD,
        ),
    )

    message: Mapped[str] = mapped_column(primary_key=True)
    received_at: Mapped[datetime]
    mail_from: Mapped[str]
    rcpt_to: Mapped[tuple[str, ...]]
    content_key: Mapped[str] = mapped_column(index=True)
    disposition: Mapped[str]
    conversation: Mapped[int | None] = mapped_column(
        ForeignKey("conversation.number"), index=True
    )
    reading: Mapped[Any | None] = mapped_column(Document)
    detail: Mapped[str]


class JournalTable(Base):
    """Message-IDs whose copy the mail server sent back: evidence that they left."""

    __tablename__ = "journal"

    message_id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
