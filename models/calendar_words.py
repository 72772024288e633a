"""Dates, lengths and lists as Italian, Russian and English write them."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from models.term import TermUnit


class Language(StrEnum):
    IT = "it"
    RU = "ru"
    EN = "en"


def spoken(language: str) -> Language:
    """The language itself, or English, which every corridor reads."""
    return Language(language) if language in set(Language) else Language.EN


IT, RU, EN = Language

# fmt: off
_MONTHS: Final = MappingProxyType(
    {
        IT: ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio",
             "agosto", "settembre", "ottobre", "novembre", "dicembre"),
        RU: ("января", "февраля", "марта", "апреля", "мая", "июня", "июля",
             "августа", "сентября", "октября", "ноября", "декабря"),
        EN: ("January", "February", "March", "April", "May", "June", "July",
             "August", "September", "October", "November", "December"),
    }
)
# fmt: on

_YEAR: Final = MappingProxyType({IT: " {}", RU: " {} г.", EN: " {}"})
_AND: Final = MappingProxyType({IT: " e ", RU: " и ", EN: " and "})
_ONE, _FEW, _MANY = range(3)

_UNITS: Final = MappingProxyType(
    {
        (IT, TermUnit.WORKING_DAYS): ("giorno lavorativo", "giorni lavorativi"),
        (IT, TermUnit.CALENDAR_DAYS): ("giorno di calendario", "giorni di calendario"),
        (IT, TermUnit.HOURS): ("ora", "ore"),
        (IT, TermUnit.SECONDS): ("secondo", "secondi"),
        (RU, TermUnit.WORKING_DAYS): ("рабочий день", "рабочих дня", "рабочих дней"),
        (RU, TermUnit.CALENDAR_DAYS): (
            "календарный день",
            "календарных дня",
            "календарных дней",
        ),
        (RU, TermUnit.HOURS): ("час", "часа", "часов"),
        (RU, TermUnit.SECONDS): ("секунда", "секунды", "секунд"),
        (EN, TermUnit.WORKING_DAYS): ("working day", "working days"),
        (EN, TermUnit.CALENDAR_DAYS): ("calendar day", "calendar days"),
        (EN, TermUnit.HOURS): ("hour", "hours"),
        (EN, TermUnit.SECONDS): ("second", "seconds"),
    }
)

_ELIDED: Final = frozenset({8, 11})  # l'otto, l'undici
_ITALIAN: Final = MappingProxyType(
    {
        "on": ("il ", "l'"),
        "from": ("dal ", "dall'"),
        "since": ("dal ", "dall'"),
        "to": ("al ", "all'"),
        "onto": ("al ", "all'"),
    }
)
_ENGLISH: Final = MappingProxyType(
    {"on": "", "from": "from ", "since": "since ", "to": "to ", "onto": "to "}
)
_RUSSIAN: Final = MappingProxyType(
    {"on": "", "from": "с ", "since": "с ", "to": "по ", "onto": "на "}
)
_SECOND: Final = 2  # со второго


def date_in(language: Language, day: date, *, year: int | None = None) -> str:
    """A date in words: 12 maggio 2010, 12 мая 2010 г., 12 May 2010.

    Args:
        language: whose form.
        day: the date.
        year: a year the reader knows already, which is left out.
    """
    number = "1°" if language is IT and day.day == 1 else f"{day.day}"
    text = f"{number} {_MONTHS[language][day.month - 1]}"
    return text if day.year == year else text + _YEAR[language].format(day.year)


def span_in(
    language: Language, first: date, last: date, *, year: int | None = None
) -> str:
    """A day, or days from one to another: 8–22 August 2027."""
    end = date_in(language, last, year=year)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        number = "1°" if language is IT and first.day == 1 else f"{first.day}"
        return f"{number}–{end}"
    return f"{date_in(language, first, year=year)} – {end}"


def placed(language: Language, how: str, day: date, *, year: int | None = None) -> str:
    """A date after its preposition.

    Args:
        language: whose form.
        how: `on`, `from`, `since`, `to` (inclusive), or moved `onto`.
        day: the date.
        year: a year the reader knows already.
    """
    text = date_in(language, day, year=year)
    if language is IT:
        return _ITALIAN[how][day.day in _ELIDED] + text
    if language is RU and how in {"from", "since"} and day.day == _SECOND:
        return f"со {text}"
    return (_RUSSIAN if language is RU else _ENGLISH)[how] + text


def length_in(language: Language, amount: int, unit: TermUnit) -> str:
    """So many days, hours or seconds: 1 giorno lavorativo, 22 рабочих дня."""
    return f"{amount} {_UNITS[language, unit][_form(language, amount)]}"


def listed(language: Language, items: Sequence[str]) -> str:
    """Items with commas, and a word before the last."""
    if len(items) < _SECOND:
        return "".join(items)
    return ", ".join(items[:-1]) + _AND[language] + items[-1]


def inline(text: str) -> str:
    """Somebody's words, made fit to stand inside a sentence."""
    return " ".join(text.split()).rstrip(".;,: ")


def _form(language: Language, amount: int) -> int:
    if language is not RU:
        return _ONE if amount == 1 else _FEW
    last, teens = amount % 10, amount % 100 in range(11, 15)
    if last == 1 and not teens:
        return _ONE
    return _FEW if last in range(2, 5) and not teens else _MANY
