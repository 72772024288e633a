"""The tables of the chronicle: its records, and what they keep of people."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.columns import Base


class ChronicleTable(Base):
    """Insert only: triggers refuse the rest, and a record that does not continue."""

    __tablename__ = "chronicle"
    __table_args__ = (CheckConstraint("number > 0", "number_positive"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    changes: Mapped[str] = mapped_column(Text)
    prev_hash: Mapped[str]
    hash: Mapped[str]


class ChronicleHeadTable(Base):
    """The last record of the one stream `all`; a trigger on chronicle moves it."""

    __tablename__ = "chronicle_head"

    stream: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]


class PersonalTable(Base):
    """Never changed, and removed only when a person is erased."""

    __tablename__ = "personal"

    keyed: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(index=True)
    secret: Mapped[str]
    value: Mapped[str] = mapped_column(Text)
