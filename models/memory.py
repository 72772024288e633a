"""What the engine remembers of the effects a procedure asked for."""

from collections.abc import Iterable
from datetime import datetime

from models.behind import own
from models.event import Stamp
from models.frozen import Frozen


class Remembered(Frozen):
    """One effect that was done: its event, and when the engine heard of it."""

    key: str
    stamp: Stamp
    at: datetime


class Memory(Frozen):
    """Of one run. `known`: keys the record had when that run began again.

    None: it is about to begin again, and will know whatever the record has by then.
    """

    runs: bool  # it goes on
    keys: frozenset[str]
    acts: tuple[Remembered, ...]
    known: int | None = 0


def forgets(memory: Memory, recorded: Iterable[str], workflow: str) -> bool:
    """Whether the record holds effects of a procedure that it does not know of."""
    if memory.known is None:
        return False
    standing = {key for key in recorded if own(key, workflow)}
    return len(standing) > memory.known + len(standing & memory.keys)
