"""The lines that announce a quote: "Il giorno … ha scritto:", in many programs' words.

Cheap tests come first, for every line of hostile mail may look like the start of one.
"""

import re
from collections.abc import Sequence

from mail.patterns import words

_MOST_LINES = 4  # clients wrap long names and addresses
_LONGEST = 400
_TAIL = 60

_WROTE = (
    r"(?:ha(?:nno|i)? scritto|avete scritto|scriv(?:e|eva)|wrote|writes|has written"
    r"|(?:на)?писал(?:\(а\)|а|и)?|(?:на)?пишет|написав(?:\(ла\)|ла)?|пише"
    r"|schrieb|hat geschrieben|a écrit|escribió|escreveu|schreef|geschreven"
    r"|(?:na)?pisał(?:\(a\)|a)?|pisze|napsal(?:\(a\)|a)?|napísal(?:\(a\)|a)?|skrev"
    r"|kirjoitti|írta|a scris|yazdı|έγραψε)"
)
_WEEKDAY = (
    r"(?:lun|mar|mer|gio|ven|sab|dom|mon|tue|wed|thu|fri|sat|sun"
    r"|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|сред|четверг|пятниц|суббот|воскресень"
    r"|mo|di|mi|do|fr|sa|so|jue|vie|sáb|jeu|ven|dim)[a-zа-яìé]{0,9}\.?,? "
)
_DATE = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\.? (?:de )?[^\W\d]{3,10}\.?"
    r"|[^\W\d]{3,10} \d{1,2}, \d{4})"
)
_OPENING = (
    r"(?:il (?:giorno )?|in data |alle (?:ore )?|on |at |le |el |am "
    r"|em |op |w dniu |dnia |den |dne |в |вы |hai |you )"
)

_TIME = r"\d{1,2}[:.]\d{2},? "  # Yandex on a telephone puts it first

_STARTS = words(rf"\W{{0,6}}(?:{_TIME})?(?:{_OPENING}|{_WEEKDAY}|{_DATE})")
_STARTS_WITH_DATE = words(
    rf"\W{{0,6}}(?:{_TIME})?(?:{_OPENING})?(?:{_WEEKDAY})?{_DATE}"
)
_WROTE_LAST = words(
    rf"\b{_WROTE}\s{{0,3}}(?:[:：]|-{{2,}}:?)$",
    # Am 14.10.2025 um 10:12 schrieb X:  the name comes last.
    r"\b(?:schrieb|schreef|skrev) .{1,50}[:：]$",
)
_WROTE_SOMEWHERE = words(rf"\b{_WROTE}\b")
_MOMENT = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}|\d:\d\d|\d{4}")
_CITING = words(r"\W{0,6}(?:quoting|citando|zitat von|в сообщении от)\s.{1,200}[:：]$")
_ENDS = re.compile(r"(?:[:：]|--)$")


def attribution(lines: Sequence[str], index: int) -> int:
    """How many lines from here announce a quote; 0 if none."""
    starts = _STARTS.match(lines[index][:_LONGEST]) is not None
    joined = ""
    for count, line in enumerate(lines[index : index + _MOST_LINES], start=1):
        if not line.strip() or (count > 1 and not starts):
            break
        joined = f"{joined} {line[: _LONGEST + 1].strip()}".strip(" \xa0*_\"'")
        if len(joined) > _LONGEST:
            break
        if _ENDS.search(joined) and _announces(joined, starts=starts):
            return count
    return 0


def _announces(joined: str, *, starts: bool) -> bool:
    tail = joined[-_TAIL:]
    digits = any(char.isdigit() for char in joined)
    # Il giorno 14 ott 2025, alle ore 10:12, X <x@y> ha scritto:
    if starts and digits and _WROTE_LAST.search(tail):
        return True
    # вт, 14 окт. 2025 г. в 11:12, X <x@y>:      14.10.2025, 11:12, "X" <x@y>:
    last_word = joined.rstrip(":： ").rpartition(" ")[2]
    if "@" in last_word and _STARTS_WITH_DATE.match(joined):
        return True
    return _says_who(joined)


def _says_who(joined: str) -> bool:
    """X <x@y> ha scritto: · X wrote on 14/10/2025 10:12: · Quoting X: are such."""
    if _CITING.match(joined):
        return True
    wrote = _WROTE_SOMEWHERE.search(joined)
    if wrote is None or not wrote.start():
        return False
    return "@" in joined[: wrote.start()] or bool(_MOMENT.search(joined, wrote.end()))
