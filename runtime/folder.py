"""Where a system's data is, and how the one that runs there is reached."""

import json
from collections.abc import Mapping
from pathlib import Path

from models.errors import DomainError
from runtime.settings import Settings, from_environment

PORTS = "ports.json"
RECORD, ENGINE = "staffetta.db", "temporal.db"
RESTORED = "restored"
"""While it is there, the next worker begins by comparing engine and record."""


class NotRunningError(DomainError):
    """There is no data, or nobody who would do what is asked."""


def make_folder(folder: Path) -> None:
    """Make the data folder, or say why it cannot be.

    Raises:
        DomainError: it is no folder, or nothing may be made there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DomainError(
            f"{folder} cannot be a data folder ({error.strerror}): name another with"
            " --folder."
        ) from error


def missing_data(found: Settings) -> Path | None:
    """The database file that ought to be there; a server is asked, not looked for."""
    _, sqlite, path = found.database_url.partition("sqlite+aiosqlite:///")
    return Path(path) if sqlite and not Path(path).exists() else None


def settings_of(folder: Path | None, environ: Mapping[str, str]) -> Settings:
    """The environment's settings, over those of a system running on the folder."""
    named = {} if folder is None else {"STAFFETTA_FOLDER": str(folder)}
    there = Path({**environ, **named}.get("STAFFETTA_FOLDER", "var"))
    return from_environment({**ports(there), **environ, **named})


def ports(folder: Path) -> dict[str, str]:
    """The variables of the system that runs on a folder; empty when none does."""
    try:
        written: dict[str, str] = json.loads((folder / PORTS).read_text())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise DomainError(
            f"{folder} is no data folder ({error.strerror}): name another with"
            " --folder."
        ) from error
    except ValueError as error:
        raise DomainError(
            f"{folder / PORTS} cannot be read: stop the system, delete the file, and "
            "start again."
        ) from error
    return written


def mark(folder: Path) -> None:
    """Have the next worker compare engine and record before it does anything."""
    (folder / RESTORED).touch(mode=0o600)


def marked(folder: Path) -> bool:
    return (folder / RESTORED).exists()


def caught_up(folder: Path) -> None:
    (folder / RESTORED).unlink(missing_ok=True)


def forgotten(folder: Path) -> bool:
    """Whether the engine's own file is gone, and the record is not."""
    return (folder / RECORD).exists() and not (folder / ENGINE).exists()
