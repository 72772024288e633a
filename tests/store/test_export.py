"""Out of one database and into another, of either kind: the record is the same."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.verify_all import verify_all
from models.event import EventKind
from models.ids import Actor
from runtime.backup import MANIFEST, BackupError, sha256
from runtime.export import export
from runtime.exported import (
    LETTERS,
    TABLES,
    Exported,
    ExportError,
    manifest_of,
)
from runtime.import_archive import import_archive
from runtime.settings import Settings
from store.engine import build
from store.filling import NotEmptyError
from store.migrate import upgrade
from store.schema import carried
from store.unit_of_work import SqlUnits
from tests.store import cluster
from tests.store.samples import CASE, DAY, NOW, STREAM, letter, message, task, world

O1 = Actor("secretariat:o1")
FORMULA = "=HYPERLINK(1)"


def silent(_: str) -> None:
    pass


@pytest.fixture
async def lived(units: SqlUnits) -> SqlUnits:
    """A case with acts, letters, a mail, a task and money."""
    conversation = await world(units)
    async with units.write(NOW) as unit:
        await unit.letters.add(letter("l1", conversation))
        await unit.messages.add(message("m1"))
        await unit.papers.put(b"Subject: m1\r\n\r\nm1\r\n")
        await unit.tasks.add(task("t1", detail=FORMULA))
        for number in range(3):
            await unit.events.append(
                stream=STREAM,
                kind=EventKind.SCREENED,
                actor=O1,
                at=NOW,
                reason="Perché",
                body={"number": number},
            )
    return units


@pytest.fixture(params=["sqlite", "postgresql"])
async def elsewhere(
    request: pytest.FixtureRequest, server: Path, tmp_path: Path
) -> Settings:
    """Another installation, of either kind, with nothing in it."""
    folder = tmp_path / "elsewhere"
    url = f"sqlite:///{folder / 'staffetta.db'}"
    if request.param == "postgresql":
        await cluster.run(server, "DROP DATABASE IF EXISTS elsewhere")
        await cluster.run(server, "CREATE DATABASE elsewhere")
        url = cluster.url(server, "elsewhere")
    return Settings(folder=folder, database_url=url)


async def out(units: SqlUnits, target: Path) -> Exported:
    return await export(units, target, actor=O1, now=NOW + DAY, say=silent)


async def brought(source: Path, settings: Settings) -> SqlUnits:
    await import_archive(source, settings, actor=O1, now=NOW + 2 * DAY, say=silent)
    return SqlUnits(build(settings.database_url))


async def test_record_is_the_same_elsewhere(
    lived: SqlUnits, elsewhere: Settings, tmp_path: Path
) -> None:
    first = await out(lived, tmp_path / "first")
    there = await brought(tmp_path / "first", elsewhere)

    async with there.read() as unit:
        verdict = await verify_all(unit.filling.whole(), silent)
        events = await unit.events.of(STREAM)
    async with lived.read() as unit:
        assert await unit.events.of(STREAM) == events
    assert verdict.findings == ()
    assert verdict.counted.papers == first.papers > 2
    second = await out(there, tmp_path / "second")
    grown = {
        name
        for name in (one.name for one in carried())
        if text(tmp_path / "first", name) != text(tmp_path / "second", name)
    }
    assert grown == {"event", "chronicle"}  # that it came in is all that was added
    assert second.records == first.records + 1
    await there.engine.dispose()


def text(folder: Path, table: str) -> str:
    return (folder / TABLES / f"{table}.jsonl").read_text("utf-8")


async def test_what_the_database_numbers_goes_on(
    lived: SqlUnits, elsewhere: Settings, tmp_path: Path
) -> None:
    await out(lived, tmp_path / "first")
    there = await brought(tmp_path / "first", elsewhere)

    async with there.write(NOW + 3 * DAY) as unit:
        old = await unit.conversations.with_party(CASE, "body/IT-21")
        new = await unit.conversations.with_party(CASE, "body/IT-99")
    assert new.number > old.number
    await there.engine.dispose()


async def test_export_is_readable_without_us(lived: SqlUnits, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    told = await out(lived, tmp_path / "out")

    described = json.loads((folder / "schema.json").read_text())
    for table, rows in told.rows.items():
        lines = text(folder, table).splitlines()
        columns = [one["name"] for one in described[table]["columns"]]
        assert described[table]["row"], table
        assert len(lines) == rows
        assert all(sorted(json.loads(line)) == sorted(columns) for line in lines)
    [raw] = [json.loads(line)["raw"] for line in text(folder, "letter").splitlines()]
    assert (folder / LETTERS / f"{raw}.eml").read_bytes().startswith(b"Sub")
    assert f",'{FORMULA}," in (folder / TABLES / "task.csv").read_text()
    assert {file.stat().st_mode & 0o077 for file in folder.rglob("*")} == {0}
    manifest = manifest_of(tmp_path / "out")
    async with lived.read() as unit:
        [act] = await unit.events.of(f"register/export/{manifest[:16]}")
    assert act.body == {"manifest": manifest}


def flip(name: str) -> Callable[[Path], str]:
    def alter(folder: Path) -> str:
        content = bytearray((folder / name).read_bytes())
        content[len(content) // 2] ^= 1
        (folder / name).write_bytes(content)
        return name

    return alter


def add(folder: Path) -> str:
    (folder / "papers" / "more").touch()
    return "papers/more"


def lose(folder: Path) -> str:
    (folder / TABLES / "task.csv").unlink()
    return f"{TABLES}/task.csv"


@pytest.mark.parametrize(
    "alter", [flip(f"{TABLES}/event.jsonl"), flip("schema.json"), add, lose]
)
async def test_altered_export_is_refused_and_named(
    lived: SqlUnits, tmp_path: Path, alter: Callable[[Path], str]
) -> None:
    await out(lived, tmp_path / "out")
    name = alter(tmp_path / "out")
    url = f"sqlite:///{tmp_path / 'new' / 'staffetta.db'}"
    settings = Settings(folder=tmp_path / "new", database_url=url)

    with pytest.raises(ExportError, match=f"Not as they were exported: {name}"):
        await brought(tmp_path / "out", settings)
    assert not settings.folder.exists()


async def test_rewritten_export_does_not_verify_and_leaves_nothing(
    lived: SqlUnits, tmp_path: Path
) -> None:
    """Whoever writes the manifest anew as well still meets the chains."""
    folder = tmp_path / "out"
    told = await out(lived, folder)
    file = folder / TABLES / "task.jsonl"
    file.write_text(file.read_text().replace(FORMULA, "nothing"))

    files = tuple(
        one.model_copy(update={"sha256": sha256(folder / one.name)})
        for one in told.files
    )
    again = told.model_copy(update={"files": files})
    (folder / MANIFEST).write_text(again.model_dump_json())
    url = f"sqlite:///{tmp_path / 'new' / 'staffetta.db'}"
    settings = Settings(folder=tmp_path / "new", database_url=url)

    with pytest.raises(ExportError, match="does not verify"):
        await brought(folder, settings)

    there = SqlUnits(build(url))
    async with there.read() as unit:
        assert await unit.events.of(STREAM) == []
        await unit.filling.refuse_unless_empty()
    await there.engine.dispose()


async def test_nothing_is_put_over_a_record(
    lived: SqlUnits, url: str, tmp_path: Path
) -> None:
    await out(lived, tmp_path / "out")
    settings = Settings(folder=tmp_path / "new", database_url=url)

    with pytest.raises(NotEmptyError, match="There is a record already"):
        await brought(tmp_path / "out", settings)
    with pytest.raises(BackupError, match="is not empty"):
        await out(lived, tmp_path / "out")


async def test_export_of_another_layout_is_refused(
    lived: SqlUnits, tmp_path: Path
) -> None:
    told = await out(lived, tmp_path / "out")
    older = told.model_copy(update={"layout": "0001"})
    (tmp_path / "out" / MANIFEST).write_text(older.model_dump_json())
    url = f"sqlite:///{tmp_path / 'new.db'}"
    await upgrade(url)

    with pytest.raises(ExportError, match="layout 0001"):
        await brought(
            tmp_path / "out", Settings(folder=tmp_path / "new", database_url=url)
        )
