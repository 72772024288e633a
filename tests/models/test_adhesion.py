"""The adhesion form: its limits, its guard, what is too late, who is wanted."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from stdnum.it import codicefiscale, iva
from stdnum.ru import inn, ogrn

from models.adhesion import (
    Adhesion,
    AdhesionForm,
    Admission,
    LateDecision,
    adhesion_id,
    admission,
    counted,
    problems,
    tax_problem,
    unconfirmed,
    without_passports,
)
from models.adhesion_parts import TaxNumber, TaxScheme
from models.counterparts import counterpart_list
from models.ids import Actor, BodyCode, SessionId

WALL = datetime(2027, 9, 17, 21, 59, 59, tzinfo=UTC)
SESSION, MARCHE = SessionId("it-ru/29"), BodyCode("IT-57")
VALID = {
    TaxScheme.IT_VAT: iva.is_valid,
    TaxScheme.IT_CF: codicefiscale.is_valid,
    TaxScheme.RU_INN: inn.is_valid,
    TaxScheme.RU_OGRN: ogrn.is_valid,
}


def person(**known):
    return {
        "name": "Anna Esempio",
        "role": "direttrice",
        "email": "anna@impresa.example",
        "phone": "+39 000 000",
        "languages": ["it", "en"],
        "needs_visa": False,
    } | known


PASSPORT = {
    "number": "YA0000000",
    "issued_by": "Questura",
    "expires_on": "2031-01-01",
    "born_on": "1980-01-01",
}
PROFILE = {
    "activity": {"it": "Macchine agricole", "en": "Farm machines"},
    "nace": [{"rev": "2", "code": "28.30"}],
    "size": "small",
    "turnover_band": "2-10 M",
    "languages": ["it"],
}


def given_form(**known):
    return {
        "session": SESSION,
        "body": MARCHE,
        "kind": "company",
        "organisation": {
            "name": "Impresa di Prova",
            "legal_form": "srl",
            "tax": {"scheme": "it-vat", "value": "IT 00743110157"},
            "address": "Via Prova 1, Ancona",
            "region": "IT-57",
        },
        "participants": [person()],
        "tables": ["a", "b"],
        "themes": "Macchine per il grano",
        "aims": "Trovare un partner industriale",
        "contact": "first-contact",
        "profile": PROFILE,
        "signature": {"by": "pec", "at": WALL},
    } | known


def form(**known):
    return AdhesionForm.model_validate(given_form(**known))


def said(**known):
    with pytest.raises(ValidationError) as caught:
        form(**known)
    return problems(caught.value)


def adhesion(serial=1, *, minutes=-60, body=MARCHE, **known):
    about = {
        key: known.pop(key) for key in ("decision", "confirmed_at") if key in known
    }
    return Adhesion(
        adhesion=adhesion_id(SESSION, body, serial),
        form=form(body=body, **known),
        received_at=WALL + timedelta(minutes=minutes),
        **about,
    )


def test_form_keeps_what_was_given():
    kept = form(projects=["it-ru/2027-2029/xxix/lip/0007"])

    assert kept.organisation.tax.value == "00743110157"
    assert kept.projects == ("IT-RU/2027-2029/XXIX/LIP/0007",)
    assert AdhesionForm.model_validate_json(kept.model_dump_json()) == kept


@pytest.mark.parametrize("kind", ["company", "group"])
def test_company_without_contact_or_investment_is_refused(kind):
    assert said(kind=kind, contact="none") == (
        (
            "contact: a company takes part with at least a first contact on the other"
            " side, or an interest in investing (method 2.3); state one, or leave the"
            " form until there is one."
        ),
    )


def test_guard_lets_investors_and_institutions_in():
    investor = form(contact="none", investment_interest=True, investment="Uno stabile")
    university = form(kind="university", contact="none", profile=None)

    assert investor.investment == "Uno stabile"
    assert university.profile is None


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (
            {"themes": None},
            (
                "themes: at least one theme or precise project is named (method 2.3);"
                " write the themes, or list the numbers of proposals."
            ),
        ),
        (
            {"aims": " "},
            "aims is blank; write it.",
        ),
        (
            {"aims": "a" * 1001},
            "aims must have at most 1000 characters; shorten it.",
        ),
        (
            {"participants": []},
            "participants has no entry; add one.",
        ),
        (
            {"participants": [person()] * 6},
            "participants must have at most 5 entries; remove some.",
        ),
        (
            {"counterparts": [{"kind": "region", "region": "RU-LIP"}] * 11},
            "counterparts must have at most 10 entries; remove some.",
        ),
        (
            {"counterparts": [{"kind": "company"}]},
            (
                "counterparts 1: A wanted counterpart needs a name or a profile; add"
                " one."
            ),
        ),
        (
            {"counterparts": [{"kind": "region"}]},
            "counterparts 1: A wanted region needs its code or its name; add one.",
        ),
        (
            {"tables": ["a", "a"]},
            "tables: each table is chosen once; remove the other.",
        ),
        (
            {"tables": ["a", "b", "c", "d"]},
            "tables must have at most 3 entries; remove some.",
        ),
        (
            {"projects": ["LIP 7"]},
            (
                "projects 1: It is a proposal's number, such as"
                " IT-RU/2027-2029/XV/LIP/0007; correct it."
            ),
        ),
        (
            {"profile": None},
            (
                "profile: a company gives its profile, without which it cannot be"
                " matched; add it."
            ),
        ),
        (
            {"profile": PROFILE | {"activity": {"it": "Macchine"}}},
            "profile: The profile's activity lacks the languages en; add them.",
        ),
        (
            {"investment_interest": True},
            (
                "investment: an interest in investing is described, and only then;"
                " write it, or correct the answer."
            ),
        ),
        (
            {"presentation": {"minutes": 20}},
            "presentation.minutes must be at most 15; lower it.",
        ),
        (
            {"participants": [person(passport=PASSPORT)]},
            (
                "participants 1: Passport data is taken only for a visa (method 2.3);"
                " remove it, or say that a visa is needed."
            ),
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_remedy(known, sentence):
    assert said(**known) == (sentence,)


@pytest.mark.parametrize(
    ("scheme", "value", "remedy"),
    [
        ("it-vat", "123", "11 digits"),
        ("ru-inn", "12345678901", "10 or 12 digits"),
        ("ru-ogrn", "12345678901234", "13 or 15 digits"),
        ("it-cf", "ABC", "16 signs"),
        ("ru-inn", "١٢٣٤٥٦٧٨٩٠", "10 or 12 digits"),
    ],
)
def test_tax_number_of_a_wrong_length_is_refused(scheme, value, remedy):
    with pytest.raises(ValidationError, match=remedy):
        TaxNumber.model_validate({"scheme": scheme, "value": value})


@pytest.mark.parametrize(
    ("scheme", "good", "bad"),
    [
        ("it-vat", "00743110157", "00743110158"),
        ("it-cf", "RCCMNL83S18D969H", "RCCMNL83S18D969A"),
        ("ru-inn", "7707083893", "7707083894"),
        ("ru-ogrn", "1022200525819", "1022200525818"),
    ],
)
def test_tax_number_is_checked_by_its_registry(scheme, good, bad):
    def problem(value):
        tax = {"scheme": scheme, "value": value}
        organisation = given_form()["organisation"] | {"tax": tax}
        return tax_problem(
            form(organisation=organisation), lambda one: VALID[one.scheme](one.value)
        )

    assert problem(good) is None
    assert problem(bad) == (
        f"organisation.tax: the check digits of the number ({scheme}) are wrong; ask"
        " the organisation for it again."
    )


def test_errors_repeat_no_personal_data():
    wrong = person(name="Anna\x00Segreta", email="anna.segreta at example")

    assert "segreta" not in " ".join(said(participants=[wrong])).casefold()


def test_id_holds_no_person():
    assert adhesion(3).adhesion == "it-ru/29/a/IT-57/0003"


def test_wall_is_kept_unless_somebody_decides():
    decided = {
        "reason": "Poste in sciopero.",
        "by": Actor("secretariat:h1"),
        "at": WALL,
    }
    yes = LateDecision.model_validate(decided | {"admitted": True})
    no = LateDecision.model_validate(decided | {"admitted": False})
    every = [
        adhesion(1, minutes=1),
        adhesion(2, minutes=1, decision=yes),
        adhesion(3, minutes=1, decision=no),
        adhesion(4, minutes=0),
    ]

    assert [admission(one, WALL) for one in every] == [
        *(Admission.LATE, Admission.ADMITTED_LATE),
        *(Admission.REFUSED_LATE, Admission.IN_TIME),
    ]
    assert [one.adhesion[-1] for one in counted(every, WALL)] == ["4", "2"]


def test_postponed_session_asks_for_confirmation():  # X11
    moved = WALL + timedelta(days=1)
    every = [
        adhesion(1),
        adhesion(2, confirmed_at=moved + timedelta(days=1)),
        adhesion(3, minutes=2 * 24 * 60),
    ]

    assert [one.adhesion[-1] for one in unconfirmed(every, moved)] == ["1"]


def test_passports_can_be_forgotten():
    kept = without_passports(
        form(participants=[person(needs_visa=True, passport=PASSPORT)])
    )

    assert kept.participants[0].passport is None
    assert kept.participants[0].needs_visa


def company(name, **known):
    return {"kind": "company", "name": name} | known


def test_counterparts_are_one_whatever_their_spelling():
    every = [
        adhesion(1, counterparts=[company("Чебоксарский агрегатный завод")]),
        adhesion(
            2,
            consents={"release_to_side_b": True},
            counterparts=[
                company("Cheboksarskij agregatnyj zavod"),
                company("Lipeckij Stankostroitel"),
            ],
        ),
        adhesion(
            1,
            body=BodyCode("IT-34"),
            counterparts=[
                company("OAO «Agregatnyy Zavod Cheboksarskiy»"),
            ],
        ),
    ]

    first, second = counterpart_list(every)

    assert first.name == "OAO «Agregatnyy Zavod Cheboksarskiy»"
    assert first.spellings == (
        "Чебоксарский агрегатный завод",
        "Cheboksarskij agregatnyj zavod",
    )
    assert [(one.body, one.organisation) for one in first.asked_by] == [
        ("IT-34", None),
        ("IT-57", None),
        ("IT-57", "Impresa di Prova"),
    ]
    assert second.name == "Lipeckij Stankostroitel"
    assert counterpart_list(reversed(every)) == (first, second)


def test_counterparts_that_only_may_be_the_same_stay_apart():
    chamber = {"kind": "body", "name": "Chamber of Commerce"}
    wanted = [
        chamber | {"region": "RU-LIP"},
        chamber | {"region": "RU-CU"},
        {"kind": "body", "name": "Lipetsk Chamber of Commerce"},
    ]

    found = {
        one.region or one.name: one
        for one in counterpart_list([adhesion(counterparts=wanted)])
    }

    assert len(found) == 3
    assert found["RU-LIP"].perhaps == (found["Lipetsk Chamber of Commerce"].key,)
    assert set(found["Lipetsk Chamber of Commerce"].perhaps) == {
        found["RU-LIP"].key,
        found["RU-CU"].key,
    }


def test_regions_are_one_by_their_code_and_profiles_by_their_words():
    wanted = [
        {"kind": "region", "name": "Chuvashia", "region": "RU-CU"},
        {"kind": "region", "region": "RU-CU"},
        {"kind": "company", "profile": "Maker of harvesters"},
        {"kind": "company", "profile": "maker of HARVESTERS"},
    ]

    found = counterpart_list([adhesion(counterparts=wanted)])

    assert [(one.kind, one.name, len(one.asked_by)) for one in found] == [
        ("company", "Maker of harvesters", 1),
        ("region", "Chuvashia", 1),
    ]


NAMES = st.sampled_from(
    ["Завод", "Zavod OOO", "ZAVOD", "Stanok", "Станок", "Stanok Lipetsk", "«»"]
)


@given(st.lists(st.lists(NAMES, max_size=4), max_size=5))
def test_every_wish_is_in_exactly_one_row(wishes):
    every = [
        adhesion(serial, counterparts=[company(name) for name in names])
        for serial, names in enumerate(wishes)
    ]

    rows = counterpart_list(every)

    written = [name for row in rows for name in {row.name, *row.spellings}]
    assert sorted(written) == sorted({name for names in wishes for name in names})
    assert len({row.key for row in rows}) == len(rows)
    asked = {ask.adhesion for row in rows for ask in row.asked_by}
    assert asked == {one.adhesion for one in every if one.form.counterparts}
