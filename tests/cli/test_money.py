"""The agreement office's day: money committed, paid, settled, and checked again."""

import csv
import datetime as dt
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.cli.conftest import YEAR, Done
from tests.cli.test_bad_input import refused

Starter = Callable[..., Done]
Wait = Callable[[str, str], None]
SECOND = ("--as", "secretariat:o2")
AP = "AP-MV-01"
TODAY = dt.datetime.now(dt.UTC).date()
YESTERDAY = (TODAY - dt.timedelta(days=1)).isoformat()
SIGNED = ("--signed", YESTERDAY, "--reason", "The convention is signed.")
CUP = ("--cup", "B12 C34 5678 90123")
OTHER = ("--requested-by", "agreement-office:o2")
BIG = [{"kind": "training", "cost": 4_000_000}]

pytestmark = [pytest.mark.flow, pytest.mark.timeout(120)]


@pytest.fixture
def ready(
    furnished: Path, starter: Starter, phase: Wait, form: Callable[..., Path]
) -> Iterator[Callable[..., str]]:
    """A proposal whose money is in reserve; withdrawn at the end."""
    made: list[str] = []

    def make(euros: str, **changes: Any) -> str:
        file = form(keywords=[f"money {time.monotonic_ns()}"], **changes)
        ref = str(starter("submit", str(file), "--json").json["ref"])
        made.append(ref)
        phase(ref, "validation")
        starter("validate", ref, *SECOND, "--accept", "--scores", "4,3,4,3")
        phase(ref, "open")
        yes = ("--interested", "--reason", "phone", "--contribution", euros)
        assert starter("answer", ref, "IT-MV", *yes).code == 0
        assert starter("answer", ref, "IT-CN", "--declined", "--reason", "x").code == 0
        phase(ref, "ready")
        return ref

    yield make
    for ref in made:
        assert starter("withdraw", ref, "--reason", "end").code == 0


def accounts(starter: Starter) -> dict[str, int]:
    found = starter("agreement", "show", AP, "--year", str(YEAR), "--json").json
    raised = [one for one in found["lines"] if one["movement"] == "budget raised"]
    budget = found["opening"] + sum(one["cents"] for one in raised)
    assert found["check_sum"] == budget == sum(found["closing"].values())
    return {name: cents for name, cents in found["closing"].items() if cents}


def moved(starter: Starter, before: dict[str, int]) -> dict[str, int]:
    after = accounts(starter)
    names = {*before, *after}
    found = {name: after.get(name, 0) - before.get(name, 0) for name in names}
    return {name: cents for name, cents in found.items() if cents}


def commit(ref: str, *more: str, act: str | None = None) -> tuple[str, ...]:
    number = act or f"{time.monotonic_ns()}/{YEAR}"
    return ("money", "commit", ref, AP, "--act", number, *SIGNED, *more)


def test_money_goes_its_way_by_commands(
    ready: Callable[..., str], starter: Starter, tmp_path: Path
) -> None:
    before = accounts(starter)
    ref = ready("60000")
    act, order = f"A-{time.monotonic_ns()}", f"M-{time.monotonic_ns()}"
    words = commit(ref, *CUP, *OTHER, "--no-company", act=act)

    dry = starter(*words, "--dry-run")
    assert dry.code == 0, dry.err
    assert f"60,000.00 EUR of {AP} ({YEAR}): from reserved to committed" in dry.out
    assert moved(starter, before)["reserved"] == 6_000_000

    for step in (
        words,
        ("money", "pay", ref, AP, "10000.50", "--order", "=1+1"),
        (
            *("money", "report", ref, AP, "90000"),
            *("--ended", YESTERDAY, "--received", TODAY.isoformat()),
        ),
        ("money", "settle", ref, AP, "--order", order),
    ):
        done = starter(*step)
        assert done.code == 0, done.err

    held = starter("show", ref, "--json").json
    assert {one: held[one] for one in ("reserved", "committed", "paid")} == {
        "reserved": 0,
        "committed": 0,
        "paid": 4_500_000,
    }
    # Half of the 120,000 planned was promised, so half of the 90,000 reported is due.
    assert moved(starter, before) == {"available": -4_500_000, "paid": 4_500_000}
    [one] = starter("money", "show", ref, "--json").json["commitments"]
    assert (one["number"], one["state"], one["rate"]) == (act, "settled", "1/2")
    assert act in starter("money", "show", ref).out
    settled = " ".join(starter("history", ref).out.split())
    assert "due 45,000.00 €, to pay 34,999.50 €, released 15,000.00 €" in settled
    [reserve] = [line for line in moves(starter) if line[1:3] == (ref, "reserved")]
    assert reserve[3] == "reserve"
    written = tmp_path / "statement.csv"
    assert (
        starter("agreement", "statement", AP, str(YEAR), "--csv", str(written)).code
        == 0
    )
    with written.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    paid = [one["euro"] for one in rows if one["what"] == "paid"]
    causes = [one["cause"] for one in rows if one["what"] == "paid"]
    assert causes[-2:] == ["'=1+1", order]  # no spreadsheet runs it
    assert paid[-2:] == ["10000.50", "34999.50"]
    assert {one["day"] for one in rows if one["what"] == "paid"} == {rome_today()}
    assert rows[-1]["what"] == "sum of accounts"


