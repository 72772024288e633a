import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mail.intent import judge, judge_each
from models.message import ActKind, DigestItem, Judgement, Reading, ReadingKind
from tests.mail.intent_samples import (
    CONDITIONAL,
    DECLINED,
    DOUBTFUL,
    EXPLICIT,
    INTERESTED,
    QUESTION,
)
from tests.patience import bounded

FORM = (
    "Risposta (SI / NO / DOMANDA / CON CONDIZIONI): {answer}\n"
    "Contributo dell'ente in euro: {contribution}\n"
    "Quota privata in euro: {private}\n"
    "Note: {notes}\n"
)


def reply(text: str, kind: ReadingKind = ReadingKind.REPLY) -> Reading:
    return Reading(kind=kind, new_text=text)


def filled(answer="", contribution="", private="", notes="") -> str:
    return FORM.format(
        answer=answer, contribution=contribution, private=private, notes=notes
    )


@pytest.mark.parametrize(("text", "act"), EXPLICIT)
def test_labelled_reply_is_judged_as_a_clerk_would(text, act):
    judgement = judge(reply(text))

    assert judgement.act == act
    assert judgement.span in text
    assert bool(judgement.span) == (act is not None)


@pytest.mark.parametrize("text", DOUBTFUL)
def test_doubtful_reply_is_left_to_a_person(text):
    judgement = judge(reply(text))

    assert (judgement.act, judgement.by, judgement.span) == (None, "none", "")
    assert judgement.why


def test_recorded_acts_are_all_right_and_abstentions_are_counted(record_property):
    explicit = [(text, act) for text, act in EXPLICIT if act is not None]
    doubtful = [(text, None) for text in DOUBTFUL]
    judged = [(judge(reply(text)).act, act) for text, act in [*explicit, *doubtful]]

    recorded = [(given, due) for given, due in judged if given is not None]
    abstained = [due for given, due in judged if given is None and due is not None]

    record_property("abstained", f"{len(abstained)} of {len(explicit)}")
    assert [pair for pair in recorded if pair[0] != pair[1]] == []
    assert len(explicit) >= 60
    assert len(abstained) <= len(explicit) // 10


@pytest.mark.parametrize("kind", list(ReadingKind))
def test_only_words_of_people_decide(kind):
    judged = judge(reply("Siamo interessati.", kind))

    decides = kind in (ReadingKind.REPLY, ReadingKind.PEC_ENVELOPE)
    assert (judged.act is INTERESTED) == decides


def test_quoted_words_decide_nothing():
    reading = Reading(
        kind=ReadingKind.REPLY,
        new_text="Ricevuto.",
        quoted="> Siete pregati di dirci se siamo interessati: siamo interessati.",
        text="Ricevuto.\n> siamo interessati.",
    )

    assert judge(reading).act is None


@pytest.mark.parametrize(
    ("answer", "act"),
    [
        ("SI", INTERESTED),
        ("sì", INTERESTED),
        ("NO", DECLINED),
        ("domanda", QUESTION),
        ("CON CONDIZIONI", CONDITIONAL),
    ],
)
def test_form_decides(answer, act):
    judged = judge(reply(filled(answer=answer)))

    assert (judged.act, judged.by) == (act, "form")
    assert judged.span == f"Risposta (SI / NO / DOMANDA / CON CONDIZIONI): {answer}"


def test_form_brings_the_amounts():
    judged = judge(reply(filled("SI", "60.000", "€ 12.500,50")))

    assert (judged.contribution_cents, judged.private_cents) == (60_000_00, 12_500_50)


def test_form_that_says_no_brings_no_amounts():
    judged = judge(reply(filled("NO", "60.000")))

    assert (judged.act, judged.contribution_cents) == (DECLINED, None)


def test_empty_form_leaves_the_decision_to_the_words():
    empty = judge(reply(filled()))
    beside_words = judge(reply("Non siamo interessati.\n\n" + filled()))

    assert empty.act is None
    assert (beside_words.act, beside_words.by) == (DECLINED, "phrase")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Non siamo interessati.\n\n", filled("SI")),
        ("Siamo interessati.\n\n", filled("NO")),
        ("Ritiriamo la nostra manifestazione di interesse.\n\n", filled("SI")),
        ("Siamo interessati a condizione che paghi la Regione.\n\n", filled("SI")),
        ("", filled("SI") + filled("NO")),
        ("", filled("SI", notes="non siamo interessati")),
    ],
)
def test_form_and_words_that_disagree_are_left_to_a_person(text, form):
    assert judge(reply(text + form)).act is None


def test_question_beside_a_filled_form_does_not_undo_it():
    judged = judge(reply("Quando si terrà la sessione?\n\n" + filled("SI")))

    assert (judged.act, judged.by) == (INTERESTED, "form")


def test_unclear_amount_is_named():
    judged = judge(reply(filled("SI", "circa 60-70 mila")))

    assert (judged.act, judged.contribution_cents) == (INTERESTED, None)
    assert "the amount of the contribution share is not clear" in judged.why


