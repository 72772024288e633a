"""One act carried over a real connection: what is sent, what counts, where it goes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest

from models.webhook import Answer, Webhook, WebhookState, read_secret
from runtime.courier import HttpCourier
from runtime.web_address import RULE, AddressError, Gate, public, target_of
from runtime.webhook_keys import WebhookKeys
from tests.flow.receiver import HANG, SECRET, genuine, receiver, says
from tests.runtime.certificates import certificate_for

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
BODY = '{"reason":"così"}'.encode()


def hook(url: str) -> Webhook:
    return Webhook(
        webhook="w1", url=url, state=WebhookState.ACTIVE, since=AT, changed_at=AT
    )


@pytest.fixture
def keys(tmp_path: Path) -> WebhookKeys:
    kept = WebhookKeys(tmp_path)
    kept.keep("w1", read_secret(SECRET))
    return kept


async def carried(keys: WebhookKeys, url: str, **how: object) -> Answer:
    courier = HttpCourier(keys, clock=AT.timestamp, **how)  # type: ignore[arg-type]
    return await courier.carry(hook(url), "act_1", BODY)


async def test_act_is_signed_and_taken(keys: WebhookKeys) -> None:
    async with receiver() as there:
        assert await carried(keys, there.url) == Answer(status=204)

    [got] = there.held
    assert got.line == "POST /acts?from=staffetta HTTP/1.1"
    assert got.body == BODY
    assert got.headers["host"] == f"127.0.0.1:{there.port}"
    assert got.headers["webhook-timestamp"] == str(int(AT.timestamp()))
    assert genuine(got)
    assert not genuine(got._replace(body=BODY + b" "))


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (says(500), Answer(status=500)),
        (b"HTTP/1.0 200 OK\r\n\r\n", Answer(status=200)),
        (
            b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 202\r\n\r\n",
            Answer(status=202),
        ),
        (b"220 mail.example ESMTP\r\n\r\n", None),
        (b"HTTP/1.1 200 OK\r\n", None),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000, None),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 20, None),
    ],
    ids=range(7),
)
async def test_status_alone_counts_and_little_is_read(
    keys: WebhookKeys, said: bytes, answer: Answer | None
) -> None:
    async with receiver() as there:
        there.answers = [said]

        found = await carried(keys, there.url)

    none = Answer(problem="What answers there does not speak HTTP/1.1.")
    assert found == (answer or none)


async def test_redirect_is_not_followed(keys: WebhookKeys) -> None:
    async with receiver() as elsewhere, receiver() as there:
        there.answers = [says(307, f"Location: {elsewhere.url}")]

        answer = await carried(keys, there.url)

    assert (answer.taken, len(elsewhere.got)) == (False, 0)
    assert answer.sentence.startswith(
        "It answers 307, a redirect, and none is followed"
    )


async def test_silence_ends(keys: WebhookKeys) -> None:
    async with receiver() as there:
        there.answers = [HANG]
        answer = await carried(keys, there.url, patience=timedelta(seconds=0.2))

    assert answer == Answer(problem="It did not answer within 0 s.")


async def test_nobody_there_is_a_problem_without_the_address(keys: WebhookKeys) -> None:
    async with receiver() as there:
        pass

    answer = await carried(keys, there.url)

    assert answer.problem.startswith("It cannot be reached: ")
    assert "acts" not in answer.problem


def resolves(*addresses: str) -> Callable[[str, int], object]:
    async def look(_host: str, _port: int) -> list[str]:
        return [*addresses]

    return look


async def test_certificate_is_the_names(keys: WebhookKeys, tmp_path: Path) -> None:
    theirs, trusted = certificate_for("receiver.test", tmp_path)
    gate = Gate(resolves("127.0.0.1"), lambda _: True)  # type: ignore[arg-type]
    async with receiver(theirs) as there:
        url = f"https://receiver.test:{there.port}/acts"
        good = await carried(keys, url, gate=gate, trust=trusted)
        unknown = await carried(keys, url, gate=gate)
        other = url.replace("receiver.test", "another.test")
        mistaken = await carried(keys, other, gate=gate, trust=trusted)

    assert good == Answer(status=204)
    assert unknown.problem.startswith("Its certificate is not valid: ")
    assert mistaken.problem.startswith("Its certificate is not valid: ")
    assert [one.headers["host"] for one in there.got] == [f"receiver.test:{there.port}"]


async def test_name_that_came_to_lead_inside_is_not_followed(
    keys: WebhookKeys,
) -> None:
    found = ["8.8.8.8"]

    async def look(_host: str, _port: int) -> list[str]:
        return found

    gate = Gate(look)
    async with receiver() as there:
        url = f"https://receiver.test:{there.port}/acts"
        before = await gate.addresses(target_of(url))
        found[:] = ["8.8.8.8", "127.0.0.1"]
        answer = await carried(keys, url, gate=gate)

    assert before == ["8.8.8.8"]
    assert answer == Answer(problem=f"{RULE}; receiver.test is at 127.0.0.1.")
    assert there.got == []


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://127.0.0.1/", "127.0.0.1 is at 127.0.0.1"),
        ("https://[::ffff:10.0.0.1]/", "is at ::ffff:"),
        ("https://169.254.169.254/latest/meta-data", "is at 169.254.169.254"),
        ("https://192.168.1.1/", "is at 192.168.1.1"),
        ("https://[fd00::1]/", "is at fd00::1"),
        ("http://8.8.8.8/", "8.8.8.8 is at 8.8.8.8"),
        ("http://0x7f000001.example.invalid/", "Nobody knows the host"),
        ("https://user:word@receiver.example/", "leave the user and password"),
        ("https://receiver.example/#part", "leave the part from #"),
        ("ftp://receiver.example/", "no address of that kind"),
        ("https:///acts", "no address of that kind"),
        ("https://receiver.example:99999/", "no address of that kind"),
        ("https://receiver.example/a b", "no address of that kind"),
        ("https://receiver.example/\r\nX: y", "no address of that kind"),
        ("https://приём.example/", "no address of that kind"),
        ("", "no address of that kind"),
    ],
)
async def test_address_inside_is_refused_with_the_rule(url: str, why: str) -> None:
    with pytest.raises(AddressError) as refused:
        await Gate().addresses(target_of(url))

    assert why in str(refused.value)
    assert "word" not in str(refused.value).replace("password", "")


@pytest.mark.parametrize(
    ("address", "open_to_all"),
    [
        *(("8.8.8.8", True), ("2001:4860:4860::8888", True), ("::ffff:8.8.8.8", True)),
        *(("64:ff9b::808:808", True), ("64:ff9b::a00:1", False)),
        *(("2002:a00:1::", False), ("::ffff:127.0.0.1", False), ("::", False)),
        *(("224.0.0.1", False), ("100.64.0.1", False), ("fe80::1", False)),
    ],
)
def test_address_is_public_by_what_it_leads_to(
    address: str, *, open_to_all: bool
) -> None:
    assert public(ip_address(address)) is open_to_all


async def test_key_is_ours_alone_and_named_when_it_is_gone(
    keys: WebhookKeys,
) -> None:
    file = keys.file("w1")
    mode = file.stat().st_mode & 0o777
    file.write_text("whsec_damaged")
    with pytest.raises(Exception, match=r"The secret webhook-w1\.key is damaged"):
        await carried(keys, "http://127.0.0.1:1/")
    keys.drop("w1")
    with pytest.raises(Exception, match=r"The secret webhook-w1\.key cannot be read"):
        await carried(keys, "http://127.0.0.1:1/")

    assert mode == 0o600
