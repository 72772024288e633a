"""The life of a case as a page tells it: what happened, and where it is proved."""

from datetime import date, datetime
from enum import StrEnum

from models.document import Language
from models.frozen import Frozen
from models.ids import Ref


class Way(StrEnum):
    """An act, a letter out, or a mail in."""

    HERE = "here"
    OUT = "to"
    IN = "from"


class Entry(Frozen):
    """An act by its number, or a letter or mail by its file."""

    at: datetime
    way: Way = Way.HERE
    who: str
    what: str
    why: str
    number: int | None = None
    hash: str = ""
    file: str = ""


class CaseTimeline(Frozen):
    """`zone` is the secretariat's; `erased` counts the places people were erased in."""

    ref: Ref
    language: Language
    zone: str
    simulated: bool
    entries: tuple[Entry, ...]
    erased: int

    @property
    def dated(self) -> date:
        """The day of what happened last."""
        return max(one.at for one in self.entries).date()
