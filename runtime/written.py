"""Files that a command writes for a person."""

from pathlib import Path

from models.errors import DomainError


def save(content: bytes, file: Path) -> None:
    """Write a file, or say why not.

    Raises:
        DomainError: it cannot be written.
    """
    try:
        file.write_bytes(content)
    except OSError as error:
        raise DomainError(
            f"The file {file} cannot be written ({error.strerror}): name another."
        ) from error
