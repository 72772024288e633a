"""The dossier of a proposal at the command line, with no engine behind it."""

import json
import sqlite3
import zipfile
from pathlib import Path

from tests.cli.conftest import Starter


def alone(running: Path, folder: Path) -> Path:
    """The record without the engine: a folder with nothing but the database."""
    folder.mkdir()
    with (
        sqlite3.connect(running / "staffetta.db") as source,
        sqlite3.connect(folder / "staffetta.db") as target,
    ):
        source.backup(target)
    return folder


def test_dossier_is_written_and_verified_without_the_engine(
    running: Path, starter: Starter, submitted: str, tmp_path: Path
) -> None:
    assert starter("seal", "now").code == 0
    folder = ("--folder", str(alone(running, tmp_path / "alone")))
    file = tmp_path / "case.zip"

    made = starter(*folder, "dossier", submitted, "-o", str(file), "--json")
    verified = starter(*folder, "verify", str(file))
    last = starter(*folder, "history", submitted, "--json").json[-1]

    assert (made.code, made.err) == (0, "")
    assert made.json["files"] == len(zipfile.ZipFile(file).namelist())
    assert (verified.code, verified.out.split(":")[0]) == (0, f"OK {file}")
    assert made.json["manifest"] in verified.out
    assert last["kind"] == "dossier.made"
    assert last["body"] == {"manifest": made.json["manifest"]}
    assert starter(*folder, "verify").code == 0


def test_altered_dossier_is_named_and_fails(
    starter: Starter, submitted: str, tmp_path: Path
) -> None:
    file = tmp_path / "case.zip"
    assert starter("dossier", submitted, "-o", str(file)).code == 0
    content = bytearray(file.read_bytes())
    content[content.index(b"proposal.submitted")] ^= 1
    file.write_bytes(content)

    told = starter("verify", str(file))
    as_json = starter("verify", str(file), "--json")

    assert told.code == 1
    assert told.out.startswith("chronicle.jsonl: ") or told.out.startswith(
        ("decisions.jsonl: ", "events.jsonl: ")
    )
    assert [as_json.code, len(as_json.json["findings"])] == [1, 1]


def test_dossier_that_cannot_be_made_is_refused_in_words(
    starter: Starter, submitted: str, tmp_path: Path
) -> None:
    no_zip = starter("dossier", submitted, "-o", str(tmp_path / "case.pdf"))
    unknown = starter("dossier", "IT-RU/NOTHING", "-o", str(tmp_path / "case.zip"))
    nowhere = starter("verify", str(tmp_path / "none.zip"))

    assert (no_zip.code, no_zip.err) == (1, "case.pdf is no ZIP: end it in .zip.\n")
    assert (unknown.code, (tmp_path / "case.zip").exists()) == (1, False)
    assert (nowhere.code, "cannot be read" in nowhere.err) == (1, True)


def test_auditor_has_a_dossier_and_it_is_noted(
    running: Path, starter: Starter, submitted: str, tmp_path: Path
) -> None:
    words = ("auditor", "add", "dossiers", "--email", "seals@court.example")
    assert starter(*words, "--name", "Court").code == 0
    file = tmp_path / "case.zip"

    stranger = starter("dossier", submitted, "-o", str(file), "--as", "auditor:nobody")
    made = starter("dossier", submitted, "-o", str(file), "--as", "auditor:dossiers")

    last = starter("history", submitted, "--json").json[-1]
    assert (stranger.code, made.code) == (1, 0)
    assert (last["kind"], last["actor"]) == ("dossier.made", "auditor:dossiers")
    with sqlite3.connect(running / "staffetta.db") as record:
        read = record.execute(
            "SELECT body FROM event WHERE stream = 'audit/dossiers'"
        ).fetchall()
    assert [json.loads(body) for (body,) in read] == [
        {"command": "dossier", "read": {"ref": submitted}}
    ]
