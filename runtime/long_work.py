"""Work longer than one waits for a page: begun by one page, found by the next."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from models.progress import Progress

PATIENCE: Final = 1.0
"""Seconds a page waits before it shows how far the work is."""
_MOST: Final = 20
"""Pieces kept, of which somebody may have left the page."""

R = TypeVar("R")


@dataclass
class LongWork(Generic[R]):
    """One for the process; whoever asks for the same meanwhile waits for the same."""

    patience: float = PATIENCE
    _tasks: dict[str, asyncio.Task[R]] = field(default_factory=dict)

    async def done(
        self, name: str, work: Callable[[], Coroutine[Any, Any, R]]
    ) -> R | None:
        """What came of it, once; None while it is under way."""
        if name not in self._tasks:
            self._tasks[name] = asyncio.create_task(work())
            self._forget()
        task = self._tasks[name]
        await asyncio.wait({task}, timeout=self.patience)  # noqa: TID251  (not a workflow)
        if not task.done():
            return None
        self._tasks.pop(name, None)
        return task.result()

    async def standing(self, name: str) -> Progress:
        task = self._tasks.get(name)
        ended = task is None or task.done()
        return Progress(done=int(ended), all=1, ended=ended)

    def _forget(self) -> None:
        """The oldest that are over, and that nobody came back for."""
        over = [name for name, task in self._tasks.items() if task.done()]
        for name in over[: max(0, len(self._tasks) - _MOST)]:
            self._tasks.pop(name).exception()  # seen, so that nobody is warned of it
