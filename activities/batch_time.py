"""Time in a batch of letters: the instant it is, and the beat that says we live."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from time import monotonic

from temporalio import activity

BEAT = timedelta(seconds=3)
LONGEST_RETRY = timedelta(minutes=68)
"""4xx back-off: 5, 10, 20, 40, 68 minutes, as a mail server does."""
_DOUBLINGS = 10


def back_off(first: timedelta, attempts: int) -> list[timedelta]:
    """How long a letter waits after each of its attempts that was put off."""
    return [
        min(first * 2 ** min(attempt, _DOUBLINGS), LONGEST_RETRY)
        for attempt in range(attempts)
    ]


class BatchClock:
    """Business time while a batch is sent.

    It starts when the server says this attempt was due, which may be virtual time,
    and goes on with what has really passed since.
    """

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._began = monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=monotonic() - self._began)


@asynccontextmanager
async def beating() -> AsyncIterator[None]:
    """Tell the engine that we live, also while a slow server takes its ten minutes."""

    async def beat() -> None:
        while True:
            activity.heartbeat()
            await asyncio.sleep(BEAT.total_seconds())  # noqa: TID251  (real time)

    heart = asyncio.create_task(beat())
    try:
        yield
    finally:
        heart.cancel()
