"""The adhesion form in a mail: what is read, and what is said to be missing."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st
from pydantic import ValidationError

from models.adhesion import AdhesionForm
from models.adhesion_labels import LABELS, Line, confirm_lines, form_lines, guide
from models.adhesion_parts import ContactState, ParticipantKind, SizeClass, WantedKind
from models.adhesion_problems import problem_of, problems_in
from models.adhesion_text import given, read_adhesion, read_confirmation
from models.reply_form import Language
from tests.models.adhesion_replies import filled

REGIONS = {"marche": "IT-57", "lipetsk oblast": "RU-LIP"}
AT = datetime(2027, 9, 1, 9, tzinfo=UTC)
RECEIVED = {
    "session": "it-ru/29",
    "body": "IT-57",
    "signature": {"by": "e-signature", "at": AT},
}


def form(text):
    found = read_adhesion(text, REGIONS)
    assert found is not None
    return AdhesionForm.model_validate(given(found) | RECEIVED)


def said(text, language=Language.ITALIAN):
    with pytest.raises(ValidationError) as caught:
        form(text)
    return problems_in(caught.value, language)


def test_italian_form_is_read_line_by_line():
    found = form(filled())

    assert found.organisation.model_dump(mode="json") == {
        "name": "Impresa di Prova",
        "legal_form": "srl",
        "tax": {"scheme": "it-vat", "value": "00743110157"},
        "address": "Via Prova 1, Ancona",
        "region": "IT-57",
    }
    assert found.kind is ParticipantKind.COMPANY
    assert found.contact is ContactState.FIRST_CONTACT
    [person] = found.participants
    assert (person.email, person.languages) == ("anna@impresa.example", ("it", "en"))
    assert not person.needs_visa
    assert found.tables == ("agricoltura", "energia")
    [wanted] = found.counterparts
    assert (wanted.kind, wanted.region) == (WantedKind.COMPANY, "RU-LIP")
    assert found.profile is not None
    assert (found.profile.size, found.profile.export_percent) == (SizeClass.SMALL, 35)
    assert found.presentation is not None
    assert found.presentation.minutes == 10
    assert found.consents.model_dump() == {
        "release_to_side_b": True,
        "photo": False,
        "newsletter": False,
    }


def test_russian_form_is_read():
    found = form(filled(Language.RUSSIAN))

    assert found.organisation.tax.model_dump(mode="json") == {
        "scheme": "ru-inn",
        "value": "7707083893",
    }
    assert found.contact is ContactState.NEGOTIATION
    assert found.participants[0].languages == ("ru",)
    assert not found.investment_interest


def test_place_that_no_code_has_is_kept_in_words():
    [wanted] = form(
        filled(counterpart="impresa; Zavod Primer; oltre il Volga")
    ).counterparts

    assert (wanted.region, wanted.profile) == (None, "oltre il Volga")


@pytest.mark.parametrize("language", list(Language))
def test_empty_form_is_none(language):
    lines = [*form_lines(language), "", *guide(language)]

    assert read_adhesion("\n".join(lines)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Siamo interessati.",
        "Risposta: SI\nNote: grazie\nRegione: ok",
        "",
        "Oggetto: Re: adesione\nA: segreteria",
    ],
)
def test_other_words_are_no_form(text):
    assert read_adhesion(text) is None


def test_form_filled_between_quoted_lines_is_read():
    assert form(filled(quote="> ")) == form(filled())


def test_value_may_go_on_until_an_empty_line():
    text = filled(signature="Anna Esempio\nper l'impresa\n\nCordiali saluti")

    found = read_adhesion(text, REGIONS)

    assert found is not None
    assert found.one(Line.SIGNATURE) == "Anna Esempio per l'impresa"


def test_empty_quoted_form_below_changes_nothing():
    below = "\n".join(f"> {line}" for line in form_lines(Language.ITALIAN))

    assert form(f"{filled()}\n\n{below}") == form(filled())


def test_more_persons_may_be_added():
    second = "Boris Esempio; tecnico; b@impresa.example; +39 1; it; SI"

    found = form(f"{filled()}\nPartecipante 4: {second}")

    assert [person.needs_visa for person in found.participants] == [False, True]


@pytest.mark.parametrize("language", list(Language))
def test_every_line_that_is_missing_is_named_in_its_language(language):
    text = filled(language, aims="", organisation="", tax="", size="")

    problems = said(text, language)

    wanted = (Line.ORGANISATION, Line.TAX, Line.AIMS, Line.SIZE)
    assert set(problems) == {problem_of(line, language, "missing") for line in wanted}
    assert len(problems) == len(wanted)


@pytest.mark.parametrize(
    ("changes", "line", "kind"),
    [
        ({"contact": "forse"}, Line.CONTACT, "wrong"),
        ({"contact": "nessuno"}, Line.CONTACT, "wrong"),
        ({"region": "Atlantide"}, Line.REGION, "wrong"),
        ({"tax": "123"}, None, ""),
        ({"themes": ""}, Line.THEMES, "wrong"),
        ({"tables": "a, a"}, Line.TABLES, "wrong"),
        ({"nace": "macchine"}, Line.NACE, "missing"),
    ],
)
def test_line_that_is_wrong_is_named(changes, line, kind):
    if line is None:  # of a register we do not know: taken as it stands
        assert form(filled(**changes)).organisation.tax.scheme == "other"
        return
    assert said(filled(**changes)) == (problem_of(line, Language.ITALIAN, kind),)


def test_values_given_are_not_repeated():
    problems = said(filled(person="Anna Esempio; direttrice; anna; +39; it; forse"))

    assert len(problems) == 1
    assert problems[0].startswith("Partecipante 1: ")
    assert "Anna" not in problems[0]


def test_company_without_a_profile_is_told_all_of_it():
    empty: Any = dict.fromkeys(
        (
            *("activity_it", "activity_en", "products", "nace", "size"),
            *("turnover", "export", "working_languages"),
        ),
        "",
    )

    problems = said(filled(**empty))

    assert len(problems) == 6
    assert all("manca" in problem for problem in problems)


def test_labels_of_a_language_differ_from_one_another():
    for labels in LABELS.values():
        names = [label.name for label in labels.values()]
        assert len({*names}) == len(names) == len(Line)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Conferma (SI / NO): SI", True),
        ("> Подтверждение (ДА / НЕТ): нет", False),
        ("Confirmation: yes\nthank you", True),
        ("Conferma (SI / NO): ", None),
        ("Conferma: forse", None),
        ("Conferma: SI\nConferma: NO", None),
        ("Confermiamo tutto.", None),
    ],
)
def test_confirmation_is_its_one_line(text, stands):
    assert read_confirmation(text) is stands


def test_letter_asks_for_the_line_that_is_read():
    for language, yes in (("it", "SI"), ("ru", "ДА"), ("en", "YES")):
        [line] = confirm_lines(Language(language))
        assert read_confirmation(f"{line}{yes}") is True


@examples(st.text(max_size=400), st.sampled_from(list(Line)), st.sampled_from(Language))
def test_whatever_is_written_is_read_or_named(words, line, language):
    text = filled(language, **{line.value: words})
    found = read_adhesion(text, REGIONS)
    if found is None:
        return

    assert _problems(found, language) is None or _problems(found, language)


def _problems(found, language):
    """None when there are none to tell."""
    try:
        AdhesionForm.model_validate(given(found) | RECEIVED)
    except ValidationError as error:
        return problems_in(error, language)
    return None
