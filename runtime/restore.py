"""A backup brought back, into a folder of its own; the next worker catches up."""

import shutil
from pathlib import Path

from runtime.backup import (
    DUMPED,
    MANIFEST,
    BackupError,
    Manifest,
    Say,
    digest,
    empty,
    heads_in,
    sha256,
)
from runtime.folder import ENGINE, RECORD, mark
from runtime.settings import Settings
from store.copying import is_file, load


async def restore(source: Path, settings: Settings, *, say: Say) -> Manifest:
    """Bring a backup back into the empty folder, and database, of the settings.

    Raises:
        BackupError: it is not what its manifest says, or the folder is not empty.
        CopyError: the database takes none of it.
    """
    manifest = checked(source, say=say)
    if is_file(settings.database_url) != (source / RECORD).exists():
        raise BackupError(
            "The backup is of another kind of database: set STAFFETTA_DATABASE_URL as "
            f"it was ({RECORD} is SQLite, {DUMPED} PostgreSQL)."
        )
    empty(settings.folder)
    if (source / DUMPED).exists():  # first: if it fails, the folder is still empty
        say("the record, by pg_restore")
        load(settings.database_url, source / DUMPED)
    for one in manifest.files:
        if one.name == DUMPED:
            continue
        shutil.copyfile(source / one.name, settings.folder / one.name)
        private = one.secret or one.name in {RECORD, ENGINE}
        (settings.folder / one.name).chmod(0o600 if private else 0o644)
    say("comparing the record with the manifest")
    ends = await heads_in(settings.folder / RECORD)
    if digest(ends) != manifest.heads:
        raise BackupError(
            "The chains of the record do not end as the manifest says: do not start "
            "it. Try an older backup, and keep this one."
        )
    mark(settings.folder)
    return manifest


def checked(source: Path, *, say: Say) -> Manifest:
    """What a backup holds, once every file in it is what the manifest says.

    Raises:
        BackupError: it is not; each file is named.
    """
    try:
        manifest = Manifest.model_validate_json((source / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise BackupError(
            f"{source} is no complete backup: its {MANIFEST} is missing or damaged."
        ) from error
    wrong = []
    for one in manifest.files:
        say(f"checking {one.name}")
        file = source / one.name
        if not file.is_file() or sha256(file) != one.sha256:
            wrong.append(one.name)
    if wrong:
        raise BackupError(
            f"Not as they were backed up: {', '.join(wrong)}. Nothing was restored."
        )
    return manifest
