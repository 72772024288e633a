"""A history as a table: events by number, letters and mails indented below."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from pydantic import JsonValue
from rich.table import Table

from cli.command import clock, counted, euro, table
from models.event_sums import SUMS
from runtime.names import NONE, Refs, spoken
from store.read_models import EventItem, LetterItem, MessageItem, TimelineItem

_LONGEST = 400
_HASH = re.compile(r"[0-9a-f]{64}")
_SHORT = 12
_TOLD_WHOLE = frozenset({"favoured", "scores", "so_far"})
"""Short tables of facts; of longer ones only the sums are told."""
_LABELS = {
    "cents": "sum",
    "companies_a": "companies",
    "universities_b": "universities",
    "copies_agency": "repeats what ICE does",
    "in_priorities": "among the year's priorities",
    "favoured": "former objective-1 area",
    "so_far": "given by the call of",
}
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)")


def drawn(
    ref: str, items: Sequence[TimelineItem], place: str, refs: Refs = NONE
) -> Table:
    return table(
        f"{ref}: {counted(len(items), 'entry', 'entries')}, times of {place}",
        ("no.", "time", "who", "what", "why, or what it says"),
        (_row(item, place, refs) for item in items),
    )


def texts(items: Iterable[TimelineItem]) -> Iterator[str]:
    """Every text of the events, for the numbers of the cases they name."""
    for item in items:
        if isinstance(item, EventItem):
            yield from (text for text in item.body.values() if isinstance(text, str))


def _row(item: TimelineItem, place: str, refs: Refs) -> Sequence[object]:
    at = clock(item.at, place)
    match item:
        case EventItem():
            return item.seq, at, item.actor, item.kind, _why(item, place, refs)
        case LetterItem():
            to = item.body or "proposer"
            return "→", at, f"to {to}", f"{item.kind}, {item.state}", item.subject
        case MessageItem():
            what = f"mail, {item.act or item.disposition}"
            said = item.span or item.detail
            name = item.message[:_SHORT]
            return "←", at, f"from {item.party}", what, f"{name}: {said}"


def _why(event: EventItem, place: str, refs: Refs) -> str:
    facts = ", ".join(
        f"{label} {_said(name, value, place, refs)}"
        for name, label, value in _flat(event.body)
        if isinstance(value, str | int) and value != ""
    )
    return " · ".join(filter(None, (_cut(event.reason), _cut(facts))))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _flat(body: Mapping[str, JsonValue]) -> Iterator[tuple[str, str, JsonValue]]:
    """What each value is, how it is called, and the value itself."""
    for name, value in body.items():
        label = _LABELS.get(name, name.replace("_", " "))
        if not isinstance(value, dict):
            yield name, label, value
        elif name in _TOLD_WHOLE:
            yield from ((name, f"{label} {key}", one) for key, one in value.items())
        else:
            yield from _flat({key: value[key] for key in value if key in SUMS})


def _said(name: str, value: str | int, place: str, refs: Refs) -> str:
    """Money in euro, instants by the secretariat's clock, hashes by their start."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{euro(value)} €" if name in SUMS else str(value)
    if _INSTANT.fullmatch(value):
        return clock(datetime.fromisoformat(value), place)
    return value[:_SHORT] if _HASH.fullmatch(value) else spoken(value, refs)
