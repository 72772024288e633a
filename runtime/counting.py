"""The counters of completeness: both sides of each, from one moment of the record."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from temporalio.client import Client, WorkflowExecutionStatus, WorkflowQueryFailedError
from temporalio.service import RPCError, RPCStatusCode

from models.counters import (
    Line,
    deadlines_line,
    events_line,
    fate_of,
    letters_line,
    messages_line,
    money_line,
)
from models.ids import case_of_stream, money_workflow_id
from models.seal import heads_on
from runtime.folder import NotRunningError
from store.unit_of_work import SqlUnitOfWork, SqlUnits

SHOWN: Final = 10  # faults named in a line
_AT_ONCE = 8
_PATIENCE = timedelta(seconds=5)

Timers = Callable[[Sequence[str]], Awaitable[set[str] | None]]
"""Of these streams, those for which the engine waits for an instant; None: away."""


async def counted(units: SqlUnits, timers: Timers) -> tuple[Line, ...]:
    """The engine is asked after the record was read.

    What it does not wait for is looked at again: a deadline may have passed between.
    """
    async with units.read() as unit:
        lines: tuple[Line, ...] = (await _messages(unit), await _letters(unit))
        live = await unit.counters.live()
        money = money_line(await unit.counters.budgets(), await unit.counters.held())
        events = await _events(unit)
    waiting = await timers(sorted(live))
    if waiting is not None and not waiting >= live.keys():
        async with units.read() as unit:
            now = await unit.counters.live()
        live = {one: live[one] for one in live if one in waiting or one in now}
    lines = (*lines, deadlines_line(live, waiting), money, events)
    return tuple(map(_shortened, lines))


async def _messages(unit: SqlUnitOfWork) -> Line:
    received, proven = await unit.counters.received(), await unit.counters.proven()
    complete = received == sum(proven.values())
    faults = () if complete else await unit.counters.unproven(SHOWN)
    return messages_line(received, proven, faults)


async def _letters(unit: SqlUnitOfWork) -> Line:
    found = await unit.counters.letters()
    faults = (
        f"{row.number} {row.state} letters, as {first}, "
        f"{'in a digest that is ' + str(row.digest) if row.bundled else 'in no digest'}"
        f"{'' if row.timed else ', with no time of leaving'}"
        for row, first in found
        if fate_of(row) is None
    )
    return letters_line((row for row, _ in found), faults)


async def _events(unit: SqlUnitOfWork) -> Line:
    last = await unit.seals.last()
    sealed = heads_on(await unit.papers.get(last.leaves)) if last else []
    heads = await unit.seals.heads()
    number = await unit.counters.events()
    return events_line(number, sealed, heads, last.number if last else 0)


def _shortened(line: Line) -> Line:
    more = len(line.faults) - SHOWN
    if more <= 0:
        return line
    told = (*line.faults[:SHOWN], f"and {more} more")
    return line.model_copy(update={"faults": told})


# ── the engine's side ────────────────────────────────────────────────────────────


class EngineTimers:
    """Asks each procedure what it waits for, a few at a time.

    Where there are more than `most`, none is asked: whoever reads a page cannot wait.
    """

    def __init__(
        self, connect: Callable[[], Awaitable[Client]], *, most: int | None = None
    ) -> None:
        self._connect = connect
        self._most = most

    async def __call__(self, streams: Sequence[str]) -> set[str] | None:
        if self._most is not None and len(streams) > self._most:
            return None
        try:
            client = await self._connect()
            gate = asyncio.Semaphore(_AT_ONCE)
            if not await _answers(client):
                return None
            found = await asyncio.gather(
                *(self._timed(client, one, gate) for one in streams)
            )
        except (NotRunningError, RPCError, TimeoutError):
            return None
        return {one for one, timed in zip(streams, found, strict=True) if timed}

    async def _timed(
        self, client: Client, stream: str, gate: asyncio.Semaphore
    ) -> bool:
        """By the procedure itself, or by that of its money, which outlives it.

        One that does not say so is held to wait for nothing, and is named.
        """
        case = case_of_stream(stream)
        money = [money_workflow_id(case)] if case else []
        async with gate:
            for name in (stream, *money):
                with suppress(WorkflowQueryFailedError, TimeoutError, RPCError):
                    if await _due(client, name) is not None:
                        return True
        return False


async def _answers(client: Client) -> bool:
    """Whether the engine is there at all: of nobody it says that it knows nobody."""
    try:
        await client.get_workflow_handle("nobody").describe(rpc_timeout=_PATIENCE)
    except RPCError as error:
        return error.status is RPCStatusCode.NOT_FOUND
    return True


async def _due(client: Client, name: str) -> datetime | None:
    """What a procedure that runs waits for; one that has ended waits for nothing."""
    handle = client.get_workflow_handle(name)
    try:
        seen = await handle.describe(rpc_timeout=_PATIENCE)
        if seen.status is not WorkflowExecutionStatus.RUNNING:
            return None
        told = await handle.query("status", rpc_timeout=_PATIENCE)
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return None
        raise
    due = told["due"] if isinstance(told, dict) else told
    return due and datetime.fromisoformat(due)
