"""Whatever is altered on the record is named, with its guards lifted or not."""

import asyncio
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from models.chronicle import Key, content, digest, link_hash, written
from models.event import GENESIS, canonical, instant
from store.changes import EXEMPT, OWN_HASH, PEOPLE
from store.columns import Base
from tests.audit.records import lived_in, wrong

TABLES = sorted(
    table.name
    for table in Base.metadata.sorted_tables
    if table.name != "seal_stamp"  # tests/store/test_seal.py alters it
)
UNGUARDED = {
    *("pulse", "webhook_place", "webhook_delivery"),
    *("log_in", "invitation", "attempt", "draft", "draft_file", "saved_filter"),
}
"""A heartbeat, how far receivers were told, who is at the desk's door, what he likes
to look at, and drafts.

Every other table left out of the chronicle is checked otherwise.
"""


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return asyncio.run(lived_in(tmp_path_factory.mktemp("lived")))


@pytest.fixture
def copy_of(tmp_path: Path) -> Any:
    def copied(record: Path) -> Path:
        shutil.copy(record, tmp_path / "copy.db")
        return tmp_path / "copy.db"

    return copied


def test_records_hold(records: dict[str, Path]) -> None:
    assert {name: wrong(record) for name, record in records.items()} == {
        name: [] for name in records
    }


@pytest.mark.timeout(300)
@pytest.mark.parametrize("table", TABLES)
def test_column_altered_is_named(
    table: str, records: dict[str, Path], copy_of: Any
) -> None:
    """All at once, where each has a finding of its own; the others one by one."""
    record = _smallest(records, table)
    together = copy_of(record)
    for column in _told_apart(table):
        _alter(together, table, column)
    said = "\n".join(wrong(together)) if _told_apart(table) else ""
    unseen = []
    for column in _columns(record, table):
        if f"column {column} is not what" in said:
            continue
        copy = copy_of(record)
        before, after = _alter(copy, table, column)
        if not wrong(copy):
            unseen.append((column, before, after))

    assert unseen == [] or table in UNGUARDED


def test_every_table_is_written_to(records: dict[str, Path]) -> None:
    empty = [
        table
        for table in TABLES
        if not any(_filled(record, table) for record in records.values())
    ]

    assert empty == []


def _smallest(records: dict[str, Path], table: str) -> Path:
    """Of those that hold a row of it: the whole of it is verified again and again."""
    by_size = sorted(records.values(), key=lambda one: one.stat().st_size)
    return next(one for one in by_size if _filled(one, table))


def _filled(record: Path, table: str) -> bool:
    with closing(sqlite3.connect(record)) as there:
        [[rows]] = there.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608
    return bool(rows)


def _told_apart(table: str) -> list[str]:
    """Columns that tell of nobody and name no row: a check names each of them."""
    if table in EXEMPT or table in OWN_HASH:
        return []
    private = PEOPLE.get(table, frozenset())
    columns = Base.metadata.tables[table].columns
    return [
        one.name for one in columns if not one.primary_key and one.name not in private
    ]


def _columns(record: Path, table: str) -> list[str]:
    with closing(sqlite3.connect(record)) as there:
        return [row[1] for row in there.execute(f'PRAGMA table_info("{table}")')]


def _alter(record: Path, table: str, column: str) -> tuple[Any, Any]:
    """One value of the last row that has one, as little as can be."""
    with closing(_unguarded(record)) as there:
        rowid, before = there.execute(
            f'SELECT rowid, "{column}" FROM "{table}" '  # noqa: S608
            f'ORDER BY "{column}" IS NULL, rowid DESC LIMIT 1'
        ).fetchone()
        after = _another(before)
        there.execute(
            f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?',  # noqa: S608
            (after, rowid),
        )
        there.commit()
        return before, after


def _another(value: Any) -> Any:
    match value:
        case None:
            return 1
        case int():
            return value + 1
        case bytes():
            return bytes([value[0] ^ 1]) + value[1:] if value else b"x"
        case str() if value[:1] in {"{", "["}:
            return value[:1] + " " + value[1:]  # the same JSON, not the same text
        case str() if value[-1:].isdigit():
            return value[:-1] + str((int(value[-1]) + 1) % 10)
        case _:
            return f"{value}x"


def _unguarded(record: Path) -> sqlite3.Connection:
    there = sqlite3.connect(record)
    for [name] in there.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        there.execute(f"DROP TRIGGER {name}")
    there.execute("PRAGMA ignore_check_constraints = ON")
    return there


