"""What the activities need of screening lists and of cases at a standstill."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from activities.rows import Rows
from models.ids import CaseId, PaperId
from models.screening import ListVersion, Standstill


class ScreeningLists(Rows[ListVersion, PaperId], Protocol):
    async def all(self) -> Sequence[ListVersion]:
        """In the order in which they were loaded."""


class Standstills(Rows[Standstill, tuple[CaseId, datetime]], Protocol):
    async def open_of(self, case: CaseId) -> Standstill | None: ...
    async def of(self, case: CaseId) -> Sequence[Standstill]:
        """All of a case, in their order."""

    async def cases(self) -> Sequence[CaseId]:
        """Those that stand still now."""
