"""A history as a table: events by number, letters and mails indented below."""

import re
from collections.abc import Sequence

from rich.table import Table

from cli.command import clock, table
from store.read_models import EventItem, LetterItem, MessageItem, TimelineItem

_LONGEST = 180
_HASH = re.compile(r"[0-9a-f]{64}")
_SHORT = 12


def drawn(ref: str, items: Sequence[TimelineItem], place: str) -> Table:
    return table(
        f"{ref}: {len(items)} entries, times of {place}",
        ("no.", "time", "who", "what", "why, or what it says"),
        (_row(item, place) for item in items),
    )


def _row(item: TimelineItem, place: str) -> Sequence[object]:
    at = clock(item.at, place)
    match item:
        case EventItem():
            return item.seq, at, item.actor, item.kind, _why(item)
        case LetterItem():
            to = item.body or "proposer"
            return "→", at, f"to {to}", f"{item.kind}, {item.state}", item.subject
        case MessageItem():
            what = f"mail, {item.act or item.disposition}"
            said = item.span or item.detail
            name = item.message[:_SHORT]
            return "←", at, f"from {item.party}", what, f"{name}: {said}"


def _why(event: EventItem) -> str:
    facts = ", ".join(
        f"{name} {_short(value)}"
        for name, value in event.body.items()
        if isinstance(value, str | int) and not isinstance(value, bool) and value != ""
    )
    return (f"{event.reason} · {facts}" if event.reason else facts)[:_LONGEST]


def _short(value: str | int) -> str:
    """A hash by its first letters; nobody reads sixty-four."""
    text = str(value)
    return text[:_SHORT] if _HASH.fullmatch(text) else text
