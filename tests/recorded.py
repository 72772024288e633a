"""What the record of a test holds, read beside the code that wrote it."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from models.event_sums import COUNTS, SUMS


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


def _numbers(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _numbers(inner, name if name in SUMS else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _numbers(inner, name)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield name
