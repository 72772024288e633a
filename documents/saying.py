"""Fixed words and names of countries, in every language at once."""

from datetime import date

from babel import Locale

from documents.values import LOCALES, long_date
from documents.words import word
from models.document import Language, Said


def said(key: str, /, **values: object) -> Said:
    """One phrase of the fixed words in every language."""
    return Said(**{one.value: word(one, key, **values) for one in Language})


def country(code: str) -> Said:
    """A country's name; its code where the library has none."""
    return Said(
        **{
            one.value: Locale.parse(LOCALES[one]).territories.get(code, code)
            for one in Language
        }
    )


def on_day(key: str, day: date) -> Said:
    """A phrase with a day in it, written as each language writes days."""
    return Said(
        **{one.value: word(one, key, day=long_date(day, one)) for one in Language}
    )
