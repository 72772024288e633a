"""Out-of-office replies: when the person is back, and who stands in."""

import re
from datetime import date

_MONTHS = {
    1: "gennaio|january|января|gen|jan|янв",
    2: "febbraio|february|февраля|feb|фев",
    3: "marzo|march|марта|mar|мар",
    4: "aprile|april|апреля|apr|апр",
    5: "maggio|may|мая|mag|май",
    6: "giugno|june|июня|giu|jun|июн",
    7: "luglio|july|июля|lug|jul|июл",
    8: "agosto|august|августа|ago|aug|авг",
    9: "settembre|september|сентября|set|sept|sep|сен",
    10: "ottobre|october|октября|ott|oct|окт",
    11: "novembre|november|ноября|nov|ноя",
    12: "dicembre|december|декабря|dic|dec|дек",
}
_MONTH_OF = {
    name: number for number, names in _MONTHS.items() for name in names.split("|")
}
_NAMED = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_UNTIL = (
    r"(?:fino\s+al|sino\s+al|fino\s+a|\bal|rientr\w{1,8}(?:\s+(?:il|in|al|giorno)){0,3}"
    r"|torn\w{1,8}\s+il|dal\s+giorno|until|till|through|\bto|back(?:\s+\w{1,7}){0,2}\s+on"
    r"|return\w{0,6}(?:\s+to\s+(?:the\s+)?office)?\s+on|\bдо|\bпо|вернусь|выйду|выхожу)"
)
_DATE = re.compile(
    rf"{_UNTIL}\W{{1,4}}(?:(?:lun|mar|mer|gio|ven|sab|dom|mon|tue|wed|thu|fri|sat|sun)[a-zìé]{{0,7}}\W{{1,3}})?"
    rf"(?:(?P<iso>\d{{4}})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th|°)?(?:[./-](?P<month>\d{{1,2}})|\s+(?:of\s+)?(?P<name>{_NAMED})\b\.?)"
    rf"|(?P<us_name>{_NAMED})\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?)"
    rf"(?:[./,\s-]{{1,2}}(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_DEPUTY = re.compile(
    r"(?:contatt|rivolg|scriver|urgen|sostitu|inviare|contact|instead|substitut|deputy|colleague"
    r"|обращ|срочн|замеща|пишите|писать)[^@]{0,200}?"
    r"(?<![\w.+-])([\w.+-]{1,64}@[\w.-]{1,190}\.[a-z]{2,20})",
    re.IGNORECASE,
)
_LOOKED_AT = 4_000


def return_date(text: str, written: date | None) -> date | None:
    """The last day named after "until" words; without a year, the next such day."""
    days = [_day(found, written) for found in _DATE.finditer(text[:_LOOKED_AT])]
    known = [day for day in days if day is not None]
    return max(known, default=None)


def deputy(text: str, sender: str) -> str:
    for one in _DEPUTY.findall(text[:_LOOKED_AT]):
        if one.lower() != sender:
            return str(one).lower()
    return ""


def _day(found: re.Match[str], written: date | None) -> date | None:
    name = found["name"] or found["us_name"]
    month = (
        _MONTH_OF[name.lower()] if name else int(found["month"] or found["iso_month"])
    )
    day = int(found["day"] or found["iso_day"] or found["us_day"])
    year = found["year"] or found["iso"]
    try:
        if year:
            return date(int(year), month, day)
        if written is None:
            return None
        this_year = date(written.year, month, day)
        return this_year if this_year >= written else date(written.year + 1, month, day)
    except ValueError:
        return None
