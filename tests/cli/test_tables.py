"""What a person sees: ids in one piece, money as money, letters as their readers do."""

import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from cli import command
from cli.history import drawn
from models.event import EventKind
from models.event_sums import SUMS
from models.ids import Actor
from store.read_models import EventItem
from tests.cli.conftest import HOME, Starter, until
from tests.cli.test_desk import opened

Phase = Callable[[str, str], None]


def event(**body: object) -> EventItem:
    return EventItem(
        at=datetime(2027, 1, 10, 9, tzinfo=UTC),
        kind=EventKind.MONEY_RESERVED,
        actor=Actor("system"),
        reason="",
        body=body,  # type: ignore[arg-type]
        seq=1,
        hash="0" * 64,
    )


def last_column(item: EventItem) -> str:
    out = io.StringIO()
    console = Console(file=out, width=200)
    console.print(drawn("R", [item], "Europe/Rome"))
    row = next(line for line in out.getvalue().splitlines() if "system" in line)
    return row.split("│")[-2].strip()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"cents": 6_525_000}, "sum 65,250.00 €"),
        ({"contribution": 100, "act": "interested"}, "contribution 1.00 €, act"),
        ({"result": {"ministry": 4_800_000, "split": [1]}}, "ministry 48,000.00 €"),
        ({"deadline": "2027-03-20T22:59:59+00:00"}, "deadline 20.03.2027 23:59:59"),
        ({"at": "2027-03-20T22:59:59.000001Z"}, "at 20.03.2027 23:59:59"),
        ({"version": 2, "round": 1}, "version 2, round 1"),
        *(
            ({name: 123_456}, f"{name.replace('_', ' ')} 1,234.56 €")
            for name in sorted(SUMS - {"cents", "so_far"})
        ),
        (
            {"months": 18, "copies_agency": False, "so_far": {"R7": 500}},
            "months 18, repeats what ICE does no, given by the call of R7 5.00 €",
        ),
        (
            {"favoured": {"IT-57": True}, "applied_on": "2027-03-03"},
            "former objective-1 area IT-57 yes, applied on 2027-03-03",
        ),
        ({"from": "it-ru/29", "to": "it-ru/30"}, "from IT-RU/XXIX, to IT-RU/XXX"),
    ],
)
def test_history_says_money_in_euro_and_instants_by_the_clock(
    body: dict[str, object], said: str
) -> None:
    assert last_column(event(**body)).startswith(said)


def test_long_history_says_where_it_is_cut() -> None:
    item = event().model_copy(update={"reason": "x" * 500})
    out = io.StringIO()

    Console(file=out, width=900).print(drawn("R", [item], "Europe/Rome"))

    assert f"{'x' * 400}… ·" not in out.getvalue()
    assert f"{'x' * 400}…" in out.getvalue()


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 bodies"), (1, "1 body"), (2, "2 bodies")]
)
def test_one_is_not_many(number: int, said: str) -> None:
    assert command.counted(number, "body", "bodies") == said


def test_id_is_never_broken_however_narrow_the_screen() -> None:
    name = "proposal/it-ru/2025-2027/xxix/lip/0001/letter/IT-57"
    out = io.StringIO()
    rows = [("word " * 30, name)]

    Console(file=out, width=100).print(command.table("T", ("subject", "letter"), rows))

    assert name in out.getvalue()


@pytest.fixture
def holding(starter: Starter, tmp_path: Path) -> Iterator[None]:
    """Letters to many wait for an hour, as they do in earnest."""
    shipped = HOME / "reference/demo/it-ru.json"
    patient = json.loads(shipped.read_text())
    patient["policy"] = patient.get("policy", {}) | {"posting": {"hold": 3600}}
    file = tmp_path / "patient.json"
    file.write_text(json.dumps(patient))
    assert starter("corridor", "add", str(file)).code == 0
    yield
    assert starter("corridor", "add", str(shipped)).code == 0


def test_letter_that_waits_says_when_it_leaves_and_reads_as_its_reader_reads(
    holding: None, submitted: str, starter: Starter, phase: Phase
) -> None:
    ref = opened(submitted, starter, phase)
    of_ref = ("letters", "--ref", ref, "--state", "ready")
    until(lambda: len(starter(*of_ref, "--json").json), 2)
    held = starter(*of_ref, "--json").json[0]

    table = starter(*of_ref).out
    text = starter("letter", held["letter"], "--text").out

    leaves = datetime.fromisoformat(held["next_at"])
    assert "leaves" in table
    assert command.clock(leaves) in table
    assert held["letter"] in table
    assert text.startswith("From: ")
    assert f"Subject: {held['subject']}\n" in text
    assert re.findall(r"=[0-9A-F]{2}|=\n", text) == []
    assert starter("withdraw", ref, "--reason", "end").code == 0


def test_mail_reads_as_it_was_written(starter: Starter, tmp_path: Path) -> None:
    mail = tmp_path / "quoted.eml"
    mail.write_bytes(
        b"From: a@altrove.example\r\nTo: progetti@staffetta.example\r\n"
        b"Subject: =?utf-8?q?Perch=C3=A9?=\r\nMessage-ID: <q@altrove.example>\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\nPi=C3=B9 tardi.\r\n"
    )
    assert starter("inject", str(mail)).code == 0

    def named() -> list[str]:
        return [
            one["message"]
            for one in starter("messages", "--json").json
            if one["reading"] and one["reading"]["subject"] == "Perché"
        ]

    until(lambda: len(named()), 1)
    text = starter("message", named()[0], "--text").out

    assert "Subject: Perché\n" in text
    assert text.endswith("\nPiù tardi.\n")
