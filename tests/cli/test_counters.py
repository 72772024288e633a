"""The counters on a running system, and on a record that lost something."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import Starter, until

NAMES = ["messages", "letters", "deadlines", "money", "events"]


def lines(starter: Starter) -> dict[str, Any]:
    return {one["name"]: one for one in starter("counters", "--json").json}


def test_counters_of_a_running_system_are_well(
    starter: Starter, submitted: str, phase: Callable[[str, str], None]
) -> None:
    phase(submitted, "validation")

    until(lambda: {one["judged"] for one in lines(starter).values()}, {"well"})

    found = lines(starter)
    assert [*found] == NAMES
    assert found["deadlines"]["parts"] == {"timers": found["deadlines"]["whole"]}
    assert found["deadlines"]["whole"] > 0
    assert found["money"]["whole"] == sum(found["money"]["parts"].values()) > 0
    shown = starter("counters")
    assert (shown.code, shown.err) == (0, "")
    euros = f"{found['money']['whole'] / 100:,.2f}"
    assert f"{euros} budgets by their acts" in shown.out


def test_counters_name_what_is_missing_and_fail_without_an_engine(
    running: Path, starter: Starter, submitted: str, tmp_path: Path
) -> None:
    """On a copy of the data, as somebody with the file would leave it."""
    assert starter("seal", "now").code == 0
    case = starter("show", submitted, "--json").json["case"]
    with sqlite3.connect(running / "staffetta.db") as source:
        target = sqlite3.connect(tmp_path / "staffetta.db")
        source.backup(target)
    target.execute("DROP TRIGGER event_no_delete")
    target.execute("DELETE FROM event WHERE stream = ?", (f"proposal/{case}",))
    target.execute("UPDATE letter SET accepted_at = NULL, state = 'accepted'")
    target.commit()
    target.close()

    there = ("--folder", str(tmp_path), "counters")
    done, shown = starter(*there, "--json"), starter(*there)

    judged = {one["name"]: one["judged"] for one in done.json}
    assert (done.code, shown.code) == (1, 1)
    assert (judged["events"], judged["letters"], judged["money"]) == (
        *("not", "not", "well"),
    )
    assert judged["deadlines"] == "not asked"
    for said in ("events: the sides differ by -", "What to do: `starter.py verify`"):
        assert said in shown.out
    [letters] = [one for one in done.json if one["name"] == "letters"]
    assert all("with no time of leaving" in said for said in letters["faults"])
