"""What the commands say back: in the clerk's words, with nothing left out."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import YEAR, Done, Starter, until
from tests.cli.test_bad_input import refused
from tests.cli.test_desk import opened

Phase = Callable[[str, str], None]
HEAD = ("code", "corridor", "kind", "name", "country", "sectors", "language", "email")


def test_question_is_shown_with_the_words_it_was_taken_down_and_refused_in(
    submitted: str, starter: Starter, phase: Phase
) -> None:
    ref = opened(submitted, starter, phase)
    asked = starter(
        *("answer", ref, "IT-MV", "--question", "--reason", "Which port is meant?")
    )
    before = starter("question", "show", ref, "1")
    shut = starter(
        *("question", "answer", ref, "1", "--refuse", "--reason", "It is secret.")
    )
    after = starter("question", "show", ref, "1")

    assert (asked.code, shut.code) == (0, 0), asked.err + shut.err
    assert asked.out.splitlines()[0].endswith(f" of {ref}.")
    assert "Which port is meant?" in before.out
    assert "It is secret." not in before.out
    assert "Which port is meant?" in after.out
    assert "Why, in the words of secretariat:o1, " in after.out
    assert ": It is secret." in after.out
    listed = starter("question", "list", ref).out
    assert listed.splitlines()[0].strip() == "1 question"
    assert starter("withdraw", ref, "--reason", "end").code == 0


def test_name_of_a_body_before_its_entry_is_a_sentence(
    furnished: Path, starter: Starter
) -> None:
    early = ("body", "names", "IT-MV", "--as-of", "2001-01-01")

    done = starter(*early)

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("IT-MV was entered on ")
    assert "of 01.01.2001 09:00:00 nothing is known of it." in done.out
    assert starter(*early, "--json").json == []


def sheet(folder: Path, *rows: tuple[str, ...], mark: str = ",") -> Path:
    file = folder / "bodies.csv"
    lines = [mark.join(row) for row in (HEAD, *rows)]
    file.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig", newline="")
    return file


def row(code: str, name: str, sectors: str = "") -> tuple[str, ...]:
    mail = f"a@{code.lower()}.example"
    return (code, "IT-RU", "association", name, "IT", sectors, "it", mail)


def kept(done: Done) -> dict[str, str]:
    assert done.code == 0, done.err
    return {one["code"]: one["kept"] for one in done.json}


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_file_as_a_spreadsheet_writes_it_is_read(
    furnished: Path, starter: Starter, tmp_path: Path, mark: str
) -> None:
    code = f"IT-S{ord(mark)}"
    file = sheet(tmp_path, row(code, "Città Nuova", '"BIO;MECH"'), mark=mark)
    text = file.read_text(encoding="utf-8-sig")
    if mark == ";":
        file.write_text(f"sep=;\n{text}", encoding="utf-8-sig")

    done = starter("body", "import", str(file), "--json")

    assert kept(done) == {code: "new"}
    [one] = done.json
    assert (one["name"], one["sectors"]) == ("Città Nuova", ["BIO", "MECH"])


def test_import_says_what_is_new_changed_and_unchanged(
    furnished: Path, starter: Starter, tmp_path: Path
) -> None:
    first, second = row("IT-K1", "Uno", "BIO"), row("IT-K2", "Due", "BIO")
    assert starter("body", "import", str(sheet(tmp_path, first, second))).code == 0
    renamed, third = row("IT-K2", "Due Nuova", "BIO"), row("IT-K3", "Tre", "BIO")
    file = str(sheet(tmp_path, first, renamed, third))

    done = starter("body", "import", file)

    said = "3 bodies read: 1 new, 1 changed, 1 unchanged. Changed: IT-K2.\n"
    assert (done.out, done.code) == (said, 0)
    again = kept(starter("body", "import", file, "--json"))
    assert again == dict.fromkeys(("IT-K1", "IT-K2", "IT-K3"), "unchanged")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            ",".join(HEAD).encode() + b"\r\nIT-X,IT-RU,region,Citt\xe0",
            "not UTF-8 (line 2); an older Excel writes Windows-1252",
        ),
        (
            ";".join(HEAD).encode()
            + b"\nIT-X;IT-RU;region;X;IT;BIO;MECH;it;a@x.example\n",
            "line 2 has more cells than the first line has columns",
        ),
        (b"name;code\nX;IT-X\n", "lacks the columns corridor, kind, country"),
        (b"", "lacks the columns code"),
    ],
)
def test_file_that_cannot_be_read_is_refused(
    starter: Starter, tmp_path: Path, content: bytes, sentence: str
) -> None:
    file = tmp_path / "wrong.csv"
    file.write_bytes(content)

    done = starter("body", "import", str(file))

    assert (done.code, done.out) == (1, "")
    assert sentence in done.err


def test_help_names_every_column_of_the_file(
    starter: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    shown = " ".join(starter("body", "import", "--help").out.split())

    assert [name for name in HEAD if f"{name} (" not in shown] == []
    assert "second_email (written to when letters to the first bounce)" in shown


def test_help_names_the_outcomes_that_are_taken(
    starter: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    for command in (("outcome",), ("follow-up", "answer")):
        shown = starter(*command, "--help").out
        assert "joint-venture" in shown
        assert "blocked" not in shown
    done = starter(
        "outcome", "IT-RU/2026-2028/XXIX/LIP/0001", "blocked", "--reason", "x"
    )
    assert "'blocked' is no result of a presentation: choose one of" in done.err


def test_unknown_language_is_refused_with_those_there_are(
    submitted: str, starter: Starter
) -> None:
    for command in (
        ("deadlines", submitted),
        ("session", "plan", "IT-RU/XXIX"),
        ("session", "undertakings", "IT-RU"),
    ):
        done = starter(*command, "--language", "fr")
        assert done.code == 2
        assert "'it', 'ru', 'en'" in " ".join(done.err.replace("│", "").split())
    assert starter("deadlines", submitted, "--language", "ru").code == 0
    assert starter("withdraw", submitted, "--reason", "end").code == 0


def test_tables_name_sessions_and_proposals_as_people_do(
    submitted: str, starter: Starter, phase: Phase
) -> None:
    phase(submitted, "validation")

    for shown in (starter("list"), starter("show", submitted)):
        assert "IT-RU/XXIX" in shown.out.replace(submitted, "")
        assert "it-ru/29" not in shown.out
    withdrawn = starter("withdraw", submitted, "--reason", "end", "--dry-run")
    assert "it-ru/29" not in withdrawn.out
    assert starter("withdraw", submitted, "--reason", "end").code == 0


def test_task_is_resolved_by_the_name_the_list_gives(
    submitted: str, starter: Starter, phase: Phase
) -> None:
    ref = opened(submitted, starter, phase)
    asked = ("answer", ref, "IT-MV", "--question", "--reason", "Which port?")
    assert starter(*asked).code == 0

    def listed() -> list[str]:
        lines = starter("task", "list").out.splitlines()
        return [line.split("│")[4].strip() for line in lines if "question 1" in line]

    until(lambda: ref in listed(), want=True)
    done = starter("task", "resolve", ref, "--done", "--reason", "by phone")

    assert done.out == f"Done: question of {ref}.\n", done.err
    assert starter("withdraw", ref, "--reason", "end").code == 0


def test_agreement_shows_its_last_year_and_names_the_others(
    furnished: Path, starter: Starter
) -> None:
    number = f"AP-{time.monotonic_ns()}"
    valid = ("--valid-from", "2001-01-01", "--valid-to", "2003-12-31")
    assert starter("agreement", "add", number, "IT-MV", *valid).code == 0
    none = starter("agreement", "show", number)
    for year in ("2001", "2002"):
        assert starter("agreement", "budget", number, year, "1000").code == 0

    shown = starter("agreement", "show", number)

    refused(none, f"has no budget for {YEAR}; years with one: none.")
    assert f"{number}, 2002: opening 1,000.00 euro" in " ".join(shown.out.split())
    assert "Other years with a budget: 2001; see --year." in shown.out
    refused(
        starter("agreement", "show", number, "--year", "2003"),
        "has no budget for 2003; years with one: 2001, 2002.",
    )
    found = starter("agreement", "show", number, "--json").json
    assert (found["year"], found["years"]) == (2002, [2001, 2002])
