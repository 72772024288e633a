"""An export put into an empty installation, which then shows the same histories."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from audit.verify_all import verify_all
from models.event import EventKind
from models.ids import Actor, register_stream
from runtime.backup import Say
from runtime.exported import (
    LETTERS,
    MESSAGES,
    PAPERS,
    TABLES,
    Exported,
    ExportError,
    checked,
    manifest_of,
)
from runtime.folder import make_folder
from runtime.settings import Settings
from store.engine import build
from store.migrate import upgrade
from store.schema import carried
from store.unit_of_work import SqlUnitOfWork, SqlUnits
from store.whole_record import Paper

T = TypeVar("T")
_ROWS, _PAPERS = 1000, 100  # put in by one statement
_NAMED: Final = 3  # findings of a sentence


async def import_archive(
    source: Path, settings: Settings, *, actor: Actor, now: datetime, say: Say
) -> Exported:
    """Put an export into an empty folder, or database: all of it or nothing.

    Every file is checked before, the whole record after, and then it is kept. That
    it came from elsewhere is its first new act.

    Raises:
        ExportError: the export is not what its manifest says, or of another layout.
        NotEmptyError: there is a record already.
    """
    told = checked(source, say=say)
    make_folder(settings.folder)
    await upgrade(settings.database_url)
    engine = build(settings.database_url)
    try:
        async with SqlUnits(engine).write(now) as unit:
            await unit.filling.refuse_unless_empty()
            await _same_layout(unit, told)
            await _fill(unit, source, told, say)
            await _whole(unit, told, say)
            manifest = manifest_of(source)
            await unit.events.append(
                stream=register_stream("import", manifest[:16]),
                kind=EventKind.RECORD_IMPORTED,
                actor=actor,
                at=now,
                body={"manifest": manifest},
            )
    finally:
        await engine.dispose()
    return told


async def _same_layout(unit: SqlUnitOfWork, told: Exported) -> None:
    ours = await unit.filling.layout()
    if ours != told.layout:
        raise ExportError(
            f"The export is of layout {told.layout}, this program writes {ours}: "
            "import it with the version that wrote it, and update afterwards."
        )


async def _fill(unit: SqlUnitOfWork, source: Path, told: Exported, say: Say) -> None:
    say("papers")
    for some in _batches(_mails_and_papers(source), _PAPERS):
        await unit.filling.papers(
            [Paper(file.name.removesuffix(".eml"), file.read_bytes()) for file in some]
        )
    for table in carried():
        say(f"{table.name}: {told.rows[table.name]} rows")
        with (source / TABLES / f"{table.name}.jsonl").open(encoding="utf-8") as lines:
            for told_of in _batches(lines, _ROWS):
                await unit.filling.rows(table, [json.loads(one) for one in told_of])
    await unit.filling.number_on()


async def _whole(unit: SqlUnitOfWork, told: Exported, say: Say) -> None:
    """Refuse what does not verify, before anybody can see it."""
    record = unit.filling.whole()
    if await record.chronicle_head() != (told.records, told.head):
        raise ExportError(
            "The chronicle does not end as the manifest says. Nothing was imported."
        )
    verdict = await verify_all(record, say)
    if verdict.findings:
        some = "; ".join(one.sentence for one in verdict.findings[:_NAMED])
        raise ExportError(
            f"The record does not verify ({len(verdict.findings)} findings: {some}). "
            "Nothing was imported: run `starter.py verify` where it came from."
        )


def _mails_and_papers(source: Path) -> Iterator[Path]:
    for folder in (LETTERS, MESSAGES, PAPERS):
        yield from sorted((source / folder).iterdir())


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    waiting = iter(items)
    while some := list(islice(waiting, size)):
        yield some
