"""The demonstration as a person runs it, and its histories."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli.system import tell
from runtime.demo_check import Report

HOME = Path(__file__).parent.parent.parent
IN_ORDER = [
    "proposal.submitted",
    "proposal.validated",
    "proposal.disseminated",
    "proposal.answered",
    "cofinancing.checked",
    "slot.assigned",
    "proposal.presented",
]


def starter(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "starter.py", *arguments],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def first_of_each(kinds: list[str]) -> list[str]:
    return [kind for kind in dict.fromkeys(kinds) if kind in IN_ORDER]


@pytest.mark.flow
@pytest.mark.timeout(240)
def test_demo_closes_every_file_and_tells_its_history(tmp_path, capsys):
    """Beside an earlier one, as JSON, of which the person's table is made."""
    (tmp_path / "demo/1").mkdir(parents=True)

    played = json.loads(starter("--folder", str(tmp_path), "demo", "--json"))

    place = Path(played.pop("folder"))
    assert place == tmp_path / "demo/2"
    assert played["problems"] == []
    assert {line["phase"] for line in played["lines"]} == {"closed"}
    tell(Report.model_validate(played), place)
    shown = capsys.readouterr().out
    assert "26 proposals in" in shown
    assert "orphans: 0" in shown
    folder = ("--folder", str(place))
    cases = json.loads(starter(*folder, "list", "--json"))
    assert len(cases) == 26
    outcomes = {case["outcome"] for case in cases}
    assert {"blocked", "rejected", "lapsed", "withdrawn", "no-interest"} < outcomes
    assert any(case["carried"] for case in cases)
    presented = [
        *(case["ref"] for case in cases if case["outcome"] == "memorandum"),
        *(case["ref"] for case in cases if case["outcome"] == "research-agreement"),
    ]
    assert presented
    for ref in presented:
        items = json.loads(starter(*folder, "history", ref, "--json"))
        events = [one for one in items if one["item"] == "event"]
        assert first_of_each([one["kind"] for one in events]) == IN_ORDER
        assert all(one["actor"] for one in events)
        assert [one["seq"] for one in events] == [*range(1, len(events) + 1)]
        kinds = {one["kind"] for one in items if one["item"] == "letter"}
        assert {"submission-receipt", "dissemination", "result"} <= kinds
        assert any(one["item"] == "message" and one["act"] for one in items)
