"""A history as a table: events by number, letters and mails indented below."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from pydantic import JsonValue
from rich.table import Table

from cli.command import clock, counted, euro, table
from store.read_models import EventItem, LetterItem, MessageItem, TimelineItem

_LONGEST = 180
_HASH = re.compile(r"[0-9a-f]{64}")
_SHORT = 12
_MONEY = frozenset(
    {
        *("cents", "contribution", "private", "budget", "project_cap"),
        *("ministry", "gap"),
    }
)
_LABELS = {"cents": "sum"}
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)")


def drawn(ref: str, items: Sequence[TimelineItem], place: str) -> Table:
    return table(
        f"{ref}: {counted(len(items), 'entry', 'entries')}, times of {place}",
        ("no.", "time", "who", "what", "why, or what it says"),
        (_row(item, place) for item in items),
    )


def _row(item: TimelineItem, place: str) -> Sequence[object]:
    at = clock(item.at, place)
    match item:
        case EventItem():
            return item.seq, at, item.actor, item.kind, _why(item, place)
        case LetterItem():
            to = item.body or "proposer"
            return "→", at, f"to {to}", f"{item.kind}, {item.state}", item.subject
        case MessageItem():
            what = f"mail, {item.act or item.disposition}"
            said = item.span or item.detail
            name = item.message[:_SHORT]
            return "←", at, f"from {item.party}", what, f"{name}: {said}"


def _why(event: EventItem, place: str) -> str:
    facts = ", ".join(
        f"{_LABELS.get(name, name)} {_said(name, value, place)}"
        for name, value in _flat(event.body)
        if isinstance(value, str | int) and not isinstance(value, bool) and value != ""
    )
    return (f"{event.reason} · {facts}" if event.reason else facts)[:_LONGEST]


def _flat(body: Mapping[str, JsonValue]) -> Iterator[tuple[str, JsonValue]]:
    """Money also from within: of a check, its sums say most."""
    for name, value in body.items():
        if isinstance(value, dict):
            yield from ((key, inner) for key, inner in value.items() if key in _MONEY)
        else:
            yield name, value


def _said(name: str, value: str | int, place: str) -> str:
    """Money in euro, instants by the secretariat's clock, hashes by their start."""
    if name in _MONEY and isinstance(value, int):
        return f"{euro(value)} €"
    text = str(value)
    if _INSTANT.fullmatch(text):
        return clock(datetime.fromisoformat(text), place)
    return text[:_SHORT] if _HASH.fullmatch(text) else text
