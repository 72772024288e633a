"""The desk's words in three languages: by key from `words/`, with numbers and dates."""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency
from markupsafe import Markup, escape

from models.account import LANGUAGES
from models.milestone_words import name_of
from models.milestones import MilestoneName
from models.money import CENTS_PER_UNIT
from web.sentences import ENGLISH, Found, Line, catalogue, parts, place_in

DEFAULT: Final = "it"
ROME: Final = ZoneInfo("Europe/Rome")
_WORDS: Final = Path(__file__).parent / "words"
_BLANK: Final = re.compile(r"\{([a-z][a-z0-9_]*)(?::([a-z_]+))?\}")
_JOINTS: Final = (("; ", "; "), ("\0", ""), (", ", ", "), (" or ", ", "))
"""How the parts of a list are joined in English, and elsewhere; "\0": not at all."""
_SUM: Final = re.compile(r"(\d[\d,]*\.\d\d) EUR")
_SPAN: Final = Markup('<span lang="{}">{}</span>')


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
        self._own: set[str] = set()

    def __call__(self, key: str, /, **values: object) -> str:
        """One phrase by its dotted key, its blanks filled in."""
        found: Any = words(self.language)
        for part in key.split("."):
            found = found[part]
        said = str(found).format(**values) if values else str(found)
        self._own.add(said)
        return said

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

    def sentence(self, text: str) -> Line:
        """A sentence of the record as this reader understands it, else in English.

        What was said by ourselves, in the reader's language, is said as it is.
        """
        if self.language == ENGLISH or text in self._own:
            return Line(text, self.language)
        said = [self._line(line) for line in text.split("\n")]
        if None in said:
            return Line(text, ENGLISH)
        return Line("\n".join(one or "" for one in said), self.language)

    def detail(self, text: str) -> Markup:
        """What a mail was taken for, by its code, or the sentence why it was not."""
        table: Mapping[str, str] = words(self.language)["answer"]
        return escape(table[text]) if text in table else self.told(text)

    def told(self, text: str) -> Markup:
        """The same for a page, with its language where that is not the page's."""
        said = self.sentence(text)
        if said.language == self.language:
            return escape(said.text)
        return _SPAN.format(said.language, said.text)

    def part(self, text: str) -> Markup:
        """What stands inside a sentence, where a page shows it alone."""
        said = self._blank(text, "sentence")
        return escape(said) if said != text else self.told(text)

    def _line(self, text: str) -> str | None:
        if not text:
            return text
        for place in dict.fromkeys(("", place_in(text))):
            found = catalogue(self.language).all(text.removeprefix(place))
            if found is not None:
                return place + " ".join(map(self._filled, found))
        clauses = text.split("; ")
        told = [self._part(one) for one in clauses] if len(clauses) > 1 else [None]
        return None if None in told else "; ".join(one or "" for one in told)

    def _filled(self, found: Found) -> str:
        def blank(asked: re.Match[str]) -> str:
            return self._blank(found.blanks[asked[1]], asked[2] or "")

        return _BLANK.sub(blank, found.said)

    def _blank(self, given: str, kind: str) -> str:
        """What stands in a blank: as given, unless its kind is known and it fits."""
        match kind:
            case "sentence":
                return self._listed(given, lambda one: self._part(one) or "")
            case "day":
                return self.day(date.fromisoformat(given)) if _is_day(given) else given
            case "sum":
                sum_ = _SUM.fullmatch(given)
                return self.euro(int(re.sub(r"\D", "", sum_[1]))) if sum_ else given
            case "milestone":
                return _milestones(self.language).get(given, given)
        table: Mapping[str, str] = words(self.language).get(kind, {})
        return self._listed(given, lambda one: table.get(one.removeprefix("--"), ""))

    def _part(self, given: str) -> str | None:
        found = parts(self.language).one(given)
        return self._filled(found) if found else self._line(given)

    def _listed(self, given: str, told: Callable[[str], str]) -> str:
        """A thing, or all that a list names; as given where one of them is unknown."""
        for joint, said in _JOINTS:
            each = [told(one) for one in given.split(joint)]
            if all(each):
                return said.join(each)
        return given


@cache
def _milestones(language: str) -> Mapping[str, str]:
    return {name_of(one, ENGLISH): name_of(one, language) for one in MilestoneName}


def _is_day(given: str) -> bool:
    try:
        date.fromisoformat(given)
    except ValueError:
        return False
    return True


def language_of(given: str | None) -> str:
    """A language of the desk; Italian for any other."""
    return given if given in LANGUAGES else DEFAULT
