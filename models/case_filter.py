"""Which files a list shows, and which page of it."""

from datetime import datetime

from models.case import WAITS_ON, Outcome, Phase, WaitingOn
from models.frozen import Frozen
from models.ids import BodyCode, SessionId

PAGE = 50
"""Files on one page."""


class CaseFilter(Frozen):
    """A file fits every field that is given; `body`: it was sent to it.

    `overdue_at`: its deadline lay before that instant, and it is not closed.
    """

    phase: Phase | None = None
    outcome: Outcome | None = None
    session: SessionId | None = None
    sector: str | None = None
    region: str | None = None
    body: BodyCode | None = None
    waiting_on: WaitingOn | None = None
    overdue_at: datetime | None = None

    @property
    def phases(self) -> tuple[Phase, ...] | None:
        """Those that fit; None for all."""
        if self.waiting_on is None:
            return None if self.phase is None else (self.phase,)
        waiting = (one for one, whom in WAITS_ON.items() if whom is self.waiting_on)
        return tuple(one for one in waiting if self.phase in {None, one})
