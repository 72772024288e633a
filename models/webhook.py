"""Webhooks: who is sent every act, how far they are, and how each is signed.

The headers and the signature are those of Standard Webhooks 1.0
(https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
"""

import binascii
import hmac
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Final, NamedTuple

from models.errors import DomainError
from models.feed import FeedItem, FeedPage
from models.frozen import Frozen

PAUSES: Final = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=1),
)
"""After the first failure, the second, …; after that the last one each time."""
PATIENCE: Final = timedelta(days=3)
"""Who fails for longer is sent no more until a person says so."""
KEPT: Final = 5000
"""Deliveries to one webhook that lie further back, in records, are forgotten."""
GONE: Final = 410
"""HTTP: the receiver wants no more, ever (RFC 9110 §15.5.11)."""
SECRET_SIZE: Final = 32
_SIZES: Final = range(24, 65)
_PREFIX: Final = "whsec_"
_TAKEN: Final = range(200, 300)
_ELSEWHERE: Final = range(300, 400)


class WebhookState(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    REMOVED = "removed"


class Webhook(Frozen):
    """`url` may hold a credential in its path: it stands in no event and no log."""

    webhook: str
    url: str
    state: WebhookState
    since: datetime
    changed_at: datetime


class Place(Frozen):
    """How far a webhook has been told: all of `cursor`, and `within` acts of the next.

    `attempts` failed in a row, the first at `failing_since`; the next is not before
    `due`.
    """

    webhook: str
    cursor: int
    within: int = 0
    attempts: int = 0
    failing_since: datetime | None = None
    due: datetime | None = None

    def at(self, cursor: int, within: int = 0) -> "Place":
        """There, with nothing failing."""
        return Place(webhook=self.webhook, cursor=cursor, within=within)

    def failed(self, at: datetime) -> "Place":
        """Where it was, to be tried again after a pause that grows."""
        pause = PAUSES[min(self.attempts, len(PAUSES) - 1)]
        return self.model_copy(
            update={
                "attempts": self.attempts + 1,
                "failing_since": self.failing_since or at,
                "due": at + pause,
            }
        )

    def given_up(self, at: datetime) -> bool:
        return self.failing_since is not None and at - self.failing_since >= PATIENCE


class Delivery(Frozen):
    """What became of sending one act: the same `message` each time it is sent.

    `status` is the last answer's, 0 where there was none; `problem` is why it was not
    taken; `attempts` are all that were made.
    """

    webhook: str
    message: str
    cursor: int
    attempts: int
    at: datetime
    status: int
    problem: str
    taken_at: datetime | None


class Answer(Frozen):
    """A receiver's answer; without a `status` the `problem` says why there is none."""

    status: int = 0
    problem: str = ""

    @property
    def taken(self) -> bool:
        return self.status in _TAKEN

    @property
    def gone(self) -> bool:
        return self.status == GONE

    @property
    def sentence(self) -> str:
        """Why it was not taken."""
        if self.status in _ELSEWHERE:
            return (
                f"It answers {self.status}, a redirect, and none is followed: enter "
                "the address it leads to."
            )
        return self.problem or f"It answers {self.status}."


class Followed(Frozen):
    """Whose deliveries a procedure sees to."""

    webhook: str


class Behind(Frozen):
    """An active webhook that has not been told all up to `last`."""

    webhook: str
    last: int


class Step(NamedTuple):
    """An act to send, and the place once it was taken."""

    item: FeedItem
    after: Place


class SecretError(DomainError):
    """A secret that cannot sign."""


def steps(place: Place, page: FeedPage) -> Iterator[Step]:
    """The acts of a page that follow a place, in order, one at a time."""
    whole, within = place.cursor, place.within
    for cursor, together in groupby(page.items, lambda item: item.cursor):
        acts = list(together)
        for number, item in enumerate(acts[within:], within + 1):
            last = number == len(acts)
            after = place.at(cursor) if last else place.at(whole, number)
            yield Step(item, after)
        whole, within = cursor, 0


def message_id(item: FeedItem) -> str:
    """`webhook-id`: one for each act, the same in every attempt and every replay."""
    return f"act_{item.hash}"


def body_of(item: FeedItem) -> bytes:
    """The same JSON as in the feed."""
    return item.model_dump_json().encode()


def signature(secret: bytes, message: str, timestamp: int, body: bytes) -> str:
    """`webhook-signature`: HMAC-SHA256 over id, timestamp and body, joined by dots."""
    signed = b".".join((message.encode(), str(timestamp).encode(), body))
    return f"v1,{b64encode(hmac.digest(secret, signed, 'sha256')).decode()}"


def written_secret(secret: bytes) -> str:
    return f"{_PREFIX}{b64encode(secret).decode()}"


def read_secret(written: str) -> bytes:
    """The bytes of a secret as Standard Webhooks writes it.

    Raises:
        SecretError: it is not one.
    """
    given = written.strip()
    try:
        secret = b64decode(given.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if not given.startswith(_PREFIX) or len(secret) not in _SIZES:
        raise SecretError(
            f"A webhook's secret is {_PREFIX} and the base64 of {_SIZES[0]} to "
            f"{_SIZES[-1]} random bytes: give a file that holds one, or leave out "
            "--secret-file to have one made."
        )
    return secret
