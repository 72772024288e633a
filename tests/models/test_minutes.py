"""Minutes: two languages of one build, and what becomes of every item."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.ids import CaseId, SessionId
from models.language_parity import parity, sentences, shape
from models.minutes import (
    ItemMinutes,
    Minutes,
    Next,
    Treatment,
    fates,
    problems,
    undertakings,
)

BOTH = {"it": "Si è discusso.", "ru": "Обсудили."}
PROMISE = {
    "side": "a",
    "text": {"it": "Invia i dati", "ru": "Направит данные"},
    "due": date(2028, 3, 1),
}


def minute(number=1, case=None, **known):
    given_ = {
        "number": number,
        "case": case,
        "treatment": Treatment.TREATED,
        "said": BOTH,
        "participants": 20,
    }
    return ItemMinutes.model_validate(given_ | known)


def minutes(*items, **known):
    return Minutes(
        session=SessionId("it-ru/29"), languages=("it", "ru"), items=items, **known
    )


def said(*items, agenda=(), **known):
    return sentences(problems(minutes(*items, **known), agenda))


def test_minutes_in_two_like_languages_may_be_signed():
    written = {"it": "1. Uno\n2. Due\n\nFine", "ru": "1. Один\n2. Два\n\nКонец"}
    item = minute(said=written, decisions=[{"text": BOTH}], promises=[PROMISE])

    assert said(item, opening=BOTH) == ()
    assert Minutes.model_validate_json(minutes(item).model_dump_json()) == minutes(item)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (
            {"it": "Uno", "ru": " \n"},
            (
                "item 1, what was said: the ru text is empty; write it, for both texts"
                " are signed."
            ),
        ),
        (
            {"it": "Uno\n\nDue", "ru": "Один"},
            (
                "item 1, what was said: the it text has 2 paragraphs, the ru text 1;"
                " divide both alike."
            ),
        ),
        (
            {"it": "1. Uno\n2. Due", "ru": "1. Один\n3. Два"},
            (
                "item 1, what was said: the points of the it text are 1, 2, those of"
                " the ru text 1, 3; number both alike."
            ),
        ),
        (
            {"it": "a) uno\nb) due", "ru": "а) один\nдва"},
            (
                "item 1, what was said: the points of the it text are letter, letter,"
                " those of the ru text letter; number both alike."
            ),
        ),
    ],
)
def test_languages_that_differ_are_named(written, sentence):  # X30, I17
    assert said(minute(said=written)) == (sentence,)


def test_decisions_and_undertakings_are_compared_too():
    item = minute(
        decisions=[{"text": {"it": "Sì"}}],
        promises=[PROMISE | {"text": {"it": "Invia\n\nPoi", "ru": "Направит"}}],
    )

    assert said(item) == (
        (
            "item 1, decision 1: the ru text is empty; write it, for both texts are"
            " signed."
        ),
        (
            "item 1, undertaking 1: the it text has 2 paragraphs, the ru text 1; divide"
            " both alike."
        ),
    )


@pytest.mark.parametrize(
    ("written", "points"),
    [
        ("1. Uno\n1.1 Uno\n1.1. Uno\n12) Dodici", ("1", "1.1", "1.1", "12")),
        ("2009. Anno\n10-11 dicembre\n21 октября\n5 euro", ()),
        ("- uno\n— два\n• tre", ("dash", "dash", "dash")),
        ("б) один", ("letter",)),
        ("3.", ("3",)),
    ],
)
def test_shape_sees_numbers_letters_and_dashes(written, points):
    assert shape(written).points == points


PARAGRAPHS = st.lists(st.sampled_from(["Testo", "1. Uno", "- due", "a) tre"]))


@given(PARAGRAPHS, PARAGRAPHS)
def test_parity_holds_exactly_for_texts_of_one_build(one, other):
    faces = {"it": "\n\n".join(["x", *one]), "ru": "\r\n \r\n".join(["y", *other])}

    same_points = [p for p in one if p != "Testo"] == [p for p in other if p != "Testo"]
    assert (parity("text", faces, ("it", "ru")) == ()) is (
        len(one) == len(other) and same_points
    )


def test_every_item_of_the_agenda_has_one_minute():
    items = (minute(1, CaseId("c1")), minute(3, CaseId("c1")))

    assert said(*items, agenda=(CaseId("c1"), CaseId("c2"))) == (
        "the items: are numbered 1, 3; number them from 1 to 2 without a gap.",
        (
            "c2: is on the agenda and has no minute; say that it was treated, not"
            " treated, postponed or withdrawn."
        ),
        "c1: has two minutes; make them one.",
    )


def test_item_treated_before_nobody_is_doubted():
    assert said(minute(participants=0)) == (
        (
            "item 1: was treated before no participant; count the participants, or say"
            " that it was not treated."
        ),
    )


@pytest.mark.parametrize("treatment", ["not-treated", "withdrawn"])
def test_item_that_was_not_treated_decides_nothing(treatment):
    with pytest.raises(ValidationError, match="was not treated and yet"):
        minute(treatment=treatment, promises=[PROMISE])


def test_not_treated_is_carried_over_twice_at_most():  # X14, X15
    cases = [CaseId(f"c{n}") for n in range(5)]
    treatments = [
        *(Treatment.TREATED, Treatment.WITHDRAWN, Treatment.NOT_TREATED),
        *(Treatment.POSTPONED, Treatment.NOT_TREATED),
    ]
    held = minutes(
        *(
            minute(n, case, treatment=treatment)
            for n, (case, treatment) in enumerate(
                zip(cases, treatments, strict=True), start=1
            )
        ),
        minute(6),
    )

    found = fates(held, {cases[0]: 2, cases[3]: 1, cases[4]: 2})

    assert [(one.case, one.next) for one in found] == [
        ("c0", Next.FOLLOW_UP),
        ("c1", Next.WITHDRAWN),
        ("c2", Next.CARRIED_OVER),
        ("c3", Next.CARRIED_OVER),
        ("c4", Next.LAPSED),
    ]
    assert found[2].why == "item 3 was not treated at the table: carry-over 1 of 2"
    assert found[4].why == (
        "item 5 was not treated at the table and was carried over 2 times already: it"
        " lapses, or comes as a new proposal"
    )


def test_promises_become_undertakings_numbered_through():
    held = minutes(
        minute(1, CaseId("c1"), promises=[PROMISE, PROMISE]),
        minute(2, promises=[PROMISE]),
    )

    assert [(one.undertaking, one.item, one.case) for one in undertakings(held)] == [
        ("it-ru/29/u/1", 1, "c1"),
        ("it-ru/29/u/2", 1, "c1"),
        ("it-ru/29/u/3", 2, None),
    ]
