"""Names of a workbook's sheets: short, allowed, and each taken once."""

import re
from itertools import count
from typing import Final

from documents.text import clean

_LONGEST: Final = 31
_REFUSED = re.compile(r"[\[\]:*?/\\']+")
_RESERVED: Final = frozenset({"history", "cronologia", "журнал"})


class SheetNames:
    def __init__(self) -> None:
        self._taken = set(_RESERVED)

    def take(self, wanted: str) -> str:
        """The name itself, or its beginning and a number when it is taken."""
        plain = " ".join(_REFUSED.sub(" ", clean(wanted)).split()) or "1"
        name = plain[:_LONGEST].strip()
        for number in count(2):
            if name.casefold() not in self._taken:
                break
            ending = f" {number}"
            name = plain[: _LONGEST - len(ending)].strip() + ending
        self._taken.add(name.casefold())
        return name
