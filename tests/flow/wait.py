"""Waiting in tests: for a fact, not for a time."""

import asyncio
import time
from typing import Any

PATIENCE = 60.0


async def until(look: Any, *arguments: Any, want: Any = None) -> Any:
    """Look until it is so. The last positional argument is wanted, unless `want`."""
    given = arguments
    if want is None:
        given, want = arguments[:-1], arguments[-1]
    end = time.monotonic() + PATIENCE
    while True:
        seen = await look(*given)
        if seen == want:
            return seen
        if time.monotonic() > end:
            raise AssertionError(f"waited {PATIENCE} s for {want!r}, saw {seen!r}")
        await asyncio.sleep(0.02)
