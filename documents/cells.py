"""Cells of sheets and files of values: kept as what they are, and never obeyed.

A text that a spreadsheet would run as a formula stays a text (OWASP, CSV injection).
"""

import re
from typing import Final

from documents.text import clean

LONGEST: Final = 32_767
"""Characters in one cell of a spreadsheet; a longer text is shown as cut."""

_FORMULA = re.compile(r"[\s'\"]*[=+\-@＝＋－＠]")
_HIDDEN = re.compile(r"[\t\r\n\x0b\x0c\x00]")


def text_of(value: str) -> str:
    """Without control marks, no longer than a cell."""
    found = clean(value)
    return found if len(found) <= LONGEST else f"{found[: LONGEST - 1]}…"


def guarded(value: str) -> str:
    """Prefixed with an apostrophe when a spreadsheet would take it for a formula."""
    found = text_of(value)
    if _FORMULA.match(found) or _HIDDEN.match(value):
        return f"'{found}"[:LONGEST]
    return found
