"""Acts in the order of the commits: none lost, none twice, the same for ever."""

import asyncio
from datetime import UTC, datetime

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from models.event import EventKind, chain_hash
from models.feed import FeedItem, FeedPage
from models.ids import SYSTEM
from runtime.settings import Settings
from store.engine import writing
from store.errors import NotFoundError
from store.feed import SqlFeed
from store.unit_of_work import SqlUnits
from tests.store.test_chronicle import task
from web.feed import application

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
TOKEN = "a-token-of-this-test-that-nobody-else-has"


async def act(
    units: SqlUnits, *streams: str, kind: EventKind = EventKind.CLOSED
) -> None:
    """One commit, with an act in each stream."""
    async with units.write() as unit:
        for stream in streams:
            await unit.events.append(
                stream=stream, kind=kind, actor=SYSTEM, at=AT, body={"so": "über"}
            )


@pytest.fixture
def feed(engine: AsyncEngine) -> SqlFeed:
    return SqlFeed(engine)


async def followed(feed: SqlFeed, limit: int) -> list[FeedItem]:
    found: list[FeedItem] = []
    page = await feed.page(after=0, limit=limit)
    while page.items:
        found += page.items
        page = await feed.page(after=page.next, limit=limit)
    return found


def places(items: list[FeedItem] | tuple[FeedItem, ...]) -> list[tuple[str, int]]:
    return [(item.stream, item.seq) for item in items]


async def test_acts_come_in_the_order_of_their_commits(
    units: SqlUnits, feed: SqlFeed
) -> None:
    await act(units, "b")
    async with units.write(AT) as unit:
        await unit.tasks.add(task(1))  # a record without an act
    await act(units, "a", "b")

    page = await feed.page(after=0, limit=10)

    assert [(item.cursor, item.stream, item.seq) for item in page.items] == [
        (1, "b", 1),
        (3, "a", 1),
        (3, "b", 2),
    ]
    assert (page.next, page.more) == (3, False)
    assert await feed.page(after=3, limit=10) == FeedPage(items=(), next=3, more=False)


async def test_writers_at_once_lose_and_double_nothing(
    units: SqlUnits, feed: SqlFeed
) -> None:
    async def write(stream: str) -> None:
        for _ in range(10):
            await act(units, stream)

    await asyncio.gather(*map(write, "abcd"))

    found = await followed(feed, 7)
    assert [item.cursor for item in found] == [*range(1, 41)]
    assert sorted(places(found)) == [
        (stream, seq) for stream in "abcd" for seq in range(1, 11)
    ]


async def test_page_is_the_same_for_ever(units: SqlUnits, feed: SqlFeed) -> None:
    for _ in range(3):
        await act(units, "a")
    before = await feed.page(after=1, limit=1)
    await act(units, "a")

    assert await feed.page(after=1, limit=1) == before
    assert (before.next, before.more) == (2, True)


async def test_commit_is_never_given_in_parts(units: SqlUnits, feed: SqlFeed) -> None:
    await act(units, "a", "b", "c")
    await act(units, "a")

    page = await feed.page(after=0, limit=2)

    assert places(page.items) == [("a", 1), ("b", 1), ("c", 1)]
    assert (page.next, page.more) == (1, True)


async def test_filters_leave_the_cursor_going(units: SqlUnits, feed: SqlFeed) -> None:
    await act(units, "a")
    await act(units, "b", kind=EventKind.WITHDRAWN)
    await act(units, "a", kind=EventKind.WITHDRAWN)
    await act(units, "a")

    of_kind = await feed.page(after=0, limit=10, kind=EventKind.WITHDRAWN)
    of_both = await feed.page(after=0, limit=9, kind=EventKind.WITHDRAWN, stream="a")
    of_none = await feed.page(after=0, limit=10, stream="nobody")

    assert places(of_kind.items) == [("b", 1), ("a", 2)]
    assert places(of_both.items) == [("a", 2)]
    assert of_none == FeedPage(items=(), next=4, more=False)


async def test_page_looks_through_so_many_records(
    units: SqlUnits, feed: SqlFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.feed._FURTHEST", 2)
    for stream in "aab":
        await act(units, stream)

    first = await feed.page(after=0, limit=1, stream="b")
    second = await feed.page(after=first.next, limit=1, stream="b")

    assert first == FeedPage(items=(), next=2, more=True)
    assert places(second.items) == [("b", 1)]


async def test_cursor_the_record_never_gave_is_refused(
    units: SqlUnits, feed: SqlFeed
) -> None:
    await act(units, "a")

    with pytest.raises(NotFoundError, match="The record ends at 1, before the cursor"):
        await feed.page(after=2, limit=1)


async def test_removed_act_is_not_passed_over(
    sqlite_units: SqlUnits,
) -> None:
    for _ in range(2):
        await act(sqlite_units, "a")
    async with writing(sqlite_units.engine) as opened:
        guards = await opened.connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        )
        for guard in guards.scalars().all():
            await opened.connection.execute(text(f"DROP TRIGGER {guard}"))
        await opened.connection.execute(text("DELETE FROM event WHERE seq = 2"))

    async with program(SqlFeed(sqlite_units.engine)) as client:
        answer = await client.get("/feed")

    assert answer.status_code == 503
    assert answer.json()["error"].startswith("Act 2 of a stands in the chronicle")


def program(feed: SqlFeed, token: str = TOKEN) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=application(feed, TOKEN)),
        base_url="http://127.0.0.1",
        headers={"Authorization": f"Bearer {token}"} if token else {},
    )


async def test_act_can_be_checked_by_its_hash(units: SqlUnits, feed: SqlFeed) -> None:
    await act(units, "a")

    async with program(feed) as client:
        answer = await client.get("/feed")

    [item] = answer.json()["items"]
    assert item["at"] == "2027-03-01T09:00:00.000000Z"
    told = {name: value for name, value in item.items() if name != "cursor"}
    own = told.pop("hash")
    assert own == chain_hash(**told | {"at": datetime.fromisoformat(item["at"])})


@pytest.mark.parametrize("token", ["", "another", TOKEN[:-1], TOKEN + "x"])
async def test_without_the_token_there_is_no_answer(feed: SqlFeed, token: str) -> None:
    async with program(feed, token) as client:
        answer = await client.get("/feed?after=nonsense")

    assert answer.status_code == 401
    assert "items" not in answer.json()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("after=-1", "after is a whole number from 0"),
        ("after=1.5", "after is a whole number from 0"),
        ("after=", "after is a whole number from 0"),
        ("after=²", "after is a whole number from 0"),
        ("after=7", "The record ends at 0, before the cursor 7"),
        ("after=9999999999", "The record ends at 0, before the cursor"),
        ("limit=0", "limit is a whole number from 1 to 1000."),
        ("limit=1001", "limit is a whole number from 1 to 1000."),
        ("kind=nonsense", "There is no kind 'nonsense'"),
        ("after=0&after=1", "'after' cannot be asked"),
        ("sience=3", "'sience' cannot be asked"),
    ],
)
async def test_what_cannot_be_read_is_refused_in_a_sentence(
    feed: SqlFeed, asked: str, said: str
) -> None:
    async with program(feed) as client:
        answer = await client.get(f"/feed?{asked}")

    assert (answer.status_code, said in answer.json()["error"]) == (400, True)


def test_key_is_made_once_and_for_us_alone(tmp_path) -> None:
    settings = Settings(folder=tmp_path / "new", database_url="sqlite://")

    token = settings.feed_token()

    assert settings.feed_token() == token
    assert settings.feed_token_file.stat().st_mode & 0o777 == 0o600
    assert len(token) >= 32
