"""What the activities need of sessions, agendas, minutes, and of what came of them."""

from collections.abc import Sequence
from typing import Protocol

from activities.rows import Rows
from models.agenda_rows import Announced, Override, Queued
from models.follow_up import FollowUpAnswer, Questionnaire
from models.ids import CaseId, CorridorCode, SessionId
from models.session import Session, SessionState, Slot
from models.undertaking import Undertaking, UndertakingId


class Sessions(Rows[Session, SessionId], Protocol):
    async def open_after(self, corridor: CorridorCode, ordinal: int) -> Session | None:
        """The next COLLECTING session of the corridor with a later ordinal."""

    async def in_state(
        self, corridor: CorridorCode, states: Sequence[SessionState]
    ) -> Sequence[Session]: ...


class Agendas(Rows[Announced, tuple[SessionId, int]], Protocol):
    """Rows are the releases; the rest is replaced under the session's lock."""

    async def slots(self, session: SessionId) -> Sequence[Slot]: ...
    async def queue(self, session: SessionId) -> Sequence[Queued]: ...
    async def overrides(self, session: SessionId) -> Sequence[Override]: ...
    async def replace(
        self,
        session: SessionId,
        slots: Sequence[Slot] = (),
        queue: Sequence[Queued] = (),
        overrides: Sequence[Override] = (),
    ) -> None: ...
    async def drop(self, session: SessionId, case: CaseId) -> None: ...
    async def releases(self, session: SessionId) -> Sequence[Announced]: ...
    async def last_release(self, session: SessionId) -> Announced | None: ...


class Questionnaires(Rows[Questionnaire, tuple[CaseId, int]], Protocol):
    async def of(self, case: CaseId) -> Sequence[Questionnaire]: ...


class FollowUpAnswers(Rows[FollowUpAnswer, tuple[CaseId, int]], Protocol):
    async def of(self, case: CaseId) -> Sequence[FollowUpAnswer]: ...


class Undertakings(Rows[Undertaking, UndertakingId], Protocol):
    async def of_corridor(self, corridor: CorridorCode) -> Sequence[Undertaking]: ...
