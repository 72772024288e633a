"""Forms of many rows, and the sheets of TOML that they are handed in as."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from web.whole import whole

Row = dict[str, str]
Text = Callable[[str], str]
"""What was entered in a field."""
MOST: Final = 400
"""Rows of one kind that are read."""


def rows(text: Text, kind: str, keys: Sequence[str], sent: int) -> list[Row]:
    """The rows that hold something, of those the page sent."""
    found = (
        {key: text(f"{kind}-{number}-{key}") for key in keys}
        for number in range(min(sent, MOST))
    )
    return [one for one in found if any(one.values())]


def sent(text: Text, kind: str) -> int:
    """How many rows of a kind the page had."""
    return whole(text(f"{kind}-rows")) or 0


def in_languages(name: str, languages: Sequence[str]) -> list[str]:
    return [f"{name}_{one}" for one in languages]


def faces(row: Mapping[str, str], name: str, languages: Sequence[str]) -> str:
    """A text in several languages, as TOML has it; what is missing stays missing."""
    told = {one: row.get(f"{name}_{one}", "") for one in languages}
    return table({one: quoted(text) for one, text in told.items() if text})


def table(values: Mapping[str, str]) -> str:
    return f"{{ {', '.join(f'{key} = {value}' for key, value in values.items())} }}"


def quoted(text: str) -> str:
    """A string of TOML on one line."""
    plain = text.replace("\r\n", "\n")
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")


def number(text: str) -> str:
    """A number of TOML; anything else is quoted, and refused by whoever reads it."""
    return quoted(text) if (given := whole(text)) is None else str(given)
