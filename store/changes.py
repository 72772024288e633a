"""What a unit of work changes, spelled as the chronicle keeps it."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from typing import Any, Final

from pydantic import JsonValue
from sqlalchemy import JSON, Column, Table

from models.chronicle import Change, Columns, Key, Personal, personal
from models.event import instant
from store.columns import storable, written
from store.fixed import Values

PEOPLE: Final[Mapping[str, frozenset[str]]] = {
    "account": frozenset({"name"}),
    "adhesion": frozenset({"form"}),
    "answer": frozenset({"span"}),
    "auditor": frozenset({"name", "email"}),
    "body": frozenset({"email", "second_email", "mailbox", "second_mailbox"}),
    "credential": frozenset({"password", "totp"}),
    "evidence": frozenset({"recipient", "detail"}),
    "former_name": frozenset({"email", "second_email", "mailbox", "second_mailbox"}),
    "letter": frozenset({"to_address", "mailbox", "envelope_from", "subject", "reply"}),
    "likeness": frozenset({"proposer", "site"}),
    "message": frozenset(
        {"mail_from", "rcpt_to", "detail", "reading", "authentication", "guesses"}
    ),
    "minutes": frozenset({"minutes"}),
    "offer": frozenset({"authority", "email", "contact", "token", "files"}),
    "undertaking": frozenset({"promise", "reports", "settlement"}),
    "webhook": frozenset({"url"}),
}
"""Columns that tell of people, or hold a credential; no key does."""

OWN_HASH: Final[Mapping[str, frozenset[str]]] = {
    "event": frozenset({"hash"}),
    "paper": frozenset(),
}
"""Tables whose rows a hash covers already: the chronicle holds that alone."""

EXEMPT: Final[Mapping[str, str]] = {
    "chronicle": "it is the chronicle",
    "personal": "the chronicle holds its keyed hash",
    "stream": "a trigger keeps it, and every chain is counted again from its records",
    "chronicle_head": "the same",
    "pulse": "a heartbeat every few seconds; an outage it shows is an act",
    "webhook_place": "telling of a record would make another to tell of, for ever",
    "webhook_delivery": "the same",
    "log_in": "every page moves it; entering and leaving are acts",
    "invitation": "who has been invited is an act",
    "draft": "it is not of the record before it is handed in; then its form is",
    "draft_file": "the same; then it is a paper",
    "saved_filter": "a convenience of one account: nothing is decided by it",
    "attempt": "whoever knocks often would fill the record",
}
"""Tables the chronicle leaves out, and why."""

UNTOLD_PEOPLE: Final[Mapping[str, frozenset[str]]] = {
    "draft": frozenset({"typed", "settled"}),
}
"""Columns that tell of people in tables left out: what stands there is all there is."""


class Changes:
    """Of each row, what it was before the unit and what it is after it."""

    def __init__(self) -> None:
        self._before: dict[tuple[Table, Key], Values | None] = {}
        self._after: dict[tuple[Table, Key], Values | None] = {}

    def put(self, table: Table, row: Values, before: Values | None = None) -> None:
        """The row as it is now; without `before` it is new."""
        place = (table, key_of(table, row))
        if place in self._after and self._after[place] is None:
            self._before[place] = None  # removed and entered again: told whole
        self._before.setdefault(place, before)
        self._after[place] = row

    def gone(self, table: Table, row: Values) -> None:
        """The row was removed."""
        place = (table, key_of(table, row))
        self._before.setdefault(place, row)
        self._after[place] = None

    def take(self) -> tuple[list[Change], list[Personal]]:
        """What the chronicle is to hold, in the order it came; then it is forgotten."""
        told: list[Change] = []
        people: list[Personal] = []
        for (table, key), row in self._after.items():
            if table.name in EXEMPT:
                continue
            if row is None:
                told.append(Change(table.name, key, None))
                continue
            before = self._before[table, key]
            columns = _changed(table, before, row)
            if before is not None and not columns:
                continue
            change, person = split(table.name, key, columns)
            told.append(change)
            people += [] if person is None else [person]
        self._before, self._after = {}, {}
        return told, people


def split(table: str, key: Key, columns: Columns) -> tuple[Change, Personal | None]:
    """A change, and apart from it what tells of people."""
    private = PEOPLE.get(table, frozenset())
    apart = {name: value for name, value in columns.items() if name in private}
    if not apart:
        return Change(table, key, columns), None
    rest = {name: value for name, value in columns.items() if name not in private}
    person = personal(table, key, apart, secrets.token_bytes(32))
    return Change(table, key, rest, person.keyed), person


def spelled(table: Table, row: Values) -> Columns:
    """The columns beside the key, as the chronicle writes them."""
    return {
        column.name: spell(column, row[column.name]) for column in told_columns(table)
    }


def _changed(table: Table, before: Values | None, row: Values) -> Columns:
    """The columns that are not what they were; all of a new row."""
    if before is None:
        return spelled(table, row)
    found: Columns = {}
    for column in told_columns(table):
        was, now = before[column.name], row[column.name]
        if was is not now and (said := spell(column, now)) != spell(column, was):
            found[column.name] = said
    return found


def spell(column: Column[Any], value: Any) -> JsonValue:
    """Null, truth, whole number or text; JSON as the text that is stored."""
    if value is None:
        return None
    if isinstance(column.type, JSON):
        return storable(written(value))
    return plain(value)


def plain(value: Any) -> JsonValue:
    match value:
        case None | bool() | int():
            return value
        case str():
            return storable(str(value))
        case datetime():
            return instant(value)
        case date():
            return value.isoformat()
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case _:
            raise TypeError(f"The chronicle has no spelling for a {type(value)}.")


def key_of(table: Table, row: Values) -> Key:
    return tuple(plain(row[name]) for name in _keys(table))


@cache
def _keys(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)


@cache
def told_columns(table: Table) -> tuple[Column[Any], ...]:
    own = OWN_HASH.get(table.name)
    return tuple(
        column
        for column in table.columns
        if not column.primary_key and (own is None or column.name in own)
    )
