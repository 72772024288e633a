"""Every form of quote in the tables, around and between the person's own words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mail.quotes import split
from tests.mail.quote_blocks import LABELS, SEPARATORS
from tests.mail.quote_pages import NEW, OLD, PAGES, SAID
from tests.mail.quote_samples import (
    ATTRIBUTIONS,
    BARE_ANNOUNCEMENTS,
    PROSE,
)

WORDS = "Buongiorno,\nsiamo interessati alla proposta.\nVenerdì alle 10:30: va bene?"
LETTER = (
    "Gentile ente,",
    "siete interessati alla proposta dodici?",
    "Attendiamo una risposta.",
    "Ufficio Programmi",
)
MARKED = "\n".join(f"> {line}" for line in LETTER)
BARE = "\n".join(LETTER)


def folded(text: str) -> str:
    return " ".join(text.split())


def announcements() -> list[tuple[str, str]]:
    pairs = [line.split("|", 1) for line in ATTRIBUTIONS.splitlines()]
    return [(name, line) for name, line in pairs]


ANNOUNCED = pytest.mark.parametrize(
    "line",
    [line for _, line in announcements()],
    ids=[name for name, _ in announcements()],
)


@ANNOUNCED
def test_words_above_a_marked_quote_are_all_that_is_new(line):
    for gap in ("\n", "\n\n"):
        cut = split(f"{WORDS}{gap}{line}{gap}{MARKED}")

        assert cut.new_text == WORDS
        assert folded(cut.quoted) == folded(f"{line} {MARKED}")


@ANNOUNCED
def test_announcement_wrapped_by_the_program_is_quoted_whole(line):
    place = line.rfind(" ", 0, len(line) * 2 // 3)
    wrapped = f"{line[:place]}\n{line[place + 1 :]}" if place > 9 else line

    assert split(f"{WORDS}\n\n{wrapped}\n{MARKED}").new_text == WORDS


@ANNOUNCED
def test_announcement_inside_the_marks_is_quoted(line):
    assert split(f"{WORDS}\n\n> {line}\n>\n{MARKED}").new_text == WORDS


@ANNOUNCED
def test_words_below_and_between_are_new_in_their_order(line):
    assert split(f"{line}\n{MARKED}\n\n{WORDS}").new_text == WORDS
    between = f"{line}\n> {LETTER[0]}\n> {LETTER[1]}\n\nSì, certo.\n\n> {LETTER[2]}\n"

    assert split(f"{between}1. Domani.\n2. Forse.").new_text == (
        "Sì, certo.\n\n1. Domani.\n2. Forse."
    )


@pytest.mark.parametrize("line", BARE_ANNOUNCEMENTS.splitlines())
def test_announcement_of_an_unmarked_quote_ends_the_new_text(line):
    assert split(f"{WORDS}\n\n{line}\n\n{BARE}").new_text == WORDS


@pytest.mark.parametrize("line", SEPARATORS.splitlines())
def test_separator_ends_the_new_text(line):
    assert split(f"{WORDS}\n{line}\n{BARE}").new_text == WORDS
    assert split(f"{line}\n\n{BARE}").new_text == ""


STYLES = ("{}: {}", "{} : {}", "*{}:* {}", "> {}: {}", "{}:\n{}")


# Values on their own lines under words of no language: nobody can tell.
BLOCKS = [
    (row, style)
    for row in LABELS.splitlines()
    for style in STYLES
    if not (row.startswith("xx") and "\n" in style)
]


@pytest.mark.parametrize(("row", "style"), BLOCKS)
def test_header_block_ends_the_new_text(row, style):
    _, *labels = row.split("|")
    values = (
        "Ufficio Programmi <ufficio@desk.example>",
        "martedì 14 ottobre 2025 10:12",
        "Protocollo <p@body.example>",
        "Proposta n. 12",
    )
    block = "\n".join(map(style.format, labels, values))
    letter = MARKED if style.startswith(">") else BARE
    for rule in ("", "_" * 32 + "\n", "-" * 40 + "\n"):
        assert split(f"{WORDS}\n\n{rule}{block}\n\n{letter}").new_text == WORDS


@pytest.mark.parametrize("line", PROSE.splitlines())
def test_prose_that_looks_like_a_quote_stays(line):
    for gap in ("\n", "\n\n"):
        text = gap.join(("Buongiorno.", line, "Siamo interessati.\nVi ringraziamo."))

        assert split(text).new_text == text


@pytest.mark.parametrize("around", ["<html><body>{}</body></html>", "{}"])
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_markup_tells_the_words_from_the_quote(page, around):
    html = around.format(page.replace("{new}", NEW).replace("{old}", OLD))

    assert folded(split("", html=html).new_text) == SAID


@pytest.mark.parametrize("style", ["", ' class="webkit-indent-blockquote"'])
def test_paragraph_indented_by_the_person_is_new(style):
    html = f"<p>Le condizioni sono:</p><blockquote{style}>due anni</blockquote>"

    assert folded(split("", html=html).new_text) == "Le condizioni sono: due anni"


def test_quote_inside_a_forwarded_letter_does_not_end_it():
    html = (
        '<p>Vedi sotto.</p><div class="gmail_quote"><div class="gmail_attr">'
        "---------- Forwarded message ---------<br></div><p>Prima.</p>"
        "<blockquote type=cite>Altri</blockquote><p>Ancora loro.</p></div>"
    )

    assert split("", html=html).new_text == "Vedi sotto."


def test_announcement_on_the_line_of_the_last_words_is_parted_from_them():
    line = "Va bene. Il giorno 14/10/2025 10:12, X <x@desk.example> ha scritto:"

    assert split(f"{line}\n> ciao").new_text == "Va bene."


def test_end_of_a_quoted_line_broken_by_a_program_is_quoted():
    broken = "> vi inviamo la proposta di cooperazione numero dodici che riguarda la\n"

    assert split(f"Sì.\n\n{broken}formazione\n> dei docenti.").new_text == "Sì."


@pytest.mark.parametrize(
    "banner",
    [
        "[EXTERNAL EMAIL]",
        "CAUTION: This email originated from outside the organization.",
        "ATTENZIONE: messaggio da mittente esterno.",
    ],
)
def test_gateway_banner_is_no_word_of_the_person(banner):
    cut = split(f"{banner}\n\nSiamo interessati.")

    assert (cut.new_text, cut.disclaimer) == ("Siamo interessati.", banner)


def test_sentence_added_below_the_signature_is_new():
    added = "Dimenticavo: il referente è il dott. Neri."

    cut = split(f"Aderiamo.\n\nCordiali saluti\nAnna Lago\n\n{added}")

    assert folded(cut.new_text) == f"Aderiamo. {added}"


def test_divider_of_the_person_is_no_signature():
    text = "Prima parte.\n--\nSiamo interessati a tutta la proposta.\nMario"

    assert split(text).new_text == text


SENT = (
    "Gentile Direzione,\n\nvi inviamo la proposta di cooperazione numero dodici.\n"
    "Vi preghiamo di rispondere entro il termine.\n\nRisposta (SI / NO): \nGrazie"
)


def test_our_letter_is_found_rewrapped_and_without_marks():
    ours = (
        "Gentile Direzione,\nvi inviamo la proposta di\ncooperazione numero dodici. Vi"
        " preghiamo di rispondere\nentro il termine.\n"
    )

    cut = split(f"Rispondiamo qui.\n{ours}Sì\nRisposta: interessato", sent=SENT)

    assert cut.new_text == "Rispondiamo qui.\nSì\nRisposta: interessato"


def test_one_line_like_ours_stays_with_its_author():
    text = "Sì\nGrazie"

    assert split(text, sent=SENT).new_text == text


OWN = [
    "Sì.",
    "No, grazie.",
    "Il 14 ottobre va bene.",
    "1) Roma",
    "a < b",
    "Vedi sotto:",
]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(OWN), min_size=1, max_size=6),
    st.sampled_from([line for _, line in announcements()]),
    st.lists(st.sampled_from([*LETTER, "No, grazie.", ""]), min_size=1, max_size=6),
)
def test_any_words_over_any_quote_come_back_exactly(own, line, letter):
    marked = "\n".join(f"> {one}" for one in letter)
    words = "\n".join(own)

    assert split(f"{words}\n\n{line}\n{marked}").new_text == words


@pytest.mark.parametrize(
    "line", ["ha scritto " * 36 + ":", "On " * 130 + ":", "<a@b> 1 " * 50, "- " * 200]
)
def test_hostile_lines_are_read_in_linear_time(line):
    text = "\n".join([line] * 4_000)

    assert split(text).new_text is not None
