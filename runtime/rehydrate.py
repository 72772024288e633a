"""The engine lost what it knew: every procedure begins again where the record has it.

Who runs already, and knows what the record knows, is left alone; so it may be repeated.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime
from enum import StrEnum

from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCError, RPCStatusCode

from activities.peers import TemporalPeers
from activities.tasks import open_task
from models.acts import MessageArrived, ProposalOpened, SessionOpened
from models.case import Phase
from models.event import instant
from models.frozen import Frozen
from models.ids import (
    SYSTEM,
    CaseId,
    MessageHash,
    PaperId,
    SessionId,
    message_workflow_id,
    proposal_workflow_id,
    screening_workflow_id,
    session_workflow_id,
)
from models.inbound import Disposition
from models.memory import Memory, Remembered, forgets
from models.screening import ListVersion
from models.screening_acts import ListLoaded
from models.task import TaskKind
from runtime.engine_memory import memory_of
from runtime.waking import Waker
from store.unit_of_work import SqlUnits
from store.waiting import AT_THE_DESK, ENDED

Say = Callable[[str], None]


class Why(StrEnum):
    """What is wrong with a procedure."""

    GONE = "gone"  # nothing runs
    OLDER = "older"  # the engine does not know of acts that stand in the record
    NEWER = "newer"  # the engine knows of acts that the record has lost
    ENDED = "ended"  # something runs, and the record has closed it, or never had it


class Lost(Frozen):
    """A procedure to be begun again; `acts` are those the record has lost."""

    workflow: str
    why: Why
    acts: tuple[Remembered, ...] = ()

    @property
    def sentence(self) -> str:
        lost = "; ".join(told(one) for one in self.acts)
        return f"{_WORDS[self.why]} Lost: {lost}." if lost else _WORDS[self.why]


_WORDS = {
    Why.GONE: "The engine had lost this procedure: it goes on where the record has it.",
    Why.OLDER: "The engine had forgotten acts that stand in the record: the procedure "
    "goes on where the record has it.",
    Why.NEWER: "The record was set back, and has lost acts that were done: the "
    "procedure goes on where the record has it.",
    Why.ENDED: "The record has closed this, or does not know it: its procedure ends.",
}


def told(act: Remembered) -> str:
    """Which act: where it stood in which chain, and when it was done."""
    place = f"{act.stamp.stream}, {act.stamp.seq}, {act.stamp.hash}"
    return f"{act.key} ({place}, {instant(act.at)})"


class Rehydrator:
    """`clock` tells the instant of business; `page`: how many rows are read at once."""

    def __init__(
        self,
        *,
        client: Client,
        queue: str,
        units: SqlUnits,
        clock: Callable[[], Awaitable[datetime]],
        say: Say = lambda _: None,
        page: int = 50,
    ) -> None:
        self._client = client
        self._queue = queue
        self._units = units
        self._clock = clock
        self._say = say
        self._size = page
        self._peers = TemporalPeers(client=client, queue=queue)

    async def look(self) -> Sequence[Lost]:
        """What would begin again; nothing is changed."""
        return [lost async for lost in self._lost()]

    async def run(self) -> Sequence[Lost]:
        """Begin it again, and wake whatever else has a term."""
        done: list[Lost] = []
        async for lost in self._lost():
            await self._begin(lost)
            done.append(lost)
            if len(done) % self._size == 0:
                self._say(f"{len(done)} procedures begun again …")
        await self._others()
        return done

    async def _others(self) -> None:
        """Whose procedure reads the record anew each time: it is only started."""
        await self._peers.poke_post()
        async with self._units.read() as unit:
            unread = await unit.messages.received()
            lists = await unit.screening_lists.all()
        for message in unread:
            await self._peers.message_arrived(message)
        for one in lists:
            if one.finished_at is None:
                await self._compare(one)
        await Waker(units=self._units, peers=self._peers, page=self._size).attend()

    async def _compare(self, known: ListVersion) -> None:
        """Go on comparing the open cases with a list: what was done is not repeated."""
        await self._client.start_workflow(
            "ScreeningWorkflow",
            ListLoaded(
                file=known.list,
                source=known.source,
                version=known.version,
                issued_on=known.issued_on,
                by=known.by,
            ),
            id=screening_workflow_id(known.list),
            task_queue=self._queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        )

    async def _lost(self) -> AsyncIterator[Lost]:
        open_: set[str] = set()
        async for workflow in self._open():
            open_.add(workflow)
            if lost := await self._compared(workflow):
                yield lost
        async for workflow in self._running():
            if workflow in open_:
                continue
            memory = await memory_of(self._client, workflow)
            if memory is None or not memory.runs:
                continue
            acts = await self._unrecorded(memory)
            if acts or not await self._is_open(workflow):
                yield Lost(workflow=workflow, why=Why.ENDED, acts=acts)

    async def _compared(self, workflow: str) -> Lost | None:
        """Read in this order, what goes on meanwhile is never taken for a loss."""
        async with self._units.read() as unit:
            recorded = await unit.effects.keys(workflow)
        memory = await memory_of(self._client, workflow)
        acts = await self._unrecorded(memory) if memory else ()
        if acts:
            return Lost(workflow=workflow, why=Why.NEWER, acts=acts)
        if memory is None or not memory.runs:
            gone = Lost(workflow=workflow, why=Why.GONE)
            return gone if await self._is_open(workflow) else None
        if _kind(workflow) != "message" and forgets(memory, recorded, workflow):
            return Lost(workflow=workflow, why=Why.OLDER)
        return None

    async def _running(self) -> AsyncIterator[str]:
        """By the engine's own list; one that keeps none has nothing to compare."""
        try:
            async for one in self._client.list_workflows(_RUNNING):
                yield one.id
        except RPCError as error:
            if error.status is not RPCStatusCode.UNIMPLEMENTED:
                raise

    async def _is_open(self, workflow: str) -> bool:
        """Whether its row is open by now; one just entered is."""
        named = workflow.partition("/")[2]
        async with self._units.read() as unit:
            match _kind(workflow):
                case "proposal":
                    case = await unit.cases.find(CaseId(named))
                    return case is not None and case.phase is not Phase.CLOSED
                case "session":
                    session = await unit.sessions.find(SessionId(named))
                    return session is not None and session.state not in ENDED
                case _:
                    message = await unit.messages.find(MessageHash(named))
                    return message is not None and message.disposition in _WAITS

    async def _unrecorded(self, memory: Memory) -> tuple[Remembered, ...]:
        """The acts that the engine was answered for, and the record does not hold."""
        async with self._units.read() as unit:
            return tuple(
                [act for act in memory.acts if not await unit.events.holds(act.stamp)]
            )

    async def _open(self) -> AsyncIterator[str]:
        last: CaseId | None = None
        while True:
            async with self._units.read() as unit:
                cases = await unit.cases.open_after(last, self._size)
            for case in cases:
                yield proposal_workflow_id(case.case)
            if len(cases) < self._size:
                break
            last = cases[-1].case
        async with self._units.read() as unit:
            sessions = await unit.waiting.unclosed("", _ALL)
            messages = await unit.waiting.messages("", _ALL)
        for session in sessions:
            yield session_workflow_id(session)
        for message in messages:
            yield message_workflow_id(message)

    async def _begin(self, lost: Lost) -> None:
        now = await self._clock()
        async with self._units.write(now) as unit:
            why = await unit.papers.put(lost.sentence.encode())
            if lost.acts:
                await open_task(
                    unit,
                    stream=lost.workflow,
                    kind=TaskKind.RECORD_LOST,
                    at=now,
                    detail=f"{lost.sentence} See which letters left and what was "
                    "agreed, enter what is missing, then `starter.py task resolve`.",
                )
        if lost.why is Why.ENDED:
            handle = self._client.get_workflow_handle(lost.workflow)
            await handle.terminate(lost.sentence)
            return
        name, opened = await self._opened(lost.workflow, why, now)
        await self._client.start_workflow(
            name,
            opened,
            id=lost.workflow,
            task_queue=self._queue,
            id_conflict_policy=WorkflowIDConflictPolicy.TERMINATE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        )

    async def _opened(
        self, workflow: str, why: PaperId, now: datetime
    ) -> tuple[str, Frozen]:
        kind, named = _kind(workflow), workflow.partition("/")[2]
        async with self._units.read() as unit:
            if kind == "message":
                message = await unit.messages.get(MessageHash(named))
                return "MessageWorkflow", MessageArrived(
                    message=message.message, waits=message.disposition
                )
            if kind == "session":
                session = await unit.sessions.get(SessionId(named))
                return "SessionWorkflow", SessionOpened(
                    **{name: getattr(session, name) for name in _SESSION},
                    starts_at=session.starts_at or now,
                    opener=SYSTEM,
                    recovery=why,
                )
            case = await unit.cases.get(CaseId(named))
        return "ProposalWorkflow", ProposalOpened(
            **{name: getattr(case, name) for name in _CASE}, recovery=why
        )


def _kind(workflow: str) -> str:
    return workflow.partition("/")[0]


_ALL = 1_000_000
_WAITS = (Disposition.RECEIVED, *AT_THE_DESK)
_RUNNING = (
    'ExecutionStatus = "Running" AND WorkflowType IN '
    '("ProposalWorkflow", "SessionWorkflow", "MessageWorkflow")'
)
_CASE = ("case", "corridor", "session", "registrar", "region", "sectors")
_SESSION = (
    *("session", "corridor", "ordinal", "programme", "country", "place"),
    *("ends_at", "capacity"),
)
