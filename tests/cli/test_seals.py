"""Seals on the real server: the Schedule of the day, and the commands of a person."""

import asyncio
import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from temporalio.client import Client, ScheduleDescription

from models.ids import SEAL_STREAM
from models.seal import days_due
from runtime.folder import ports
from runtime.settings import from_environment
from runtime.wiring import connect
from tests.cli.conftest import Starter, until


async def client(running: Path) -> Client:
    return await connect(from_environment(ports(running)))


def described(running: Path) -> ScheduleDescription:
    async def ask() -> ScheduleDescription:
        schedule = (await client(running)).get_schedule_handle(SEAL_STREAM)
        return await schedule.describe()

    return asyncio.run(ask())


def run_due(running: Path) -> None:
    async def trigger() -> None:
        schedule = (await client(running)).get_schedule_handle(SEAL_STREAM)
        await schedule.trigger()

    asyncio.run(trigger())


def seals(starter: Starter) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = starter("seal", "list", "--json").json
    return [one["seal"] for one in found]


def test_schedule_runs_at_two_in_the_night_of_every_day(running: Path) -> None:
    found = described(running)

    times = found.info.next_action_times[:5]
    assert {(at.hour, at.minute, at.utcoffset()) for at in times} == {
        (2, 0, timedelta())
    }
    days = [at.date() for at in times]
    assert days == [days[0] + timedelta(days=one) for one in range(5)]


def test_run_of_the_schedule_seals_the_day_once(
    running: Path, starter: Starter
) -> None:
    [today] = days_due(None, datetime.now(UTC))
    run_due(running)
    until(lambda: [one["day"] for one in seals(starter)].count(str(today)), 1)
    # A run is skipped while another is under way.
    until(lambda: described(running).info.running_actions, [])

    before = described(running).info.num_actions
    run_due(running)
    until(lambda: described(running).info.num_actions, before + 1)
    until(lambda: described(running).info.running_actions, [])

    assert [one["day"] for one in seals(starter)].count(str(today)) == 1


def test_seal_is_made_listed_shown_and_verified(
    running: Path, starter: Starter, submitted: str, tmp_path: Path
) -> None:
    made = starter("seal", "now", "--json").json
    [number] = made["made"]

    listed = seals(starter)[-1]
    assert (listed["number"], listed["hash"]) == (number, made["hash"])
    shown = starter("seal", "show", str(number)).out
    assert json.loads("".join(shown.split()))["hash"] == made["hash"]
    stream = starter("history", submitted, "--json").json
    assert stream
    copy = tmp_path / "letter.jsonl"
    copy.write_text(starter("seal", "show", str(number), "--json").json["line"])
    verified = starter("seal", "verify", "--against", str(copy), "--json")
    assert (verified.code, verified.json["findings"]) == (0, [])
    assert verified.json["checked"] == len(seals(starter))
    assert starter("seal", "verify").code == 0


def test_chain_is_proved_to_be_under_a_seal(starter: Starter, submitted: str) -> None:
    [number] = starter("seal", "now", "--json").json["made"]
    case = starter("show", submitted, "--json").json["case"]

    proof = starter(
        *("seal", "show", str(number), "--chain", f"event/proposal/{case}", "--json")
    ).json

    assert proof["head"]["name"] == f"event/proposal/{case}"
    assert proof["size"] == seals(starter)[-1]["size"]
    unknown = starter("seal", "show", str(number), "--chain", "event/nothing")
    assert (unknown.code, "is over no chain" in unknown.err) == (1, True)


def test_key_is_changed_for_a_reason(starter: Starter) -> None:
    before = starter("seal", "now", "--json").json["key"]

    refused = starter("seal", "rotate", "--reason", " ")
    changed = starter("seal", "rotate", "--reason", "a year", "--json").json["key"]
    after = starter("seal", "now", "--json").json["key"]

    assert (refused.code, "--reason" in refused.err) == (1, True)
    assert (before != changed, after) == (True, changed)
    assert starter("seal", "verify").code == 0


