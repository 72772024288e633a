"""Copies a database while it is used: one moment of it, complete."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from models.errors import DomainError
from store.engine import is_sqlite

Say = Callable[[str], None]
_PAGES = 4096  # copied at a time


class CopyError(DomainError):
    """A database could not be copied, or brought back."""


def copy_file(source: Path, target: Path, say: Say) -> None:
    """Copy a SQLite file as it stands at one moment; whoever writes it goes on.

    The copy reads inside one transaction of its own, so that nothing written meanwhile
    is in it, and nothing has to be begun again.

    Raises:
        CopyError: it is no database, or the copy is not whole.
    """

    def told(_status: int, left: int, pages: int) -> None:
        say(f"{source.name}: {100 * (pages - left) // max(pages, 1)} %")

    try:
        with (
            closing(
                sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
            ) as standing,
            closing(sqlite3.connect(target)) as copy,
        ):
            standing.isolation_level = None
            standing.execute("BEGIN")
            standing.execute("SELECT count(*) FROM sqlite_master").fetchone()
            standing.backup(copy, pages=_PAGES, progress=told)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, not three
            [[whole]] = copy.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.Error as error:
        raise CopyError(
            f"{source} cannot be copied ({error}): see that it is the database of a "
            "data folder, and that there is room for its copy."
        ) from error
    if whole != "ok":
        raise CopyError(f"The copy of {source.name} is damaged: {whole}.")
    target.chmod(0o600)


_PLAIN = ("--no-owner", "--no-privileges")  # another server has other roles


def dump(url: str, target: Path) -> None:
    """A PostgreSQL database in the custom format of pg_dump.

    Raises:
        CopyError: the client tools are not there, or the server refused.
    """
    _client("pg_dump", url, "--format=custom", *_PLAIN, f"--file={target}")
    target.chmod(0o600)


def load(url: str, source: Path) -> None:
    """Fill an empty PostgreSQL database from such a file, whole or not at all.

    Raises:
        CopyError: as for `dump`.
    """
    options = (*_PLAIN, "--exit-on-error", "--single-transaction")
    _client("pg_restore", url, *options, str(source))


def is_file(url: str) -> bool:
    return is_sqlite(make_url(url).get_backend_name())


def _client(program: str, url: str, *words: str) -> None:
    """The password goes by the environment: a command line is read by everybody."""
    found = shutil.which(program)
    if found is None:
        raise CopyError(
            f"{program} is not installed here: install PostgreSQL's client tools, of "
            "the server's version or a later one, and run this again."
        )
    target = make_url(url)
    environ = {**os.environ, "PGPASSWORD": str(target.password or "")}
    plain = target.set(drivername="postgresql", password=None)
    named = plain.render_as_string(hide_password=False)
    done = subprocess.run(  # noqa: S603  (our own words)
        [found, "--no-password", f"--dbname={named}", *words],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CopyError(f"{program} failed: {done.stderr.strip()[:500]}")
