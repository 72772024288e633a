"""The questionnaire as it comes back: every word offered is understood, no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.follow_up_form import no_news, read_follow_up
from mail.letter_samples import sample
from models.case import RESULTS, Outcome
from models.follow_up_form import LABELS, Line
from models.letter import LetterKind
from models.reply_form import Language

EVERY = [
    (language, outcome)
    for language in Language
    for outcome in LABELS[language].outcomes
]


def filled(language: Language, outcome: str, value: str = "", jobs: str = "") -> str:
    said = (outcome, value, jobs, "")
    labels = LABELS[language].lines.values()
    return "\n".join(f"{a}: {b}" for a, b in zip(labels, said, strict=True))


@pytest.mark.parametrize(("language", "outcome"), EVERY)
def test_every_word_offered_is_understood(language, outcome):
    word = LABELS[language].outcomes[outcome]

    for written in (word, word.lower(), f"  {word.capitalize()}. "):
        told = read_follow_up(filled(language, written))
        assert told is not None
        assert (told.outcome, told.problems) == (outcome, ())


def test_every_result_is_offered():
    for language in Language:
        assert set(LABELS[language].outcomes) == RESULTS


@pytest.mark.parametrize(
    ("value", "cents"),
    [
        ("1.200.000,00", 120_000_000),
        ("€ 60 000", 6_000_000),
        ("0", 0),
        ("", None),
    ],
)
def test_value_is_read_to_the_cent(value, cents):
    told = read_follow_up(filled(Language.ITALIAN, "contratto", value))

    assert told is not None
    assert (told.value, told.problems) == (cents, ())


@pytest.mark.parametrize(
    ("outcome", "value", "jobs", "problem"),
    [
        ("quasi un contratto", "", "", "the outcome is none of the words offered"),
        ("contratto o memorandum", "", "", "the outcome is none of the words offered"),
        ("contratto", "circa 60.000", "", "the value in euro is not clear"),
        ("contratto", "1.200", "una ventina", "the number of jobs is not clear"),
    ],
)
def test_what_is_not_clear_is_named_and_not_guessed(outcome, value, jobs, problem):
    told = read_follow_up(filled(Language.ITALIAN, outcome, value, jobs))

    assert told is not None
    assert told.problems == (problem,)


@pytest.mark.parametrize("language", list(Language))
def test_our_own_letter_is_no_answer(language):
    letter = sample(LetterKind.FOLLOW_UP, language.value)

    assert read_follow_up(letter.plain) is None
    quoted = "\n".join(f"> {line}" for line in letter.plain.split("\n"))
    assert read_follow_up(quoted) is None
    label = LABELS[language].lines[Line.OUTCOME]
    word = LABELS[language].outcomes[Outcome.MEMORANDUM]
    between = quoted.replace(f"> {label}:", f"> {label}: {word}")
    told = read_follow_up(between)
    assert told is not None
    assert told.outcome is Outcome.MEMORANDUM


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Nessuna novità.\nCordiali saluti", True),
        ("нет новостей", True),
        ("No news.", True),
        ("No", False),
        ("Нет", False),
        ("Nessuna novità per il contratto, ma un memorandum è vicino", False),
        ("", False),
    ],
)
def test_no_news_in_plain_words(text, there):
    told = no_news(text)

    assert (told is not None and told.outcome is Outcome.NO_RESULT) is there


@given(st.text(max_size=400))
def test_reading_is_total(text):
    told = read_follow_up(text)

    assert told is None or told.outcome is None or told.outcome in RESULTS
    no_news(text)
