"""Lists of restrictive measures as they are loaded, and cases they bring to a halt."""

from datetime import date, datetime

from models.frozen import Frozen
from models.ids import Actor, CaseId, PaperId


class ListVersion(Frozen):
    """One issue of a list, under the hash of its file (method X21).

    The version of a source that was loaded last is in use. `screened` and `hits`
    count the open cases compared with it since; `finished_at` when all were.
    """

    list: PaperId
    source: str
    version: str
    issued_on: date | None = None
    loaded_at: datetime
    by: Actor
    entries: int
    screened: int = 0
    hits: int = 0
    finished_at: datetime | None = None


class Standstill(Frozen):
    """A case in which nothing happens until somebody has judged a hit.

    `matches` is the paper with what resembles what; `list` None: the list the house
    began with. `ruling` is how it ended, and None when the case was closed meanwhile.
    """

    case: CaseId
    since: datetime
    list: PaperId | None = None
    matches: PaperId
    review_at: datetime
    ended_at: datetime | None = None
    ruling: str | None = None
    ended_by: Actor | None = None


COMPLIANCE = "compliance"
"""Whom the clocks of a case at a standstill wait for."""
