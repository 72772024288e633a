"""One running system for all commands, started as a person starts it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import pytest

from cli.app import main
from runtime.folder import PORTS
from tests.recorded import nameless

HOME = Path(__file__).parent.parent.parent
SAMPLES = HOME / "reference/samples/proposals.json"
PATIENCE = 40
YEAR = datetime.now(UTC).year
FIRST = YEAR + 1 - (YEAR + 1) % 3  # sessions are held next year
PROGRAMME = f"{FIRST}-{FIRST + 2}"


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Starter = Callable[..., Done]


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Another process of ours, as in another terminal."""
    return subprocess.Popen(
        [sys.executable, "starter.py", "--folder", str(folder), *arguments],
        cwd=HOME,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


SYSTEMS: list[tuple[Path, subprocess.Popen[str]]] = []


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("up")
    system = start(folder, "up")
    SYSTEMS.append((folder, system))
    end = time.monotonic() + PATIENCE
    while not (folder / PORTS).exists():
        assert system.poll() is None, system.communicate()
        assert time.monotonic() < end
        time.sleep(0.05)
    return folder


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """The system ends with the last of its tests, not with the last of all."""
    if nextitem is not None and nextitem.path.parent == item.path.parent:
        return
    while SYSTEMS:
        folder, system = SYSTEMS.pop()
        system.send_signal(signal.SIGINT)
        out, err = system.communicate(timeout=PATIENCE)
        assert (system.returncode, err) == (0, "")
        assert "Staffetta runs in" in out
        assert nameless(folder / "staffetta.db") == set()


@pytest.fixture
def starter(running: Path, capsys: pytest.CaptureFixture[str]) -> Starter:
    """Runs a command on the system, and gives back its code and its words."""

    def call(*arguments: str) -> Done:
        capsys.readouterr()
        environ = {**os.environ, "STAFFETTA_FOLDER": str(running)}
        code = main(arguments, environ)
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return call


@pytest.fixture(scope="session")
def furnished(running: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two bodies with money, and session XXIX."""
    bodies = tmp_path_factory.mktemp("bodies") / "bodies.csv"
    bodies.write_text(
        "code,corridor,kind,name,country,region,sectors,language,email\n"
        "IT-MV,IT-RU,region,Regione Monteverde,IT,,,it,accordi@monteverde.example\n"
        "IT-CN,IT-RU,association,Costa Nuova,IT,,MECH;ENVI,en,eu@costanuova.example\n"
    )
    valid = ("--valid-from", f"{YEAR}-01-01", "--valid-to", f"{YEAR + 2}-12-31")
    for words in (
        ("body", "import", str(bodies)),
        ("agreement", "add", "AP-MV-01", "IT-MV", *valid),
        ("agreement", "add", "AS-CN-01", "IT-CN", *valid, "--kind", "sector"),
        ("agreement", "budget", "AP-MV-01", str(YEAR), "400000"),
        (
            *("session", "open", "IT-RU/XXIX", "--programme", PROGRAMME),
            *("--country", "IT", "--place", "Monteverde", "--capacity", "90"),
            *("--date", f"{YEAR + 1}-06-10T10:30"),
        ),
    ):
        environ = {**os.environ, "STAFFETTA_FOLDER": str(running)}
        assert main(words, environ) == 0, words
    return running


@pytest.fixture
def form(tmp_path: Path) -> Callable[..., Path]:
    """A form in a file: a sample with changes, from a place no other test knows."""
    letters = (ascii_lowercase[int(digit)] for digit in str(time.monotonic_ns()))
    place = "".join(letters).capitalize()

    def write(number: int = 0, /, **changes: object) -> Path:
        given = json.loads(SAMPLES.read_text())[number]
        given["municipality"] = place
        given["proposer"]["name"] = f"OOO {place}"
        given["presented_by"]["body"] = f"Administration of {place}"
        given |= {"programme": PROGRAMME, "target_session": "XXIX"} | changes
        given.pop("ref", None)
        file = tmp_path / f"form-{time.monotonic_ns()}.json"
        file.write_text(json.dumps(given, ensure_ascii=False))
        return file

    return write


@pytest.fixture
def submitted(furnished: Path, starter: Starter, form: Callable[..., Path]) -> str:
    """The number of a proposal that nobody else has."""
    file = form(keywords=[f"test {time.monotonic_ns()}"])
    done = starter("submit", str(file), "--json")
    assert done.code == 0, done.err
    return str(done.json["ref"])


def until(look: Callable[[], Any], want: object) -> None:
    end = time.monotonic() + PATIENCE
    while (seen := look()) != want:
        assert time.monotonic() < end, seen
        time.sleep(0.05)


def delivered(starter: Starter, ref: str) -> None:
    """Waits until every letter of a proposal was accepted: its history stands still."""

    def on_their_way() -> list[str]:
        told = starter("history", ref, "--json").json
        letters = [one for one in told if one["item"] == "letter"]
        return [one["letter"] for one in letters if one["accepted_at"] is None]

    until(on_their_way, [])


@pytest.fixture
def phase(starter: Starter) -> Callable[[str, str], None]:
    """Waits until a proposal is in a phase."""

    def wait(ref: str, wanted: str) -> None:
        until(lambda: starter("show", ref, "--json").json["phase"], wanted)

    return wait
