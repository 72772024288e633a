"""The private keys of the seals: files that only we can read."""

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from audit.sealing import first_key, next_key, sealed
from audit.signing import SigningKey
from models.errors import DomainError
from models.ids import Actor
from models.seal import Head, Seal, SealKey


class KeyMissingError(DomainError):
    """The private key that has to sign is not in its file."""


class FileNotary:
    """A key is made when it is first needed, and kept in a file of its own.

    A new key waits beside the one in use until the record knows it; `use` then puts
    it in its place. After a crash in between it is found where it waits.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._waiting = file.with_name(f"{file.name}.next")

    def seal(
        self,
        heads: Sequence[Head],
        *,
        after: Seal | None,
        day: date | None,
        at: datetime,
        by: Actor,
        key: SealKey,
    ) -> Seal:
        signing = self._of(key.key)
        return sealed(heads, after=after, day=day, at=at, by=by, key=signing)

    def first_key(self, *, at: datetime, by: Actor) -> SealKey:
        return first_key(_made(self._file), at=at, by=by)

    def next_key(
        self, before: SealKey, *, since: int, at: datetime, by: Actor
    ) -> SealKey:
        old = self._of(before.key)
        new = _made(self._waiting)
        return next_key(before, old=old, new=new, since=since, at=at, by=by)

    def use(self, key: str) -> None:
        waiting = _read(self._waiting)
        if waiting is None or waiting.public != key:
            return
        try:
            self._waiting.replace(self._file)
            _kept(self._file.parent)
        except OSError as error:
            raise _unwritable(self._file, error) from error

    def _of(self, public: str) -> SigningKey:
        """The private key of a public one, wherever a crash left it."""
        self.use(public)
        found = _read(self._file)
        if found is None or found.public != public:
            raise KeyMissingError(
                f"The key of the seals in {self._file.name} is not the one on record "
                f"({public[:16]}…): restore that file from the backup."
            )
        return found


def _read(file: Path) -> SigningKey | None:
    try:
        return SigningKey.read(file.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KeyMissingError(
            f"The key of the seals {file.name} cannot be read ({error.strerror}): let "
            "the worker's account read it."
        ) from error


def _made(file: Path) -> SigningKey:
    """The key in a file; a new one, whole from its first moment, if there is none."""
    found = _read(file)
    if found is not None:
        return found
    half = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        half.unlink(missing_ok=True)
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as new:
            new.write(SigningKey.new().pem())
            new.flush()
            os.fsync(new.fileno())
        with suppress(FileExistsError):  # another worker was first: its key counts
            os.link(half, file)
        half.unlink()
        _kept(file.parent)
    except OSError as error:
        raise _unwritable(file, error) from error
    made = _read(file)
    if made is None:
        raise KeyMissingError(f"The key of the seals {file.name} vanished: seal again.")
    return made


def _kept(folder: Path) -> None:
    """A name is on the disk once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(file: Path, error: OSError) -> KeyMissingError:
    return KeyMissingError(
        f"The key of the seals {file.name} cannot be written ({error.strerror}): "
        "let the worker's account write to its folder."
    )
