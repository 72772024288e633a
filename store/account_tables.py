"""The tables of the web desk's accounts: who they are, and what nobody may read."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Base


class AccountTable(Base):
    """Who may enter the web desk, and in which offices."""

    __tablename__ = "account"

    account: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    language: Mapped[str]
    roles: Mapped[tuple[str, ...]]
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class CredentialTable(Base):
    """The hash of a password, and the enciphered secret of the one-time codes.

    Neither is of use without the desk's key. Older ones are erased from the chronicle.
    """

    __tablename__ = "credential"
    __table_args__ = (CheckConstraint("step >= 0", "step_not_negative"),)

    account: Mapped[str] = mapped_column(
        ForeignKey("account.account"), primary_key=True
    )
    password: Mapped[str]
    totp: Mapped[str]
    step: Mapped[int]
    changed_at: Mapped[datetime]


class LogInTable(Base):
    """The browsers that were let in, by the hash of their cookie.

    Not chronicled: every page moves `seen_at`. Entering and leaving are acts.
    """

    __tablename__ = "log_in"

    token: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("account.account"), index=True)
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class InvitationTable(Base):
    """One-time links, by the hash of what is in them; not chronicled."""

    __tablename__ = "invitation"

    token: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("account.account"), index=True)
    until: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AttemptTable(Base):
    """How often entering failed lately, by account and by address (keyed hashes).

    Not chronicled: whoever knocks often would fill the record.
    """

    __tablename__ = "attempt"
    __table_args__ = (CheckConstraint("count > 0", "count_positive"),)

    place: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    count: Mapped[int]


class SavedFilterTable(Base):
    """The filters of the list that an account named; not chronicled."""

    __tablename__ = "saved_filter"

    account: Mapped[str] = mapped_column(
        ForeignKey("account.account"), primary_key=True
    )
    name: Mapped[str] = mapped_column(primary_key=True)
    asked: Mapped[str]
    kept_at: Mapped[datetime]
