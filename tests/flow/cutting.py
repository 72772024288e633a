"""A worker that is killed (SIGKILL) at a cut point of an effect, and starts again.

`python -m tests.flow.cutting SETTINGS TARGET NAMESPACE SEED POINT…`: a life for each
point, and one that is left alone.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from random import Random
from typing import Any, cast

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import (
    ActivityInboundInterceptor,
    ExecuteActivityInput,
    Interceptor,
)

from runtime.settings import Settings
from runtime.wiring import Wired, wire
from store.unit_of_work import SqlUnitOfWork, SqlUnits


class Point(StrEnum):
    """Where in an effect the process ends."""

    BEFORE = "before"  # its transaction has not begun
    INSIDE = "inside"  # all is written, nothing committed
    COMMITTED = "committed"  # nobody has been told
    DONE = "done"  # the engine has not heard of the result


class Cut:
    """Ends the process when a point is passed for the n-th time."""

    def __init__(self, point: Point, passes: int) -> None:
        self._point = point
        self._left = passes

    def at(self, point: Point) -> None:
        if point is self._point:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


class CutUnits:
    """The real units of work, with the points before and after each commit."""

    def __init__(self, units: SqlUnits, cut: Cut) -> None:
        self._units = units
        self._cut = cut
        self.engine = units.engine

    @asynccontextmanager
    async def write(self, at: datetime | None = None) -> AsyncIterator[SqlUnitOfWork]:
        self._cut.at(Point.BEFORE)
        async with self._units.write(at) as unit:
            yield unit
            self._cut.at(Point.INSIDE)
        self._cut.at(Point.COMMITTED)

    def read(self) -> AbstractAsyncContextManager[SqlUnitOfWork]:
        return self._units.read()


class CutResults(Interceptor):
    def __init__(self, cut: Cut) -> None:
        self._cut = cut

    def intercept_activity(
        self,
        next: ActivityInboundInterceptor,  # noqa: A002  (the SDK's name)
    ) -> ActivityInboundInterceptor:
        return _Results(next, self._cut)


class _Results(ActivityInboundInterceptor):
    def __init__(self, next: ActivityInboundInterceptor, cut: Cut) -> None:  # noqa: A002
        super().__init__(next)
        self._cut = cut

    async def execute_activity(self, input: ExecuteActivityInput) -> Any:  # noqa: A002
        result = await super().execute_activity(input)
        self._cut.at(Point.DONE)
        return result


@asynccontextmanager
async def cut_worker(
    wired: Wired, points: Sequence[Point], seed: int
) -> AsyncIterator[None]:
    """A process that works for this house and is killed at each of these points."""
    service = wired.client.service_client.config
    command = [sys.executable, "-m", "tests.flow.cutting"]
    command += [wired.settings.model_dump_json(), service.target_host]
    command += [wired.client.namespace, str(seed), *points]
    process = await asyncio.create_subprocess_exec(*command, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def _work(settings: Settings, target: str, namespace: str, cut: Cut) -> None:
    client = await Client.connect(
        target, namespace=namespace, data_converter=pydantic_data_converter
    )
    wired = await wire(settings, client)
    wired = replace(wired, units=cast("SqlUnits", CutUnits(wired.units, cut)))
    # The test server keeps no limit for tasks on the queue of a worker that is gone.
    async with wired.worker(CutResults(cut), max_cached_workflows=0):
        await asyncio.Event().wait()


def main(arguments: list[str]) -> None:
    """Forks a worker for each life; what is imported once serves all of them."""
    told, target, namespace, seed, *points = arguments
    settings = Settings.model_validate_json(told)
    random = Random(int(seed))  # noqa: S311  (a test, not a secret)
    for point in (*points, None):
        # From the second pass on: a process that never commits gets nowhere.
        cut = Cut(Point(point), random.randint(2, 6)) if point else Cut(Point.DONE, 0)
        pid = os.fork()
        if pid == 0:
            asyncio.run(_work(settings, target, namespace, cut))
        _, status = os.waitpid(pid, 0)
        if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
            sys.exit(1)
        (settings.folder / "killed").open("a").write(f"{point}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
