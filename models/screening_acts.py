"""What a new screening list sets going, in cases and beside them."""

from datetime import date, datetime

from models.acts import Act
from models.event import Stamp
from models.frozen import Frozen
from models.ids import Actor, CaseId, PaperId


class ListLoaded(Frozen):
    """A list is taken into use, and every open case compared with it (method X21).

    `file` is the paper with the list as published. `after` is the last case compared
    in an earlier run of the same workflow.
    """

    file: PaperId
    source: str
    version: str
    issued_on: date | None = None
    by: Actor
    after: CaseId | None = None


class ListScreened(Frozen):
    file: PaperId
    stamp: Stamp


class StandStill(Act):
    """A party of the case resembles a newly listed name: nothing happens until judged.

    It stands in the record already. `review_at` is when compliance is reminded.
    """

    case: CaseId
    review_at: datetime
