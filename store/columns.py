"""The types of the columns, and the ground every table stands on."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar

from pydantic import JsonValue
from pydantic_core import from_json, to_json
from sqlalchemy import JSON, BigInteger, Dialect, MetaData, Text, types
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def utc(at: datetime) -> datetime:
    """The same instant in UTC; a naive one is nobody's instant."""
    if at.tzinfo is None:
        raise ValueError(f"The instant {at} has no time zone: give it in UTC.")
    return at.astimezone(UTC)


class Instant(types.TypeDecorator[datetime]):
    """An instant in UTC: aware in, aware out, whatever the database keeps."""

    impl = types.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002  (SQLAlchemy gives it)
    ) -> datetime | None:
        if value is None:
            return None
        return utc(value)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002  (SQLAlchemy gives it)
    ) -> datetime | None:
        # SQLite keeps the digits only; PostgreSQL answers aware, in UTC.
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Words(types.TypeDecorator[str]):
    """Text that both databases keep."""

    impl = Text
    cache_ok = True

    def process_bind_param(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002  (SQLAlchemy gives it)
    ) -> str | None:
        return None if value is None else storable(value)


SORTED_WORDS = Words().with_variant(Words(collation="C"), "postgresql")
"""SQLite sorts by code point; so does PostgreSQL then, whatever its locale."""


def storable(text: str) -> str:
    """The text without what UTF-8 or PostgreSQL cannot hold; it comes by mail."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.encode(errors="replace").decode().replace("\x00", "\ufffd")


def written(value: object) -> str:
    """JSON of a nested model or tuple, as `model_validate` reads it back."""
    return to_json(value).decode()


def read(text: str) -> Any:
    return from_json(text)


Document = JSON(none_as_null=True)
"""Kept as text on both databases: what was hashed is what is stored."""

Cents = Annotated[int, mapped_column(BigInteger)]


class Base(DeclarativeBase):
    """A table with the same column names as its frozen model."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {
        str: SORTED_WORDS,
        datetime: Instant(),
        date: types.Date(),
        dict[str, JsonValue]: Document,
        tuple[str, ...]: Document,
        tuple[datetime, ...]: Document,
    }
