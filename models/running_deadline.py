"""The deadlines a procedure waits for, kept as data beside their timers."""

from datetime import datetime

from models.deadline import Deadline
from models.deadlines import TermName
from models.frozen import Frozen
from models.working_calendar import WorkingCalendar


class RunningDeadline(Frozen):
    """A deadline of a case, the `number`-th of its name. Instants are UTC.

    `announced` is the end its procedure was told when it began; `ends_at` is where
    it ends now, None while its clock stands still.
    """

    stream: str
    name: TermName
    number: int
    deadline: Deadline
    announced: datetime
    ends_at: datetime | None
    closed_at: datetime | None = None


class KeptCalendar(Frozen):
    """A version of a calendar as some deadline counted in it (method I21)."""

    name: str
    version: str
    content: WorkingCalendar
    kept_at: datetime
