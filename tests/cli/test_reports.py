"""Reports as a clerk asks for them: on the screen, as JSON, and as files."""

import csv
import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from documents.words import SIMULATION
from tests.cli.conftest import HOME, Starter
from tests.documents.samples import Workbook

KINDS = ("synthesis", "funnel", "times", "silence", "residuals", "cadence")


@pytest.mark.parametrize("kind", KINDS)
def test_report_is_shown_in_the_language_asked_for(
    submitted: str, starter: Starter, kind: str
) -> None:
    said = {
        language: starter("report", kind, "--language", language, "--to", "2090-12")
        for language in ("it", "ru", "en")
    }

    assert [done.code for done in said.values()] == [0, 0, 0]
    assert len({done.out.splitlines()[0] for done in said.values()}) == 3
    assert all(SIMULATION in done.out for done in said.values())


@pytest.mark.parametrize("kind", KINDS)
def test_report_is_written_as_every_kind_of_file(
    submitted: str, starter: Starter, tmp_path: Path, kind: str
) -> None:
    for ending in ("pdf", "xlsx", "csv"):
        file = tmp_path / f"{kind}.{ending}"
        done = starter("report", kind, "-o", str(file), "--json")
        assert done.code == 0, done.err
        written = [Path(one) for one in done.json["files"]]
        assert all(one.stat().st_size for one in written)
        assert {one.suffix for one in written} == {f".{ending}"}

    pages = PdfReader(BytesIO((tmp_path / f"{kind}.pdf").read_bytes())).pages
    assert SIMULATION in " ".join(page.extract_text() for page in pages)
    assert len(Workbook((tmp_path / f"{kind}.xlsx").read_bytes()).names) > 1


def test_several_tables_are_several_numbered_files(
    submitted: str, starter: Starter, tmp_path: Path
) -> None:
    done = starter(
        "report", "funnel", "-o", str(tmp_path / "f.csv"), "--language", "it"
    )

    assert done.code == 0
    assert sorted(one.name for one in tmp_path.glob("f*.csv")) == ["f-1.csv", "f-2.csv"]
    rows = [
        *csv.reader(
            (tmp_path / "f-1.csv").read_text("utf-8-sig").splitlines(), delimiter=";"
        )
    ]
    shown = starter("report", "funnel", "--json").json
    collected = sum(group["reached"]["collected"] for group in shown["groups"])
    assert rows[0][:2] == [f"Gruppo ({SIMULATION})", "raccolte"]
    assert rows[-1][:2] == ["Totale", str(collected)]


def test_one_chart_is_one_drawing(
    submitted: str, starter: Starter, tmp_path: Path
) -> None:
    file = tmp_path / "money.svg"

    assert starter("report", "residuals", "-o", str(file)).code == 0

    drawn = file.read_text()
    assert drawn.startswith("<svg ")
    assert SIMULATION in drawn


@pytest.mark.parametrize("cut", ["region", "sector", "district", "body"])
def test_funnel_is_cut_in_four_ways(submitted: str, starter: Starter, cut: str) -> None:
    done = starter("report", "funnel", "--by", cut, "--json")

    assert done.code == 0, done.err
    assert done.json["counted"] == ("deliveries" if cut == "body" else "proposals")


def test_period_and_session_narrow_a_report(submitted: str, starter: Starter) -> None:
    empty = starter(
        "report", "funnel", "--from", "2003-01", "--to", "2003-02", "--json"
    )
    own = starter("report", "silence", "--session", "IT-RU/XXIX", "--json")

    assert [group["reached"] for group in empty.json["groups"]] == [{}]
    assert submitted in own.json["proposals"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("funnel", "-o", "report.doc"), "end it in .pdf, .xlsx, .csv, .svg"),
        (("funnel", "--by", "colour"), "region, sector, district, body"),
        (("times", "--from", "2009"), "write it as 2009-10"),
        (("times", "--from", "2010-01", "--to", "2009-01"), "exchange --from and --to"),
        (("silence", "--session", "IT-RU/C"), "There is no session IT-RU/C"),
        (("silence", "--session", "whatever"), "as in IT-RU/XXIX"),
        (("times", "--corridor", "IT-XX"), "--corridor: IT-RU"),
        (
            ("times", "--corridor", "IT-RU", "--session", "IT-XX/V"),
            "belongs to IT-XX, not to IT-RU",
        ),
        (("cadence", "-o", "/nowhere/x.pdf"), "cannot be written"),
        (
            ("residuals", "--from", "2003-01", "--to", "2003-02", "-o", "x.csv"),
            "no table in the period",
        ),
    ],
)
def test_report_is_refused_in_a_sentence(
    submitted: str, starter: Starter, words: tuple[str, ...], sentence: str
) -> None:
    done = starter("report", *words)

    assert (done.code, done.out) == (1, "")
    assert sentence in done.err


def test_other_commands_do_not_load_what_reports_and_the_worker_need() -> None:
    heavy = (
        *("reportlab", "xlsxwriter", "runtime.reports"),
        *("mail.phrase_tables", "mail.phrases", "mail.intent", "runtime.reader"),
    )
    loaded = f"[one for one in {heavy} if one in sys.modules]"
    asked = f"import sys, json, cli.app; print(json.dumps({loaded}))"
    found = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(found.stdout) == []
