"""Commands stand for themselves by name and help until one of them is called."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module

import pytest
import typer
from typer.core import TyperGroup

from cli.app import NAMES, NOUNS, app, command_of, group_at
from tests.cli.conftest import HOME

_FIRST = [*(name for names in NAMES.values() for name in names), *NOUNS]
_ENGINE = ("temporalio", "workflows", "alembic", "runtime.wiring", "reportlab")
_STORE = ("sqlalchemy", "runtime.client")


def first_paragraph(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split())


@pytest.mark.parametrize("name", _FIRST)
def test_help_line_is_the_commands_own(name: str) -> None:
    known = typer.main.get_group(app)
    assert known.commands[name].help == first_paragraph(command_of(name).help)


def test_every_command_of_every_module_is_in_the_table() -> None:
    modules = sorted(one.stem for one in (HOME / "cli").glob("[a-z]*.py"))
    typers = {
        id(value): f"{module}:{name}".removesuffix(":app")
        for module in modules
        if module != "app"
        for name, value in vars(import_module(f"cli.{module}")).items()
        if isinstance(value, typer.Typer)
    }
    of_nouns = [place for places, _ in NOUNS.values() for place in places.split()]

    assert sorted(typers.values()) == sorted([*NAMES, *of_nouns])
    for place, names in NAMES.items():
        assert [*names] == [*group_at(place).commands], place


@pytest.mark.parametrize(
    ("words", "unneeded"),
    [
        (("--help",), _ENGINE + _STORE),
        (("list", "--help"), _ENGINE),
        (("show", "--help"), _ENGINE),
        (("letters", "--help"), _ENGINE),
        (("session", "list", "--help"), _ENGINE),
    ],
)
def test_reading_loads_no_engine(
    words: tuple[str, ...], unneeded: tuple[str, ...]
) -> None:
    call = (
        "import json, sys; from cli.app import main; code = main(sys.argv[1:], {});"
        f"found = [one for one in {unneeded} if one in sys.modules];"
        "print(json.dumps([code, found]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", call, *words],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(done.stdout.splitlines()[-1]) == [0, []]


def test_unknown_command_is_told_what_was_meant(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit, match="2"):
        app(["histroy"])

    assert "Did you mean 'history'?" in " ".join(capsys.readouterr().err.split())


def test_readme_names_every_command() -> None:
    section = (HOME / "README.md").read_text().partition("## Who uses it")[2]
    lines = section.partition("\n## ")[0].splitlines()
    table = "\n".join(one for one in lines if one.startswith("| "))
    named = {
        name
        for quoted in re.findall(r"`([^`]+)`", table.replace("\\|", "|"))
        for name in expanded(quoted)
    }

    known = [*every_command()]
    assert [words for words in known if words not in named] == []
    assert named - {*known} == {"starter.py", "worker.py"}


def expanded(quoted: str) -> Iterator[str]:
    """`post hold|release` names two commands, `list` one."""
    noun, _, verbs = quoted.rpartition(" ")
    for verb in verbs.split("|"):
        yield f"{noun} {verb}".strip()


def every_command() -> Iterator[str]:
    for name in _FIRST:
        found = command_of(name)
        if isinstance(found, TyperGroup):
            yield from (f"{name} {verb}" for verb in found.commands)
        else:
            yield name
