"""The form an authority fills in: faces that may not drift apart, and what is read."""

import json
from pathlib import Path
from typing import Any

import pytest

from models.offer_check import OTHER, Problem, problems
from models.offer_content import content, sum_written
from models.offer_faces import confirm_name, confirming, settle, stale
from models.offer_files import LARGEST, refused
from models.proposal import ProposalForm
from models.proposal_review import gaps

LANGUAGES = ("ru", "it", "en")
AGREED = {"title.ru": "Линия", "title.it": "Linea", "title.en": "Line"}
KNOWN = {"corridor": "IT-RU", "programme": "2027-2029", "target_session": "XXIX"}
SAMPLES = json.loads(Path("reference/samples/proposals.json").read_text())


@pytest.mark.parametrize(
    ("changed", "behind"),
    [
        ({}, ()),
        ({"title.ru": "Линия  "}, ()),
        ({"title.ru": "Завод"}, ("title.it", "title.en")),
        ({"title.ru": "Завод", "title.it": "Impianto"}, ("title.en",)),
        ({"title.ru": "Завод", "title.it": "Impianto", "title.en": "Plant"}, ()),
        ({"title.ru": "Завод", "title.en": ""}, ("title.it",)),
        ({"summary.ru": "Новое"}, ()),
    ],
)
def test_face_is_stale_that_others_left_behind(
    changed: dict[str, str], behind: tuple[str, ...]
) -> None:
    assert stale({**AGREED, **changed}, AGREED, LANGUAGES) == behind


def test_translation_that_is_added_makes_nothing_stale() -> None:
    first = {"title.ru": "Линия"}
    settled = settle(first, {}, LANGUAGES)

    assert stale({**first, "title.it": "Linea"}, settled, LANGUAGES) == ()


def test_confirmation_is_of_the_other_texts_as_they_stood() -> None:
    moved = {**AGREED, "title.ru": "Завод", "title.it": "Impianto"}
    tick = {confirm_name("title.en"): confirming(moved, "title.en", LANGUAGES)}
    later = {**moved, "title.it": "Stabilimento"}

    assert stale({**moved, **tick}, AGREED, LANGUAGES) == ()
    assert stale({**later, **tick}, AGREED, LANGUAGES) == ("title.en",)


def test_text_with_a_stale_face_is_not_settled() -> None:
    moved = {**AGREED, "title.ru": "Завод", "summary.ru": "Новое"}
    settled = settle(moved, AGREED, LANGUAGES)

    assert (settled["title.ru"], settled["summary.ru"]) == ("Линия", "Новое")
    assert stale(moved, settled, LANGUAGES) == ("title.it", "title.en")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("48000", "48000"),
        ("48.000", "48000"),
        ("1.250.000,50", "1250000.50"),
        ("48 000,5", "48000.5"),
        ("48\u00a0000 €", "48000"),
        ("48.50", "48.50"),
        ("sei mila", "seimila"),
    ],
)
def test_sum_is_read_as_people_write_it(written: str, read: str) -> None:
    assert sum_written(written) == read


@pytest.mark.parametrize("form", SAMPLES, ids=lambda one: str(one["ref"])[-8:])
def test_whole_form_has_the_gaps_of_the_form_itself(form: dict[str, Any]) -> None:
    form = {name: value for name, value in form.items() if name != "ref"}
    read = ProposalForm.model_validate(form)
    typed = {
        f"{item}.{code}": text
        for item in ("title", "summary", "description")
        for code, text in getattr(read, item).items()
    }
    typed["language_original"] = read.language_original

    found = problems(typed, {}, form, LANGUAGES)

    assert [one for one in found if one.hard] == []
    said = {one.said for one in found if one.rule in {"wanted", "nano"}}
    assert said == {*gaps(read)}


def test_empty_form_lacks_every_needed_field_once() -> None:
    form = content({}, KNOWN, (), LANGUAGES)
    found = problems({}, {}, form, LANGUAGES)

    places = [one.place for one in found]
    assert {one.rule for one in found} == {"missing"}
    assert len(places) == len({*places})
    assert {"title.ru", "title.it", "title.en", "description.ru"} <= {*places}
    assert "description.it" not in places


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"partner_max": 3, "exclusive": True}, ("partner_max", "exclusive", "")),
        ({"validity_days": 7}, ("validity_days", "least", "30")),
        ({"nace": [{"rev": "2", "code": "30.32"}]}, ("nace", "military", "")),
        ({"stage": "dream"}, ("stage", "choose", "")),
        ({"keywords": ["x"] * 11}, ("keywords", "many", "10")),
    ],
)
def test_rule_is_told_at_its_field(
    changes: dict[str, Any], problem: tuple[str, str, str]
) -> None:
    form = {name: value for name, value in SAMPLES[0].items() if name != "ref"}
    found = problems({}, {}, form | changes, LANGUAGES)
    hard = [one for one in found if one.hard and one.rule != "missing"]

    assert [(one.place.removesuffix(".0"), one.rule, one.limit) for one in hard] == [
        problem
    ]
    assert all(one.rule != OTHER for one in hard)


def test_problem_of_a_sum_is_told_at_the_sum() -> None:
    form = json.loads(json.dumps(SAMPLES[0])) | {"ref": None}
    form["investment"]["own"] = "12,5,7"
    [found] = [one for one in problems({}, {}, form, LANGUAGES) if one.rule == "amount"]

    assert isinstance(found, Problem)
    assert found.place == "investment.own"


@pytest.mark.parametrize(
    ("name", "held", "why"),
    [
        ("plan.pdf", b"%PDF-1.7", ""),
        ("plan.PDF", b"%PDF-1.7", ""),
        ("photo.jpeg", b"\xff\xd8\xff\xe0", ""),
        ("plan.pdf", b"PK\x03\x04", "content"),
        ("plan.exe", b"MZ", "kind"),
        ("../plan.pdf", b"%PDF-", "kind"),
        ("plan.pdf", b"%PDF-" + b" " * LARGEST, "large"),
    ],
)
def test_file_is_what_its_name_says(name: str, held: bytes, why: str) -> None:
    assert refused(name, held, ()) == why


def test_eleventh_file_is_one_too_many() -> None:
    known = [f"{number}.pdf" for number in range(10)]

    assert refused("new.pdf", b"%PDF-", known) == "many"
    assert refused("3.pdf", b"%PDF-", known) == ""
