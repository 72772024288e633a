"""Text made to take time: every line looks like the start of something."""

from collections.abc import Callable

import pytest

from mail.limits import MAX_TAGS, MAX_TEXT
from mail.quotes import split
from mail.reading import read
from tests.mail.raw_mail import mail
from tests.patience import bounded

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def word(number: int) -> str:
    return "".join(LETTERS[number // 26**place % 26] for place in range(3))


def lines(line: Callable[[int], str]) -> str:
    """As many different lines as are read."""
    made: list[str] = []
    room = MAX_TEXT
    while room > 0:
        made.append(line(len(made)))
        room -= len(made[-1]) + 1
    return "\n".join(made)[:MAX_TEXT]


def padded(head: str, piece: str, tail: str, length: int = 99) -> Callable[[int], str]:
    room = length - len(head) - len(tail) - 4
    filling = (piece * (room // len(piece) + 1))[:room]
    return lambda number: f"{head}{filling} {word(number)}{tail}"


SAID = "Il giorno 14/10/2025 alle 10:30 "
TEXTS = {
    "Da: x": lines(lambda number: f"Da: {word(number)}"),
    "Da: and a long value": lines(padded("Da: ", "x", ">")),
    "labels on a line": lines(padded("Da: ", "da:a:b: ", "")),
    "strokes after a label": lines(padded("Oggetto: ", "=", " wrote", 160)),
    "lines that end in a colon": lines(padded("", "parola ", ":")),
    "long lines that end in a colon": lines(padded("", "il 12 ", ":", 399)),
    "marks 1 to 80 deep": lines(lambda number: ">" * (number % 80 + 1) + " x"),
    "an announcement without an end": lines(padded(SAID, "Mario <m@x.test> ", "")),
    "an announcement that says we": lines(
        padded("Noi abbiamo scritto ", "M <m@x.test> 14/10/2025 10:30 ", ":")
    ),
    "a name and dashes": lines(padded("Mario <m@x.test> ", "- ", ":")),
    "a name and a sign": lines(padded("Mario <m@x.test> ", "abc <a@b> : ", ":")),
    "wrote, wrote, wrote": lines(padded("---- ", "wrote ", " --")),
    "ha scritto without a date": lines(padded("1. ", "tel. 06 ", " ha scritto:")),
    "signature dashes": lines(lambda number: "-- "),
    "dashes": lines(padded("", "-", "--")),
    "titles": lines(lambda number: f"--- titolo {word(number)} ---"),
    "rules and names": lines(lambda number: f"_____\n{word(number)}"),
    "dates": lines(padded("", "12/03/2026 10:30 ", "")),
    "addresses": lines(padded("", "<a@b.test> ", "")),
    "accents": lines(padded("Da: ", "e\u0301", "--", 160)),
    "Russian": lines(padded("От: ", "написал(а) ", ":")),
    "one line": "a " * (MAX_TEXT // 2),
    "one line of dates": "12/03/2026, 10:30 " * (MAX_TEXT // 18),
    "blank lines": "\n" * MAX_TEXT,
    "blanks of all kinds": lines(lambda number: "\xa0\u202f\u2003\u3000\u200b" * 20),
    "ends of line of all kinds": "a\u2028b\x0bc\x85d\r" * (MAX_TEXT // 8),
}
TAGS = {
    "quotes in quotes": "<blockquote>" * 100_000,
    "quotes beside quotes": "<blockquote>x:</blockquote>" * 100_000,
    "announced quotes": f"<p>{SAID}M:</p><blockquote>x</blockquote>" * 20_000,
    "long names": f'<div class="{"gmail_ " * 20}">x</div>' * 5_000,
    "cells": "<td>Da:" * 100_000,
    "a giant pre": f"<pre>{TEXTS['an announcement that says we']}</pre>",
    "pre in pre": "<pre>Da: x\n" * 100_000,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_text_is_split_and_read_in_bounded_time(text):
    raw = mail(text.encode(), Content_Type="text/plain; charset=utf-8")

    with bounded():
        found = read(raw)

    assert found.problems in ((), ("long text, read in part",))


@pytest.mark.parametrize("page", TAGS.values(), ids=TAGS)
def test_hostile_page_is_read_in_bounded_time(page):
    raw = mail(page.encode(), Content_Type="text/html; charset=utf-8")

    with bounded():
        found = read(raw)

    assert page.count("<") < MAX_TAGS or found.problems == ("long text, read in part",)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_word_of_a_hostile_text_is_lost(text):
    cut = split(text)

    kept = f"{cut.new_text} {cut.quoted} {cut.signature} {cut.disclaimer}"
    assert sorted(kept.split()) == sorted(text.split())


def test_our_own_giant_letter_is_found_again_in_bounded_time():
    ours = lines(padded("", "siete interessati ", "."))[:300_000]
    answer = "\n".join(ours.split("\n")[:900])

    with bounded():
        cut = split(f"Sì.\n\n{answer}", sent=ours)

    assert cut.new_text == "Sì."


# ── words of the person that look like an announcement ───────────────────────────

OWN = (
    "Come scrive il Sindaco (12/03/2026 10:30):",
    "Come ha scritto Mario Neri <m@comune.example> il 12/03/2026 alle 10:30:",
    "Как пишет глава города (12.03.2026 10:30):",
    "As the mayor wrote on 12/03/2026 10:30:",
    "Contatti: Mario Neri <m@comune.example>, ore 10:30, dal 2025:",
    "Referente unico: Mario Neri <m@comune.example>, 12/03/2026 ore 10:30:",
    "Mario Neri <m@comune.example>, ore 10:30, dal 2025:",
)
GOES_ON = "noi confermiamo la partecipazione.\nAttendiamo il calendario."


@pytest.mark.parametrize("line", OWN)
def test_words_after_the_persons_own_colon_stay_new(line):
    text = f"Buongiorno.\n\n{line}\n{GOES_ON}"

    assert split(text).new_text == text


@pytest.mark.parametrize("line", OWN)
def test_quote_marks_below_the_persons_own_colon_are_still_a_quote(line):
    cut = split(f"Buongiorno.\n\n{line}\n> Siete interessati?\n\n{GOES_ON}")

    assert "Siete interessati?" not in cut.new_text
    assert cut.new_text.endswith(GOES_ON)


@pytest.mark.parametrize(
    "line",
    [
        "Mario Neri <m@comune.example> 12/03/2026 10:30:",
        "Da: Mario Neri <m@comune.example> 12/03/2026 10:30:",
        "Mario Neri ha scritto il 12/03/2026 10:30:",
        "No dia 12/03/2026, às 10:30, Mario Neri escreveu:",
    ],
)
def test_announcement_without_quote_marks_is_still_one(line):
    cut = split(f"Buongiorno.\n\n{line}\n{GOES_ON}")

    assert cut.new_text == "Buongiorno."
