"""Receipts tell a body what was recorded, by which rule, and how to undo it."""

import re

import pytest

from mail.wording import LOCALES
from models.letter import LetterKind
from tests.mail.test_letters import FULL, bodies

RULES = {
    "it": ("è ammessa", "non è conteggiata", "«annulla»", "ore 10:30 del 29 nov"),
    "ru": ("он принят", "не учитывается", "«отменить»", "29 ноября 2026 г., 10:30"),
    "en": ("it is admitted", "it is not counted", "«cancel»", "10:30 on 29 November"),
}


def receipt(language, **facts) -> str:
    plain, _ = bodies(
        LetterKind.ANSWER_RECEIPT, language, FULL.model_copy(update=facts)
    )
    return " ".join(plain.split())


def test_receipt_says_what_was_recorded():
    plain, _ = bodies(LetterKind.ANSWER_RECEIPT, "it", FULL)
    folded = " ".join(plain.split())

    assert "Risposta registrata: manifestazione di interesse con condizioni" in folded
    assert "Contributo indicato: 1.234,56" in folded
    assert "Ricevuta: ore 10:30 del 28 novembre 2026" in folded
    assert "è annotata come tardiva" in folded
    assert "rispondere a questo messaggio indicando la risposta corretta" in folded


@pytest.mark.parametrize("language", LOCALES)
def test_receipt_tells_which_rule_a_late_answer_falls_under(language):
    grace, closed, _, _ = RULES[language]
    told = {
        rule: (grace in text, closed in text)
        for rule in ("grace", "closed", "")
        for text in [receipt(language, late=bool(rule), late_rule=rule)]
    }

    assert told == {
        "grace": (True, False),
        "closed": (False, True),
        "": (False, False),
    }


@pytest.mark.parametrize("language", LOCALES)
def test_receipt_says_until_when_the_answer_may_be_undone(language):
    _, _, word, until = RULES[language]
    timely = receipt(language, late=False, late_rule="")
    over = receipt(language, late=False, late_rule="", correct_until=FULL.received_at)
    late = receipt(language)

    assert (word in timely, until in timely) == (True, True)
    assert (word in over, word in late) == (False, True)


@pytest.mark.parametrize("act", ["interested", "conditional", "withdrawn"])
@pytest.mark.parametrize("language", LOCALES)
def test_receipt_promises_no_effect_to_an_answer_that_does_not_count(language, act):
    counted = receipt(language, act=act, late_rule="grace")
    closed = receipt(language, act=act, late_rule="closed")
    promises = {
        "it": "sarà valutata insieme|non sarà più presa|saranno esaminate",
        "ru": "будет рассмотрена вместе|учитываться не будет|рассмотрит секретариат",
        "en": "will be considered|no longer be taken|will examine the conditions",
    }[language]

    assert re.search(promises, counted)
    assert not re.search(promises, closed)


def test_correction_says_what_was_undone_what_stands_and_until_when():
    plain, _ = bodies(LetterKind.CORRECTION_RECEIPT, "it", FULL)
    folded = " ".join(plain.split())

    undone = "La risposta «manifestazione di interesse con condizioni» è annullata"
    assert f"{undone} a decorrere dalle ore 10:30 del 28 novembre 2026" in folded
    assert "un'altra risposta, mai annullata, essa torna a valere" in folded
    assert "una nuova risposta entro le ore 23:59 del 27 novembre 2026" in folded


def test_mute_receipt_says_that_it_is_no_refusal():
    plain, _ = bodies(LetterKind.MUTE_RECEIPT, "it", FULL)
    folded = " ".join(plain.split())

    assert "non equivale a un rifiuto" in folded
    assert "Potete ancora rispondere entro le ore 23:59 del 27 novembre" in folded
