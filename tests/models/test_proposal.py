"""The form: every limit has a sentence, and the same form has the same fingerprint."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.proposal import ProposalForm, missing_languages
from models.proposal_review import gaps, sentences

SAMPLES = Path(__file__).parents[2] / "reference" / "samples"
FORMS = json.loads((SAMPLES / "proposals.json").read_text(encoding="utf-8"))
STORIES = json.loads((SAMPLES / "stories.json").read_text(encoding="utf-8"))
DROPPED = object()


def form(**changes):
    return ProposalForm.model_validate(changed(**changes))


def changed(**changes):
    """The first sample with some values changed; `__` goes one level down."""
    data = copy.deepcopy(FORMS[0])
    for path, value in changes.items():
        *parents, last = path.split("__")
        place = data
        for parent in parents:
            place = place[int(parent) if parent.isdigit() else parent]
        if value is DROPPED:
            del place[last]
        else:
            place[last] = value
    return data


def problems(**changes):
    with pytest.raises(ValidationError) as caught:
        form(**changes)
    return sentences(caught.value)


@pytest.mark.parametrize("sample", FORMS, ids=lambda sample: sample["ref"])
def test_samples_are_valid_and_complete(sample):
    valid = ProposalForm.model_validate(sample)

    assert gaps(valid) == ()
    assert valid.contact.email.endswith(".example")
    assert valid.ref in STORIES
    assert valid.ref == sample["ref"]


@pytest.mark.parametrize("sample", FORMS, ids=lambda sample: sample["ref"])
def test_form_survives_its_own_json(sample):
    first = ProposalForm.model_validate(sample)

    again = ProposalForm.model_validate_json(first.model_dump_json())

    assert again == first
    assert again.fingerprint() == first.fingerprint()


def test_stories_belong_to_the_samples():
    assert set(STORIES) == {sample["ref"] for sample in FORMS}


@pytest.mark.parametrize(
    ("number", "cents"), [(0, 12_000_000), (1, 30_000_000), (2, 10_000_000)]
)
def test_admissible_cost_is_the_accompanying_actions(number, cents):
    assert ProposalForm.model_validate(FORMS[number]).admissible_cents == cents


def test_amounts_are_cents():
    money = form(
        investment__own="2100000.50", investment__sought="2199999.50"
    ).investment

    assert money.own == 210_000_050
    assert money.by_year == {2010: 360_000_000, 2011: 260_000_000}


def test_parties_are_all_names_once():
    parties = form(
        proposer__owners=[
            {"name": "Comune Inventato", "share_percent": 40},
            {"name": FORMS[0]["presented_by"]["body"]},
        ]
    ).parties()

    assert parties == (
        FORMS[0]["proposer"]["name"],
        "Comune Inventato",
        FORMS[0]["presented_by"]["body"],
        "Lipetsk",
    )
    assert "Lipetsk" not in form(sez=None).parties()


def test_session_number_may_be_arabic():
    assert form(target_session="15").target_session == "XV"


def test_other_corridor_asks_for_its_languages_by_data():
    texts = {"it": "x" * 100, "sr": "y" * 100, "en": "z" * 100}
    serbian = form(
        ref=None,
        corridor="IT-RS",
        region="RS-00",
        language_original="sr",
        title=texts,
        summary=texts,
        description_ru=DROPPED,
        description_sr="Опис",
    )

    assert missing_languages(serbian, ("it", "sr", "en")) == []
    assert missing_languages(serbian, ("it", "hu")) == [
        "The title lacks the languages hu; add them.",
        "The summary lacks the languages hu; add them.",
    ]


def test_other_corridor_needs_a_second_language():
    texts = {"en": "z" * 100}

    assert problems(
        corridor="IT-RS",
        language_original="en",
        title=texts,
        summary=texts,
        description_en="Text",
    ) == (
        (
            "The title needs a second language; add it. The summary needs a second"
            " language; add it."
        ),
    )


def test_fingerprint_ignores_order_spacing_and_number():
    spaced = changed(ref=DROPPED, municipality="  Gryazi ", commercial=False)
    reordered = dict(reversed(spaced.items()))

    assert ProposalForm.model_validate(reordered).fingerprint() == form().fingerprint()


@pytest.mark.parametrize(
    "changes",
    [
        {"contact__email": "other@poima-eko.example"},
        {"title__it": "Linea modulare di selezione e compostaggio"},
        {"accompanying_actions__0__cost": "48000.01"},
        {"exclusive": False},
        {"sectors": ["MECH", "ENVI"]},
    ],
)
def test_fingerprint_sees_every_other_change(changes):
    assert form(**changes).fingerprint() != form().fingerprint()


def test_likeness_sees_through_spelling():  # X3
    title = FORMS[0]["title"]["ru"].upper()

    again = form(
        title__ru=f"«{title}».",
        proposer__name="ООО Воронежская Пойма-Эко inventata",
        contact__email="other@poima-eko.example",
    )

    assert again.likeness() == form().likeness()
    assert again.fingerprint() != form().fingerprint()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.sampled_from(sorted(FORMS[0])), json_values)
def test_no_value_of_a_field_escapes_the_sentences(field, value):
    found: tuple[str, ...] = ()
    try:
        ProposalForm.model_validate(changed(**{field: value})).fingerprint()
    except ValidationError as error:
        found = sentences(error)

    assert all(text.endswith(".") for text in found)


def test_shipped_form_is_the_first_sample():
    alone = json.loads((SAMPLES / "form.json").read_text(encoding="utf-8"))

    assert alone == FORMS[0]
