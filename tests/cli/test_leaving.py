"""Export and import at the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Starter, delivered


def test_record_leaves_and_shows_the_same_elsewhere(
    starter: Starter, submitted: str, phase, tmp_path: Path
) -> None:
    phase(submitted, "validation")
    delivered(starter, submitted)
    out, new = tmp_path / "out", tmp_path / "new"

    left = starter("export", str(out), "--json")
    came = starter("import-archive", str(out), "--folder", str(new), "--json")

    assert (left.code, left.err, came.code, came.err) == (0, "", 0, "")
    assert came.json == left.json
    there = ("--folder", str(new))
    before = starter("history", submitted, "--json").json
    after = starter(*there, "history", submitted, "--json").json
    assert after == before[: len(after)]
    assert starter(*there, "verify").code == 0
    again = starter("import-archive", str(out), "--folder", str(new))
    assert (again.code, "There is a record already" in again.err) == (1, True)


@pytest.mark.usefixtures("furnished")
def test_export_that_was_touched_names_the_file(
    starter: Starter, tmp_path: Path
) -> None:
    out, new = tmp_path / "out", tmp_path / "new"
    assert starter("export", str(out)).code == 0
    with (out / "README.txt").open("a") as words:
        words.write("x")

    came = starter("import-archive", str(out), "--folder", str(new), "--json")

    assert came.code == 1
    assert "README.txt" in json.loads(came.err)["error"]
    assert not new.exists()
    assert starter("export", str(out)).err.endswith(
        "is not empty: name a new folder.\n"
    )
