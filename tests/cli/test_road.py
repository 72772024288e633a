"""A clerk's day: every command once, on the real system."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from store.calendars import HolidayCalendars
from tests.cli.conftest import YEAR, Done, until

Starter = Callable[..., Done]
Wait = Callable[[str, str], None]
SECOND = ("--as", "secretariat:o2")  # the one who registered does not validate

pytestmark = [pytest.mark.flow, pytest.mark.timeout(120)]


def test_proposal_goes_its_road_by_commands(
    submitted: str, starter: Starter, phase: Wait
) -> None:
    ref = submitted
    phase(ref, "validation")

    own = starter(
        *("validate", ref, "--accept", "--scores", "4,3,4,3"),
        *("--as", "secretariat:o1"),
    )
    assert own.code == 1
    assert "does not validate it" in own.err
    assert (
        starter("validate", ref, *SECOND, "--accept", "--scores", "4,3,4,3").code == 0
    )
    phase(ref, "open")
    yes = starter(
        *("answer", ref, "IT-MV", "--interested", "--reason", "by phone"),
        *("--contribution", "60000"),
    )
    assert yes.code == 0, yes.err
    assert starter("answer", ref, "IT-CN", "--declined", "--reason", "x").code == 0
    phase(ref, "ready")
    spent = starter("agreement", "show", "AP-MV-01", "--year", str(YEAR), "--json")
    assert spent.json["closing"]["reserved"] == 6_000_000

    items = starter("history", ref, "--json").json
    kinds = [one["kind"] for one in items if one["item"] == "event"]
    assert kinds[:5] == [
        "proposal.submitted",
        "proposal.screened",
        "act.refused",
        "proposal.validated",
        "proposal.disseminated",
    ]
    assert kinds[-1] == "proposal.ready"
    assert all(one["actor"] for one in items if one["item"] == "event")
    assert {one["item"] for one in items} == {"event", "letter"}
    assert ref in starter("history", ref).out

    assert starter("withdraw", ref, "--reason", "the plant was sold").code == 0
    phase(ref, "closed")
    closed = starter("withdraw", ref, "--reason", "again")
    assert (closed.code, closed.out) == (1, "")
    assert "it is closed" in closed.err


def test_proposal_returned_is_revised(
    submitted: str, starter: Starter, phase: Wait, form: Callable[..., Path]
) -> None:
    ref = submitted
    phase(ref, "validation")

    assert (
        starter("validate", ref, *SECOND, "--return", "--reason", "no contract").code
        == 0
    )
    phase(ref, "returned")
    again = form(attachments=["contract.pdf"])
    assert starter("revise", ref, str(again), "--reason", "letter").code == 0

    phase(ref, "validation")
    assert starter("show", ref, "--json").json["version"] == 2
    assert starter("withdraw", ref, "--reason", "end").code == 0


def test_deadline_is_extended_in_the_zone_of_the_corridor(
    submitted: str, starter: Starter, phase: Wait
) -> None:
    ref = submitted
    phase(ref, "validation")
    starter("validate", ref, *SECOND, "--accept", "--scores", "4,3,4,3")
    phase(ref, "open")

    italy = HolidayCalendars().country("IT")
    date = italy.open_at_or_after(dt.date(YEAR + 1, 3, 31)).isoformat()
    asked = ("--requested-by", "body:IT-MV", "--reason", "August")
    assert starter("extend", ref, "--until", date, *asked).code == 0

    until(
        lambda: starter("show", ref, "--json").json["due_at"],
        f"{date}T21:59:59Z",
    )
    early = starter("extend", ref, "--until", f"{YEAR}-01-01", *asked)
    assert early.code == 1
    assert "passed already" in early.err
    assert starter("withdraw", ref, "--reason", "end").code == 0


def test_letters_and_mailboxes_are_shown(submitted: str, starter: Starter) -> None:
    until(lambda: len(starter("letters", "--ref", submitted, "--json").json), 1)
    (letter,) = starter("letters", "--ref", submitted, "--json").json

    raw = starter("letter", letter["letter"]).out

    assert f"Message-ID: {letter['message_id']}" in raw
    address = letter["to_address"]
    until(lambda: starter("mailbox", address).code, 0)
    assert address in starter("mailbox", "--json").json
    assert starter("mailbox", "nobody@nowhere.example").code == 1
    assert starter("withdraw", submitted, "--reason", "end").code == 0


def test_mail_is_handed_in_and_waits_for_a_person(
    furnished: Path, starter: Starter, tmp_path: Path
) -> None:
    mail = tmp_path / "strange.eml"
    mail.write_bytes(
        b"From: somebody@unknown.example\r\nTo: progetti@staffetta.example\r\n"
        b"Subject: Hello\r\nMessage-ID: <1@unknown.example>\r\n\r\nGood morning.\r\n"
    )

    assert starter("inject", str(mail)).code == 0

    def waiting() -> list[str]:
        found = starter("messages", "--json").json
        ours = [m for m in found if m["mail_from"] == "somebody@unknown.example"]
        return [m["message"] for m in ours if m["disposition"] == "task"]

    until(lambda: len(waiting()), 1)
    (name,) = waiting()
    assert starter("message", name[:12]).out.startswith("From: somebody")
    assert "message/" in starter("task", "list").out
    wrong = starter("task", "resolve", name, "--clear", "--reason", "x")
    assert wrong.code == 1
    done = starter("task", "resolve", name, "--file", "--reason", "not for us")
    assert done.code == 0, done.err
    until(lambda: len(waiting()), 0)


def test_sessions_bodies_and_corridors_are_listed(
    furnished: Path, starter: Starter
) -> None:
    listed = starter("session", "list", "--json").json
    states = {one["ordinal"]: one["state"] for one in listed}
    assert states[29] == "collecting"
    assert starter("session", "show", "IT-RU/XXIX").code == 0
    bodies = starter("body", "list", "--corridor", "it-ru", "--json").json
    assert {"IT-CN", "IT-MV"} <= {body["code"] for body in bodies}
    (corridor,) = starter("corridor", "list", "--json").json
    assert (corridor["code"], corridor["legal_status"]) == ("IT-RU", "simulation")
    assert starter("programme", "show", "IT-RU").code == 0
    assert starter("list", "--session", "IT-RU/XXIX").code == 0


def test_doctor_finds_everything_well(furnished: Path, starter: Starter) -> None:
    done = starter("doctor", "--json")

    assert done.code == 0, done.err
    assert {one["part"]: one["reached"] for one in done.json} == {
        "database": True,
        "seal": True,
        "engine": True,
        "worker": True,
        "mail out": True,
        "mail in": True,
        "software": True,
    }
