"""What the activities need of the record of programmes and of adhesions."""

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from pydantic import JsonValue

from activities.rows import Rows
from models.adhesion import AdhesionId
from models.adhesion_record import AdhesionRecord, AdhesionThread, Notice
from models.case import Case
from models.chronicle import Key
from models.erasure import Place
from models.ids import BodyCode, CaseId, CorridorCode, SessionId
from models.programme_record import Placement, ProgrammeLife


class ProgrammeLives(Rows[ProgrammeLife, tuple[CorridorCode, str]], Protocol):
    async def of(self, corridor: CorridorCode) -> Sequence[ProgrammeLife]: ...


class Placements(Rows[Placement, CaseId], Protocol):
    async def of(self, corridor: CorridorCode, programme: str) -> Sequence[Placement]:
        """Of proposals that belong to the programme, or were opened in it."""

    async def cases(
        self, corridor: CorridorCode, programme: str, *, presented: bool = False
    ) -> Sequence[Case]:
        """The proposals opened in a programme, or placed in it since."""


class Notices(Rows[Notice, tuple[SessionId, int]], Protocol):
    async def of(self, session: SessionId) -> Sequence[Notice]: ...


class AdhesionThreads(Rows[AdhesionThread, tuple[SessionId, BodyCode]], Protocol):
    async def by_conversation(self, number: int) -> AdhesionThread | None: ...


class Adhesions(Rows[AdhesionRecord, AdhesionId], Protocol):
    async def of(self, session: SessionId) -> Sequence[AdhesionRecord]:
        """In the order they came; in a writing unit, locked."""

    async def next_serial(self, session: SessionId) -> int:
        """The session must be locked before."""


class People(Protocol):
    async def places(self, person: re.Pattern[str]) -> Sequence[Place]: ...
    async def told(self, place: Place) -> Mapping[str, JsonValue] | None: ...
    async def rewrite(self, place: Place, told: Mapping[str, JsonValue]) -> None: ...
    async def erase(self, table: str, key: Key) -> Sequence[str]:
        """Destroy what a row told of people so far; the keyed hashes it leaves."""


class ProgrammeNouns(Protocol):
    """A part of UnitOfWork."""

    @property
    def programme_lives(self) -> ProgrammeLives: ...
    @property
    def placements(self) -> Placements: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def adhesion_threads(self) -> AdhesionThreads: ...
    @property
    def adhesions(self) -> Adhesions: ...
    @property
    def people(self) -> People: ...
