"""A short year keeps every invariant, and each one notices who tampers with it."""

import json
import sqlite3
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from scenario.__main__ import main
from scenario.invariants import INVARIANTS, Finding
from scenario.verdict import INVARIANTS_FILE, problems
from tests.documents.samples import Workbook
from tests.scenario.conftest import SLICE, Year, findings_in
from tests.scenario.tampering import TAMPERINGS, unguarded

pytestmark = pytest.mark.timeout(240)  # the year itself, on a machine with other work


def test_year_keeps_every_invariant(year: Year) -> None:
    broken = [one for one in year.findings if one.broken]
    unseen = [one.name for one in year.findings if not one.rows]

    assert (broken, unseen, year.played.failed) == ([], [], ())


def test_year_writes_what_it_found(year: Year) -> None:
    written = json.loads((year.folder / INVARIANTS_FILE).read_text())

    assert tuple(map(Finding.model_validate, written)) == year.findings
    assert len(written) == len(INVARIANTS)


def test_report_of_the_year_is_written(year: Year) -> None:
    told = {one.name.it: one.value for one in year.beside.report.figures}
    pages = PdfReader(BytesIO((year.folder / "synthesis.pdf").read_bytes())).pages
    book = Workbook((year.folder / "synthesis.xlsx").read_bytes())
    rows = [row for name in book.names for row in book.rows(name)]

    assert told["Proposte raccolte"] == SLICE.proposals
    assert "Proposte raccolte" in " ".join(page.extract_text() for page in pages)
    assert [row[1] for row in rows if row[:1] == ["Proposte raccolte"]] == [
        SLICE.proposals
    ]


def test_every_invariant_is_tampered_with() -> None:
    assert set(TAMPERINGS) == {one.name for one in INVARIANTS}


@pytest.mark.parametrize("name", TAMPERINGS)
async def test_tampering_breaks_that_invariant_alone(
    name: str, year: Year, copy: sqlite3.Connection, tmp_path: Path
) -> None:
    unguarded(copy, TAMPERINGS[name])

    found = await findings_in(tmp_path / "tampered.db", year.beside)

    assert [one.name for one in found if one.broken] == [name]


async def test_dropped_guard_breaks_the_chains(
    year: Year, copy: sqlite3.Connection, tmp_path: Path
) -> None:
    copy.execute("DROP TRIGGER event_no_update")
    copy.commit()

    found = await findings_in(tmp_path / "tampered.db", year.beside)

    assert [one.name for one in found if one.broken] == ["I19"]


def test_whole_year_without_a_case_of_something_is_told() -> None:
    unseen = Finding(name="I22", rule="a withdrawal is told to all", rows=0, broken=0)

    assert problems((unseen,), whole=False) == ()
    (sentence,) = problems((unseen,), whole=True)
    assert sentence == (
        "I22 (a withdrawal is told to all) looked at nothing: the year has no such "
        "case."
    )


def test_folder_with_something_in_it_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kept.txt").write_text("not ours")

    assert main(["-o", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        f"{tmp_path} is not empty: name another folder with -o.\n"
    )
