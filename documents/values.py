"""A value as a language writes it: dates, whole numbers, money, percentages."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

from models.document import Cell, ColumnKind, Language
from models.money import CENTS_PER_UNIT

LOCALES: Mapping[Language, str] = MappingProxyType(
    {Language.IT: "it_IT", Language.RU: "ru_RU", Language.EN: "en_GB"}
)
PERCENT_UNIT: Final = 10_000
"""Hundredths of a percent in the whole."""

_LONG = {
    Language.IT: "d MMMM y",
    Language.RU: "d MMMM y 'г.'",
    Language.EN: "d MMMM y",
}
_SHORT = {Language.IT: "dd/MM/y", Language.RU: "dd.MM.y", Language.EN: "d MMM y"}


def long_date(day: date, language: Language) -> str:
    return format_date(day, _LONG[language], locale=LOCALES[language])


def short_date(day: date, language: Language) -> str:
    """For cells of a table."""
    return format_date(day, _SHORT[language], locale=LOCALES[language])


def days(first: date, last: date, language: Language) -> str:
    """A session's days, the month and year said once where they can be."""
    if first == last:
        return long_date(first, language)
    end = long_date(last, language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{long_date(first, language)} – {end}"


def month(day: date, language: Language) -> str:
    return format_date(day, "LLLL y", locale=LOCALES[language])


def cents(value: int, language: Language) -> str:
    amount = Decimal(value) / CENTS_PER_UNIT
    return format_currency(amount, "EUR", locale=LOCALES[language])


def integer(value: int, language: Language) -> str:
    return format_decimal(value, locale=LOCALES[language])


def percent(value: int, language: Language) -> str:
    share = Decimal(value) / PERCENT_UNIT
    return format_percent(share, "#,##0.##\u00a0%", locale=LOCALES[language])


_NUMBERS: Mapping[ColumnKind, Callable[[int, Language], str]] = MappingProxyType(
    {
        ColumnKind.INTEGER: integer,
        ColumnKind.CENTS: cents,
        ColumnKind.PERCENT: percent,
    }
)


def shown(value: Cell, kind: ColumnKind, language: Language) -> str:
    """A cell as it is read on paper; nothing for an empty one."""
    if value is None:
        return ""
    if isinstance(value, date):
        return short_date(value, language)
    if isinstance(value, str):
        return value
    return _NUMBERS[kind](value, language)
