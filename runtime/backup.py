"""A copy of everything a restore needs, made while the system works.

The engine goes first and the record second: what the record knows more can be caught
up (runtime/rehydrate.py); what the engine knew more would be lost.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path

from models.errors import DomainError
from models.frozen import Frozen
from models.seal import Head
from runtime.embedded import environment
from runtime.folder import ENGINE, RECORD
from runtime.settings import REFERENCE, Settings
from runtime.webhook_keys import key_files
from store.copying import copy_file, dump, is_file
from store.engine import build
from store.unit_of_work import SqlUnits

Say = Callable[[str], None]

MANIFEST = "manifest.json"
DUMPED = "staffetta.dump"
ENGINE_VERSION = f"{ENGINE}.version"
SETTINGS = "settings.json"
_NAMED = ("screening_list", "pec_anchors", "tsa_certificates")
"""Settings that name a file outside of the folder."""


class Copied(Frozen):
    """`secret`: whoever reads it can sign, or answer, in our name."""

    name: str
    size: int
    sha256: str
    secret: bool = False


class Manifest(Frozen):
    """What a backup holds. `heads`: the hash over the ends of its `chains` chains.

    A server's dump is of one moment that nobody else sees: no heads are told of it.
    `engine` False: the engine is another machine's, and has a backup of its own.
    """

    made_at: datetime
    engine: bool
    files: tuple[Copied, ...]
    chains: int
    heads: str


class BackupError(DomainError):
    """The backup cannot be made there, or is not what its manifest says."""


async def back_up(settings: Settings, target: Path, *, now: datetime, say: Say) -> Path:
    """Make a backup in a new or empty folder; the manifest is written last.

    Raises:
        BackupError: the folder is not empty, or a key was changed meanwhile.
        CopyError: a database cannot be copied.
    """
    empty(target)
    secrets = _secrets(settings)
    for name, source in (secrets | _plain(settings)).items():
        shutil.copyfile(source, target / name)
        (target / name).chmod(0o600 if name in secrets else 0o644)
    _keep(target / SETTINGS, json.dumps(environment(settings), indent=1))
    engine = settings.folder / ENGINE
    if there(engine):
        copy_file(engine, target / ENGINE, say)
    await _copy_record(settings, target, say)
    changed = [
        name
        for name, source in _secrets(settings).items()
        if name not in secrets or source.read_bytes() != (target / name).read_bytes()
    ]
    if changed:
        raise BackupError(
            f"{', '.join(changed)} changed while the backup was made: make another."
        )
    say("checking what was copied")
    ends = await heads_in(target / RECORD)
    manifest = Manifest(
        made_at=now,
        engine=there(engine),
        files=_all_copied(target, secrets),
        chains=len(ends),
        heads=digest(ends),
    )
    return _keep(target / MANIFEST, manifest.model_dump_json(indent=1))


def empty(folder: Path) -> None:
    """A folder only we can read, with nothing in it.

    Raises:
        BackupError: something is in it, or it cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BackupError(f"{folder} is not empty: name a new folder.")
    except OSError as error:
        raise BackupError(
            f"{folder} cannot be made ({error.strerror}): name another."
        ) from error


async def heads_in(record: Path) -> Sequence[Head]:
    """Where every chain of a copied record ends; none, where a server keeps it."""
    if not there(record):
        return ()
    engine = build(f"sqlite:///{record}")
    try:
        async with SqlUnits(engine).read() as unit:
            return await unit.seals.heads()
    finally:
        await engine.dispose()


def there(file: Path) -> bool:
    return file.exists()


def digest(heads: Sequence[Head]) -> str:
    told = "\n".join(sorted(one.model_dump_json() for one in heads))
    return hashlib.sha256(told.encode()).hexdigest()


def sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


async def _copy_record(settings: Settings, target: Path, say: Say) -> None:
    url = settings.database_url
    if is_file(url):
        source = Path(url.partition(":///")[2])
        copy_file(source, target / RECORD, say)
    else:
        say("the record, by pg_dump")
        dump(url, target / DUMPED)


def _secrets(settings: Settings) -> dict[str, Path]:
    """The keys there are; a new one of a rotation may wait beside the old."""
    seal = settings.seal_key_file
    files = {
        "mail.key": settings.secret_file,
        "desk.key": settings.desk_key_file,
        "feed.key": settings.feed_token_file,
        "seal.key": seal,
        "seal.key.next": seal.with_name(f"{seal.name}.next"),
    }
    known = {name: file for name, file in files.items() if file.exists()}
    return known | key_files(settings.folder)


def _plain(settings: Settings) -> dict[str, Path]:
    files = {
        "seals.jsonl": settings.published_seals,
        ENGINE_VERSION: settings.folder / ENGINE_VERSION,
    }
    for name in _NAMED:
        given = getattr(settings, name)
        if given is not None and not given.is_relative_to(REFERENCE):
            files[f"{name}{given.suffix}"] = given
    return {name: file for name, file in files.items() if file.exists()}


def _all_copied(folder: Path, secrets: Collection[str]) -> tuple[Copied, ...]:
    return tuple(_copied(one, secrets) for one in sorted(folder.iterdir()))


def _copied(file: Path, secrets: Collection[str]) -> Copied:
    return Copied(
        name=file.name,
        size=file.stat().st_size,
        sha256=sha256(file),
        secret=file.name in {*secrets, SETTINGS},
    )


def _keep(file: Path, content: str) -> Path:
    """Written whole, and on the disk, before it has its name."""
    half = file.with_suffix(".new")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT, 0o600), "w") as new:
        new.write(f"{content}\n")
        new.flush()
        os.fsync(new.fileno())
    return half.rename(file)
