"""An entry in the register: made, or, where it is only looked at, tried."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from runtime.register import Register
from runtime.rehearsal import tried
from web.acting import Seat

T = TypeVar("T")


async def registered(seat: Seat, entry: Callable[[Register], Awaitable[T]]) -> T:
    """What the entry answers; when tried, nothing of it stays."""
    opened = seat.access
    if not seat.dry:
        return await entry(opened.register(seat.actor))
    answer, _ = await tried(
        opened.units,
        lambda effects: entry(opened.register(seat.actor, effects.units)),
    )
    return answer
