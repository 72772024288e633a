"""What stands in the record while the year goes by, and whether all is at rest."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from models.case import Case, Phase
from models.ids import (
    BodyCode,
    CaseId,
    MessageHash,
    SessionId,
    proposal_workflow_id,
)
from models.inbound import Conversation
from models.letter import LetterState
from models.round import Delivery, DeliveryState
from models.session import Session
from models.task import Task
from runtime.wiring import Wired


class Record:
    def __init__(self, wired: Wired) -> None:
        self.cases: dict[str, Case] = {}
        self._units = wired.units
        self._reading = wired.reading
        self._by_stream: dict[str, Case] = {}

    async def look(self) -> None:
        rows = await self._reading.list_cases()
        self.cases = {row.ref: row for row in rows}
        self._by_stream = {proposal_workflow_id(row.case): row for row in rows}

    def case_of(self, stream: str) -> Case | None:
        return self._by_stream.get(stream)

    async def tasks(self) -> Sequence[Task]:
        return await self._reading.open_tasks()

    async def sessions(self) -> Sequence[Session]:
        return await self._reading.sessions()

    async def agenda(self, session: Session) -> Sequence[str]:
        return [row.ref for row in await self._reading.agenda(session.session)]

    async def silent_body(self, case: CaseId) -> Delivery | None:
        """Somebody who was written to and has not answered."""
        async with self._units.read() as unit:
            current = await unit.rounds.current(case)
            if current is None:
                return None
            waiting = await unit.deliveries.page(
                case,
                current.number,
                states=(DeliveryState.WRITTEN,),
                after=None,
                limit=1,
            )
        return waiting[0] if waiting else None

    async def interested(self, case: CaseId) -> list[BodyCode]:
        async with self._units.read() as unit:
            return [one.body for one in await unit.interests.of(case)]

    async def session(self, named: SessionId) -> Session:
        async with self._units.read() as unit:
            return await unit.sessions.get(named)

    async def thread_of(self, message: MessageHash) -> Conversation | None:
        async with self._units.read() as unit:
            found = await unit.messages.get(message)
            number = found.conversation
            return await unit.conversations.find(number) if number else None

    async def at_rest(self, now: datetime) -> bool:
        """No letter is due and no mail unread."""
        async with self._units.read() as unit:
            if await unit.messages.received() or await unit.letters.due(now, 1):
                return False
            unsettled = await unit.letters.unsettled(now)
        return not any(one.state is LetterState.SENDING for one in unsettled)

    async def told(self) -> str:
        """How much there is, in one line."""
        counted = await self._reading.counters()
        phases = Counter(case.phase.value for case in self.cases.values())
        stages = ", ".join(f"{phases[one]} {one}" for one in Phase if phases[one])
        return (
            f"{sum(counted.letters.values())} letters, "
            f"{sum(counted.messages.values())} mails, {counted.events} events; {stages}"
        )
