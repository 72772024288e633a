"""The adhesion form in a file with fields."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from models.adhesion_fields import read_attached
from models.adhesion_labels import LABELS, Line
from models.adhesion_text import given, read_adhesion
from models.message import AttachedForm, FormField
from models.reply_form import Language
from tests.models.adhesion_replies import ITALIAN, RUSSIAN, filled

REGIONS = {"marche": "IT-57", "lipetsk oblast": "RU-LIP"}


def attached(**values: str) -> AttachedForm:
    fields = (FormField(name=name, value=value) for name, value in values.items())
    return AttachedForm(attachment="ab" * 32, fields=tuple(fields))


@pytest.mark.parametrize(
    ("language", "values"),
    [(Language.ITALIAN, ITALIAN), (Language.RUSSIAN, RUSSIAN)],
)
def test_fields_called_as_the_lines_say_the_same_as_the_lines(language, values):
    labels = LABELS[language]
    named = {labels[line].name: value for line, value in values.items()}

    [found] = read_attached([attached(**named)], REGIONS)

    written = read_adhesion(filled(language), REGIONS)
    assert written is not None
    assert given(found) == given(written)


def test_fields_called_by_codes_are_read_and_repeated_ones_are_kept():
    coded = {line.value: value for line, value in ITALIAN.items()}
    second = "Boris Esempio; tecnico; b@impresa.example; +39 1; it; SI"
    coded |= {"form[0].page1.person_2[0]": second, "button7": "x"}

    [found] = read_attached([attached(**coded)], REGIONS)

    assert found.values[Line.PERSON] == (ITALIAN[Line.PERSON], second)


def test_same_form_twice_is_one_and_empty_or_other_forms_are_none():
    coded = {line.value: value for line, value in ITALIAN.items()}
    empty = dict.fromkeys(coded, "")
    answer = {"Risposta": "SI", "Note": "grazie"}

    found = read_attached(
        [attached(**one) for one in (coded, empty, answer, coded)], REGIONS
    )

    assert len(found) == 1


def test_ticks_are_consents():
    coded = {line.value: value for line, value in ITALIAN.items()}
    ticked = coded | {"release": "no", "photo": "yes"}

    [found] = read_attached([attached(**ticked)], REGIONS)

    assert given(found)["consents"] == {
        "release_to_side_b": False,
        "photo": True,
        "newsletter": False,
    }


@examples(st.dictionaries(st.text(max_size=60), st.text(max_size=200), max_size=20))
def test_whatever_stands_in_a_file_is_read_or_passed_over(values):
    for form in read_attached([attached(**values)], REGIONS):
        given(form)
