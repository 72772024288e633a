"""What stands in the record while the demonstration runs, and waiting for it."""

import asyncio
from collections.abc import Awaitable, Callable, Container, Sequence
from time import monotonic

from models.case import Case, Phase
from models.errors import DomainError
from models.ids import TaskId
from models.task import Task
from runtime.client import Access
from runtime.errands import RefusedError

LOOK_EVERY = 0.2
Seen = Callable[[Sequence[Case]], None]

_TRIES = 300
_PAUSE = 0.2


class StalledError(DomainError):
    """The demonstration waits for something that does not come."""


class Watch:
    """One reader for all who wait; `seen` is told of every look."""

    def __init__(self, access: Access, *, patience: float, seen: Seen) -> None:
        self.cases: dict[str, Case] = {}
        self.tasks: Sequence[Task] = ()
        self._access = access
        self._end = monotonic() + patience
        self._seen = seen
        self._looked = asyncio.Condition()

    async def run(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY)  # noqa: TID251  (a reader, not a workflow)

    async def look(self) -> None:
        rows = await self._access.reading.list_cases()
        self.tasks = await self._access.reading.open_tasks()
        self.cases = {row.ref: row for row in rows}
        self._seen(rows)
        async with self._looked:
            self._looked.notify_all()

    async def next_look(self) -> None:
        async with self._looked:
            await self._looked.wait()

    async def until(self, so: Callable[[], bool], *, what: str) -> None:
        """Returns once it is so.

        Raises:
            StalledError: the demonstration's time is over.
        """
        while not so():
            try:
                async with asyncio.timeout(self._end - monotonic()):
                    await self.next_look()
            except TimeoutError as error:
                open_ = sum(
                    one.phase is not Phase.CLOSED for one in self.cases.values()
                )
                raise StalledError(
                    f"The demonstration stalled with {open_} files open: {what}. See "
                    "worker.log and `starter.py task list` on its folder."
                ) from error

    def is_in(self, ref: str, phases: Container[Phase]) -> bool:
        return ref in self.cases and self.cases[ref].phase in phases

    async def phase(self, ref: str, *phases: Phase) -> Phase:
        """Returns once the proposal is in one of these phases."""
        await self.until(
            lambda: self.is_in(ref, phases),
            what=f"{ref} did not become {' or '.join(phases)}",
        )
        return self.cases[ref].phase

    def waits(self, task: TaskId) -> bool:
        return any(one.task == task for one in self.tasks)

    async def left(self, ref: str, *phases: Phase) -> Phase:
        """Returns once the proposal has left these phases."""
        others = [phase for phase in Phase if phase not in phases]
        return await self.phase(ref, *others)


async def insist(
    act: Callable[[], Awaitable[object]], *, sensible: Callable[[], bool]
) -> bool:
    """Try again while it is refused: the record may be ahead of the procedure.

    False: it was overtaken, so that nobody need do it any more.

    Raises:
        RefusedError: it stays refused.
    """
    for _ in range(_TRIES):
        try:
            await act()
        except RefusedError:
            await asyncio.sleep(_PAUSE)  # noqa: TID251  (a person's pause)
        else:
            return True
        if not sensible():
            return False
    await act()
    return True


def always() -> bool:
    return True
