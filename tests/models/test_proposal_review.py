"""Every limit of the form has a sentence, and so has every gap."""

import copy
import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from models.proposal import ProposalForm
from models.proposal_review import gaps, sentences

SAMPLES = Path(__file__).parents[2] / "reference" / "samples" / "proposals.json"
FORM = json.loads(SAMPLES.read_text(encoding="utf-8"))[0]
DROPPED = object()


def form(**changes):
    return ProposalForm.model_validate(changed(**changes))


def changed(**changes):
    """The first sample with some values changed; `__` goes one level down."""
    data = copy.deepcopy(FORM)
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


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"title__it": "short"},
            "title.it must have at least 10 characters; write more.",
        ),
        (
            {"title__it": "x" * 257},
            "title.it must have at most 256 characters; shorten it.",
        ),
        ({"title__it": DROPPED}, "The title lacks the languages it; add them."),
        ({"summary__en": DROPPED}, "The summary lacks the languages en; add them."),
        (
            {"summary__it": "x" * 99},
            "summary.it must have at least 100 characters; write more.",
        ),
        (
            {"summary__it": "x" * 501},
            "summary.it must have at most 500 characters; shorten it.",
        ),
        (
            {"description_it": "x" * 4001},
            "description.it must have at most 4000 characters; shorten it.",
        ),
        (
            {"description_ru": DROPPED},
            "The description lacks the original language, ru; add it.",
        ),
        (
            {"description": {"ru": "x"}},
            (
                "The description is given twice; keep either description or the"
                " fields by language."
            ),
        ),
        (
            {"title__IT": "x" * 20},
            "title.IT must be an ISO 639-1 code, such as it; correct it.",
        ),
        ({"sectors": []}, "sectors has no entry; add one."),
        (
            {"sectors": ["ENVI", "MECH", "BIO", "NANO"]},
            "sectors must have at most 3 entries; remove some.",
        ),
        (
            {"sectors": ["e"]},
            "sectors 1 must be a sector's key, such as ENVI; correct it.",
        ),
        ({"nace": []}, "nace has no entry; add one."),
        (
            {"nace": [{"rev": "2", "code": "30.32"}]},
            (
                "nace 1: NACE 30.32 (military aircraft) is refused in every corridor"
                " (method 2.9); remove it."
            ),
        ),
        (
            {"nace": [{"rev": "3", "code": "28.99"}]},
            "nace 1, rev must be 2 or 2.1; correct it.",
        ),
        (
            {"investment__own": 1},
            (
                "investment: Own funds, debt and the sum sought add up to the total;"
                " correct one of the four."
            ),
        ),
        (
            {"investment__by_year": {"2010": 1}},
            "investment: The years add up to the total; correct by_year.",
        ),
        (
            {"investment__operation": "2010-04"},
            "investment: Operation starts after the works; correct the months.",
        ),
        (
            {"investment__own": 0.5},
            (
                "investment.own: An amount is a whole number, or a text with two"
                ' decimals such as "1250.50"; write it so.'
            ),
        ),
        ({"partner_max": 0}, "partner_max must be at least 1; raise it."),
        ({"partner_max": 11}, "partner_max must be at most 10; lower it."),
        (
            {"partner_max": 2},
            (
                "An exclusive proposal takes one partner (method I13): set partner_max"
                " to 1 or exclusive to false."
            ),
        ),
        (
            {"accompanying_actions": [{"kind": "study", "cost": 1}] * 11},
            "accompanying_actions must have at most 10 entries; remove some.",
        ),
        (
            {"accompanying_actions__0__cost": 0},
            "accompanying_actions 1, cost must be more than 0; raise it.",
        ),
        ({"validity_days": 29}, "validity_days must be at least 30; raise it."),
        ({"validity_days": 366}, "validity_days must be at most 365; lower it."),
        (
            {"keywords": ["k"] * 11},
            "keywords must have at most 10 entries; remove some.",
        ),
        ({"contact": DROPPED}, "contact is missing; add it."),
        (
            {"contact__email": "nobody"},
            "contact.email: It is one e-mail address, name@domain; correct it.",
        ),
        (
            {"contact__email": "a@x.example\nBcc: b@y.example"},
            "contact.email: It is one e-mail address, name@domain; correct it.",
        ),
        (
            {"contact__name": "A\nB"},
            "contact.name: It is one line; remove line breaks and tabs.",
        ),
        (
            {"contact__name": "A\x00"},
            "contact.name: It holds control characters; type the text again.",
        ),
        (
            {"proposer__name": "abc\u202edef"},
            "proposer.name: It holds control characters; type the text again.",
        ),
        (
            {"proposer__owners": [{"name": "A", "share_percent": 60}] * 2},
            "proposer: The owners' shares exceed 100 %; correct them.",
        ),
        (
            {"profile_type": "XX"},
            "profile_type must be one of 'BO', 'BR', 'TO', 'TR' or 'RDR'; choose one.",
        ),
        (
            {"target_session": "IIX"},
            (
                "target_session: A session's number is roman or arabic, such as XV or"
                " 15; write it so."
            ),
        ),
        (
            {"programme": "2009-2007"},
            "The programme ends before it starts; correct its years.",
        ),
        (
            {"region": "Lipetsk"},
            "region must be an ISO 3166-2 code, such as IT-57; correct it.",
        ),
        (
            {"table": "Table A"},
            (
                "table must be a code of small letters, digits and underscores; correct"
                " it."
            ),
        ),
        (
            {"attachments": ["../plan.exe"]},
            "attachments 1 must be a PDF, ODS, DOCX or JPG file name; correct it.",
        ),
        (
            {"presented_by__signed_on": "soon"},
            "presented_by.signed_on must be a date such as 2027-03-31; correct it.",
        ),
        ({"exclusive": "maybe"}, "exclusive must be true or false; correct it."),
        ({"proposer": "x"}, "proposer must be a group of fields; correct it."),
        ({"timeline": {}}, "timeline is no field of the form; remove it."),
    ],
)
def test_each_problem_is_one_sentence(changes, sentence):
    assert problems(**changes) == (sentence,)


