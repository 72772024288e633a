"""Webhooks from the terminal, told by the worker of a running system."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Starter, until
from tests.flow.receiver import Receiver, Request, genuine, receiver


@pytest.fixture
def there() -> Iterator[Receiver]:
    """A receiver in a thread of its own: commands run in this one."""
    ready, leave = threading.Event(), asyncio.Event()
    found: list[tuple[Receiver, asyncio.AbstractEventLoop]] = []

    async def serve() -> None:
        async with receiver() as opened:
            found.append((opened, asyncio.get_running_loop()))
            ready.set()
            await leave.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert ready.wait(10)
    [(opened, loop)] = found
    yield opened
    loop.call_soon_threadsafe(leave.set)
    thread.join()


def acts_of(there: Receiver, stream: str) -> list[Request]:
    return [one for one in there.held if one.act["stream"] == stream]


def test_webhook_is_told_paused_replayed_and_removed(
    running: Path, starter: Starter, there: Receiver
) -> None:
    added = starter("webhook", "add", there.url, "--json").json
    name, secret = added["webhook"]["webhook"], added["secret"]
    own = f"register/webhook/{name}"
    key = running / f"webhook-{name}.key"

    def told() -> list[str]:
        return [one.act["body"]["state"] for one in acts_of(there, own)]

    assert (key.read_text().strip(), key.stat().st_mode & 0o777) == (secret, 0o600)
    until(told, want=["active"])
    assert all(genuine(one, secret) for one in there.got)
    assert starter("webhook", "pause", name).code == 0
    assert starter("seal", "now").code == 0
    before = len(there.got)
    [listed] = [
        one
        for one in starter("webhook", "list", "--json").json
        if one["webhook"]["webhook"] == name
    ]
    assert listed["webhook"]["state"] == "paused"
    assert listed["place"]["cursor"] < listed["last"]
    assert len(there.got) == before
    assert starter("webhook", "resume", name).code == 0
    until(told, want=["active", "paused", "active"])
    assert starter("webhook", "replay", name, "--after", "0").code == 0
    until(told, want=["active", "paused", "active"] * 2 + ["active"])
    shown = starter("webhook", "deliveries", name, "--json").json
    assert {one["status"] for one in shown} == {204}
    assert max(one["attempts"] for one in shown) == 2

    removed = starter("webhook", "remove", name)

    assert (removed.code, key.exists()) == (0, False)
    again = starter("webhook", "resume", name)
    assert (again.code, again.out) == (1, "")
    assert f"Webhook {name} was removed" in again.err
    assert secrets_in(running, secret) == []


def secrets_in(folder: Path, secret: str) -> list[str]:
    """The files a secret is written in, engine, record and logs among them."""
    return [
        file.name
        for file in folder.rglob("*")
        if file.is_file()
        and secret.removeprefix("whsec_").encode() in file.read_bytes()
    ]


def test_secret_of_ours_is_taken_and_not_shown(
    starter: Starter, there: Receiver, tmp_path: Path
) -> None:
    file = tmp_path / "secret"
    file.write_text("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")

    added = starter("webhook", "add", there.url, "--secret-file", str(file), "--json")

    name = added.json["webhook"]["webhook"]
    assert added.json["secret"] is None
    until(lambda: bool(acts_of(there, f"register/webhook/{name}")), want=True)
    assert genuine(there.held[0])
    assert starter("backup", str(tmp_path / "backup")).code == 0
    kept = tmp_path / "backup" / f"webhook-{name}.key"
    assert (kept.read_text(), kept.stat().st_mode & 0o777) == (file.read_text(), 0o600)
    assert starter("webhook", "remove", name).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "http://8.8.8.8/token-in-path"), "leads by https:// to the public"),
        (("add", "https://127.0.0.1/token-in-path"), "127.0.0.1 is at 127.0.0.1"),
        (("add", "token-in-path"), "this is no address of that kind"),
        (("pause", "w0"), "There is no webhook w0"),
        (("replay", "w0", "--after", "1"), "There is no webhook w0"),
        (("deliveries", "w0"), "There is no webhook w0"),
    ],
)
def test_what_cannot_be_is_refused_without_the_address(
    starter: Starter, words: tuple[str, ...], said: str
) -> None:
    known = len(starter("webhook", "list", "--json").json)

    refused = starter("webhook", *words)

    assert (refused.code, refused.out) == (1, "")
    assert said in refused.err
    assert len(starter("webhook", "list", "--json").json) == known
    noted = starter("audit", "refused", "--json").out
    assert "token-in-path" not in refused.err + noted


def test_damaged_secret_file_enters_nothing(starter: Starter, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(b"whsec_\xff\x00")
    url = "http://127.0.0.1:9/"

    refused = starter("webhook", "add", url, "--secret-file", str(file))

    assert (refused.code, refused.out) == (1, "")
    assert "A webhook's secret is whsec_" in refused.err
