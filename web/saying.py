"""The desk's words in three languages: by key from `words/`, with numbers and dates."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency

from models.account import LANGUAGES
from models.money import CENTS_PER_UNIT

DEFAULT: Final = "it"
ROME: Final = ZoneInfo("Europe/Rome")
_WORDS: Final = Path(__file__).parent / "words"


@cache
def words(language: str) -> Mapping[str, Any]:
    """All words of a language: a table for each page, and one for each kind of code."""
    read: dict[str, Any] = {}
    for file in sorted((_WORDS / language).glob("*.toml")):
        read |= tomllib.loads(file.read_text("utf-8"))
    return MappingProxyType(read)


class Saying:
    """What a page says in one language; instants by the clock of Rome."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse(language)

    def __call__(self, key: str, /, **values: object) -> str:
        """One phrase by its dotted key, its blanks filled in."""
        found: Any = words(self.language)
        for part in key.split("."):
            found = found[part]
        return str(found).format(**values) if values else str(found)

    def of(self, kind: str, code: object) -> str:
        """The word for a code, such as a stage or an office."""
        table: Mapping[str, str] = words(self.language)[kind]
        return table[str(code)]

    def count(self, key: str, number: int) -> str:
        """`1 proposta`, `2 proposte`: by the plural rules of the language (CLDR)."""
        form = self._locale.plural_form(number)
        found: Any = words(self.language)["count"][key]
        return str(found.get(form, found["other"])).format(number=number)

    def time(self, at: datetime | None) -> str:
        if at is None:
            return ""
        return str(
            format_datetime(at, "d MMM y, HH:mm", tzinfo=ROME, locale=self._locale)
        )

    def day(self, day: date | None) -> str:
        return str(format_date(day, "d MMM y", locale=self._locale)) if day else ""

    def euro(self, cents: int | None) -> str:
        if cents is None:
            return ""
        return str(format_currency(cents / CENTS_PER_UNIT, "EUR", locale=self._locale))


def language_of(given: str | None) -> str:
    """A language of the desk; Italian for any other."""
    return given if given in LANGUAGES else DEFAULT