@pytest.mark.timeout(300)
@pytest.mark.parametrize("table", sorted(set(TABLES) - set(EXEMPT)))
def test_row_removed_or_slipped_in_is_named(
    table: str, records: dict[str, Path], copy_of: Any
) -> None:
    record = _smallest(records, table)
    removed = copy_of(record)
    with closing(_unguarded(removed)) as there:
        last = f'(SELECT max(rowid) FROM "{table}")'  # noqa: S608
        there.execute(f'DELETE FROM "{table}" WHERE rowid = {last}')  # noqa: S608
        there.commit()
    without = wrong(removed)

    added = copy_of(record)
    _slip_in(added, table)

    assert without != []
    assert wrong(added) != []


def _slip_in(record: Path, table: str) -> None:
    """The last row once more, under another key."""
    with closing(_unguarded(record)) as there:
        there.row_factory = sqlite3.Row
        row = dict(
            there.execute(
                f'SELECT * FROM "{table}" ORDER BY rowid DESC LIMIT 1'  # noqa: S608
            ).fetchone()
        )
        keys = [
            one["name"]
            for one in there.execute(f'PRAGMA table_info("{table}")')
            if one["pk"]
        ]
        row[keys[-1]] = _another(row[keys[-1]])
        names = ", ".join(f'"{name}"' for name in row)
        there.execute("PRAGMA foreign_keys = OFF")
        marks = ", ".join("?" * len(row))
        try:
            there.execute(
                f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608
                tuple(row.values()),
            )
        except sqlite3.IntegrityError:  # another column is unique as well
            there.execute(
                f'UPDATE "{table}" SET "{keys[-1]}" = ? '  # noqa: S608
                f'WHERE rowid = (SELECT max(rowid) FROM "{table}")',
                (row[keys[-1]],),
            )
        there.commit()


def test_act_rewritten_with_all_that_follows_is_caught_by_the_seal(
    records: dict[str, Path], copy_of: Any
) -> None:
    copy = copy_of(records["by-mail"])
    with closing(_unguarded(copy)) as there:
        stream = _rewrite_acts(there)
        _rewrite_chronicle(there)
        there.commit()

    found = wrong(copy)

    assert {line.partition(",")[0] for line in found} >= {
        f"event/{stream}",
        "chronicle/all",
    }
    assert all("sealed" in line for line in found)


def _rewrite_acts(there: sqlite3.Connection) -> str:
    """The reason of a case's third act, and every hash after it."""
    [[stream]] = there.execute(
        "SELECT stream FROM event WHERE stream LIKE 'proposal/%' AND seq = 3"
    )
    there.execute(
        "UPDATE event SET reason = 'Another one.' WHERE stream = ? AND seq = 3",
        (stream,),
    )
    prev = GENESIS
    for row in _rows(there, "event", f"stream = '{stream}' ORDER BY seq"):
        row["prev_hash"] = prev
        told = {name: row[name] for name in row if name != "hash"}
        told |= {"at": _canonical(row["at"]), "body": json.loads(row["body"])}
        prev = hashlib.sha256(canonical(told)).hexdigest()
        there.execute(
            "UPDATE event SET prev_hash = ?, hash = ? WHERE stream = ? AND seq = ?",
            (row["prev_hash"], prev, stream, row["seq"]),
        )
    there.execute("UPDATE stream SET hash = ? WHERE stream = ?", (prev, stream))
    return str(stream)


def _rewrite_chronicle(there: sqlite3.Connection) -> None:
    """Every record tells the acts as they stand now, in a chain that holds."""
    hashes: dict[Key, str] = {
        (row["stream"], row["seq"]): row["hash"]
        for row in _rows(there, "event", "true")
    }
    prev = GENESIS
    for row in _rows(there, "chronicle", "true ORDER BY number"):
        changes = written(
            one._replace(columns={"hash": hashes[one.key]})
            if one.table == "event"
            else one
            for one in content(row["changes"])
        )
        told = link_hash(row["number"], _canonical(row["at"]), digest(changes), prev)
        there.execute(
            "UPDATE chronicle SET changes = ?, prev_hash = ?, hash = ? "
            "WHERE number = ?",
            (changes, prev, told, row["number"]),
        )
        prev = told
    there.execute("UPDATE chronicle_head SET hash = ?", (prev,))


def _rows(
    there: sqlite3.Connection, table: str, where: str
) -> Iterator[dict[str, Any]]:
    there.row_factory = sqlite3.Row
    asked = f"SELECT * FROM {table} WHERE {where}"  # noqa: S608
    return map(dict, there.execute(asked).fetchall())


def _canonical(stored: str) -> str:
    return instant(datetime.fromisoformat(stored).replace(tzinfo=UTC))
