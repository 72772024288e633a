"""Taking a person out of what stands: which texts go, and what takes their place."""

import re
from typing import Final

from pydantic import JsonValue

from models.adhesion_record import ERASED, ERASED_ADDRESS
from models.errors import DomainError
from models.frozen import Frozen

SHORTEST: Final = 4
"""Fewer characters would meet half the record."""


class Place(Frozen):
    """A row that tells of the person, now or in a version of it before."""

    table: str
    key: tuple[JsonValue, ...]


class Erased(Frozen):
    """What was erased: how often by table, and how many hashes are left as scars.

    `papers` are the letters and mails that stay, as bytes: the official record.
    """

    tables: dict[str, int]
    scars: int
    papers: int


def wanted(text: str) -> str:
    """What is looked for, without blanks around.

    Raises:
        DomainError: it is too short to tell one person from others.
    """
    found = " ".join(text.split())
    if len(found) < SHORTEST:
        raise DomainError(
            f"{found!r} is too short to mean one person: give the whole address or "
            "the whole name."
        )
    return found


def meant(text: str) -> re.Pattern[str]:
    """How the text may be written: in small or capital letters, and never as a part.

    `ann@a.example` is not in `joann@a.example`, nor a domain in the addresses under it.
    """
    whole = rf"(?<![\w@+%-])(?<!\w\.){re.escape(text)}(?![\w@+%-])(?!\.\w)"
    return re.compile(whole, re.IGNORECASE)


def tells_of(value: JsonValue, person: re.Pattern[str]) -> bool:
    """Whether the person stands anywhere in a value."""
    return without(value, person) != value


def without(value: JsonValue, person: re.Pattern[str]) -> JsonValue:
    """The value with the person replaced; a string that is an address stays one."""
    match value:
        case str() if person.search(value):
            bare = "@" in value and " " not in value.strip()
            return ERASED_ADDRESS if bare else person.sub(ERASED, value)
        case list():
            return [without(one, person) for one in value]
        case dict():
            return {name: without(one, person) for name, one in value.items()}
    return value
