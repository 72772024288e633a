"""What the activities need of bodies, of names they had and of their successors."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from activities.rows import Rows
from models.body import Body
from models.body_history import FormerName, Succession
from models.ids import BodyCode, CorridorCode


class FormerNames(Rows[FormerName, tuple[BodyCode, datetime]], Protocol):
    async def of(self, body: BodyCode) -> Sequence[FormerName]:
        """The oldest first."""


class Successions(Rows[Succession, BodyCode], Protocol):
    async def to(self, successor: BodyCode) -> Sequence[Succession]: ...


class Bodies(Rows[Body, BodyCode], Protocol):
    async def of_corridor(self, corridor: CorridorCode) -> Sequence[Body]: ...
    async def by_address(self, address: str) -> Sequence[Body]: ...
