"""Auditors at the commands: they read all, every reading is noted, they change nothing.

Each test enters an auditor that no other test knows.
"""

import hashlib
import json
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

from cli.app import command_of
from cli.reading import ENVIRONMENT, OWN, READS
from models.refusal import ids_in
from tests.cli.conftest import Starter
from tests.cli.test_app import every_command

MACHINE = frozenset(
    {
        *("up", "demo", "inject", "calendar delete"),
        *("backup", "restore", "rehydrate", "migrate"),
    }
)
"""Acts without an officer, of whoever runs the machine."""
SENTENCE = "reads everything and changes nothing"


@pytest.fixture
def auditor(starter: Starter) -> str:
    code = f"court-{time.monotonic_ns()}"
    words = (
        "auditor",
        "add",
        code,
        "--name",
        "Court",
        "--email",
        "seals@court.example",
    )
    assert starter(*words).code == 0
    return f"auditor:{code}"


def noted(running: Path, auditor: str) -> list[tuple[str, Any]]:
    """What stands on the auditor's stream: the command, and what was asked."""
    stream = f"audit/{auditor.removeprefix('auditor:')}"
    with sqlite3.connect(running / "staffetta.db") as record:
        found = record.execute(
            "SELECT kind, body FROM event WHERE stream = ? ORDER BY seq", (stream,)
        ).fetchall()
    bodies = [(kind, json.loads(body)) for kind, body in found]
    return [(body.get("command", kind), body.get("read")) for kind, body in bodies]


def params(words: str) -> set[str]:
    first, _, verb = words.partition(" ")
    found: Any = command_of(first)
    leaf = found.commands[verb] if verb else found
    return {str(one.name) for one in leaf.params}


def test_every_command_is_a_reading_or_an_act() -> None:
    known = {*every_command()}
    acts = known - READS - OWN

    assert known >= READS | OWN
    assert [one for one in sorted(READS) if "officer" in params(one)] == []
    named = {one: params(one) & {"reader", "who"} for one in READS}
    assert [one for one in sorted(READS) if len(named[one]) != 1] == []
    assert {one for one in acts if "officer" not in params(one)} == MACHINE


@pytest.mark.parametrize("words", sorted({*every_command()} - READS - OWN - MACHINE))
def test_act_is_refused_to_an_auditor(words: str, starter: Starter) -> None:
    done = starter(*words.split(), "--as", "auditor:court")

    assert (done.code, done.out) == (1, "")
    assert SENTENCE in done.err


