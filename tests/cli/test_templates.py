"""An officer edits a letter: read, tried out, kept, taken back; no engine is needed."""

import asyncio
import os
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from cli.app import main
from mail.letter_source import shipped_text
from mail.wording import LOCALES
from models.letter import LetterKind
from store.migrate import upgrade
from tests.cli.conftest import Done

Call = Callable[..., Done]
KIND = "reminder"
SHIPPED = {one: shipped_text(LetterKind.REMINDER, one) for one in LOCALES}
REWORDED = SHIPPED["it"].replace("Vi ricordiamo", "Vi rammentiamo")


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a templates command on a record of its own."""
    folder = tmp_path / "record"
    folder.mkdir()
    asyncio.run(upgrade(f"sqlite+aiosqlite:///{folder / 'staffetta.db'}"))
    environ = {**os.environ, "STAFFETTA_FOLDER": str(folder)}

    def run(*arguments: str) -> Done:
        capsys.readouterr()
        code = main(("templates", *arguments), environ)
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return run


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], str]:
    def write(name: str, text: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


File = Callable[[str, str | bytes], str]


def test_list_names_every_letter_in_every_language(call: Call) -> None:
    done = call("list", "--json")

    assert done.code == 0, done.err
    named = [(one["kind"], one["language"], one["version"]) for one in done.json]
    assert named == [(kind, one, 0) for kind in LetterKind for one in LOCALES]
    assert "reminder-digest" in call("list").out


def test_text_is_shown_checked_kept_and_taken_back(call: Call, file: File) -> None:
    assert call("show", KIND, "it").out == SHIPPED["it"]
    mine = file("it.txt", REWORDED)

    assert call("check", KIND, mine).code == 0
    kept = call("keep", KIND, f"it={mine}", "--reason", "softer", "--json")
    assert kept.code == 0, kept.err
    assert [(one["language"], one["version"], one["by"]) for one in kept.json] == [
        ("it", 1, "secretariat:o1")
    ]
    assert call("show", KIND, "it").out == REWORDED
    assert call("show", KIND, "it", "--version", "0").out == SHIPPED["it"]
    again = call("keep", KIND, f"it={mine}", "--reason", "softer")
    assert again.out.startswith("Nothing changed")

    back = call("back", KIND, "--language", "it", "--reason", "as before", "--json")
    assert [(one["language"], one["version"]) for one in back.json] == [("it", 2)]
    assert call("show", KIND, "it").out == SHIPPED["it"]
    shown = call("show", KIND, "it", "--version", "1", "--json").json
    assert (shown["version"], shown["source"]) == (1, REWORDED)


def test_all_languages_are_kept_together(call: Call, file: File) -> None:
    files = [
        f"{one}={file(f'{one}.txt', f'{text}{chr(10)}[if session] +{chr(10)}')}"
        for one, text in SHIPPED.items()
    ]

    alone = call("keep", KIND, files[0], "--reason", "x")
    together = call("keep", KIND, *files, "--reason", "x")

    assert (alone.code, alone.out) == (1, "")
    assert "change all of them together" in alone.err
    assert together.code == 0, together.err
    assert "it version 1, ru version 1, en version 1" in together.out


def test_preview_goes_to_the_screen_and_to_files(
    call: Call, file: File, tmp_path: Path
) -> None:
    mine = file("it.txt", REWORDED)
    html, eml = tmp_path / "letter.html", tmp_path / "letter.eml"

    done = call(
        *("preview", KIND, "it", "--file", mine),
        *("--html", str(html), "--eml", str(eml)),
    )

    assert done.code == 0, done.err
    assert done.out.startswith("[IT-RU/2025-2027/XXIX/LIP/0007] Promemoria")
    assert "Vi rammentiamo" in done.out
    assert "Vi rammentiamo" in html.read_text()
    mail: Any = message_from_bytes(eml.read_bytes(), policy=policy.default)
    assert mail["Subject"] == done.out.split("\n")[0]
    assert "Vi ricordiamo" in call("preview", KIND, "it").out
    parts = call("preview", KIND, "it", "--json").json
    assert sorted(parts) == ["eml", "html", "plain", "subject"]


def test_problems_are_told_and_nothing_is_kept(call: Call, file: File) -> None:
    mine = file("it.txt", f"{REWORDED}\n{{{{ titel }}}}\n")

    checked = call("check", KIND, mine)
    as_json = call("check", KIND, f"it={mine}", "--json")
    kept = call("keep", KIND, f"it={mine}", "--reason", "x")

    assert (checked.code, checked.out) == (1, "")
    assert f"{mine}: it, line 17: {{{{ titel }}}} is never filled" in checked.err
    assert as_json.code == 1
    assert [*as_json.json] == ["kind", "problems"]
    assert [one.partition(" is ")[0] for one in as_json.json["problems"]] == [
        "it, line 17: {{ titel }}"
    ]
    assert (kept.code, kept.out) == (1, "")
    assert call("show", KIND, "it").out == SHIPPED["it"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("subject: Città".encode("cp1252"), "no UTF-8 text"),
        (b"\x00\xff", "no UTF-8 text"),
        (b"", 'begins with "subject:"'),
    ],
)
def test_file_that_is_no_text_is_refused(
    call: Call, file: File, content: bytes, said: str
) -> None:
    done = call("keep", KIND, f"it={file('it.txt', content)}", "--reason", "x")

    assert (done.code, done.out) == (1, "")
    assert said in done.err


def test_what_cannot_be_is_refused_in_words(call: Call, file: File) -> None:
    mine = file("it.txt", REWORDED)
    for words, said in {
        ("keep", KIND, f"it={mine}", mine, "--reason", "x"): "Two texts are given",
        ("keep", KIND, f"de={mine}", "--reason", "x"): "no letters in the language",
        ("keep", KIND, "it=/no/such", "--reason", "x"): "cannot be read",
        ("preview", KIND, "it", "--html", "/no/such/x"): "cannot be written",
        ("show", KIND, "it", "--version", "9"): "has no version 9",
        ("back", KIND, "--language", "de", "--reason", "x"): "no letters in the lang",
    }.items():
        done = call(*words)
        assert (done.code, done.out) == (1, ""), words
        assert said in done.err, words
    assert call("show", "no-such-kind", "it").code == 2
