"""A deadline explains itself in one sentence of each language."""

from datetime import date

import pytest

from models.counting import Clock
from models.deadline import begin, end, wall_before
from models.deadline_acts import extend, resume, suspend
from models.deadline_words import explain
from models.deadlines import Term, TermUnit, end_of
from tests.models.calendar_samples import (
    BOTH,
    ITALY,
    ROME,
    RUSSIA,
    at,
    on,
    worked_between,
)

WD, CD, H, S = TermUnit

THIRTY = begin(Term(amount=30, unit=WD), on("2010-03-28"), BOTH, ROME)
STOPPED = suspend(
    THIRTY, BOTH, party="Region X", reason="title deed.", at=on("2010-04-12")
)
RESUMED = resume(STOPPED, at=on("2010-04-19"))
EXTENDED = extend(
    RESUMED,
    BOTH,
    until=end_of(date(2010, 5, 28), ROME),
    requester="Anna",
    approver="Boris",
    reason="two fairs",
    at=on("2010-04-22"),
)
TAIL = {
    "en": ", calendar IT+RU, version it-1+ru-1, time of Europe/Rome.",
    "it": ", calendario IT+RU, versione it-1+ru-1, ora di Europe/Rome.",
    "ru": ", календарь IT+RU, версия it-1+ru-1, время Europe/Rome.",
}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            (
                "Due 28 May 2010 = 30 working days from 28 March, plus 6 working days"
                " suspended from 12 April to 19 April (waiting for Region X: title"
                " deed), moved by 5 April (IT), 3 May (RU) and 10 May (RU), extended"
                " from 20 May to 28 May (asked by Anna, approved by Boris: two fairs)"
            ),
        ),
        (
            "it",
            (
                "Scade il 28 maggio 2010 = 30 giorni lavorativi dal 28 marzo, più 6"
                " giorni lavorativi di sospensione dal 12 aprile al 19 aprile (in"
                " attesa di Region X: title deed), spostata dalle festività 5 aprile"
                " (IT), 3 maggio (RU) e 10 maggio (RU), prorogata dal 20 maggio al 28"
                " maggio (chiesta da Anna, approvata da Boris: two fairs)"
            ),
        ),
        (
            "ru",
            (
                "Срок — 28 мая 2010 г. = 30 рабочих дней с 28 марта, плюс 6 рабочих"
                " дней приостановки с 12 апреля по 19 апреля (в ожидании: Region X;"
                " title deed), сдвинут из-за праздников 5 апреля (IT), 3 мая (RU) и 10"
                " мая (RU), перенесён с 20 мая на 28 мая (просит Anna, утверждает"
                " Boris: two fairs)"
            ),
        ),
    ],
)
def test_every_turn_of_a_deadline_is_told(language, text):
    assert explain(EXTENDED, BOTH, language) == text + TAIL[language]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            (
                "No end while the clock stands still since 12 April 2010, waiting for"
                " Region X (title deed), with 21 working days left of 30 working days"
                " from 28 March 2010, moved by 5 April 2010 (IT)"
            ),
        ),
        (
            "it",
            (
                "Nessuna scadenza finché il termine è sospeso dal 12 aprile 2010, in"
                " attesa di Region X (title deed), con 21 giorni lavorativi ancora da"
                " contare su 30 giorni lavorativi dal 28 marzo 2010, spostata dalle"
                " festività 5 aprile 2010 (IT)"
            ),
        ),
        (
            "ru",
            (
                "Срока нет, пока отсчёт приостановлен с 12 апреля 2010 г. в ожидании:"
                " Region X (title deed), остаток: 21 рабочий день из общего срока 30"
                " рабочих дней с 28 марта 2010 г., сдвинут из-за праздников 5 апреля"
                " 2010 г. (IT)"
            ),
        ),
    ],
)
def test_stopped_clock_says_whom_it_waits_for_and_what_is_left(language, text):
    assert explain(STOPPED, BOTH, language) == text + TAIL[language]


def test_what_is_left_of_a_stopped_clock_is_what_it_still_runs():
    again = resume(STOPPED, at=on("2010-04-12"))
    first, last = date(2010, 4, 12), again.day(end(again, BOTH))

    assert worked_between(BOTH, first, last) == 21


def told(deadline, calendar, language="en"):
    """The sentence without its calendar."""
    return explain(deadline, calendar, language).rpartition(", calendar ")[0]


def test_wall_that_cuts_says_so_and_where_it_stood_before_the_closure():
    wall = wall_before("L", on("2027-09-15"), Term(amount=22, unit=WD), ITALY, ROME)
    clock = begin(Term(amount=30, unit=WD), on("2027-07-02"), ITALY, ROME, wall=wall)

    assert told(clock, ITALY) == (
        "Due 6 August 2027 = 30 working days from 2 July, without the closed days"
        " 8–22 August (IT, chiusura estiva), never after 6 August, 22 working days (IT)"
        " before session L, which a closed period moved from 16 August, and so cut"
        " from 27 August"
    )


