import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.forms import Filled, answer, is_filled_line, money, read_form
from models.message import ActKind
from models.reply_form import LABELS, Language


def form(language: Language, *values: str) -> str:
    lines = LABELS[language].lines()
    padded = [*values, "", "", "", ""][: len(lines)]
    return "\n".join(line + value for line, value in zip(lines, padded, strict=True))


@pytest.mark.parametrize("language", list(Language))
def test_form_is_read_in_every_language(language):
    for act, word in LABELS[language].choices:
        found = read_form(form(language, word, "60.000", "1.500,50", "a presto"))

        assert found == Filled(
            act=act,
            span=LABELS[language].lines()[0] + word,
            contribution_cents=60_000_00,
            private_cents=1_500_50,
            notes="a presto",
        )


@pytest.mark.parametrize("language", list(Language))
def test_form_left_empty_is_no_answer(language):
    assert read_form(form(language)) is None
    assert read_form("Buongiorno.\n\n" + form(language) + "\nSaluti") is None


def test_form_with_notes_only_is_no_answer():
    assert read_form(form(Language.ITALIAN, "", "", "", "vedi allegato")) is None


@pytest.mark.parametrize(
    "line",
    [
        "risposta (si / no / domanda / con condizioni): si",
        "RISPOSTA: SI",
        "  • Risposta (SI / NO / DOMANDA / CON CONDIZIONI) : *SI*",
        "*Risposta (SI / NO / DOMANDA / CON CONDIZIONI):* SI",
        "> Risposta (SI / NO / DOMANDA / CON CONDIZIONI): SI",
        "Risposta (SI / NO / DOMANDA / CON CONDIZIONI): [x] SI  [ ] NO",
        "Risposta (SI / NO / DOMANDA / CON CONDIZIONI): ____SI____",
        "Risposta (SI / NO / DOMANDA / CON CONDIZIONI):\nSI",
        "Risposta (SI / NO / DOMANDA / CON CONDIZIONI): Sì, volentieri.",
    ],
)
def test_form_line_is_read_as_clients_and_people_leave_it(line):
    found = read_form(line)

    assert found is not None
    assert (found.act, found.problems) == (ActKind.INTERESTED, ())


@pytest.mark.parametrize(
    "value",
    [
        "SI / NO",
        "[x] SI [x] NO",
        "[ ] SI [ ] NO",
        "SI?",
        "forse",
        "si ma dopo",
        "no, si",
    ],
)
def test_form_answer_that_is_not_one_of_its_words_is_a_problem(value):
    found = read_form(form(Language.ITALIAN, value))

    assert found == Filled(problems=("the answer on the form is not one of its words",))


def test_form_quoted_twice_is_an_older_one():
    assert read_form(">> Risposta (SI / NO / DOMANDA / CON CONDIZIONI): SI") is None


def test_two_forms_that_disagree_give_no_answer():
    found = read_form(
        form(Language.ITALIAN, "SI") + "\n" + form(Language.ENGLISH, "NO")
    )

    assert found == Filled(problems=("the form gives more than one answer",))


def test_two_different_amounts_give_none():
    found = read_form(
        form(Language.ITALIAN, "SI", "100") + "\n" + form(Language.ITALIAN, "SI", "200")
    )

    assert found is not None
    assert found.contribution_cents is None
    assert found.problems == ("the form gives more than one contribution share",)


@pytest.mark.parametrize(
    ("value", "cents"),
    [
        ("60.000", 60_000_00),
        ("60,000", 60_000_00),
        ("60 000,00", 60_000_00),
        ("60\u202f000", 60_000_00),
        ("€ 60,000.50", 60_000_50),
        ("60.000,50 euro", 60_000_50),
        ("1.234.567,8 €", 1_234_567_80),
        ("60000", 60_000_00),
        ("60'000.-", 60_000_00),
        ("12 345 евро", 12_345_00),
        ("EUR 0", 0),
        ("7,5", 7_50),
    ],
)
def test_money_is_read_as_people_write_it(value, cents):
    assert money(value) == cents


@pytest.mark.parametrize(
    "value",
    [
        *("", "-", "60.0000", "0.500", "1.23.4", "60.000.00", "60-70.000"),
        *("circa 60.000", "60.000 USD", "60 тыс.", "-5", "12.34.567", "9" * 20),
    ],
)
def test_money_that_can_be_read_two_ways_is_none(value):
    assert money(value) is None


@given(st.integers(min_value=0, max_value=10**11))
def test_money_reads_back_every_amount_in_three_manners(cents):
    units, rest = divmod(cents, 100)
    american = f"{units:,}.{rest:02d}"
    italian = american.replace(",", "_").replace(".", ",").replace("_", ".")
    russian = american.replace(",", " ").replace(".", ",")

    assert [money(one) for one in (american, italian, russian)] == [cents] * 3


@given(st.text(max_size=200))
def test_form_never_raises(text):
    read_form(text)
    answer(text)
    money(text)
    read_form("Risposta (SI / NO / DOMANDA / CON CONDIZIONI): " + text)


def test_filled_line_is_told_from_an_empty_one():
    lines = LABELS[Language.RUSSIAN].lines()

    assert [is_filled_line(line) for line in lines] == [False] * 4
    assert [is_filled_line(f"> {line}1") for line in lines] == [True] * 4
