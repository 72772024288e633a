"""The secrets of the webhooks: files that only we can read."""

import os
from pathlib import Path
from typing import Final

from models.errors import DomainError
from models.webhook import SecretError, read_secret, written_secret

_LEAD: Final = "webhook-"


class WebhookKeys:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file(self, webhook: str) -> Path:
        return self._folder / f"{_LEAD}{webhook}.key"

    def keep(self, webhook: str, secret: bytes) -> None:
        """Whole and on the disk before anything is signed with it.

        Raises:
            DomainError: it cannot be written.
        """
        file = self.file(webhook)
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as new:
                new.write(f"{written_secret(secret)}\n")
                new.flush()
                os.fsync(new.fileno())
        except OSError as error:
            raise DomainError(
                f"The secret {file.name} cannot be written ({error.strerror}): make "
                "room, or let this account write to the data folder."
            ) from error

    def read(self, webhook: str) -> bytes:
        """The secret to sign with.

        Raises:
            DomainError: it is not there, or is none.
        """
        file = self.file(webhook)
        try:
            return read_secret(file.read_text())
        except OSError as error:
            raise DomainError(
                f"The secret {file.name} cannot be read ({error.strerror}): restore "
                "it from the backup to the worker's data folder."
            ) from error
        except (SecretError, UnicodeDecodeError) as error:
            raise DomainError(
                f"The secret {file.name} is damaged: restore it from the backup."
            ) from error

    def drop(self, webhook: str) -> None:
        self.file(webhook).unlink(missing_ok=True)


def key_files(folder: Path) -> dict[str, Path]:
    """The secrets there are, by the names of their files."""
    return {file.name: file for file in sorted(folder.glob(f"{_LEAD}*.key"))}
