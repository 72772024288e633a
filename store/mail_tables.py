"""The tables of the mail: threads, letters out, messages in, the server's journal."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    UniqueConstraint,
    text,
)
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
    case: Mapped[str | None] = mapped_column(ForeignKey("proposal.case"))
    party: Mapped[str]


class DigestItemTable(Base):
    """The proposals of a digest, whose conversation is with a body about several."""

    __tablename__ = "digest_item"
    __table_args__ = (CheckConstraint("position > 0", "position_positive"),)

    conversation: Mapped[int] = mapped_column(
        ForeignKey("conversation.number"), primary_key=True, autoincrement=False
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case: Mapped[str] = mapped_column(ForeignKey("proposal.case"))


UNREAD = text("disposition = 'received'")
AWAITED = text("receipt_due IS NOT NULL")


class LetterTable(Base):
    """`mailbox` is the address in lower case, to find who answers."""

    __tablename__ = "letter"
    __table_args__ = (
        Index(None, "state", "next_at"),
        Index(None, "body", "written_at"),
        Index(
            "ix_letter_awaited",
            "receipt_due",
            sqlite_where=AWAITED,
            postgresql_where=AWAITED,
        ),
    )

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
    template: Mapped[int] = mapped_column(server_default="0")
    channel: Mapped[str] = mapped_column(server_default="peo")
    bundle: Mapped[str | None] = mapped_column(ForeignKey("letter.letter"), index=True)
    state: Mapped[str]
    written_at: Mapped[datetime]
    next_at: Mapped[datetime]
    attempts: Mapped[int]
    accepted_at: Mapped[datetime | None]
    receipt_due: Mapped[datetime | None]
    reply: Mapped[str]
    mailbox: Mapped[str] = mapped_column(index=True)


class MessageTable(Base):
    """A mail that came in, as it was read; its bytes are a paper."""

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
    source: Mapped[str] = mapped_column(server_default="lmtp")
    authentication: Mapped[Any | None] = mapped_column(Document)
    guesses: Mapped[Any] = mapped_column(Document, server_default="[]")


class JournalTable(Base):
    """Message-IDs whose copy the mail server sent back: evidence that they left."""

    __tablename__ = "journal"

    message_id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class MailboxTable(Base):
    """How far a mailbox has been read by IMAP (RFC 9051: UIDVALIDITY and UID)."""

    __tablename__ = "mailbox"

    mailbox: Mapped[str] = mapped_column(primary_key=True)
    uidvalidity: Mapped[int] = mapped_column(BigInteger)
    last_uid: Mapped[int] = mapped_column(BigInteger)
    reconciled_at: Mapped[datetime | None]


class EvidenceTable(Base):
    """Receipts of certified mail; `identifier` is what replies to the letter quote."""

    __tablename__ = "evidence"

    message: Mapped[str] = mapped_column(
        ForeignKey("message.message"), primary_key=True
    )
    letter: Mapped[str] = mapped_column(ForeignKey("letter.letter"), index=True)
    kind: Mapped[str]
    at: Mapped[datetime]
    issuer: Mapped[str]
    recipient: Mapped[str]
    identifier: Mapped[str] = mapped_column(index=True)
    signature: Mapped[str]
    detail: Mapped[str]


class TemplateTable(Base):
    """A version of a letter's text, as the secretariat keeps it."""

    __tablename__ = "template"
    __table_args__ = (CheckConstraint("version > 0", "version_positive"),)

    kind: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str]
    written_at: Mapped[datetime]
    by: Mapped[str]
