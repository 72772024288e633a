import pytest

from mail.forms import is_filled_line
from mail.intent import judge, judge_each
from models.message import ActKind, DigestItem, Judgement, Reading, ReadingKind
from models.reply_form import LABELS, Language
from tests.patience import bounded

TITLES = (
    "Distretto dei marmi",
    "Filiera del legno",
    "Serre e ortofrutta",
    "Macchine per calzature",
    "Riciclo dei rifiuti",
    "Lino e canapa",
    "Trattori leggeri",
)
ITEMS = tuple(
    DigestItem(position=number, ref=f"IT-RU/2007-2009/XV/LIP/{number:04d}", title=title)
    for number, title in enumerate(TITLES, start=1)
)
LETTERS = {
    "y": ActKind.INTERESTED,
    "n": ActKind.DECLINED,
    "c": ActKind.CONDITIONAL,
    "q": ActKind.QUESTION,
    "w": ActKind.WITHDRAWN,
    ".": None,
}


def each(text: str, items=ITEMS) -> tuple[Judgement, ...]:
    return judge_each(Reading(kind=ReadingKind.REPLY, new_text=text), items)


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("1 sì, 3 no, 7 da approfondire", "y.n...."),
        (
            "1: interessati; 2 e 4: no grazie; sulla 3 chiediamo il piano finanziario",
            "ynqn...",
        ),
        ("Tutte no", "nnnnnnn"),
        ("Interessati a tutte tranne la 5", "yyyy.yy"),
        ("1-3 да, остальные нет", "yyynnnn"),
        ("№ 2 — интересно при условии софинансирования", ".c....."),
        ("Yes to 1 and 4. Not for us: the rest", "ynnynnn"),
        ("IT-RU/2007-2009/XV/LIP/0007: sì\nIT-RU/2007-2009/XV/LIP/0002: no", ".n....y"),
        ("Al progetto sui marmi siamo interessati.", "y......"),
        ("Siamo interessati alla 2. Per la 3 no grazie.", ".yn...."),
        ("We are interested in proposals 1, 2 and 6; we decline 3", "yyn..y."),
        ("1) sì\n2) no\n3) sì, se paga la Regione", "ync...."),
        ("Нас интересуют предложения № 1 и № 3", "y.y...."),
        ("Siamo interessati a tutte le proposte.", "yyyyyyy"),
        ("Alla 1 aderiamo, alla 2 non aderiamo", "yn....."),
        ("Interessati alla proposta n. 4", "...y..."),
        # numbers that are something else
        ("Siamo interessati. Ci vediamo il 5 maggio.", "......."),
        ("Saremo in 2: sì, siamo interessati", "......."),
        ("Siamo interessati, con un contributo di 4 mila euro", "......."),
        ("Via Roma, 3: siamo interessati", "......."),
        ("Tel. 055 1 2 3. Siamo interessati", "......."),
        ("Sì, entro 7 giorni", "......."),
        # which one?
        ("Siamo interessati", "......."),
        ("Siamo interessati a entrambe", "......."),
        ("No grazie", "......."),
        ("1 sì. 1 no.", "......."),
        ("Да по 1 и 2, по 3 нет", "......."),
        ("", "......."),
    ],
)
def test_each_proposal_gets_its_own_answer(text, acts):
    given = each(text)

    assert [one.act for one in given] == [LETTERS[letter] for letter in acts]
    assert all(one.span in text and bool(one.span) == bool(one.act) for one in given)


def test_both_are_two():
    given = each("Siamo interessati a entrambe", ITEMS[:2])

    assert [one.act for one in given] == [ActKind.INTERESTED] * 2


def test_number_beyond_the_list_is_named():
    given = each("9 sì, 1 no")

    assert [one.act for one in given] == [ActKind.DECLINED, *[None] * 6]
    assert given[0].why == "explicit words; not in the list: 9"
    assert given[1].why == "not mentioned; not in the list: 9"


@pytest.mark.parametrize("language", list(Language))
def test_lines_of_the_letter_are_read_back(language):
    labels = LABELS[language]
    acts = [act for act, _ in labels.choices]
    lines = [
        labels.item_line(item.position, item.ref) + word
        for item, (_, word) in zip(ITEMS, labels.choices, strict=False)
    ]
    empty = [labels.item_line(item.position, item.ref) for item in ITEMS[4:]]

    given = each("\n".join([*lines, *empty]))

    assert [one.act for one in given] == [*acts, None, None, None]
    assert [one.by for one in given] == [*["form"] * 4, *["none"] * 3]
    assert [one.span for one in given[:4]] == lines
    assert [is_filled_line(line) for line in [*lines, *empty]] == [
        *[True] * 4,
        *[False] * 3,
    ]


def test_unanswered_lines_leave_the_words_alone():
    lines = "\n".join(
        LABELS[Language.ITALIAN].item_line(item.position, item.ref) for item in ITEMS
    )

    given = each("La 2 sì.\n\n" + lines)

    assert [one.act for one in given] == [None, ActKind.INTERESTED, *[None] * 5]


