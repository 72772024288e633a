"""The decisions of a case, with the versions of what they rest on and their inputs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from pydantic import JsonValue

from audit.case_rows import Row
from models.event import Event, EventKind, instant
from models.letter import Template
from models.rule_book import RuleBook, Rules

TOLD_ONLY = frozenset(
    {
        *(EventKind.LETTERS_WRITTEN, EventKind.LETTER_SETTLED, EventKind.TASK_OPENED),
        *(EventKind.TASK_CLOSED, EventKind.EVIDENCE_RECEIVED),
        *(EventKind.LETTERS_BUNDLED, EventKind.RECORD_READ, EventKind.DOSSIER_MADE),
        EventKind.ACT_REFUSED,
    }
)
"""Acts that decide nothing."""


def decisions(
    acts: Sequence[Event],
    rows: Mapping[str, Sequence[Row]],
    book: RuleBook,
    templates: Sequence[Template],
) -> Iterator[JsonValue]:
    """A line for each decision, deadline, letter, rule version, template and calendar.

    An act's inputs are its body, as it was hashed. Version 0 of a template is the
    text that was shipped with the program.
    """
    versions: set[str] = set()
    for act in acts:
        if act.kind in TOLD_ONLY:
            continue
        named = set(_named(act.body, "rule_version"))
        versions |= named
        yield {
            "decision": act.kind.value,
            "stream": act.stream,
            "seq": act.seq,
            "hash": act.hash,
            "actor": act.actor,
            "at": instant(act.at),
            "reason": act.reason,
            "rules": [*sorted(named)],
            "calendars": [*sorted(set(_named(act.body, "calendar")))],
            "inputs": act.body,
        }
    for row in rows.get("deadline", ()):
        yield {"term": {**row}}
    written: set[tuple[JsonValue, ...]] = set()
    for row in rows.get("letter", ()):
        text = {name: row[name] for name in ("kind", "language", "template")}
        written.add(tuple(text.values()))
        yield {"letter": row["letter"], "file": f"letters/{row['raw']}.eml", **text}
    yield from _rules(book, versions)
    for one in templates:
        if (one.kind.value, one.language, one.version) in written:
            yield {"template": one.model_dump(mode="json")}
    for row in rows.get("calendar", ()):
        yield {"calendar": {**row}}


def _rules(book: RuleBook, versions: set[str]) -> Iterator[JsonValue]:
    """Each version with its rules; of one that the book does not hold only its name."""
    known: dict[str, Rules] = {}
    begun = {rule.valid_from for rule in book.rules}
    ended = {one.valid_to + timedelta(days=1) for one in book.rules if one.valid_to}
    for day in begun | ended:
        if any(rule.in_force(day) for rule in book.rules):
            rules = book.on(day)
            known[rules.version] = rules
    for version in sorted(versions):
        held = known.get(version)
        content: JsonValue = (
            [rule.model_dump(mode="json") for rule in held.rules] if held else None
        )
        yield {"rules": version, "content": content}


def _named(value: JsonValue, name: str) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _named(one, name)
    if isinstance(value, dict):
        for key, one in value.items():
            if key == name and isinstance(one, str):
                yield one
            yield from _named(one, name)
