"""The bench runs, and its report holds what is read from it."""

import json

import pytest

from bench.lifecycle import Options, measure


@pytest.mark.flow
@pytest.mark.timeout(120)
async def test_bench_measures_a_tiny_run():
    options = Options(proposals=1, rounds=1, bodies=(2,), waiting=1)

    report = json.loads((await measure(options)).as_json())

    [summary] = report["summary"]
    assert summary["bodies"] == 2
    assert 0 < summary["ratio"] < 1
    assert summary["events_by_workflow"].keys() == {
        "proposal",
        "session",
        "message",
        "money",
        "post",
    }
    # Itself, and one for each mail: two answers, and more where reminders went out.
    assert summary["actions_by_kind"]["start"] >= 3
    assert report["memory"]["open_proposals"] == 1
