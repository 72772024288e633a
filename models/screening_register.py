"""The screening register: what was compared with which lists, and who judged it."""

from datetime import datetime

from models.frozen import Frozen
from models.ids import Actor, CaseId, Ref


class RegisterLine(Frozen):
    """One screening of one proposal (method 4.1, 4.8).

    `found` is what comparing gave, `result` what holds; they differ where a person
    has judged. `by` is who did so, or the system.
    """

    at: datetime
    case: CaseId
    ref: Ref
    result: str
    found: str
    lists: str
    matches: int
    cause: str = ""  # new-list, ruling; else a step of the procedure
    by: Actor
    reason: str = ""
    valid_until: str = ""
