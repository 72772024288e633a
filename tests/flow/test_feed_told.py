"""Every act told to a real receiver: in order, at least once, signed."""

import json
from contextlib import nullcontext
from datetime import timedelta

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import ActivityEnvironment, WorkflowEnvironment

from activities.feed import FeedActivities, TellWebhook, WebhookTold
from models.event import EventKind
from models.ids import SYSTEM, feed_workflow_id
from models.webhook import PATIENCE, PAUSES, body_of, message_id
from runtime.courier import HttpCourier
from runtime.telling import Bell
from runtime.webhook_keys import WebhookKeys
from store.feed import SqlFeed
from tests.flow.dying import DyingUnits, Killed
from tests.flow.feed_stories import (
    NAME,
    STREAM,
    act,
    desk,
    ended,
    entered,
    failures,
    ring,
    shown,
    state,
)
from tests.flow.house import SERVER, House, house, inhabited
from tests.flow.receiver import Receiver, genuine, receiver, says
from tests.flow.wait import until


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        await act(opened)
        yield opened


@pytest.fixture
async def there():
    async with receiver() as opened:
        yield opened


async def feed(here: House, after: int) -> list[tuple[str, bytes]]:
    page = await SqlFeed(here.wired.units.engine).page(after=after, limit=1000)
    return [(message_id(item), body_of(item)) for item in page.items]


def held(there: Receiver) -> list[tuple[str, bytes]]:
    return [(one.message, one.body) for one in there.held]


async def told(here: House) -> bool:
    """The last act was taken, and that is noted."""
    one = await shown(here)
    return one.place.cursor == one.last


async def last(here: House) -> int:
    return (await shown(here)).last


async def told_all(here: House) -> None:
    await ring(here)
    await until(told, here, want=True)


async def test_acts_arrive_in_order_signed_and_as_in_the_feed(here, there):
    await entered(here, there.url)
    for _ in range(25):  # more than one activity tells
        await act(here)
    async with here.wired.units.write() as unit:  # nor the whole of a large commit
        for number in range(45):
            await unit.events.append(
                stream=f"large/{number:02}",
                kind=EventKind.CLOSED,
                actor=SYSTEM,
                at=await here.now(),
            )
    await act(here)
    before = await last(here)

    await told_all(here)

    assert held(there) == await feed(here, 1)
    assert len({one.message for one in there.got}) == len(there.got) == 72
    assert all(genuine(one) for one in there.got)
    assert there.held[0].act["stream"] == STREAM  # its own entry comes first
    assert await last(here) == before  # nothing of it is a record


async def test_bell_rings_once_for_what_is_new(here, there):
    await entered(here, there.url)
    bell = Bell(here.wired.units, here.wired.peers, here.now)
    await bell.ring()
    await until(told, here, want=True)
    handle = here.wired.client.get_workflow_handle(feed_workflow_id(NAME))

    async def last() -> object:
        return (await handle.fetch_history()).events[-1].event_type

    await until(last, EventType.EVENT_TYPE_TIMER_STARTED)
    events = len((await handle.fetch_history()).events)

    for _ in range(3):
        await bell.ring()

    assert len((await handle.fetch_history()).events) == events


async def test_failing_receiver_loses_nothing(here, there):
    there.answers = [says(500), b"nonsense", says(301, "Location: http://[::1]/")]
    await entered(here, there.url)
    await act(here)
    await ring(here)
    for failed, pause in enumerate(PAUSES[:3], 1):
        await until(failures, here, want=failed)
        assert there.held == []
        await here.sleep(pause)

    await until(told, here, want=True)

    assert held(there) == await feed(here, 1)
    assert [one.message for one in there.got[:3]] == [there.held[0].message] * 3
    first = (await desk(here).deliveries(NAME))[-1]
    assert (first.attempts, first.status, first.problem) == (4, 204, "")


async def test_act_whose_taking_was_not_noted_comes_again(here, there):
    """Killed after the receiver took it and before that was on record."""
    await entered(here, there.url)
    activities = FeedActivities(
        units=DyingUnits(here, 1),
        feed=SqlFeed(here.wired.units.engine),
        courier=HttpCourier(WebhookKeys(here.wired.settings.folder)),
    )
    request = TellWebhook(webhook=NAME, at=await here.now())
    with pytest.raises(Killed):
        await ActivityEnvironment().run(activities.tell_webhook, request)

    await told_all(here)

    [first, again] = there.held
    assert (first.message, first.body) == (again.message, again.body)
    assert [held(there)[0]] == await feed(here, 1)