def test_act_that_is_not_offered_is_not_recorded():
    judged = judge(reply("Ritiriamo la nostra adesione."), (INTERESTED, DECLINED))

    assert judged.act is None
    assert judged.why == "withdrawn is not open to this party now"


def test_judgement_of_an_empty_mail():
    assert judge(reply("")) == Judgement(rule_version=5, why="no explicit answer")


WORDS = [
    "siamo interessati",
    "non",
    "ma",
    "se",
    ". ",
    ", ",
    "? ",
    "; ",
    "\n",
    "si",
    "no",
    "да",
    "нет",
    "но",
    "если",
    "не",
    "участвуем",
    "we",
    "decline",
    "withdraw",
    "cancel",
    "отзываем",
    "annulla",
    "1",
    "tutte",
    "2 e 3",
    "tranne",
    "a condizione che",
    "saremmo",
    "purtroppo",
    "avevamo detto di si",
    "Risposta: SI",
    "Ответ: ",
    "20.000 euro",
    "\x00",
    "«",
    "»",
]
ITEMS = tuple(
    DigestItem(position=number, ref=f"R/{number}", title=f"Titolo {number}")
    for number in range(1, 5)
)


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.text(max_size=20))
@example(["siamo interessati"] * 4 + ["\n", "Risposta: SI", "siamo interessati"], "")
def test_any_reply_is_judged_and_its_span_is_its_own(words, noise):
    text = " ".join(words) + noise

    for judged in (judge(reply(text)), *judge_each(reply(text), ITEMS)):
        assert judged.span in text
        assert bool(judged.span) == (judged.act is not None or judged.cancels)


@pytest.mark.parametrize("word", ["siamo interessati ", "non ", "? ", "...", "se e "])
def test_monotonous_text_is_judged_in_no_time(word):
    assert judge(reply(word * (20_000 // len(word)))).act in (None, QUESTION)


@pytest.mark.parametrize(
    "text",
    [
        *("annulla", "Annullare.", "Annullate la nostra risposta, grazie", "undo"),
        *("rettifica: annullate la nostra risposta", "cancel", "Отмена", "отменить"),
        *("Please cancel our answer", "Просим отменить наш ответ"),
        "Buongiorno,\nannullate la risposta precedente.\nCordiali saluti\nMario Neri",
    ],
)
def test_request_to_undo_cancels_and_decides_nothing(text):
    judged = judge(reply(text))

    assert (judged.cancels, judged.act) == (True, None)
    assert judged.span
    assert judged.span in text


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Ritiriamo la nostra manifestazione di interesse", ActKind.WITHDRAWN),
        ("Annullate la risposta precedente: siamo interessati", INTERESTED),
        ("La riunione è annullata.", None),
        ("La sessione è stata annullata?", QUESTION),
        ("Встреча отменена.", None),
        (filled("SI"), INTERESTED),
    ],
)
def test_other_cancelling_is_no_request_to_undo(text, act):
    judged = judge(reply(text))

    assert (judged.cancels, judged.act) == (False, act)


@pytest.mark.parametrize(
    ("text", "cents", "why"),
    [
        ("Aderiamo con un contributo di 20.000 euro.", 20_000_00, "explicit words"),
        ("Aderiamo; versiamo 20 mila euro.", 20_000_00, "explicit words"),
        ("We will take part and contribute EUR 1,500.50.", 1_500_50, "explicit words"),
        (
            "Согласны на участие, взнос 1 500 тыс. рублей.",
            None,
            "explicit words; a sum that is not in euro",
        ),
        (
            "Aderiamo con un contributo massimo di 20.000 euro.",
            None,
            "explicit words; a sum with a limit is not a pledge",
        ),
        (
            "Aderiamo: contributo 5.000 euro, poi altri 7.000 euro.",
            None,
            "explicit words; more than one sum in the text",
        ),
        (
            "Aderiamo. Il progetto vale 300.000 euro.",
            None,
            "explicit words; a sum that is not said to be the contribution",
        ),
        ("Aderiamo.", None, "explicit words"),
    ],
)
def test_sum_beside_a_yes_is_read_only_when_it_is_plain(text, cents, why):
    judged = judge(reply(text))

    assert (judged.act, judged.contribution_cents) == (INTERESTED, cents)
    assert judged.why == why


@pytest.mark.parametrize("word", ["siamo interessati ", "non ", "? ", "a. ", "1 sì, "])
def test_megabyte_is_judged_in_no_time(word):
    with bounded():
        judged = judge(reply(word * (1_000_000 // len(word))))

    assert judged.act is None


@pytest.mark.parametrize(
    "text",
    [
        "Non siamo interessati alla proposta.",
        "Мы не заинтересованы в этом предложении.",
        "We are not interested in this proposal.",
    ],
)
def test_evidence_of_a_refusal_keeps_its_negation(text):
    reading = Reading(kind=ReadingKind.REPLY, new_text=f"{text}\nSaluti")

    judged = judge(reading)

    assert (judged.act, judged.span) == (ActKind.DECLINED, text)