def test_wall_that_does_not_cut_is_told_too():
    wall = wall_before("L", on("2027-06-15"), Term(amount=1, unit=WD), ITALY, ROME)
    clock = begin(Term(amount=5, unit=WD), on("2027-03-01"), ITALY, ROME, wall=wall)

    assert told(clock, ITALY) == (
        "Due 8 March 2027 = 5 working days from 1 March, never after 14 June,"
        " 1 working day (IT) before session L"
    )


@pytest.mark.parametrize(
    ("amount", "unit", "base", "calendar", "clock", "text"),
    [
        (
            1,
            WD,
            "2024-04-26",
            RUSSIA,
            Clock.ANSWER,
            (
                "Due 27 April 2024 = 1 working day from 26 April, counting 27 April"
                " (RU), worked in spite of the weekend"
            ),
        ),
        (
            2,
            WD,
            "2024-04-26",
            BOTH,
            Clock.ANSWER,
            (
                "Due 3 May 2024 = 2 working days from 26 April, moved by 29–30 April"
                " (RU) and 1 May (IT, RU)"
            ),
        ),
        # Ten days would end on Sunday 15 August, in the closed period.
        (
            10,
            CD,
            "2027-08-05",
            ITALY,
            Clock.HARD,
            (
                "Due 23 August 2027 = 10 calendar days from 5 August, rolled from 15"
                " August, when no term ends, without the closed days 8–22 August (IT,"
                " chiusura estiva)"
            ),
        ),
        # Holidays inside a term of calendar days do not move it: only its last day.
        (
            9,
            CD,
            "2027-09-25",
            ITALY,
            Clock.OFFICE,
            (
                "Due 5 October 2027 = 9 calendar days from 25 September, rolled from 4"
                " October, when no term ends, moved by 4 October (IT)"
            ),
        ),
        (
            12,
            CD,
            "2027-09-25",
            ITALY,
            Clock.OFFICE,
            "Due 7 October 2027 = 12 calendar days from 25 September",
        ),
        (
            2,
            CD,
            "2027-03-05",
            ITALY,
            Clock.OFFICE,
            (
                "Due 9 March 2027 = 2 calendar days from 5 March, rolled from 7 March,"
                " when no term ends, with the two working days that every period holds"
                " (Reg. 1182/71, art. 3(5))"
            ),
        ),
        (
            2,
            WD,
            "2026-12-30",
            RUSSIA,
            Clock.OFFICE,
            (
                "Due 11 January 2027 = 2 working days from 30 December 2026, moved by 1"
                " January (RU) and 4–8 January (RU), provisional for 2027 (RU), whose"
                " days off are not decreed yet"
            ),
        ),
    ],
)
def test_days_that_mattered_are_named(amount, unit, base, calendar, clock, text):
    deadline = begin(
        Term(amount=amount, unit=unit), on(base), calendar, ROME, clock=clock
    )

    assert told(deadline, calendar) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Due 1 March 2027, 11:00:09 = 9 seconds from 1 March, 11:00:00, time of",
        ),
        ("it", "Scade il 1° marzo 2027, 11:00:09 = 9 secondi dal 1° marzo, 11:00:00,"),
        ("ru", "Срок — 1 марта 2027 г., 11:00:09 = 9 секунд с 1 марта, 11:00:00, вре"),
        (
            "sr",
            "Due 1 March 2027, 11:00:09 = 9 seconds from 1 March, 11:00:00, time of",
        ),
    ],
)
def test_exact_terms_are_told_to_the_second(language, text):
    clock = begin(Term(amount=9, unit=S), on("2027-03-01"), None, ROME)

    assert explain(clock, None, language).startswith(text)


def test_stopped_exact_term_says_the_seconds_left_and_given_back():
    clock = begin(Term(amount=60, unit=S), on("2027-03-01"), None, ROME)
    stop = suspend(clock, None, party="X", reason="y", at=at("2027-03-01T10:00:50"))
    back = resume(stop, at=at("2027-03-01T10:01:00"))

    assert "with 10 seconds left of 60 seconds" in explain(stop, None, "en")
    assert "plus 10 seconds suspended" in explain(back, None, "en")
    assert explain(back, None, "en").startswith("Due 1 March 2027, 11:01:10 =")


def test_stops_after_an_extension_and_their_holidays_are_told():
    clock = begin(Term(amount=5, unit=WD), on("2010-03-22"), ITALY, ROME)
    moved = extend(
        clock,
        ITALY,
        until=end_of(date(2010, 4, 1), ROME),
        requester="a",
        approver="b",
        reason="c",
        at=on("2010-03-24"),
    )
    stop = suspend(moved, ITALY, party="X", reason="y", at=on("2010-03-31"))

    assert told(resume(stop, at=on("2010-03-31")), ITALY) == (
        "Due 2 April 2010 = 5 working days from 22 March, plus 1 working day suspended"
        " from 31 March to 31 March (waiting for X: y), extended from 29 March to"
        " 1 April (asked by a, approved by b: c)"
    )
    assert told(resume(stop, at=on("2010-04-02")), ITALY) == (
        "Due 7 April 2010 = 5 working days from 22 March, plus 3 working days suspended"
        " from 31 March to 2 April (waiting for X: y), moved by 5 April (IT), extended"
        " from 29 March to 1 April (asked by a, approved by b: c)"
    )