def test_terminal_of_an_auditor_acts_under_no_other_name(
    running: Path,
    starter: Starter,
    submitted: str,
    auditor: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_bytes(b"Subject: Hello\r\n\r\nHello\r\n")
    before = len(starter("history", submitted, "--json").json)
    monkeypatch.setenv(ENVIRONMENT, auditor)

    for words in (
        ("inject", str(mail)),
        ("calendar", "delete", "IT", "2026"),
        ("withdraw", submitted, "--reason", "so", "--as", "secretariat:o1"),
    ):
        done = starter(*words)
        assert (done.code, SENTENCE in done.err) == (1, True), words
    monkeypatch.delenv(ENVIRONMENT)

    assert noted(running, auditor) == []
    shown = [
        one
        for one in starter("history", submitted, "--json").json
        if one.get("kind") == "proposal.withdrawn"
    ]
    assert (shown, before > 0) == ([], True)


def test_reading_of_an_auditor_is_noted_by_ids_alone(
    running: Path, starter: Starter, submitted: str, auditor: str, tmp_path: Path
) -> None:
    for words in (
        ("history", submitted, "--json"),
        ("list", "--phase", "open"),
        ("mailbox", "someone@partner.example"),
        ("person", "find", "Rossi"),
        ("report", "funnel", "--output", str(tmp_path / "funnel.csv")),
    ):
        done = starter(*words, "--as", auditor)
        assert done.out or done.code, words

    first, second, third, fourth, fifth = noted(running, auditor)
    assert first == ("history", {"ref": submitted})
    assert second == ("list", {"phase": "open"})
    assert third == ("mailbox", {"address": "…"})
    assert fourth == ("person find", {"text": "…"})
    assert fifth[0] == "report funnel"
    assert str(tmp_path) not in json.dumps(fifth)


def test_reading_by_the_environment_is_noted_and_an_officers_is_not(
    running: Path, starter: Starter, auditor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert starter("task", "list", "--as", "secretariat:o1").code == 0
    monkeypatch.setenv(ENVIRONMENT, auditor)
    assert starter("task", "list").code == 0
    monkeypatch.setenv(ENVIRONMENT, "secretariat:o1")
    assert starter("task", "list").code == 0

    assert noted(running, auditor) == [("task list", {})]


def test_nothing_is_shown_to_who_is_not_let_in(
    running: Path, starter: Starter, auditor: str
) -> None:
    assert starter("auditor", "leave", auditor.removeprefix("auditor:")).code == 0

    for who, said in (
        (auditor, "has left"),
        ("auditor:nobody", "is not in the register"),
        ("somebody", "is no officer's code"),
    ):
        done = starter("list", "--as", who)
        assert (done.code, done.out, said in done.err) == (1, "", True), done.err

    assert noted(running, auditor) == []


def test_words_files_and_flags_are_no_ids() -> None:
    given = {
        "ref": "IT-RU/2025-2027/XXIX/LIP/0001",
        "address": "a@b.example",
        "words": "two words",
        "name": "Иван",
        "output": Path("/home/me/x"),
        "against": (Path("a"),),
        "json": True,
        "first": None,
        "number": 3,
    }

    assert ids_in(given) == {
        "ref": "IT-RU/2025-2027/XXIX/LIP/0001",
        "address": "…",
        "words": "…",
        "name": "…",
        "number": "3",
    }


def test_sample_is_drawn_noted_and_drawn_again(
    running: Path, starter: Starter, submitted: str, auditor: str
) -> None:
    words = ("audit", "sample", "--size", "3", "--json", "--as", auditor)

    thrown = starter(*words).json
    again = starter(*words, "--seed", thrown["seed"]).json
    table = starter(*words[:4], "--seed", thrown["seed"], "--as", auditor)
    none = starter(*words, "--region", "RU-XXX")
    officers = starter(*words[:5], "--as", "secretariat:o1")

    lots = [
        [(one["case"], one["lot"]) for one in sample["drawn"]]
        for sample in (thrown, again)
    ]
    assert lots[0] == lots[1]
    for one in thrown["drawn"]:
        text = f"{thrown['seed']}\n{one['case']}"
        assert one["lot"] == hashlib.sha256(text.encode()).hexdigest()
    assert thrown["seed"] in table.out
    assert (none.code, "no case to draw from" in none.err) == (1, True)
    assert (officers.code, "is no auditor" in officers.err) == (1, True)
    assert [kind for kind, _ in noted(running, auditor)] == ["sample.drawn"] * 3


def test_what_was_read_and_drawn_is_shown_and_drawn_again(
    starter: Starter, submitted: str, auditor: str
) -> None:
    code = auditor.removeprefix("auditor:")
    starter("show", submitted, "--as", auditor)
    words = ("audit", "sample", "--size", "2", "--json", "--as", auditor)
    thrown = starter(*words).json

    listed = starter("audit", "log", code)
    log = starter("audit", "log", code, "--json").json
    again = starter("audit", "redraw", code, "2", "--json")
    table = starter("audit", "redraw", code, "2")
    no_sample = starter("audit", "redraw", code, "1")
    nobody = starter("audit", "log", "nobody")

    assert [one["kind"] for one in log] == ["record.read", "sample.drawn"]
    assert f"ref {submitted}" in listed.out
    assert f"2 of {thrown['total']}, seed {thrown['seed']}" in listed.out
    assert (again.code, again.json["same"]) == (0, True)
    assert again.json["drawn"] == [one["case"] for one in thrown["drawn"]]
    assert len(again.json["population"]) == thrown["total"]
    assert "the same" in " ".join(table.out.split())
    assert (no_sample.code, "is no sample" in no_sample.err) == (1, True)
    assert (nobody.code, "no auditor nobody" in nobody.err) == (1, True)


def test_sample_by_days_of_opening(
    starter: Starter, submitted: str, auditor: str
) -> None:
    words = ("audit", "sample", "--size", "500", "--as", auditor, "--json")
    day = time.strftime("%Y-%m-%d")

    today = starter(*words, "--from", day, "--to", day)
    long_ago = starter(*words, "--to", "2001-01-01")
    wrong = starter(*words, "--from", "soon")

    assert submitted in {one["ref"] for one in today.json["drawn"]}
    assert (long_ago.code, "no case to draw from" in long_ago.err) == (1, True)
    assert (wrong.code, "--from: 'soon' is no day" in wrong.err) == (1, True)


def test_finding_goes_its_way_and_stands_in_the_history(
    starter: Starter, submitted: str, auditor: str
) -> None:
    who = ("--as", auditor)
    found = starter(
        *("audit", "find", submitted, "--event", "1", "--text", "No file."),
        *("--json", *who),
    ).json
    name = found["name"]

    task = [
        one for one in starter("task", "list", "--json").json if name in one["detail"]
    ]
    answered = starter("audit", "answer", name, "--reason", "Sent by mail.")
    stolen = starter("audit", "close", name, "--reason", "x", "--as", "auditor:other")
    closed = starter("audit", "close", name, "--reason", "Seen.", *who)
    [listed] = starter("audit", "findings", submitted, "--json").json
    none = starter("audit", "findings", submitted, "--state", "open", "--json").json

    assert name == f"{submitted}/f/1"
    assert [one["kind"] for one in task] == ["audit-finding"]
    assert (answered.code, stolen.code, closed.code) == (0, 1, 0)
    assert [listed[one] for one in ("state", "text", "answer", "closing")] == [
        *("closed", "No file.", "Sent by mail.", "Seen.")
    ]
    assert none == []
    history = starter("history", submitted, "--json").json
    told = [one for one in history if one.get("kind", "").startswith("finding.")]
    assert [(one["kind"], one["actor"], one["reason"]) for one in told] == [
        ("finding.opened", auditor, "No file."),
        ("finding.answered", "secretariat:o1", "Sent by mail."),
        ("finding.closed", auditor, "Seen."),
    ]
    assert "No file. · finding 1, event 1" in starter("history", submitted).out
    assert "No file." in starter("audit", "findings").out


def test_finding_needs_words_an_auditor_and_an_act_that_exists(
    starter: Starter, submitted: str, auditor: str
) -> None:
    find = ("audit", "find", submitted)

    for words, said in (
        ((*find, "--text", " ", "--as", auditor), "--text"),
        ((*find, "--text", "x", "--as", "secretariat:o1"), "is no auditor"),
        ((*find, "--text", "x", "--event", "99", "--as", auditor), "no event 99"),
        (("audit", "answer", submitted, "--reason", "x"), "is no finding"),
        (("audit", "answer", f"{submitted}/f/9", "--reason", "x"), "no finding"),
    ):
        done = starter(*words)
        assert (done.code, said in done.err) == (1, True), done.err

    assert starter("audit", "findings", submitted, "--json").json == []
