"""One short year for all tests of the scenario; each tampers with a copy of it."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from scenario.facts import Beside
from scenario.invariants import Finding
from scenario.verdict import beside, findings_of, judge
from scenario.year import Played, Size, play
from store.engine import build

SLICE = Size(proposals=14, bodies=16, seed=1)


class Year(NamedTuple):
    """What the short year left in its folder."""

    folder: Path
    played: Played
    findings: tuple[Finding, ...]
    beside: Beside

    @property
    def record(self) -> Path:
        return self.folder / "staffetta.db"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    folder = tmp_path_factory.mktemp("year")
    played, findings = asyncio.run(_play(folder))
    return Year(folder, played, findings, beside(played.sent, folder))


@pytest.fixture
def copy(year: Year, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The record in a file of its own, open, its foreign keys unguarded."""
    file = tmp_path / "tampered.db"
    with (
        closing(sqlite3.connect(year.record)) as kept,
        closing(sqlite3.connect(file)) as record,
    ):
        kept.backup(record)
        yield record


async def findings_in(file: Path, known: Beside) -> tuple[Finding, ...]:
    engine = build(f"sqlite:///{file}")
    try:
        return await findings_of(engine, known)
    finally:
        await engine.dispose()


async def _play(folder: Path) -> tuple[Played, tuple[Finding, ...]]:
    played = await play(SLICE, folder, "", lambda _: None)
    return played, await judge(played, folder)
