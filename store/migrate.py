"""Brings a database to the newest layout, and gives an application role its rights."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from store.columns import Base
from store.engine import build, writing
from store.take_over import take_over
from store.transaction import Transaction

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 5_741_862  # any number, the same for all: one process migrates at a time
_INSERT_ONLY = frozenset(
    {"event", "chronicle", "paper", "entry", "effect", "answer", "journal"}
    | {"announced", "archived_run", "minutes", "seal", "seal_key", "seal_stamp"}
)
_REMOVABLE = frozenset(
    {"claim", "interest", "slot", "queued", "override", "calendar"}
    | {"webhook_delivery", "log_in", "invitation", "attempt"}
    | {"draft", "draft_file", "saved_filter"}
)


async def upgrade(url: str, *, role: str | None = None) -> None:
    """Run what is missing; safe to repeat, and for several processes at once.

    Args:
        url: the database, as for `store.engine.build`. On PostgreSQL its user owns
            the tables.
        role: on PostgreSQL, another user, the one the application connects as. It
            gets what the application does and no more: it cannot change or delete
            events, papers, entries and answers, nor, owning nothing, lift triggers.
    """
    engine = build(url)
    try:
        async with writing(engine) as opened:
            await opened.connection.run_sync(_upgrade, role)
            await take_over(Transaction(opened, writing=True))
    finally:
        await engine.dispose()


def config(connection: Connection) -> Config:
    """Alembic's settings for an open connection."""
    settings = Config()
    settings.set_main_option("script_location", str(_MIGRATIONS))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


def _upgrade(connection: Connection, role: str | None) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    command.upgrade(config(connection), "head")
    if role is not None and connection.dialect.name == "postgresql":
        _grant(connection, connection.dialect.identifier_preparer.quote(role))


def _grant(connection: Connection, role: str) -> None:
    for table in Base.metadata.sorted_tables:
        name = connection.dialect.identifier_preparer.format_table(table)
        _allow(connection, _rights(table.name), name, role)
    _allow(connection, "SELECT", "alembic_version", role)
    sequences = "ALL SEQUENCES IN SCHEMA public"
    connection.execute(text(f"GRANT USAGE ON {sequences} TO {role}"))


def _rights(table: str) -> str:
    if table == "personal":
        return "SELECT, INSERT, DELETE"  # a person may be erased, never rewritten
    if table in _INSERT_ONLY:
        return "SELECT, INSERT"
    if table in _REMOVABLE:
        return "SELECT, INSERT, UPDATE, DELETE"
    return "SELECT, INSERT, UPDATE"


def _allow(connection: Connection, rights: str, table: str, role: str) -> None:
    connection.execute(text(f"REVOKE ALL ON {table} FROM {role}"))
    connection.execute(text(f"GRANT {rights} ON {table} TO {role}"))
