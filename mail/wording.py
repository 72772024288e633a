"""Dates, money and the words for codes, as a language says them."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_timezone_name
from babel.numbers import format_currency
from babel.units import format_unit

from models.errors import DomainError
from models.money import CENTS_PER_UNIT

LETTERS = Path(__file__).parent / "letters"
LOCALES: Mapping[str, str] = MappingProxyType(
    {"it": "it_IT", "ru": "ru_RU", "en": "en_GB"}
)
_DAY = {"it": "d MMMM y", "ru": "d MMMM y 'г.'", "en": "d MMMM y"}
_LAST_SECOND = (23, 59, 59)
_BLANKS = re.compile(r"[^\S\n\u00a0\u202f]+")
_MANY_LINES = re.compile(r"\n\s*\n\s*")
_REMEMBERED = 4096  # letters of a round say the same instants and sums
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@dataclass(frozen=True)
class Wording:
    """One language's words, and its way to write values in one time zone."""

    language: str
    zone: ZoneInfo
    words: Mapping[str, Any]
    other: ZoneInfo | None = None  # of the other country, when hours are said in both

    def phrase(self, key: str) -> str:
        return str(self.words[key])

    def of(self, table: str, code: str) -> str:
        """The word for a code; what is no known code is a text already."""
        return str(self.words[table].get(code, code))

    def instant(self, moment: datetime) -> str:
        """With the day's date, the time and the zone: nothing is left to guess."""
        here = _instant(self.language, self.zone, moment)
        if self.other is None:
            return here
        return f"{here} = {_instant(self.language, self.other, moment)}"

    def money(self, cents: int) -> str:
        return _money(self.language, cents)

    def minutes(self, number: int) -> str:
        locale = LOCALES[self.language]
        return format_unit(number, "duration-minute", locale=locale)

    def proposals(self, number: int) -> str:
        """How many, in the plural form the number takes in the language."""
        form = Locale.parse(LOCALES[self.language]).plural_form(number)
        return str(self.words["proposals"][form]).format(number=number)


@lru_cache(maxsize=_REMEMBERED)
def _instant(language: str, zone: ZoneInfo, moment: datetime) -> str:
    local = moment.astimezone(zone)
    day, time, locale = local, f"{local:%H:%M}", LOCALES[language]
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        # Midnight ends the day before: 00:00 would be read as a day later.
        day, time = local - timedelta(days=1), "24:00"
    elif local.second and local.timetuple()[3:6] != _LAST_SECOND:
        time = f"{local:%H:%M:%S}"
    named = get_timezone_name(local, "long", locale=locale)
    if language == "it":
        named = named[:1].lower() + named[1:]
    clock: str = _words(language)["clock"]
    return clock.format(
        time=time,
        date=format_date(day.date(), _DAY[language], locale=locale),
        zone=named,
        offset=_offset(local),
    )


@lru_cache(maxsize=_REMEMBERED)
def _money(language: str, cents: int) -> str:
    amount = Decimal(cents) / CENTS_PER_UNIT
    return format_currency(amount, "EUR", locale=LOCALES[language])


def wording(language: str, zone: str, other: str = "") -> Wording:
    if language not in LOCALES:
        raise DomainError(
            f"There are no letters in the language {language!r}; choose one of"
            f" {', '.join(LOCALES)}."
        )
    there = ZoneInfo(other) if other else None
    return Wording(language, ZoneInfo(zone), _words(language), there)


def visible(text: str) -> str:
    """A value from outside without control and direction marks, blanks folded."""
    lines = unicodedata.normalize("NFC", _lines(text)).split("\n")
    return _MANY_LINES.sub("\n\n", "\n".join(map(_shown, lines))).strip()


def _shown(line: str) -> str:
    if not line.isprintable():
        kept = (one for one in line if unicodedata.category(one) not in _INVISIBLE)
        line = "".join(kept)
    return _BLANKS.sub(" ", line).strip()


def on_one_line(text: str) -> str:
    return " ".join(visible(text).split())


@cache
def _words(language: str) -> Mapping[str, Any]:
    path = LETTERS / "words" / f"{language}.toml"
    return MappingProxyType(tomllib.loads(path.read_text("utf-8")))


def _lines(text: str) -> str:
    """One kind of line end; a tab is a blank."""
    for end in ("\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"):
        text = text.replace(end, "\n")
    return text.replace("\t", " ")


def _offset(local: datetime) -> str:
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    sign = "+" if minutes >= 0 else "−"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


def aware(moment: datetime) -> datetime:
    """An instant without a zone is in UTC (models/letter.py)."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
