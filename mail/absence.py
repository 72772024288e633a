"""Out-of-office replies: when the person is back, and who stands in."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from mail.patterns import words

_MONTHS = {
    1: "gennaio|january|января|январь|jänner|gen|jan|янв",
    2: "febbraio|february|февраля|февраль|feb|фев",
    3: "marzo|march|марта|март|mar|мар",
    4: "aprile|april|апреля|апрель|apr|апр",
    5: "maggio|may|мая|май|mag",
    6: "giugno|june|июня|июнь|giu|jun|июн",
    7: "luglio|july|июля|июль|lug|jul|июл",
    8: "agosto|august|августа|август|ago|aug|авг",
    9: "settembre|september|сентября|сентябрь|set|sept|sep|сен|сент",
    10: "ottobre|october|октября|октябрь|ott|oct|окт",
    11: "novembre|november|ноября|ноябрь|nov|ноя|нояб",
    12: "dicembre|december|декабря|декабрь|dic|dec|дек",
}
_MONTH_OF = {
    name: number for number, names in _MONTHS.items() for name in names.split("|")
}
_NAMED = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_WEEKDAYS = (
    "luned[ìi]'?|monday|понедельника?",
    "marted[ìi]'?|tuesday|вторника?",
    "mercoled[ìi]'?|wednesday|сред[ыу]",
    "gioved[ìi]'?|thursday|четверга?",
    "venerd[ìi]'?|friday|пятниц[ыу]",
    "sabato|saturday|суббот[ыу]",
    "domenica|sunday|воскресенья?",
)
_ANY_WEEKDAY = (
    rf"(?:{'|'.join(_WEEKDAYS)}|(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|gio|ven"
    rf"|sab|dom"
    r"|пн|вт|ср|чт|пт|сб|вс)\b\.?)"
)
_UNTIL = (
    r"(?:fino|sino|finoa|fin)\s+(?:al?|alla|a\s+tutto\s+il)|\bal\b|\be\s+il\b"
    r"|rientr\w{0,8}(?:\s+(?:previsto|in|ufficio|servizio|sede|il|al|giorno|per|nel"
    r"|da)|:)"
    r"{0,6}|torn\w{1,8}(?:\s+(?:in|ufficio|il|al|da)){0,4}|dal\s+giorno"
    r"|a\s+partire\s+da"
    r"l?|di\s+nuovo(?:\s+\w{1,12}){0,4}|disponibil\w\s+da\w?|riapr\w{1,6}(?:\s+il)?"
    r"|until|till?|through|\bto\b|thru"
    r"|back(?:\s+\w{1,7}){0,5}|return\w{0,6}(?:\s+\w{1,7}){0,6}"
    r"|resum\w{1,6}(?:\s+\w{1,7})"
    r"{0,3}|\bдо\b|\bпо\b|вернусь|буду(?:\s+\w{1,12}){0,4}|(?:выйду|выхожу|выход"
    r"|возвращаюсь|приступлю|приступаю)(?:\s+(?:к|на|в|с|из|работу|работе"
    r"|отпуска)){0,4}"
)
_DAY = (
    r"(?:(?P<iso>(?:19|20)\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)"
    r"|(?P<day>\d{1,2})(?:st|nd|rd|th|°|º|-?го|-?е)?"
    r"(?:[./-](?P<month>\d{1,2})(?!\d)|\s{1,3}(?:of\s+|di\s+)?"
    rf"(?P<name>{_NAMED})\b\.?)"
    rf"|(?P<us_name>{_NAMED})\.?\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?\b)"
    r"(?:[./,\s-]{1,2}(?P<year>(?:19|20)\d\d)\b|[./-](?P<short>\d\d)\b(?![:.]\d))?"
)
_BEFORE_DAY = (
    rf"(?:\s|:|,|и\s|включительно\s|il\s|the\s|giorno\s|{_ANY_WEEKDAY}){{1,6}}"
)
_DATE = re.compile(rf"(?:{_UNTIL}){_BEFORE_DAY}?{_DAY}", re.IGNORECASE)
_ANY_DATE = re.compile(rf"(?<![\d.,/-]){_DAY}", re.IGNORECASE)
_NEXT_DAY = re.compile(
    rf"(?:{_UNTIL})\s+(?:il\s+|prossim[oa]\s+|next\s+|this\s+|в\s+|во\s+)?"
    rf"(?:(?P<tomorrow>domani|tomorrow|завтра)|(?P<weekday>{'|'.join(_WEEKDAYS)}))"
    rf"(?!\W{{1,3}}(?:\d|{_NAMED}))",
    re.IGNORECASE,
)
_ADDRESS = r"(?<![\w.+-])([\w.+-]{1,64}@[\w.-]{1,190}\.[a-z]{2,20})"
_CUE = (
    r"(?:contatt|rivolg|scriver|scrivet|urgen|sostitu|inviare|riferimento|colleg"
    r"|assenza"
    r"|contact|instead|substitut|deputy|colleague|reach|forward|write to|in my absence"
    r"|обращ|срочн|неотложн|замеща|заместител|вместо меня|коллег|пишите|писать|направля"
    r"|связаться)"
)
_DEPUTY = words(rf"{_CUE}[^@]{{0,200}}?{_ADDRESS}")
_DEPUTY_BEFORE = words(rf"{_ADDRESS}[^@.;]{{0,60}}?(?:urgen|срочн|sostitu|deputy)")
_NOBODY = re.compile(r"no.?reply|mailer-daemon|postmaster")
_LOOKED_AT = 4_000


def return_date(text: str, written: date | None) -> date | None:
    """The last day named after "until" words; without a year, the next such day."""
    looked_at = text[:_LOOKED_AT]
    days = [day_of(found, written) for found in _DATE.finditer(looked_at)]
    known = [day for day in days if day is not None]
    if known or written is None:
        return max(known, default=None)
    named = _NEXT_DAY.search(looked_at)
    return _next_day(named, written) if named else None


def deputy(text: str, sender: str) -> str:
    looked_at = text[:_LOOKED_AT]
    for one in (*_DEPUTY.findall(looked_at), *_DEPUTY_BEFORE.findall(looked_at)):
        found = str(one).lower().rstrip(".")
        if found != sender and not _NOBODY.match(found):
            return found
    return ""


def days_in(text: str, written: date | None) -> Iterator[date]:
    """Every day a text names, in its order."""
    for found in _ANY_DATE.finditer(text[:_LOOKED_AT]):
        day = day_of(found, written)
        if day is not None:
            yield day


def day_of(found: re.Match[str], written: date | None) -> date | None:
    name = found["name"] or found["us_name"]
    month = (
        _MONTH_OF[name.lower()] if name else int(found["month"] or found["iso_month"])
    )
    day = int(found["day"] or found["iso_day"] or found["us_day"])
    if month > len(_MONTHS) >= day:  # an American order that can be no other
        month, day = day, month
    year = found["year"] or found["iso"] or (found["short"] and f"20{found['short']}")
    try:
        if year:
            return date(int(year), month, day)
        if written is None:
            return None
        this_year = date(written.year, month, day)
        return this_year if this_year >= written else date(written.year + 1, month, day)
    except ValueError:
        return None


def _next_day(named: re.Match[str], written: date) -> date:
    if named["tomorrow"]:
        return written + timedelta(days=1)
    wanted = next(
        number
        for number, names in enumerate(_WEEKDAYS)
        if re.fullmatch(names, named["weekday"], re.IGNORECASE)
    )
    ahead = (wanted - written.weekday() - 1) % len(_WEEKDAYS) + 1
    return written + timedelta(days=ahead)
