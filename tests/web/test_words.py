"""The desk's words: the same in every language, and one for each code there is."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from models.account import LANGUAGES, Role
from models.acts import CofinancingChoice, Ruling, Verdict
from models.case import Outcome, Phase, WaitingOn
from models.deadlines import TermName
from models.event import EventKind
from models.finding import FindingState
from models.inbound import Disposition
from models.ledger import Account
from models.letter import LetterKind, LetterState
from models.message import ActKind
from models.minutes import Treatment
from models.partner_page import AskedState
from models.programme import ProgrammeState
from models.round import DeliveryState
from models.rule_book import Grade, Hardness
from models.session import SessionState
from models.session_matrix import Cell
from models.task import TaskKind
from models.two_sides import Side
from runtime.report_funnel import Cut
from runtime.reports import ReportKind
from web.saying import Saying, words
from web.undertakings import STANDINGS

WEB = Path(__file__).parents[2] / "web"
CODES = {
    "role": Role,
    "phase": Phase,
    "outcome": Outcome,
    "waiting_on": WaitingOn,
    "term": TermName,
    "event": EventKind,
    "disposition": Disposition,
    "account": Account,
    "letter": LetterKind,
    "letter_state": LetterState,
    "answer": ActKind,
    "delivery": DeliveryState,
    "cell": Cell,
    "session_state": SessionState,
    "verdict": Verdict,
    "choice": CofinancingChoice,
    "ruling": Ruling,
    "report": ReportKind,
    "cut": Cut,
    "task": TaskKind,
    "partner_state": AskedState,
    "finding_state": FindingState,
    "hardness": Hardness,
    "grade": Grade,
    "partner_heard": Disposition,
    "treatment": Treatment,
    "session_side": Side,
    "undertaking_standing": STANDINGS,
    "programme_state": ProgrammeState,
}


def flat(table: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{place}{key}\0")
        else:
            yield f"{place}{key}", value


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_phrases_with_the_same_blanks(
    language: str,
) -> None:
    def phrases(of: str) -> dict[str, list[str]]:
        return {
            key: sorted(re.findall(r"{\w+}", phrase))
            for key, phrase in flat(words(of))
            if not key.startswith("count\0")
        }

    assert phrases(language) == phrases("it")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", CODES)
def test_every_code_has_its_word(language: str, kind: str) -> None:
    assert set(words(language)[kind]) == {str(one) for one in CODES[kind]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_its_form(language: str) -> None:
    forms = {Locale.parse(language).plural_form(number) for number in range(200)}
    say = Saying(language)

    for key, told in words(language)["count"].items():
        assert {"other", *told} >= forms - {"many"}
        assert say.count(key, 21).startswith("21 ")


def test_every_phrase_a_page_says_is_there() -> None:
    said: set[str] = set()
    for file in [*WEB.glob("*.py"), *WEB.glob("pages/*.html")]:
        found = re.findall(r'say\(\s*["\']([a-z_.]+)["\']', file.read_text())
        said |= {key for key in found if not key.endswith(".")}
    known = {key.replace("\0", ".") for key, _ in flat(words("it"))}

    assert said - known == set()
