"""The lines of a letter with several proposals, as our digest prints them."""

import re
from functools import cache

from models.reply_form import LABELS

_LEAD = r"[\s>*•·\-–—_#|]{0,12}"
_MAX_LINE = 500


def item_lines(text: str) -> list[tuple[int, str, str]]:
    """The lines of a letter with several proposals: number, answer, the line itself."""
    found = ((item_line(line), line.strip()) for line in text.split("\n"))
    return [(item[0], item[1], line) for item, line in found if item]


def item_line(line: str) -> tuple[int, str] | None:
    found = _item_pattern().fullmatch(line[:_MAX_LINE])
    if found is None:
        return None
    return int(found["position"]), found["value"].strip(" \t*_.…·-–—<>|\xa0")


@cache
def _item_pattern() -> re.Pattern[str]:
    labels = "|".join(re.escape(one.answer) for one in LABELS.values())
    return re.compile(
        rf"{_LEAD}(?P<position>\d{{1,3}})[.)]\s{{0,3}}\S[^\n]{{0,80}}?\s[–—-]\s"
        rf"(?:{labels})\s{{0,3}}(?:\([^()]{{0,120}}\))?\s{{0,3}}[:：](?P<value>.*)",
        re.IGNORECASE,
    )
