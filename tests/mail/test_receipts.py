"""Receipts tell a body what was recorded, by which rule, and how to undo it."""

import re

import pytest

from mail.wording import LOCALES
from models.letter import LetterKind
from tests.mail.test_letters import FULL, OTHER, bodies

RULES = {
    "it": ("è ammessa", "non è conteggiata", "«annulla»", "ore 10:30 del 29 nov"),
    "ru": ("он принят", "не учитывается", "«отменить»", "29 ноября 2026 г., 10:30"),
    "en": ("it is admitted", "it is not counted", "“cancel”", "10:30 on 29 November"),
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
    assert "Torna a valere la risposta che avevate dato in precedenza" in folded
    assert "«nessun interesse»" in folded
    assert "una nuova risposta entro le ore 23:59 del 27 novembre 2026" in folded


@pytest.mark.parametrize(
    ("language", "nothing", "again"),
    [
        ("it", "Non risulta più registrata alcuna", "Torna a valere la risposta"),
        ("ru", "Зарегистрированного ответа от Вас больше нет", "Снова имеет силу"),
        ("en", "No answer of yours is on record any more", "stands again: “no int"),
    ],
)
def test_correction_says_either_what_stands_or_that_nothing_does(
    language, nothing, again
):
    told = {
        standing: (nothing in text, again in text)
        for standing in ("", "declined")
        for text in [correction(language, standing=standing)]
    }

    assert told == {"": (True, False), "declined": (False, True)}


def correction(language, **facts) -> str:
    plain, _ = bodies(
        LetterKind.CORRECTION_RECEIPT, language, FULL.model_copy(update=facts)
    )
    return " ".join(plain.split())


CAUSES = {
    "it": ("dopo il termine, scaduto", "in anticipo, perché erano giunte", "conclusa"),
    "ru": ("после истечения срока и", "завершён досрочно, поскольку", "уже завершена"),
    "en": ("after the deadline, which", "ahead of time, because", "had already ended"),
}


@pytest.mark.parametrize("language", LOCALES)
def test_receipt_tells_why_a_late_answer_is_late(language):
    told = {
        cause: tuple(said in text for said in CAUSES[language])
        for cause in ("over", "answered", "ended")
        for text in [receipt(language, late_rule="closed", late_cause=cause)]
    }

    assert told == {
        "over": (True, False, False),
        "answered": (False, True, False),
        "ended": (False, False, True),
    }


def test_receipt_calls_no_answer_late_that_came_before_the_term():
    early = receipt("it", late_rule="closed", late_cause="answered")

    assert "Tempestività: risposta pervenuta a raccolta già chiusa" in early
    assert "oltre il termine" not in early


@pytest.mark.parametrize("language", LOCALES)
def test_receipt_names_the_proposals_that_wait_for_a_clerk(language):
    with_some = receipt(language, waiting=(OTHER,))
    with_none = receipt(language, waiting=())

    assert (OTHER in with_some, OTHER in with_none) == (True, False)


def test_mute_receipt_says_that_it_is_no_refusal():
    plain, _ = bodies(LetterKind.MUTE_RECEIPT, "it", FULL)
    folded = " ".join(plain.split())

    assert "non equivale a un rifiuto" in folded
    assert "Potete ancora rispondere entro le ore 23:59 del 27 novembre" in folded
