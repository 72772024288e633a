"""What a form of the desk asks for: its fields, and what may be entered in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

Given = Mapping[str, str]
Choices = Mapping[str, Mapping[str, str]]
"""For a field, what there is to choose here, and what each is called."""
_MARKS: Final = ("0", "1", "2", "3", "4", "5")


class Kind(StrEnum):
    TEXT = "text"
    WORDS = "words"
    """Several lines."""
    CHOICE = "choice"
    DAY = "date"
    MOMENT = "datetime-local"
    NUMBER = "number"
    SUM = "sum"
    """In euro."""
    MARK = "mark"
    """0 to 5."""
    SHEET = "sheet"
    """Another page writes it; here it is carried."""
    FILE = "file"
    """Carried as base64 from the page that shows what it would set off."""


IN_WORDS: Final = frozenset({Kind.TEXT, Kind.WORDS, Kind.SHEET, Kind.FILE})


@dataclass(frozen=True)
class Field:
    """`options`: the codes to choose from, and the table of words they are said by."""

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    options: Sequence[str] = ()
    said_by: str = ""

    @property
    def input(self) -> str:
        """The browser's own way to ask for it."""
        asked = self.kind in {Kind.DAY, Kind.MOMENT, Kind.NUMBER, Kind.FILE}
        return self.kind.value if asked else "text"

    def complete(self, given: Given) -> bool:
        return bool(given[self.name]) or not self.required

    def there_is(self, given: Given, choices: Choices) -> bool:
        """Of what is chosen from a list: whether it stands there."""
        options = (*self.options, *(_MARKS if self.kind is Kind.MARK else ()))
        here = choices.get(self.name)
        if not options and here is None:
            return True
        return given[self.name] in {"", *options, *(here or ())}


def choice(name: str, options: Sequence[str], said_by: str) -> Field:
    """One of these, and not none."""
    return Field(name, Kind.CHOICE, required=True, options=options, said_by=said_by)


YES: Final = "yes"
NO: Final = "no"


def yes_or_no(name: str, *, required: bool = False) -> Field:
    return Field(name, Kind.CHOICE, required, (NO, YES), "material")


REASON: Final = Field("reason", Kind.WORDS, required=True)
