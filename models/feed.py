"""The feed: every act in the order of the commits, for programs that follow along."""

from datetime import datetime
from typing import Annotated

from pydantic import JsonValue, PlainSerializer

from models.event import EventKind, instant
from models.frozen import Frozen
from models.ids import Actor


class FeedItem(Frozen):
    """One act. `cursor` is the number of the chronicle's record that holds it.

    The rest is the act as it is chained: its hash covers every other field but the
    cursor. Acts of one commit have one cursor, and are never given apart.
    """

    cursor: int
    stream: str
    seq: int
    kind: EventKind
    actor: Actor
    at: Annotated[datetime, PlainSerializer(instant)]  # as the hash reads it
    reason: str
    body: dict[str, JsonValue]
    prev_hash: str
    hash: str


class FeedPage(Frozen):
    """`next` is the cursor to ask after; `more`, whether something follows already."""

    items: tuple[FeedItem, ...]
    next: int
    more: bool
