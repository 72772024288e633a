"""What the rules have not understood holds back what they have."""

import pytest

from mail.intent import judge
from models.message import ActKind, Reading, ReadingKind

HELD_BACK = [
    (
        "Siamo interessati alla proposta. Manca ancora il benestare dell'Ordine.",
        "a yes, and something still wanting",
    ),
    (
        "Siamo favorevoli all'adesione. Unica prescrizione: il voto del Comitato.",
        "a yes, and somewhere an if",
    ),
    (
        "We are happy to take part. The permit of the Ministry is expected in May.",
        "a yes that waits for leave",
    ),
    (
        "Снимаем стенд на выставке, участвуем вдвоём.",
        "a yes to an event",
    ),
    (
        "Confermiamo la partecipazione all'incontro del 12.",
        "a yes to an event",
    ),
    (
        "Confermiamo l'interesse. Il Presidente però non è stato sentito.",
        "a yes, and a but that is not understood",
    ),
    (
        "Our partner Vega would like to join. As for us, it is June.",
        "a yes that may be its members' only",
    ),
    (
        "Confermiamo l'interesse per la proposta. Però non intendiamo partecipare.",
        "a no, and a yes declared",
    ),
    (
        "Вынуждены отказаться от ранее данного согласия.",
        "a no that may take back a yes",
    ),
    (
        "Purtroppo non possiamo partecipare. I soci hanno cambiato idea.",
        "a no of what was ours",
    ),
    (
        "Saremmo favorevoli, ma potremo decidere solo dopo il voto.",
        "a condition of deciding at all",
    ),
    (
        "Снимаем прежнюю оговорку: участвуем при любом условии.",
        "a condition that is met",
    ),
    (
        "La proposta ci interessa, ma abbiamo molti dubbi sui costi.",
        "a condition that is a doubt",
    ),
    (
        "Va bene. Quanti moduli servono?",
        "a question of somebody willing",
    ),
    (
        "Fateci sapere cosa dobbiamo compilare.",
        "a question about what comes next",
    ),
    (
        "Спасибо за терпение. Можно ли перенести срок ответа на октябрь?",
        "a request for more time",
    ),
    (
        "По другой программе мы согласны взять троих стажёров.",
        "a yes to another programme",
    ),
]


def judged(text):
    return judge(Reading(kind=ReadingKind.REPLY, new_text=text))


@pytest.mark.parametrize(("text", "why"), HELD_BACK)
def test_act_that_the_rest_does_not_bear_out_is_left_to_a_person(text, why):
    judgement = judged(text)

    assert (judgement.act, judgement.why) == (None, why)


@pytest.mark.parametrize(
    "text",
    [
        "È pervenuta la Vostra richiesta di adesione.",
        "Abbiamo letto la lettera sulla partecipazione.",
        "Il nostro ufficio conferma la ricezione della manifestazione di interesse.",
        "Chiederemo alle imprese di manifestare il loro interesse.",
        "Stiamo predisponendo la delibera di adesione.",
        "Abbiamo aderito alla Carta dei distretti nel 2010.",
        "La persona che seguiva il progetto ha rinunciato all'incarico.",
        "Получено ваше предложение об участии.",
        "Подтверждаем получение письма об участии в проекте.",
        "Мы разослали предприятиям предложение принять участие.",
        "Рады, что вы хотите сотрудничать с нами.",
        "Постараюсь убедить директора принять участие.",
        "We are glad that you wish to cooperate.",
        "Hopefully we will be able to join.",
        "It would be nice to participate.",
        "The Board is expected to approve our participation.",
    ],
)
def test_joining_that_is_only_talked_about_is_no_answer(text):
    assert judged(text).act is None


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Aderiamo alla proposta. Resta inteso che la sede è nostra.", "interested"),
        ("Aderiamo. La sede non è grande.", "interested"),
        ("We join. See our letter No. 118.", "interested"),
        ("Abbiamo ricevuto l'approvazione della Giunta. Aderiamo.", "interested"),
        ("Non aderiamo: il progetto non è per noi. Restiamo in contatto.", "declined"),
        ("Aderiamo a condizione che il Ministero approvi.", "conditional"),
        ("La scheda è arrivata. Quanti moduli servono?", "question"),
        ("Сколько стоит участие?", "question"),
    ],
)
def test_harmless_rest_holds_nothing_back(text, act):
    assert judged(text).act == ActKind(act)


def test_confidence_falls_with_every_caution():
    plain = judged("Aderiamo alla proposta.")
    cautioned = judged("Aderiamo alla proposta. La sede non è grande.")

    assert (plain.act, cautioned.act) == (ActKind.INTERESTED, ActKind.INTERESTED)
    assert (plain.confidence, cautioned.confidence) == (0.9, 0.8)


def test_liking_is_believed_less_than_joining():
    liking = judged("Siamo interessati alla proposta di cooperazione.")
    doubted = judged("Siamo interessati alla proposta. La sede però è lontana.")
    firm = judged("Aderiamo alla proposta. La sede però è lontana.")

    assert (liking.act, liking.confidence) == (ActKind.INTERESTED, 0.85)
    assert (doubted.act, firm.act) == (None, ActKind.INTERESTED)


def test_two_firm_words_are_believed_more_than_one():
    one = judged("Aderiamo. Il Presidente però non è stato sentito.")
    two = judged("Aderiamo, contateci. Il Presidente però non è stato sentito.")

    assert (one.act, two.act) == (None, ActKind.INTERESTED)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("L'anno scorso avevamo detto di no. Quest'anno aderiamo.", "interested"),
        ("В прошлый раз мы ответили отказом. Теперь мы участвуем.", "interested"),
        ("Last year we turned you down. This time we join the project.", "interested"),
        (
            "Leggo che Foggia ha rinunciato. La Camera intende partecipare.",
            "interested",
        ),
        ("La riserva è sciolta: il Comune aderisce.", "interested"),
        ("The reservation no longer applies. We join the project.", "interested"),
        ("Qualcuno era contrario. Pertanto ci ritiriamo.", "withdrawn"),
        ("Il bando è complesso, quindi decliniamo.", "declined"),
        ("Non facciamo forni, toglieteci dall'elenco.", "declined"),
        ("La proposta non rientra nei programmi dell'ente.", "declined"),
    ],
)
def test_what_is_told_beside_the_answer_does_not_hide_it(text, act):
    assert judged(text).act == ActKind(act)


@pytest.mark.parametrize(
    "text",
    [
        "L'anno scorso avevamo detto di no.",
        "Leggo che la Camera di Foggia ha rinunciato.",
        "Просим уточнить, в какой форме предполагается участие региона.",
        "Включите нас в рассылку.",
        "I will be in touch next week.",
        "Non possiamo rispondere prima di giugno.",
        "Per noi si tratta di una novità.",
    ],
)
def test_what_is_told_without_an_answer_decides_nothing(text):
    assert judged(text).act in (None, ActKind.QUESTION)
