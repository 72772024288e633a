"""Plays stories, keeps their histories: `python -m tests.replay.record [NAME…]`."""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from temporalio.api.enums.v1 import EventType
from temporalio.client import (
    Client,
    Interceptor,
    OutboundInterceptor,
    StartWorkflowInput,
    StartWorkflowUpdateWithStartInput,
    WorkflowHandle,
    WorkflowHistory,
    WorkflowUpdateHandle,
)
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from models.errors import DomainError
from models.ids import post_workflow_id
from tests.flow.house import SERVER, House, inhabited
from tests.flow.plays import STORIES
from tests.flow.stories import disseminated
from tests.flow.wait import until
from tests.replay.recorded import HISTORIES, Recording, file_name, write

DEV_SERVER = Path(".venv/bin/temporal").absolute()
POST_OFFICE = "post-office"
"""The one recording with a post office, and the one made on the real server."""
SHORT_RUNS = "limit.historyCount.suggestContinueAsNew=40"

IDENTITY = "recorder"  # the default names this machine
BUSY = {
    EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED,
    EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED,
}


class Starts(Interceptor):
    """Remembers the id of every workflow a client starts, in order."""

    def __init__(self) -> None:
        self.ids: dict[str, None] = {}

    def intercept_client(self, next: OutboundInterceptor) -> OutboundInterceptor:  # noqa: A002
        return _Remember(next, self.ids)


class _Remember(OutboundInterceptor):
    def __init__(self, following: OutboundInterceptor, ids: dict[str, None]) -> None:
        super().__init__(following)
        self._ids = ids

    async def start_workflow(
        self,
        input: StartWorkflowInput,  # noqa: A002
    ) -> WorkflowHandle[Any, Any]:
        self._ids[input.id] = None
        return await super().start_workflow(input)

    async def start_update_with_start_workflow(
        self,
        input: StartWorkflowUpdateWithStartInput,  # noqa: A002
    ) -> WorkflowUpdateHandle[Any]:
        self._ids[input.start_workflow_input.id] = None
        return await super().start_update_with_start_workflow(input)


async def post_office(here: House) -> str:
    """Mail goes out until the post office continues in a new run."""
    ref = await disseminated(here)
    post = here.wired.client.get_workflow_handle(post_workflow_id())
    run = (await post.describe()).run_id
    while (await post.describe()).run_id == run:
        await here.wired.peers.poke_post()
        await asyncio.sleep(0.05)
    return ref


async def play(name: str) -> list[Recording]:
    """The histories of all the workflows of one story, ended or at rest."""
    starts = Starts()
    env = await (_real_server if name == POST_OFFICE else _skipping)(starts)
    with tempfile.TemporaryDirectory() as folder:
        async with env, inhabited(env, Path(folder)) as here:
            await here.furnish()
            await (post_office if name == POST_OFFICE else STORIES[name])(here)
            return await _collect(here, name, list(starts.ids))


async def _skipping(starts: Starts) -> WorkflowEnvironment:
    return await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(SERVER),
        data_converter=pydantic_data_converter,
        interceptors=[starts],
        identity=IDENTITY,
    )


async def _real_server(starts: Starts) -> WorkflowEnvironment:
    return await WorkflowEnvironment.start_local(
        dev_server_existing_path=str(DEV_SERVER),
        dev_server_extra_args=["--dynamic-config-value", SHORT_RUNS],
        data_converter=pydantic_data_converter,
        interceptors=[starts],
        identity=IDENTITY,
    )


async def _collect(here: House, story: str, ids: Sequence[str]) -> list[Recording]:
    kept, messages = [], 0
    for workflow_id in ids:
        if workflow_id == post_workflow_id() and story != POST_OFFICE:
            continue
        history = await _at_rest(here.wired.client, workflow_id)
        kept.append(Recording(story, file_name(workflow_id, messages), history))
        messages += workflow_id.startswith("message/")
    return kept


async def _at_rest(client: Client, workflow_id: str) -> WorkflowHistory:
    """Its first run, once no workflow task is open: what it decided is all there."""
    latest = await client.get_workflow_handle(workflow_id).describe()
    first_run = latest.raw_description.workflow_execution_info.first_run_id
    handle = client.get_workflow_handle(workflow_id, run_id=first_run or None)
    found: list[WorkflowHistory] = []

    async def rests() -> bool:
        found[:] = [await handle.fetch_history()]
        return found[0].events[-1].event_type not in BUSY

    await until(rests, want=True)
    return found[0]


async def main(names: Sequence[str]) -> int:
    unknown = sorted(set(names) - {*STORIES, POST_OFFICE})
    if unknown:
        sys.stderr.write(f"No such story: {', '.join(unknown)}. See stories.py.\n")
        return 1
    failed = [
        name for name in names or (*STORIES, POST_OFFICE) if not await _record(name)
    ]
    if failed:
        sys.stderr.write(f"Not recorded: {', '.join(failed)}.\n")
    return 1 if failed else 0


async def _record(name: str) -> bool:
    """A story that fails leaves its earlier recording as it was."""
    try:
        recorded = await play(name)
    except (AssertionError, DomainError) as error:
        sys.stderr.write(f"{name}: {type(error).__name__}: {error}\n")
        return False
    shutil.rmtree(HISTORIES / name, ignore_errors=True)
    size = sum(write(recording).stat().st_size for recording in recorded)
    print(f"{name}: {len(recorded)} histories, {size} bytes")  # noqa: T201
    return True


if __name__ == "__main__":
    code = asyncio.run(main(sys.argv[1:]))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # the SDK's threads may abort an orderly exit
