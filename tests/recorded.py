"""What the record of a test holds, read beside the code that wrote it."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from audit.verify_all import verify_all
from models.event_sums import COUNTS, SUMS
from store.whole_record import whole_record


def nameless(file: Path) -> set[str]:
    """The whole numbers in the events of a record that are neither sum nor count."""
    with closing(sqlite3.connect(file)) as record:
        found = record.execute("SELECT kind, body FROM event").fetchall()
    return {
        f"{kind}: {name}"
        for kind, body in found
        for name in _numbers(json.loads(body))
        if name not in SUMS | COUNTS
    }


async def doubted(engine: AsyncEngine) -> list[str]:
    """What a check of the whole record finds wrong."""
    async with whole_record(engine) as record:
        verdict = await verify_all(record, lambda _: None)
    return [finding.sentence for finding in verdict.findings]


def _numbers(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _numbers(inner, name if name in SUMS else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _numbers(inner, name)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield name