def moves(starter: Starter) -> list[tuple[str, ...]]:
    """The lines of the agreement's year as they are shown."""
    shown = starter("agreement", "show", AP, "--year", str(YEAR)).out
    rows = [line.split("│")[1:-1] for line in shown.splitlines() if "│" in line]
    return [tuple(cell.strip() for cell in row) for row in rows]


def rome_today() -> str:
    return dt.datetime.now(ZoneInfo("Europe/Rome")).date().isoformat()


REFUSED = {
    "same-person": (
        (*CUP, "--no-company", "--requested-by", "agreement-office:o1"),
        "four eyes",
    ),
    "above": ((*CUP, "--no-company", *OTHER, "--euro", "60000.01"), "is more than the"),
    "negative": ((*CUP, "--no-company", *OTHER, "--euro", "-5"), "no sign"),
    "fraction": ((*CUP, "--no-company", *OTHER, "--euro", "5.005"), "two decimals"),
    "cup": (("--cup", "B12", "--no-company", *OTHER), "15 letters and digits"),
    "cor": ((*CUP, "--company", *OTHER), "aid is registered before the act"),
    "day": ((*CUP, "--no-company", *OTHER, "--ends", "soon"), "is no day"),
}


def test_wrong_acts_are_refused_in_words_and_change_nothing(
    ready: Callable[..., str], starter: Starter
) -> None:
    ref = ready("60000")
    before = accounts(starter)

    for words, sentence in REFUSED.values():
        refused(starter(*commit(ref, *words)), sentence)
    unknown = ("money", "commit", ref, "XX-9", "--act", "1", *SIGNED, *CUP, *OTHER)
    refused(starter(*unknown, "--no-company"), "no agreement XX-9")
    refused(
        starter("money", "pay", ref, AP, "5", "--order", "1"), "Nothing is promised"
    )
    refused(starter("money", "show", "IT-RU/2026-2028/XXIX/LIP/9999"), "no proposal")

    assert accounts(starter) == before
    assert starter("money", "show", ref, "--json").json["commitments"] == []


def test_case_of_2003_under_rules_of_2003_gives_its_result_and_another_today(
    ready: Callable[..., str], starter: Starter
) -> None:
    """A Region's ceiling of 2003, less what it was given already, is gone today."""
    year = starter("agreement", "show", AP, "--year", str(YEAR), "--json").json
    opening = year["opening"]
    raised = starter(
        *("agreement", "raise", AP, str(YEAR), "2000000"),
        *("--act", "DM 4", "--reason", "large projects"),
    )
    assert raised.code == 0, raised.err
    year = starter("agreement", "show", AP, "--year", str(YEAR), "--json").json
    assert year["opening"] == opening
    assert "raised by 2,000,000.00" in " ".join(
        starter("agreement", "show", AP, "--year", str(YEAR)).out.split()
    )
    given = sum(accounts(starter).get(one, 0) for one in ("reserved", "paid"))
    ref = ready("2000000", accompanying_actions=BIG)
    before = accounts(starter)

    today = starter("cofinance", "check", ref, "--json").json
    then = starter("cofinance", "check", ref, "--as-of", "2003-10-01", "--json").json
    shown = starter("cofinance", "check", ref, "--as-of", "2003-10-01").out

    assert (today["status"], today["ministry"]) == ("FULL", 200_000_000)
    assert (then["status"], then["ministry"]) == ("GAP", 105_000_000 - given)
    assert (then["blocks"], then["limits"]) == ([], ["R2"])
    assert then["rule_version"] != today["rule_version"]
    assert "Limited by: R2" in shown
    assert "[P] Programme agreements of 2003" in " ".join(shown.split())
    assert accounts(starter) == before
    refused(
        starter("cofinance", "check", ref, "--as-of", "1990-01-01"),
        "No rule of co-financing was in force",
    )


