"""Bad input: one sentence that names the field, the rule and the remedy; exit 1."""

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import HOME, PATIENCE, PROGRAMME, YEAR, Done, start, until

Starter = Callable[..., Done]
Form = Callable[..., Path]

pytestmark = [pytest.mark.flow, pytest.mark.timeout(120)]
STATUSES = "'open', 'restricted', 'closed' or 'simulation'"
INVESTMENT = {
    "currency": "EUR",
    "total": 100,
    "own": 50,
    "debt": 25,
    "sought": 20,
    "by_year": {"2026": 100},
}


def refused(done: Done, *words: str) -> None:
    assert (done.code, done.out) == (1, "")
    assert "Traceback" not in done.err
    for word in words:
        assert word in done.err


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sectors": ["FISH"]}, ("sectors: FISH", "choose one of")),
        ({"region": "RU-XX"}, ("region",)),
        ({"title": {"it": "x" * 300}}, ("title", "at most 256 characters")),
        ({"investment": INVESTMENT}, ("investment", "add up to the total")),
        ({"colour": "red"}, ("colour", "is no field of the form; remove it")),
        ({"partner_max": 3}, ("exclusive", "set partner_max to 1")),
        ({"target_session": "XL"}, ("target_session", "not collecting")),
    ],
)
def test_form_with_a_wrong_field_is_refused(
    furnished: Path,
    starter: Starter,
    form: Form,
    changes: dict[str, object],
    words: tuple[str, ...],
) -> None:
    before = len(starter("list", "--json").json)

    done = starter("submit", str(form(**changes)))

    refused(done, *words)
    assert len(starter("list", "--json").json) == before


def test_form_that_is_no_form_is_refused(
    furnished: Path, starter: Starter, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"title": ')

    refused(starter("submit", str(broken)), "JSON")
    refused(starter("submit", str(tmp_path / "none.json")), "cannot be read")


def test_refusal_is_json_when_asked(
    furnished: Path, starter: Starter, tmp_path: Path
) -> None:
    done = starter("submit", str(tmp_path / "none.json"), "--json")

    assert done.code == 1
    assert "cannot be read" in json.loads(done.err)["error"]


def test_same_form_twice_is_one_proposal(
    furnished: Path, starter: Starter, form: Form
) -> None:
    file = form(1, keywords=["only once"])
    first = starter("submit", str(file), "--json")
    assert first.code == 0, first.err

    refused(starter("submit", str(file)), "registered already", first.json["ref"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "IT-RU/1/X"), "There is no proposal"),
        (("withdraw", "nonsense", "--reason", "x"), "is no reference number"),
        (
            ("withdraw", f"IT-RU/{PROGRAMME}/XXIX/LIP/9999", "--reason", "x"),
            "does not exist, or it is closed",
        ),
        (
            ("validate", "x", "--as", "secretariat:o2", "--accept", "--scores", "9,9"),
            "four marks of 0 to 5",
        ),
        (
            ("validate", "x", "--as", "secretariat:o2", "--accept", "--reject"),
            "exactly one of",
        ),
        (
            (
                "answer",
                "x",
                "IT-MV",
                "--interested",
                "--reason",
                "r",
                "--contribution",
                "1.234,50",
            ),
            "no thousands separator",
        ),
        (("session", "freeze", "XXIX"), "is no session"),
        (
            ("session", "postpone", "IT-RU/XXIX", "--until", "soon", "--reason", "x"),
            "is no date",
        ),
        (("agreement", "budget", "AP-MV-01", str(YEAR), "5"), "entered once"),
        (("agreement", "show", "NONE", "--year", "2026"), "NONE"),
        (("programme", "add", "IT-RU", "2028"), "is no programme"),
        (("letter", "none"), "none"),
        (("task", "resolve", "none", "--retry", "--reason", "x"), "Nothing waits"),
    ],
)
def test_command_with_a_wrong_word_is_refused(
    furnished: Path, starter: Starter, words: tuple[str, ...], said: str
) -> None:
    refused(starter(*words), said)


