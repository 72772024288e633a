"""Dates and numbers stand as each language writes them."""

from datetime import date

import pytest

from models.calendar_words import (
    EN,
    IT,
    RU,
    date_in,
    inline,
    length_in,
    listed,
    placed,
    span_in,
    spoken,
)
from models.term import TermUnit

WD = TermUnit.WORKING_DAYS


@pytest.mark.parametrize(
    ("language", "text"),
    [(IT, "12 maggio 2010"), (RU, "12 мая 2010 г."), (EN, "12 May 2010")],
)
def test_date_has_the_form_of_the_language(language, text):
    assert date_in(language, date(2010, 5, 12)) == text


def test_known_year_is_left_out():
    assert date_in(RU, date(2010, 5, 12), year=2010) == "12 мая"
    assert date_in(RU, date(2010, 5, 12), year=2011) == "12 мая 2010 г."


@pytest.mark.parametrize(
    ("language", "how", "day", "text"),
    [
        (IT, "on", 1, "il 1° maggio"),
        (IT, "on", 8, "l'8 maggio"),
        (IT, "from", 11, "dall'11 maggio"),
        (IT, "to", 8, "all'8 maggio"),
        (IT, "since", 12, "dal 12 maggio"),
        (IT, "onto", 18, "al 18 maggio"),
        (RU, "from", 2, "со 2 мая"),
        (RU, "from", 3, "с 3 мая"),
        (RU, "since", 22, "с 22 мая"),
        (RU, "to", 2, "по 2 мая"),
        (RU, "onto", 12, "на 12 мая"),
        (EN, "on", 8, "8 May"),
        (EN, "since", 8, "since 8 May"),
    ],
)
def test_preposition_agrees_with_the_day(language, how, day, text):
    assert placed(language, how, date(2010, 5, day), year=2010) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0 рабочих дней"),
        (1, "1 рабочий день"),
        (2, "2 рабочих дня"),
        (4, "4 рабочих дня"),
        (5, "5 рабочих дней"),
        (11, "11 рабочих дней"),
        (14, "14 рабочих дней"),
        (21, "21 рабочий день"),
        (22, "22 рабочих дня"),
        (25, "25 рабочих дней"),
        (111, "111 рабочих дней"),
        (121, "121 рабочий день"),
    ],
)
def test_russian_plurals(amount, text):
    assert length_in(RU, amount, WD) == text


@pytest.mark.parametrize(
    ("language", "amount", "unit", "text"),
    [
        (IT, 1, WD, "1 giorno lavorativo"),
        (IT, 0, WD, "0 giorni lavorativi"),
        (IT, 21, WD, "21 giorni lavorativi"),
        (IT, 1, TermUnit.HOURS, "1 ora"),
        (EN, 1, TermUnit.CALENDAR_DAYS, "1 calendar day"),
        (EN, 21, TermUnit.SECONDS, "21 seconds"),
        (RU, 3, TermUnit.HOURS, "3 часа"),
    ],
)
def test_lengths(language, amount, unit, text):
    assert length_in(language, amount, unit) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2027, 8, 8), date(2027, 8, 8), "8 agosto 2027"),
        (date(2027, 1, 1), date(2027, 1, 8), "1°–8 gennaio 2027"),
        (date(2027, 7, 30), date(2027, 8, 2), "30 luglio 2027 – 2 agosto 2027"),
    ],
)
def test_spans(first, last, text):
    assert span_in(IT, first, last) == text


def test_lists():
    assert listed(EN, []) == ""
    assert listed(EN, ["a"]) == "a"
    assert listed(IT, ["a", "b"]) == "a e b"
    assert listed(RU, ["а", "б", "в"]) == "а, б и в"


def test_words_of_others_fit_into_a_sentence():
    assert inline(" the title\n deed. ") == "the title deed"


def test_other_languages_are_told_in_english():
    assert [spoken(language) for language in ("it", "ru", "sr", "")] == [IT, RU, EN, EN]
