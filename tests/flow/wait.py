"""Waiting in tests: for a fact, not for a time."""

import asyncio
import time
from typing import Any

PATIENCE = 15.0


async def until(look: Any, *arguments: Any, want: Any = None) -> Any:
    """Look until it is so. The last positional argument is wanted, unless `want`."""
    if want is None:
        *arguments, want = arguments
    end = time.monotonic() + PATIENCE
    while True:
        seen = await look(*arguments)
        if seen == want:
            return seen
        if time.monotonic() > end:
            raise AssertionError(f"waited {PATIENCE} s for {want!r}, saw {seen!r}")
        await asyncio.sleep(0.02)