def test_auditor_is_entered_corrected_and_let_go(starter: Starter) -> None:
    words = ("auditor", "add", "court", "--email", "seals@court.example")

    first = starter(*words, "--name", "Court", "--json").json
    again = starter(*words, "--name", "The Court", "--language", "en", "--json").json
    bad = starter(*words[:3], "--email", "nowhere", "--name", "Court")
    gone = starter("auditor", "leave", "court", "--json").json

    assert (again["name"], again["language"]) == ("The Court", "en")
    assert again["conversation"] == first["conversation"]
    assert (bad.code, "is no address" in bad.err) == (1, True)
    assert gone["until"]
    listed = starter("auditor", "list", "--json").json  # others' too: one system
    assert [one for one in listed if one["auditor"] == "court"] == [gone]


def test_auditor_that_is_tried_is_not_entered_and_not_let_go(starter: Starter) -> None:
    words = ("auditor", "add", "tried", "--email", "t@court.example", "--name", "T")
    leave = ("auditor", "leave", "tried")

    def listed() -> list[dict[str, Any]]:
        found = starter("auditor", "list", "--json").json
        return [one for one in found if one["auditor"] == "tried"]

    unknown = starter(*leave, "--dry-run")
    dry, before = starter(*words, "--dry-run"), listed()
    entered = starter(*words, "--json").json
    gone, after = starter(*leave, "--dry-run"), listed()

    assert (dry.code, dry.out.split("\n")[0]) == (0, "It would set off:")
    assert (before, after) == ([], [entered])
    assert (gone.code, unknown.code) == (0, 1)


def test_copy_that_differs_is_named_and_the_command_fails(
    starter: Starter, tmp_path: Path
) -> None:
    [number] = starter("seal", "now", "--json").json["made"]
    line = json.loads(starter("seal", "show", str(number), "--json").json["line"])
    copy = tmp_path / "letter.jsonl"
    copy.write_text(json.dumps(line | {"root": "0" * 64}) + "\n")

    verified = starter("seal", "verify", "--against", str(copy))

    assert verified.code == 1
    assert f"seal {number}: {copy} has it otherwise than the record." in verified.err


def test_rewritten_event_is_named(
    running: Path, starter: Starter, submitted: str, tmp_path: Path
) -> None:
    """On a copy of the data, as somebody with the file would do it."""
    assert starter("seal", "now").code == 0
    case = starter("show", submitted, "--json").json["case"]
    with sqlite3.connect(running / "staffetta.db") as source:
        target = sqlite3.connect(tmp_path / "staffetta.db")
        source.backup(target)
    target.execute("DROP TRIGGER event_no_update")
    stream = f"proposal/{case}"
    target.execute("UPDATE event SET hash = 'x' WHERE stream = ?", (stream,))
    target.commit()
    target.close()

    verified = starter("--folder", str(tmp_path), "seal", "verify")

    assert verified.code == 1
    assert f"event/{stream}, record" in verified.err
    assert "is not the one that was sealed" in verified.err


def test_whole_record_is_verified_without_the_engine(
    running: Path, starter: Starter, submitted: str, tmp_path: Path
) -> None:
    with sqlite3.connect(running / "staffetta.db") as source:
        target = sqlite3.connect(tmp_path / "staffetta.db")
        source.backup(target)
    well = starter("--folder", str(tmp_path), "verify")
    target.execute(
        "UPDATE proposal SET minutes = minutes + 1 WHERE ref = ?", (submitted,)
    )
    target.commit()
    target.close()
    case = starter("show", submitted, "--json").json["case"]

    found = starter("--folder", str(tmp_path), "verify")
    as_json = starter("--folder", str(tmp_path), "verify", "--json")

    assert (well.code, well.err) == (0, "")
    named = f'proposal ["{case}"]: column minutes is not what the chronicle tells'
    assert (found.code, found.out.splitlines()[0]) == (1, named)
    assert [one["name"] for one in as_json.json["findings"]] == [f'proposal ["{case}"]']
    assert as_json.json["counted"]["rows"] > 0
