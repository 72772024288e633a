"""One movable deadline: all waiting in the workflows goes through it."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from temporalio import workflow


class Deadline:
    """A durable timer that is only replaced when its instant changes.

    Waking and waiting again on the same instant costs no command, so a poke is
    cheap and replay sees the same timers.
    """

    def __init__(self) -> None:
        self._due: datetime | None = None
        self._timer: asyncio.Task[None] | None = None

    @property
    def due(self) -> datetime | None:
        return self._due

    def move(self, due: datetime | None) -> None:
        """Wait for another instant, or for none."""
        if due == self._due and self._timer is not None:
            return
        if self._timer is not None and not self._timer.done():
            self._timer.cancel()
        self._due = due
        self._timer = None
        if due is not None:
            self._timer = asyncio.create_task(_sleep_until(due))

    async def wait(self, woken: Callable[[], bool]) -> bool:
        """True once woken, False if the instant came first."""
        await workflow.wait_condition(lambda: woken() or self._lapsed())
        return woken()

    def _lapsed(self) -> bool:
        return self._timer is not None and self._timer.done()


async def _sleep_until(due: datetime) -> None:
    left = (due - workflow.now()).total_seconds()
    if left > 0:
        await workflow.sleep(left)