def test_one_proposal_is_judged_as_a_letter_of_its_own():
    reading = Reading(kind=ReadingKind.REPLY, new_text="Siamo interessati.")

    assert judge_each(reading, ITEMS[:1]) == (judge(reading),)


def test_mail_of_a_machine_answers_nothing():
    reading = Reading(kind=ReadingKind.AUTO_REPLY, new_text="1 sì")

    assert [one.act for one in judge_each(reading, ITEMS)] == [None] * 7


@pytest.mark.parametrize("word", ["1 sì, ", "1 ", "e 1-99 ", "tutte ", "? ", "IT-RU/"])
def test_monotonous_list_is_read_in_no_time(word):
    with bounded():
        for size in (7_900, 1_000_000):
            each(word * (size // len(word)))


@pytest.mark.parametrize(
    "lines",
    [
        (
            "CON CONDIZIONI",
            "CON CONDIZIONI, solo se c'è una proroga",
            "DOMANDA: quando?",
        ),
        ("С УСЛОВИЯМИ", "С УСЛОВИЯМИ: если будет перевод", "ВОПРОС: когда начало?"),
        ("CONDITIONAL", "CONDITIONAL, only if it moves", "QUESTION: when is it?"),
    ],
    ids=["it", "ru", "en"],
)
def test_every_option_that_the_letter_prints_decides(lines):
    text = "\n".join(f"{number}: {line}" for number, line in enumerate(lines, start=1))
    items = [
        DigestItem(
            position=one, ref=f"IT-RU/2025-2027/XXX/VOR/000{one}", title=f"Filati {one}"
        )
        for one in (1, 2, 3)
    ]

    found = judge_each(Reading(kind=ReadingKind.REPLY, new_text=text), items)

    assert [one.act for one in found] == [
        ActKind.CONDITIONAL,
        ActKind.CONDITIONAL,
        ActKind.QUESTION,
    ]


def test_sum_beside_a_yes_is_never_dropped_in_silence():
    items = [
        DigestItem(position=1, ref="IT-RU/2025-2027/XXX/VOR/0001", title="Filati"),
        DigestItem(position=2, ref="IT-RU/2025-2027/XXX/VOR/0002", title="Marmi"),
    ]
    text = "1: SI, contributo 50.000 euro\n2: NO"

    yes, no = judge_each(Reading(kind=ReadingKind.REPLY, new_text=text), items)

    assert (yes.act, "sum" in yes.why, no.act) == (None, True, ActKind.DECLINED)


SAMPLES = ITEMS[:3]


def filled_in(*values: str) -> str:
    """The lines of our form, answered."""
    lines = (
        LABELS[Language.ITALIAN].item_line(item.position, item.ref) for item in SAMPLES
    )
    pairs = zip(lines, [*values, "", "", ""], strict=False)
    return "\n".join(f"{line}{value}" for line, value in pairs)


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("1: SI\n2: NO\nAnnulla", "..."),
        ("Annullate la nostra risposta precedente.\n1: SI\n2: NO", "..."),
        ("1: yes\n2: no\nPlease cancel our previous answer.", "..."),
        ("1: да\n2: нет\n\nПросим отменить предыдущий ответ.", "..."),
        (filled_in("SI", "NO") + "\nAnnulla\n", "..."),
        ("1: SI\n2: annulla", "y.."),
        ("1: да\n2: отменить", "y.."),
        (filled_in("SI", "annulla"), "y.."),
        ("1: SI\n2: NO\nIl convegno di maggio è stato annullato.", "yn."),
        ("Rettifica: 1 SI, 2 NO", "yn."),
    ],
)
def test_undoing_beside_answers_is_left_to_a_person(text, acts):
    given = each(text, SAMPLES)

    assert [one.act for one in given] == [LETTERS[letter] for letter in acts]
    undone = [one.why for one in given if "undo" in one.why]
    assert len(undone) == {"...": 3, "y..": 1, "yn.": 0}[acts]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("1: si, contributo 50.000\n2: no", ".n."),
        (filled_in("SI, contributo 50.000", "NO"), ".n."),
        (filled_in("SI (50 mila euro)", "NO"), ".n."),
        (filled_in("CON CONDIZIONI, contributo 30.000", "SI"), ".y."),
        ("Siamo interessati alla 1 con un contributo di 50.000 euro", "..."),
        ("Contributo di 20.000 €: 1 SI, 2 NO", ".n."),
        ("1: SI\n2: NO\nIl nostro contributo è di 50.000 euro.", ".n."),
        (filled_in("SI", "NO") + "\nContributo dell'ente in euro: 5000", ".n."),
        ("2: NO\nLa quota di 50.000 euro è troppo alta.", ".n."),
        ("1: SI\n2: NO\nProt. 0012345 del 12.03.2027", "yn."),
    ],
)
def test_sum_beside_a_yes_is_never_lost(text, acts):
    given = each(text, SAMPLES)

    assert [one.act for one in given] == [LETTERS[letter] for letter in acts]