def test_several_problems_are_several_sentences():
    assert problems(contact__email=DROPPED, validity_days=1, foo=1) == (
        "contact.email is missing; add it.",
        "validity_days must be at least 30; raise it.",
        "foo is no field of the form; remove it.",
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[]", "The form must be a group of fields; correct it."),
        ("{", "The form must be JSON text; correct it."),
    ],
)
def test_what_is_no_form_is_refused_in_words(text, sentence):
    with pytest.raises(ValidationError) as caught:
        ProposalForm.model_validate_json(text)

    assert sentences(caught.value) == (sentence,)


def test_sentences_repeat_no_value():
    assert "secret" not in " ".join(
        problems(contact__email="secret", dual_use="secret")
    )


@pytest.mark.parametrize(
    ("changes", "gap"),
    [
        (
            {"title__it": "x" * 121},
            "title.it is longer than 120 characters; shorten it.",
        ),
        (
            {"description_it": DROPPED},
            "description.it is missing; add the translation.",
        ),
        ({"advantages": None}, "advantages is empty; say what the partner gains."),
        (
            {"keywords": []},
            "keywords is empty; add up to five for market and technology.",
        ),
        (
            {"partner_sought__must": []},
            "partner_sought.must is empty; say what a partner must have.",
        ),
        (
            {"sectors": ["BIO", "AERO"], "dual_use": None},
            "dual_use is unanswered; sector AERO, BIO needs the questionnaire.",
        ),
        (
            {"sectors": ["NANO"]},
            "keywords lacks a nano keyword; sector NANO has no NACE class.",
        ),
        ({"proposer__ids": []}, "proposer.ids is empty; add a register or tax number."),
        (
            {"legal_prerequisites": []},
            "legal_prerequisites is empty; list permits and titles, shown or pending.",
        ),
        ({"attachments": []}, "attachments is empty; add at least a business plan."),
        (
            {"proposer__kind": "company", "investment__payback_years": None},
            "investment.payback_years is empty; a company states it.",
        ),
        (
            {"accompanying_actions": [{"kind": "trade_fair", "cost": 5}]},
            (
                "accompanying_actions are fairs only; a fair is part of a wider project"
                " (method R5), add it."
            ),
        ),
    ],
)
def test_each_gap_is_one_sentence(changes, gap):
    assert gaps(form(**changes)) == (gap,)
