"""A sheet of TOML as a person wrote it: read, or refused in words."""

import tomllib
from typing import Any

from models.errors import DomainError


def read_sheet(content: bytes, name: str) -> dict[str, Any]:
    """What a sheet holds; `name` is what the refusal calls it.

    Raises:
        DomainError: it is no text in UTF-8, or no TOML; with the line.
    """
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DomainError(
            f"{name} cannot be read (no UTF-8 in line {line}): save it as plain text"
            " in UTF-8."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise DomainError(
            f"{name} cannot be read, for it is no TOML ({error}): correct it there."
        ) from error