def test_facts_are_stated_and_the_rules_decide(
    ready: Callable[..., str], starter: Starter
) -> None:
    ref = ready("60000")
    said = ("--no-copies", "--reason", "the application of 3 March")

    before = starter("cofinance", "check", ref)
    dry = starter("cofinance", "facts", ref, "--copies", "--reason", "x", "--dry-run")
    stated = starter("cofinance", "facts", ref, *said, "--priority", "--json")

    told = "Not known: --priority (R11), --copies (R12)."
    assert told in " ".join(before.out.split())
    assert "nothing is kept" in dry.out
    assert "Blocked by: R12" in dry.out
    assert (stated.json["blocks"], stated.json["warnings"]) == ([], [])
    assert starter("cofinance", "check", ref, "--json").json["warnings"] == []
    fact = ("cofinance", "facts", ref, "--reason", "x")
    refused(starter(*fact), "No fact is stated")
    refused(starter(*fact, "--call-spent", "R7"), "write it as in R7=1200000")
    refused(starter(*fact, "--call-spent", "R1=5"), "not among the rules with a call")
    refused(starter(*fact, "--months", "0"), "--months must be at least 1; raise it.")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--rate", "0.5"), "never a decimal"),
        (("--rate", "3/2"), "at most 1"),
    ],
)
def test_agreement_with_a_wrong_rate_is_refused(
    furnished: Path, starter: Starter, words: tuple[str, ...], sentence: str
) -> None:
    valid = ("--valid-from", f"{YEAR}-01-01", "--valid-to", f"{YEAR + 2}-12-31")

    refused(starter("agreement", "add", "AP-X", "IT-MV", *valid, *words), sentence)


def test_agreement_keeps_how_it_shares(furnished: Path, starter: Starter) -> None:
    number = f"AP-{time.monotonic_ns()}"
    valid = ("--valid-from", "2001-01-01", "--valid-to", "2002-12-31")
    settings = ("--shortage", "pro_rata", "--strict-rank", "--rate", "1/4")

    done = starter("agreement", "add", number, "IT-MV", *valid, *settings, "--json")

    assert done.code == 0, done.err
    kept = {name: done.json[name] for name in ("shortage", "strict_rank", "rate")}
    assert kept == {"shortage": "pro_rata", "strict_rank": True, "rate": "1/4"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("raise", AP, str(YEAR), "-5", "--act", "1", "--reason", "x"), ""),
        (
            ("raise", AP, str(YEAR), "0", "--act", "1", "--reason", "x"),
            "cannot be added",
        ),
        (("raise", AP, "2050", "5", "--act", "1", "--reason", "x"), "no budget for"),
        (("share", AP, str(YEAR), "--reason", "x"), "in rank order"),
        (("share", "XX-9", str(YEAR), "--reason", "x"), "no agreement XX-9"),
        (
            ("renew", AP, "--valid-to", "2001-01-01", "--act", "1", "--reason", "x"),
            "give a later day",
        ),
    ],
)
def test_wrong_acts_on_an_agreement_are_refused(
    furnished: Path, starter: Starter, words: tuple[str, ...], sentence: str
) -> None:
    before = accounts(starter)

    done = starter("agreement", *words)

    assert done.code in {1, 2}
    assert "Traceback" not in done.err
    assert sentence in done.err
    assert accounts(starter) == before
