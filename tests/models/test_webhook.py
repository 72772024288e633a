"""How a webhook is signed, and how long it is tried."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta

import pytest

from models.event import EventKind
from models.feed import FeedItem, FeedPage
from models.ids import SYSTEM
from models.webhook import (
    PATIENCE,
    Answer,
    Place,
    SecretError,
    Step,
    read_secret,
    signature,
    steps,
    written_secret,
)

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
START = Place(webhook="w1", cursor=0)


def act(cursor: int, seq: int) -> FeedItem:
    return FeedItem(
        cursor=cursor,
        stream="a",
        seq=seq,
        kind=EventKind.CLOSED,
        actor=SYSTEM,
        at=AT,
        reason="",
        body={},
        prev_hash="",
        hash=f"{seq}",
    )


def test_signature_is_that_of_standard_webhooks() -> None:
    # The vector of the reference libraries' own tests.
    secret = read_secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")

    signed = signature(
        secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
    )

    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize("size", [24, 32, 64])
def test_secret_is_read_as_it_was_written(size: int) -> None:
    assert read_secret(f"{written_secret(b'k' * size)}\n") == b"k" * size


@pytest.mark.parametrize(
    "written",
    [
        *("", "whsec_", "whsec_è", "whsec_MfKQ9r8G KYqrTwjUPD8ILPZIo2LaLaSw"),
        *("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", written_secret(b"k" * 23)),
        *(written_secret(b"k" * 65), b64encode(b"k" * 32).decode()),
    ],
)
def test_secret_that_cannot_sign_is_refused_without_being_repeated(
    written: str,
) -> None:
    with pytest.raises(SecretError) as refused:
        read_secret(written)

    assert str(refused.value).startswith("A webhook's secret is whsec_ and the base64")
    assert len(written) < 10 or written not in str(refused.value)


def test_acts_of_one_commit_are_steps_of_their_own() -> None:
    acts = act(2, 1), act(2, 2), act(5, 3)
    page = FeedPage(items=acts, next=7, more=False)

    found = list(steps(START, page))

    assert found == [
        Step(acts[0], START.at(0, 1)),
        Step(acts[1], START.at(2)),
        Step(acts[2], START.at(5)),
    ]
    assert list(steps(found[0].after, page)) == found[1:]


def test_pauses_grow_until_the_patience_ends() -> None:
    place, at, waited = START, AT, []
    while not place.given_up(at):
        place = place.failed(at)
        assert place.due is not None
        waited.append(place.due - at)
        at = place.due

    assert waited == sorted(waited)
    assert waited[:2] == [timedelta(seconds=5), timedelta(seconds=30)]
    assert sum(waited, timedelta()) >= PATIENCE
    assert len(waited) < 80
    assert place.at(place.cursor) == START


@pytest.mark.parametrize(
    ("answer", "taken", "gone"),
    [
        (Answer(status=200), True, False),
        (Answer(status=299), True, False),
        (Answer(status=302), False, False),
        (Answer(status=410), False, True),
        (Answer(status=500), False, False),
        (Answer(problem="It cannot be reached."), False, False),
    ],
)
def test_answer_is_taken_or_not(answer: Answer, *, taken: bool, gone: bool) -> None:
    assert (answer.taken, answer.gone) == (taken, gone)
