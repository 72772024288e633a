"""A watch may last for years: it goes on in new runs, and ends in one of them."""

import pytest
from temporalio.client import WorkflowExecutionStatus
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from models.acts import Watched, WatchKind
from models.ids import SessionId, money_workflow_id, watch_workflow_id
from tests.flow.house import SERVER, House, inhabited
from tests.flow.stories import ready
from tests.flow.wait import until

SESSION = SessionId("it-ru/29")
SHORT_RUNS = "limit.historyCount.suggestContinueAsNew=30"
POKES = 25


@pytest.fixture
async def here(tmp_path):
    # Only the real server can be told when a history is long.
    env = await WorkflowEnvironment.start_local(
        dev_server_existing_path=str(SERVER.with_name("temporal")),
        dev_server_extra_args=["--dynamic-config-value", SHORT_RUNS],
        dev_server_log_level="error",
        data_converter=pydantic_data_converter,
    )
    async with env, inhabited(env, tmp_path) as opened:
        yield await opened.furnish()


async def watched_at(here: House, stream: str) -> bool:
    seen = await here.wired.client.get_workflow_handle(stream).query("status")
    return seen is not None


async def newest(here: House, stream: str) -> tuple[str, WorkflowExecutionStatus]:
    told = await here.wired.client.get_workflow_handle(stream).describe()
    assert told.status is not None
    return told.run_id, told.status


async def test_watch_of_adhesions_goes_on_in_a_new_run(here):
    stream = watch_workflow_id(WatchKind.ADHESIONS, SESSION)
    one = Watched(kind=WatchKind.ADHESIONS, name=SESSION)
    await here.wired.peers.poke_watch(one)
    await until(watched_at, here, stream, want=True)
    first, _ = await newest(here, stream)

    for _ in range(POKES):
        await here.wired.peers.poke_watch(one)
        await until(watched_at, here, stream, want=True)

    last, status = await newest(here, stream)
    assert last != first
    assert status is WorkflowExecutionStatus.RUNNING
    whole = await history(here, stream, first)
    assert len(whole.events) < 60
    assert whole.events[-1].HasField(
        "workflow_execution_continued_as_new_event_attributes"
    )


async def history(here: House, stream: str, run: str):
    handle = here.wired.client.get_workflow_handle(stream, run_id=run)
    return await handle.fetch_history()


async def test_watch_of_money_goes_on_in_a_new_run(here):
    ref = await ready(here)
    case = here.case_id(ref)
    stream = money_workflow_id(case)
    await here.wired.peers.poke_money(case)
    await until(watched_at, here, stream, want=True)
    first, _ = await newest(here, stream)

    for _ in range(POKES):
        await here.wired.peers.poke_money(case)
        await until(watched_at, here, stream, want=True)

    last, status = await newest(here, stream)
    assert last != first
    assert status is WorkflowExecutionStatus.RUNNING
    await until(watched_at, here, stream, want=True)
