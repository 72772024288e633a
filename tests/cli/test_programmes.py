"""Programmes and adhesions at the command line, as a clerk works with them."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAMME, YEAR, Starter
from tests.models.test_adhesion import given_form, person

OTHER_VAT = "12345670785"
FIRST = YEAR - YEAR % 3 + 6
LATER = f"{FIRST}-{FIRST + 2}"
GUIDELINES = """
[[guidelines]]
title = { en = "Energy", it = "Energia" }
promised = 2

[[guidelines]]
title = { en = "Farming", it = "Agricoltura" }
"""
NOTICE = """
[text]
it = "Temi: energia."
ru = "Темы: энергетика."
en = "Themes: energy."
"""


@pytest.fixture
def later(starter: Starter, tmp_path: Path) -> str:
    """A programme after the next one, agreed with two guidelines."""
    known = starter("programme", "list", "IT-RU", "--json").json
    if LATER not in [one["programme"]["code"] for one in known]:
        file = tmp_path / "guidelines.toml"
        file.write_text(GUIDELINES)
        done = starter("programme", "add", "IT-RU", LATER)
        assert (done.code, done.err) == (0, "")
        done = starter("programme", "agree", "IT-RU", LATER, "--guidelines", str(file))
        assert (done.code, done.err) == (0, "")
    return LATER


def test_programme_is_entered_agreed_and_shown(starter: Starter, later: str) -> None:
    shown = starter("programme", "show", "IT-RU", later, "--json").json

    assert (shown["state"], shown["start"]) == ("agreed", f"{FIRST}-01-01")
    assert shown["balance"] == {
        "by_guideline": {
            "1": {"promised": 2, "presented": 0, "signed": 0},
            "2": {"promised": 0, "presented": 0, "signed": 0},
        },
        "total": {"promised": 2, "presented": 0, "signed": 0},
    }
    printed = starter("programme", "show", "IT-RU", later).out
    assert "Energy" in printed
    assert "agreed" in printed


def test_session_in_an_unsigned_programme_is_refused(
    starter: Starter, later: str
) -> None:
    done = starter(
        *("session", "open", "IT-RU/XCIX", "--programme", later, "--country", "IT"),
        *("--place", "Roma", "--date", f"{FIRST}-05-10", "--capacity", "60"),
    )

    assert done.code == 1
    assert done.err.startswith(
        f"Session XCIX cannot be opened: Programme {later} is agreed, not signed"
    )


@pytest.mark.usefixtures("furnished")
def test_hand_over_is_foreseen(starter: Starter) -> None:
    done = starter("programme", "close", "IT-RU", PROGRAMME, "--dry-run", "--json").json

    assert "IT-RU/XXIX" in done["undecided"]
    refused = starter("programme", "close", "IT-RU", PROGRAMME)
    assert (refused.code, "without a successor" in refused.err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("programme", "add", "IT-RU", "2028"), "is no programme"),
        (("programme", "add", "IT-RU", "2040-2042"), "no programme runs"),
        (("programme", "end", "IT-RU", LATER), "it closes after that"),
        (
            ("programme", "abandon", "IT-RU", "1999-2001", "--reason", "x"),
            "There is no",
        ),
        (("adhesion", "list", "IT-RU/XC"), "There is no session"),
        (("adhesion", "admit", "it-ru/29/a/X/0001", "--reason", "x"), "There is no"),
    ],
)
def test_mistakes_are_told(
    starter: Starter, later: str, arguments: tuple[str, ...], said: str
) -> None:
    assert later
    done = starter(*arguments)

    assert done.code == 1
    assert said in done.err
    assert "Traceback" not in done.err


@pytest.mark.usefixtures("furnished")
def test_adhesion_from_notice_to_list(starter: Starter, tmp_path: Path) -> None:
    notice, form = tmp_path / "notice.toml", tmp_path / "form.json"
    notice.write_text(NOTICE)
    wanted = [{"kind": "company", "name": "=Zavod"}]
    given = given_form(
        body="IT-MV", counterparts=wanted, participants=[person(), person(role="x")]
    )
    form.write_text(json.dumps(given, default=str))

    published = starter("adhesion", "notice", "IT-RU/XXIX", str(notice), "--json")
    added = starter(
        *("adhesion", "add", "IT-RU/XXIX", str(form), "--reason", "by post", "--json")
    )

    assert (published.code, published.err) == (0, "")
    assert published.json["number"] >= 1
    assert (added.code, added.err) == (0, "")
    adhesion = added.json["adhesion"]
    [shown] = [
        one
        for one in starter("adhesion", "list", "IT-RU/XXIX", "--json").json
        if one["adhesion"] == adhesion
    ]
    assert (shown["admission"], shown["persons"]) == ("in-time", 2)
    assert "participants" not in shown["form"]
    file = tmp_path / "list.csv"
    done = starter("adhesion", "counterparts", "IT-RU/XXIX", "--csv", str(file))
    assert done.code == 0
    [row] = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
    assert (row["kind"], row["name"], row["asked by"]) == (
        "company",
        "'=Zavod",
        "IT-MV",
    )
    exported = starter("adhesion", "export", adhesion, "--participant", "2").json
    assert [one["participant"] for one in exported] == [2]
    erased = starter(
        *("adhesion", "erase", adhesion, "--participant", "2", "--reason", "asked")
    )
    assert (erased.code, erased.err) == (0, "")
    [gone] = starter("adhesion", "export", adhesion, "--participant", "2").json
    assert gone["name"] == "erased"


def test_bad_form_is_told_field_by_field(starter: Starter, tmp_path: Path) -> None:
    form = tmp_path / "form.json"
    organisation = given_form()["organisation"]
    number = {"tax": {"scheme": "it-vat", "value": "1"}}
    given = given_form(organisation=organisation | number, aims="")
    form.write_text(json.dumps(given, default=str))

    done = starter("adhesion", "add", "IT-RU/XXIX", str(form), "--reason", "by post")

    assert done.code == 1
    assert done.err.splitlines() == [
        "organisation.tax: A number of scheme it-vat has 11 digits; correct it.",
        "aims is blank; write it.",
    ]


@pytest.mark.usefixtures("furnished")
def test_wrong_check_digits_are_told(starter: Starter, tmp_path: Path) -> None:
    form = tmp_path / "form.json"
    organisation = given_form()["organisation"]
    number = {"tax": {"scheme": "it-vat", "value": OTHER_VAT[:-1] + "0"}}
    form.write_text(
        json.dumps(
            given_form(body="IT-MV", organisation=organisation | number), default=str
        )
    )

    done = starter("adhesion", "add", "IT-RU/XXIX", str(form), "--reason", "by post")

    assert (done.code, "check digits" in done.err) == (1, True)


def test_empty_adhesion_form_is_written_as_a_pdf(
    starter: Starter, tmp_path: Path
) -> None:
    file = tmp_path / "scheda.pdf"

    done = starter("adhesion", "form", "it", "-o", str(file), "--json")
    wrong = starter("adhesion", "form", "it", "-o", str(tmp_path / "scheda.doc"))

    assert done.json == {"file": str(file), "language": "it"}
    assert file.read_bytes().startswith(b"%PDF-1.7")
    assert wrong.code == 1
    assert "end it in .pdf" in wrong.err