async def test_two_who_tell_at_once_do_not_skip(here, there):
    """The second finds the place moved, and begins anew from there."""
    await entered(here, there.url)
    await act(here)
    request = TellWebhook(webhook=NAME, at=await here.now())
    units = here.wired.units

    class Overtaken(SqlFeed):
        async def page(self, **asked):
            found = await super().page(**asked)
            await told_all(here)
            return found

    activities = FeedActivities(
        units=units,
        feed=Overtaken(units.engine),
        courier=HttpCourier(WebhookKeys(here.wired.settings.folder)),
    )
    outcome = await ActivityEnvironment().run(activities.tell_webhook, request)

    assert outcome == WebhookTold(more=True)
    assert await told(here)
    assert {*held(there)} == {*await feed(here, 1)}


async def test_replay_is_equal(here, there):
    await entered(here, there.url)
    await act(here)
    await told_all(here)
    first = held(there)

    await desk(here).replay(NAME, 0, now=await here.now())
    await told_all(here)

    whole = await feed(here, 0)
    assert held(there)[len(first) :] == whole
    assert whole[1 : len(first) + 1] == first
    assert json.loads(whole[-1][1])["body"]["after"] == 0


async def test_worker_that_starts_again_goes_on(tmp_path, there):
    async with house(tmp_path, worker=lambda _: nullcontext()) as here:
        await act(here)
        await entered(here, there.url)
        await act(here)
        there.answers = [says(204), says(500)]
        async with here.wired.worker(max_cached_workflows=0):
            await ring(here)
            await until(failures, here, want=1)
        await act(here)
        async with here.wired.worker(max_cached_workflows=0):
            await here.sleep(PAUSES[0])
            await told_all(here)

        assert [one.message for one in there.got] == [
            *[message for message, _ in (await feed(here, 1))[:2]],
            *[message for message, _ in (await feed(here, 1))[1:]],
        ]


@pytest.mark.timeout(120)
async def test_three_days_of_failing_pause_it_and_ask_a_person(here, there):
    there.answers = [says(503)] * 200
    await entered(here, there.url)
    await act(here)
    await ring(here)
    await until(failures, here, want=1)
    await here.sleep(PATIENCE - timedelta(hours=2))
    assert await state(here) == "active"

    await here.sleep(timedelta(hours=3))
    await until(state, here, want="paused")
    await until(ended, here, want=True)
    asked = await here.open_tasks(STREAM)
    there.answers, before = [], len(there.got)
    await act(here)
    await ring(here)
    assert len(there.got) == before
    await desk(here).resume(NAME, now=await here.now())
    await told_all(here)

    assert asked == ["webhook-paused"]
    assert await here.open_tasks(STREAM) == []
    assert held(there) == await feed(here, 1)
    told_of = [one.act for one in there.held if one.act["actor"] == "system"]
    assert [one["kind"] for one in told_of] == ["register.kept", "task.opened"]
    assert "none of" in told_of[0]["reason"]
    assert "It answers 503." in told_of[0]["reason"]


async def test_gone_is_paused_at_once(here, there):
    there.answers = [says(410)]
    await entered(here, there.url)
    await ring(here)

    await until(state, here, want="paused")
    await until(ended, here, want=True)

    assert len(there.got) == 1
    assert await here.open_tasks(STREAM) == ["webhook-paused"]


async def test_lost_key_pauses_it_and_names_the_file(here, there):
    await entered(here, there.url)
    WebhookKeys(here.wired.settings.folder).drop(NAME)
    await ring(here)

    await until(state, here, want="paused")

    async with here.wired.units.read() as unit:
        [task] = await unit.tasks.open_of(STREAM)
    assert f"The secret webhook-{NAME}.key cannot be read" in task.detail
    assert there.got == []


async def test_long_telling_goes_on_in_a_new_run(tmp_path, there):
    # Only the real server can be told when a history is long.
    env = await WorkflowEnvironment.start_local(
        dev_server_existing_path=str(SERVER.with_name("temporal")),
        dev_server_extra_args=[
            "--dynamic-config-value",
            "limit.historyCount.suggestContinueAsNew=30",
        ],
        dev_server_log_level="error",
        data_converter=pydantic_data_converter,
    )
    async with env, inhabited(env, tmp_path) as here:
        await act(here)
        await entered(here, there.url)
        await told_all(here)
        handle = here.wired.client.get_workflow_handle(feed_workflow_id(NAME))
        first = (await handle.describe()).run_id
        for _ in range(12):
            await act(here)
            await told_all(here)

        assert (await handle.describe()).run_id != first
        assert held(there) == await feed(here, 1)