def test_officer_without_a_code_is_refused(furnished: Path, starter: Starter) -> None:
    done = starter("withdraw", "it-ru/29/0001", "--reason", "x", "--as", "Mario Rossi")

    refused(done, "is no officer's code")


def test_wrong_use_is_exit_2(starter: Starter) -> None:
    done = starter("withdraw")

    assert done.code == 2
    assert "REF" in done.err


def test_bodies_are_imported_all_or_none(
    furnished: Path, starter: Starter, tmp_path: Path
) -> None:
    file = tmp_path / "bodies.csv"
    head = "code,corridor,kind,name,country,region,sectors,language,email\n"
    good = "IT-AA,IT-RU,region,A,IT,,,it,a@a.example\n"
    file.write_text(f"{head}{good}IT-BB,IT-RU,region,B,IT,,FISH,it,b@b.example\n")

    refused(starter("body", "import", str(file)), "line 3: sectors: FISH")

    codes = [one["code"] for one in starter("body", "list", "--json").json]
    assert "IT-AA" not in codes
    file.write_text("code,name\nx,y\n")
    refused(starter("body", "import", str(file)), "lacks the columns")


def test_second_up_on_the_folder_is_refused(furnished: Path) -> None:
    second = start(furnished, "up")
    out, err = second.communicate(timeout=PATIENCE)

    assert (second.returncode, out) == (1, "")
    assert f"Staffetta already runs on {furnished}" in err
    assert err.count("\n") == 1


def test_port_in_use_is_refused(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        up = start(tmp_path, "up", "--smtp-port", str(port))
        out, err = up.communicate(timeout=PATIENCE)

    assert (up.returncode, out) == (1, "")
    assert f"Port {port} is in use" in err
    assert "--smtp-port" in err


def test_broken_mail_is_kept_for_a_person(
    furnished: Path, starter: Starter, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.eml"
    broken.write_bytes(b"\xff\xfe\x00 no mail at all" * 50)

    assert starter("inject", str(broken)).code == 0

    def became() -> list[str]:
        found = starter("messages", "--json").json
        return [m["disposition"] for m in found if m["mail_from"] == ""]

    until(became, ["quarantined"])


def test_mail_for_somebody_else_is_refused(
    furnished: Path, starter: Starter, tmp_path: Path
) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_bytes(b"From: a@b.example\r\n\r\nHello\r\n")

    done = starter("inject", str(mail), "--to", "a@elsewhere.example")

    refused(done, "550")


def test_folder_without_data_is_refused(starter: Starter, tmp_path: Path) -> None:
    done = starter("--folder", str(tmp_path / "empty"), "list")

    refused(done, "There is no data in", "starter.py up")


def test_corridor_that_is_wrong_is_refused_field_by_field(
    starter: Starter, tmp_path: Path
) -> None:
    good = json.loads((HOME / "reference/demo/it-ru.json").read_text())
    file = tmp_path / "corridor.json"
    said: list[str] = []
    wrongs: tuple[object, ...] = (
        good | {"legal_status": "perhaps", "colour": "red"},
        good | {"zone_a": "Europe/Nowhere"},
        good | {"policy": {"posting": {"opens": "25 o'clock"}}},
        [],
    )
    for wrong in wrongs:
        file.write_text(json.dumps(wrong))
        done = starter("corridor", "add", str(file))
        assert done.code == 1
        said += done.err.splitlines()

    assert said == [
        f"{file}: legal_status must be one of {STATUSES}; choose one.",
        f"{file}: colour is no field of the corridor's file; remove it.",
        f"{file}: zone_a is no time zone; write its name, such as Europe/Rome.",
        f"{file}: policy.posting.opens must be a time such as 10:00; correct it.",
        f"{file}: The corridor's file must be a group of fields; correct it.",
    ]
