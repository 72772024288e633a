"""A case after the engine is gone: its server is off, and its database deleted."""

import json
from pathlib import Path

from tests.cli.conftest import Starter, delivered, until
from tests.cli.test_dossier import alone


def test_case_shows_whole_where_the_engine_is_gone(
    running: Path, starter: Starter, submitted: str, phase, tmp_path: Path
) -> None:
    phase(submitted, "validation")
    assert starter("withdraw", submitted, "--reason", "the plant was sold").code == 0
    phase(submitted, "closed")
    name = f"proposal/{starter('show', submitted, '--json').json['case']}"

    def names() -> bool:
        assert starter("archive", "now").code == 0
        listed = starter("archive", "list", name, "--json").json
        return [one["ended"] for one in listed] == ["completed"]

    until(names, want=True)  # the engine's list lags behind
    delivered(starter, submitted)
    before = starter("history", submitted, "--json").json
    gone = ("--folder", str(alone(running, tmp_path / "alone")))

    assert [one.name for one in (tmp_path / "alone").iterdir()] == ["staffetta.db"]
    assert starter(*gone, "history", submitted, "--json").json == before
    assert starter(*gone, "verify").code == 0
    file = tmp_path / "case.zip"
    assert starter(*gone, "dossier", submitted, "-o", str(file)).code == 0
    assert starter("verify", str(file)).code == 0
    told = tmp_path / "history.json"
    written = starter(*gone, "archive", "show", name, "-o", str(told))
    assert (written.code, written.err) == (0, "")
    shown = starter(*gone, "archive", "show", name, "--json").json
    assert len(json.loads(told.read_text())["events"]) == len(shown)
    assert {"ProposalWorkflow", "withdraw"} <= {one["of"] for one in shown}
    refused = starter(*gone, "archive", "show", "proposal/it-ru/29/9999")
    assert (refused.code, "archive list" in refused.err) == (1, True)
