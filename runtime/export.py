"""The right to leave: the whole record in open formats, from one moment."""

import csv
import hashlib
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from pydantic import JsonValue

from documents.cells import guarded
from models.chronicle import Columns, Key
from models.event import EventKind
from models.ids import Actor, register_stream
from runtime.backup import MANIFEST, Copied, Say, empty, sha256
from runtime.exported import (
    FIRST,
    LETTERS,
    MAILS,
    MESSAGES,
    PAPERS,
    SCHEMA,
    TABLES,
    WORDS,
    Exported,
    manifest_of,
)
from store.schema import schema
from store.unit_of_work import SqlUnits
from store.whole_record import WholeRecord

_TOLD_EVERY: Final = 10_000  # rows


class Export:
    """One export into a folder; `say` hears which table it is at."""

    def __init__(self, target: Path, *, say: Say) -> None:
        self._target = target
        self._say = say
        self._layout = schema()
        self._rows: dict[str, int] = {}
        self._mails: dict[str, set[str]] = defaultdict(set)
        self._files: list[Copied] = []

    async def write(self, record: WholeRecord, *, layout: str, now: datetime) -> str:
        """All of it; the manifest is written last, and its hash is the answer."""
        for name in (TABLES, LETTERS, MESSAGES, PAPERS):
            (self._target / name).mkdir(mode=0o700)
        self._put(FIRST, WORDS.encode())
        self._put(SCHEMA, json.dumps(self._layout, indent=1).encode())
        for table, rows in record.carried():
            self._say(table)
            await self._table(table, rows)
        self._say("papers")
        papers = 0
        async for paper in record.papers():
            papers += 1
            self._put(self._place(paper.sha256), paper.content)
        number, head = await record.chronicle_head() or (0, "")
        told = Exported(
            layout=layout,
            made_at=now,
            records=number,
            head=head,
            rows=self._rows,
            papers=papers,
            files=tuple(self._files),
        )
        self._keep(MANIFEST, told.model_dump_json(indent=1).encode())
        return manifest_of(self._target)

    async def _table(
        self, table: str, rows: AsyncIterator[tuple[Key, Columns]]
    ) -> None:
        columns: Any = self._layout[table]
        keys = [one["name"] for one in columns["columns"] if one["key"]]
        order = [one["name"] for one in columns["columns"]]
        lines, sheet = f"{TABLES}/{table}.jsonl", f"{TABLES}/{table}.csv"
        count = 0
        with ExitStack() as open_:
            plain = open_.enter_context(self._opened(lines))
            cells = csv.writer(open_.enter_context(self._opened(sheet)))
            cells.writerow(order)
            async for key, others in rows:
                row = dict(zip(keys, key, strict=True)) | others
                plain.write(json.dumps(row, ensure_ascii=False) + "\n")
                cells.writerow(_cell(row[name]) for name in order)
                if table in MAILS:
                    column, folder = MAILS[table]
                    self._mails[folder].add(str(row[column]))
                count += 1
                if count % _TOLD_EVERY == 0:
                    self._say(f"{table}: {count} rows")
        self._rows[table] = count
        self._count(lines)
        self._count(sheet)

    def _place(self, paper: str) -> str:
        for _, folder in MAILS.values():
            if paper in self._mails[folder]:
                return f"{folder}/{paper}.eml"
        return f"{PAPERS}/{paper}"

    def _opened(self, name: str) -> Any:
        file = self._target / name
        file.touch(mode=0o600)
        return file.open("w", encoding="utf-8", newline="")

    def _put(self, name: str, content: bytes) -> None:
        self._keep(name, content)
        digest = hashlib.sha256(content).hexdigest()
        self._files.append(Copied(name=name, size=len(content), sha256=digest))

    def _keep(self, name: str, content: bytes) -> None:
        file = self._target / name
        file.touch(mode=0o600)
        file.write_bytes(content)

    def _count(self, name: str) -> None:
        file = self._target / name
        self._files.append(
            Copied(name=name, size=file.stat().st_size, sha256=sha256(file))
        )


async def export(
    units: SqlUnits, target: Path, *, actor: Actor, now: datetime, say: Say
) -> Exported:
    """Write the record into a new or empty folder; who took it out is an act.

    Raises:
        BackupError: the folder is not empty, or cannot be made.
    """
    empty(target)
    async with units.read() as unit:
        made = Export(target, say=say)
        layout = await unit.filling.layout()
        manifest = await made.write(unit.filling.whole(), layout=layout, now=now)
    async with units.write(now) as unit:
        await unit.events.append(
            stream=register_stream("export", manifest[:16]),
            kind=EventKind.RECORD_EXPORTED,
            actor=actor,
            at=now,
            body={"manifest": manifest},
        )
    return Exported.model_validate_json((target / MANIFEST).read_bytes())


def _cell(value: JsonValue) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return guarded(value)
        case _:
            return str(value)
