"""What the activities need of names that bodies had, and of their successors."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from activities.rows import Rows
from models.body_history import FormerName, Succession
from models.ids import BodyCode


class FormerNames(Rows[FormerName, tuple[BodyCode, datetime]], Protocol):
    async def of(self, body: BodyCode) -> Sequence[FormerName]:
        """The oldest first."""


class Successions(Rows[Succession, BodyCode], Protocol):
    async def to(self, successor: BodyCode) -> Sequence[Succession]: ...
