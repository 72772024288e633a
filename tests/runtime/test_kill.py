"""The worker is killed in the middle of a season; nothing is lost or doubled.

KILL_SEEDS=20 runs twenty seeds, as `make kill` does; the suite runs one.
"""

import asyncio
import os
import signal
from pathlib import Path
from random import Random

import pytest

from models.case import Phase
from runtime.demo import Rehearsal, rehearse
from runtime.embedded import OneMachine

SEEDS = range(1, 1 + int(os.environ.get("KILL_SEEDS", "1")))


class Killer:
    """Kills the worker at moments drawn from a seed, each time once it works again."""

    def __init__(self, seed: int) -> None:
        random = Random(seed)  # noqa: S311  (a test, not a secret)
        self.pauses = [random.uniform(1, 14) for _ in range(random.choice((2, 3)))]
        self.killed: list[int] = []

    async def __call__(self, machine: OneMachine) -> None:
        for pause in self.pauses:
            await asyncio.sleep(pause)
            pid = machine.worker.pid
            if pid is not None:
                os.kill(pid, signal.SIGKILL)
                self.killed.append(pid)
            while machine.worker.pid in {pid, None}:  # noqa: ASYNC110
                await asyncio.sleep(0.05)


@pytest.mark.flow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("seed", SEEDS)
async def test_kill_of_the_worker_loses_and_doubles_nothing(tmp_path: Path, seed: int):
    killer = Killer(seed)
    said: list[str] = []
    plan = Rehearsal(folder=tmp_path, seed=seed, size=6, pace=1.5, patience=300)

    report = await rehearse(
        plan, say=said.append, seen=lambda _: None, meanwhile=killer
    )

    assert report.problems == ()
    assert {line.phase for line in report.lines} == {Phase.CLOSED}
    assert len(killer.killed) >= 2
    assert report.worker_starts == 1 + len(killer.killed)
