"""An act that was refused: who wanted what, and the sentence that stopped it."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from models.frozen import Frozen
from models.ids import Actor

_CODED: Final = re.compile(r"\d|^[A-Z]{2}-[A-Z]{2,3}$")
_SHORTEST: Final = 3
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./:#-]*")


class Wanted(Frozen):
    """What somebody set out to do.

    `act` is its command, as in `session postpone`; `asked`, the names, dates and sums
    it was given, without words, files and addresses; `ref`, the proposal it is about.
    `words` are those others: one may be a name, and none may stand in the sentence.
    """

    actor: Actor
    act: str
    asked: Mapping[str, str]
    ref: str | None = None
    words: tuple[str, ...] = ()

    def without_words(self, said: str) -> str:
        """A sentence as it may stand on record, for ever."""
        for word in sorted(self.words, key=len, reverse=True):
            whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
            said = whole.sub("…", said)
        return said


def ids_in(given: Mapping[str, Any]) -> dict[str, str]:
    """Choices, dates, sums and codes as they were typed.

    Of plain words none, for one may be a name; nor addresses and files.
    """
    return {
        key: str(value) if _tells_of_nobody(value) else "…"
        for key, value in given.items()
        if value is not None and not isinstance(value, bool | Path | list | tuple)
    }


def words_in(given: Mapping[str, Any]) -> tuple[str, ...]:
    """What was typed and may be a name; two letters, as of a language, are none."""
    return tuple(
        str(value).strip()
        for value in given.values()
        if isinstance(value, str)
        and len(value.strip()) >= _SHORTEST
        and not _tells_of_nobody(value)
    )


def _tells_of_nobody(value: object) -> bool:
    if isinstance(value, StrEnum):
        return True
    said = str(value)
    return bool(_ID.fullmatch(said) and _CODED.search(said))
