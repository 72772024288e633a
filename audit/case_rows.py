"""Which rows are about one case, at any moment of the chronicle."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from pydantic import JsonValue

from audit.fold import Fold, Told
from models.chronicle import Columns, Key
from models.ids import CaseId, money_workflow_id, proposal_workflow_id

Row = dict[str, JsonValue]
"""A row under its column names, the keys among them."""


class Link(NamedTuple):
    """Rows of `table` belong when `column` holds what some row found before holds."""

    table: str
    column: str
    of: str
    there: str


LINKS: Final = (
    Link("conversation", "number", "digest_item", "conversation"),
    Link("letter", "conversation", "conversation", "number"),
    Link("message", "conversation", "conversation", "number"),
    Link("evidence", "letter", "letter", "letter"),
    Link("body", "code", "delivery", "body"),
    Link("body", "code", "answer", "body"),
    Link("body", "code", "interest", "body"),
    Link("agreement", "number", "entry", "agreement"),
    Link("agreement", "number", "delivery", "agreement"),
    Link("agreement_year", "agreement", "agreement", "number"),
    Link("session", "session", "proposal", "session"),
    Link("programme", "code", "proposal", "programme"),
    Link("corridor", "code", "proposal", "corridor"),
    Link("calendar", "version", "deadline", "calendar_version"),
)
_NOT_TOLD: Final = frozenset({"effect", "paper"})


class Found(NamedTuple):
    row: Row
    told: Told


def case_rows(
    fold: Fold, keys: Mapping[str, Sequence[str]], case: CaseId
) -> dict[str, list[Found]]:
    """Every row about a case, by table: its own, and those they refer to.

    Args:
        fold: the record at a moment.
        keys: the names of the key columns, by table.
        case: whose.
    """
    tables: dict[str, list[Found]] = {}
    for table, key, told in _told(fold):
        row = dict(zip(keys[table], key, strict=True)) | told.columns
        tables.setdefault(table, []).append(Found(row, told))
    streams = {proposal_workflow_id(case), money_workflow_id(case)}
    found = {
        table: [one for one in rows if _direct(one.row, case, streams)]
        for table, rows in tables.items()
    }
    for link in LINKS:
        wanted = {one.row[link.there] for one in found.get(link.of, ())}
        here = found.setdefault(link.table, [])
        known = {id(one) for one in here}
        here += [
            one
            for one in tables.get(link.table, ())
            if one.row[link.column] in wanted and id(one) not in known
        ]
    return {table: rows for table, rows in sorted(found.items()) if rows}


def _told(fold: Fold) -> Iterator[tuple[str, Key, Told]]:
    return (
        (table, key, told)
        for (table, key), told in fold.rows.items()
        if table not in _NOT_TOLD
    )


def _direct(row: Columns, case: str, streams: set[str]) -> bool:
    return row.get("case") == case or row.get("stream") in streams
