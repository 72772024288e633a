"""Two proposals that may be one project (X3)."""

import json

import pytest

from models.ids import CaseId
from models.likeness import Likeness, alike, traits_of
from models.proposal import ProposalForm
from tests.flow.samples import sample

FORM = json.loads(sample())


def traits(number: int = 0, **changes: object):
    form = ProposalForm.model_validate_json(sample(number, **changes))
    return traits_of(CaseId("it-ru/29/0001"), form)


def compared(number: int = 0, **changes: object) -> Likeness:
    return alike(traits(), traits(number, **changes))


def english(title: str) -> dict[str, str]:
    titles: dict[str, str] = FORM["title"]
    return titles | {"en": title, "ru": "Другое название проекта"}


def test_same_title_and_proposer_are_one_project():
    name = FORM["proposer"]["name"]
    spelled = name.upper().replace("«", '"').replace("»", '"')

    found = compared(proposer=FORM["proposer"] | {"name": spelled})

    assert (found.percent, found.suspicious) == (100, True)
    assert found.why == ("the same proposer and the same title",)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": english("Line, modular, to sort and compost municipal waste")},
        {"proposer": FORM["proposer"] | {"name": "Camera di commercio inventata"}},
        {"proposer": FORM["proposer"] | {"name": "Pojma Eko Voronezhskaja OOO"}},
    ],
)
def test_same_project_in_other_words_is_suspected(changes):
    assert compared(**changes).suspicious


@pytest.mark.parametrize("number", [1, 2])
def test_other_projects_are_not(number):
    found = compared(number)

    assert found.percent < 40
    assert not found.suspicious


def test_other_project_of_the_same_proposer_is_not_suspected():
    found = compared(
        title=english("Greenhouse complex heated by biogas"),
        summary=dict.fromkeys(
            FORM["summary"],
            "Construction of a heated greenhouse complex of six hectares with drip "
            "irrigation; climate technology and training are sought.",
        ),
    )

    assert not found.suspicious


def test_same_words_about_another_place_and_proposer_are_not_suspected():
    """Who copies a text for another plant has another project."""
    found = compared(
        proposer=FORM["proposer"] | {"name": "Sibirskaya Alfa Beta Zavod"},
        region="RU-CU",
        municipality="Cheboksary",
    )

    assert found.percent >= 65
    assert not found.suspicious


def test_likeness_is_the_same_both_ways_and_explained():
    one, other = traits(), traits(1)

    assert alike(one, other) == alike(other, one)
    assert [why.split()[0] for why in alike(one, other).why] == [
        "title",
        "summary",
        "proposer",
        "site",
    ]
