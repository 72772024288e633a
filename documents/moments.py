"""A date as exactly as it is known: a day, a month, a season, a year."""

from typing import Final

from documents.values import days, month
from documents.words import word
from models.document import Language
from models.report import Precision, When

_SEASONS: Final = {
    **dict.fromkeys((12, 1, 2), "winter"),
    **dict.fromkeys((3, 4, 5), "spring"),
    **dict.fromkeys((6, 7, 8), "summer"),
    **dict.fromkeys((9, 10, 11), "autumn"),
}


def moment(when: When, language: Language) -> str:
    first = when.first
    match when.precision:
        case Precision.DAY:
            return days(first, when.last or first, language)
        case Precision.MONTH:
            return month(first, language)
        case Precision.SEASON:
            season = f"season.{_SEASONS[first.month]}"
            return word(language, season, year=first.year)
        case Precision.YEAR:
            return str(first.year)
