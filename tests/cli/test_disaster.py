"""Backup, restore and a look at what was lost, from the command line."""

import json
from pathlib import Path


def test_backup_and_restore_of_a_running_system(starter, submitted, phase, tmp_path):
    phase(submitted, "validation")
    made = starter("backup", str(tmp_path / "copy"), "--json")
    assert made.code == 0, made.err
    assert {"mail.key", "settings.json"} <= {*made.json["secrets"]}
    assert made.json["engine"] is True
    kept = {
        one.name: one.stat().st_mode & 0o777 for one in (tmp_path / "copy").iterdir()
    }
    assert kept["mail.key"] == kept["settings.json"] == kept["staffetta.db"] == 0o600

    new = tmp_path / "new"
    back = starter("restore", str(tmp_path / "copy"), "--folder", str(new), "--json")

    assert back.code == 0, back.err
    assert back.json["files"] == made.json["files"]
    shown = starter("--folder", str(new), "show", submitted, "--json")
    assert shown.json["phase"] == "validation"
    assert starter("--folder", str(new), "verify").code == 0


def test_backup_refuses_a_folder_with_something_in_it(starter, tmp_path):
    (tmp_path / "note").touch()

    refused = starter("backup", str(tmp_path))

    assert refused.code == 1
    assert "is not empty: name a new folder." in refused.err


def test_restore_names_the_file_that_was_changed(starter, furnished, tmp_path):
    assert starter("backup", str(tmp_path / "copy")).code == 0
    with (tmp_path / "copy" / "staffetta.db").open("r+b") as record:
        record.seek(5000)
        record.write(b"\xff")

    new = str(tmp_path / "new")
    refused = starter("restore", str(tmp_path / "copy"), "--folder", new, "--json")

    assert refused.code == 1
    assert "staffetta.db" in json.loads(refused.err)["error"]
    assert not Path(new).exists()


def test_rehydrate_finds_nothing_to_do_where_nothing_was_lost(
    starter, submitted, phase
):
    phase(submitted, "validation")

    looked = starter("rehydrate", "--dry-run", "--json")

    assert looked.code == 0, looked.err
    assert looked.json == {"begun": False, "lost": []}
