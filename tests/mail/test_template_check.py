"""The check of the staff's texts: what passes, and what is said of the rest."""

from email import message_from_bytes, policy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mail.address import Purpose, conversation_of
from mail.letter_samples import CONVERSATION, IDENTITY, REF, sample
from mail.letter_source import BlockKind, letter_source, parse_source, shipped_text
from mail.template_check import LARGEST_LETTER, check
from mail.wording import LOCALES
from models.letter import ANSWERABLE, DIGESTS, LetterKind
from models.reply_form import LABELS, MARKER, Language
from tests.patience import bounded

KIND = LetterKind.DISSEMINATION
SHIPPED = {language: shipped_text(KIND, language) for language in LOCALES}
ITALIAN = SHIPPED["it"]
LAST = len(ITALIAN.splitlines()) + 2  # the line an added block stands on


def added(text: str) -> list[str]:
    """What is said of the shipped Italian text with one more block."""
    return [*check(KIND, {"it": f"{ITALIAN}\n{text}\n"})]


@pytest.mark.parametrize("kind", list(LetterKind))
def test_shipped_texts_pass(kind):
    assert check(kind, {one: shipped_text(kind, one) for one in LOCALES}) == []


@pytest.mark.parametrize(
    "text",
    [
        "Parole nuove.",
        "{{ title }} entro le {{ deadline }}",
        '[if exclusive_proposal and session != "XV"] Solo una.',
        '[if ref in ("a", "b") or not summary] Solo una.',
        "{% if session %}Sessione {{ session | upper }}{% endif %}",
        '{{ title if exclusive_proposal else "" }}',
        "## Altro",
        "@rows title deadline",
        "1. Uno\n2. Due",
    ],
)
def test_text_within_the_rules_passes(text):
    assert added(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% for i in range(10**9) %}x{% endfor %}", "has 'for', which letters may"),
        ("{{ 9**9**9 }}", "has 'pow', which letters may not use"),
        ('{{ "a" * 999999999 }}', "has 'mul', which letters may not use"),
        ("{{ title.__class__ }}", "has 'getattr', which letters may not use"),
        ("{{ title[5] }}", "has 'getitem', which letters may not use"),
        ("{{ title.upper() }}", "has 'call', which letters may not use"),
        ("{% set title = 1 %}", "has 'assign', which letters may not use"),
        ("{% include 'x' %}", "has 'include', which letters may not use"),
        ("{{ title | replace('a', 'b') }}", "the filter 'replace' is not one of"),
        ("{{ " + "(" * 5000 + "title" + ")" * 5000 + " }}", "too deeply nested"),
        ("{{ " + "not " * 900 + "title }}", "is too deeply nested"),
        ("[if " + "not " * 900 + "title] x", "is too deeply nested"),
        ("{{ titel }}", "{{ titel }} is never filled in a letter of this kind"),
        ("{{ outcome }}", "{{ outcome }} is never filled in a letter of this kind"),
        ("{{ exclusive_proposal }}", "is a yes or no; use it in conditions only"),
        ("{{ title == summary }}", "prints a comparison"),
        ("{{ title if session }}", "needs its `else`"),
        ("[if titel] x", "{{ titel }} is never filled"),
        ('[if title == "a" }} {{] x', "does not end where it should"),
        ("[if title == 3] x", "3 is no text"),
        ('[if title < "a"] x', "compares by size"),
        ('[if "a" in title] x', "after `in` stands a list of words"),
        ("[if title x", "'[if' is none of"),
        ("{{ title", "cannot be read (unexpected end of template"),
        ("@rowz title", "'@rowz' is none of"),
        ("@rows outcome", "'outcome' is never filled in a letter of this kind"),
        ("@rows", "@rows names nothing"),
        ("@text title summary", "@text takes one name"),
        ("@items ref", "'ref' is never filled in a letter of this kind; take it out"),
        ("@form please", "@form stands alone on its line"),
        ("[if title]", "the block is empty; write its text or take it out"),
        ("1. {{ title }}\n2. Due", "a numbered list takes no values"),
        ("Par\u202eole", "delete the invisible mark U+202E"),
        ("— Reply above this line —", "the line to answer above is put in by itself"),
    ],
)
def test_fault_is_told_with_its_line(text, said):
    [first, *_] = added(text)

    assert first.startswith(f"it, line {LAST}: ")
    assert said in first


def test_directive_within_a_paragraph_is_told():
    assert added("Parole.\n@form") == [
        f"it, line {LAST + 1}: leave an empty line before @form."
    ]


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("", "line 1: the subject is empty; write it."),
        ("x" * 121, "line 1: the subject has over 120 characters."),
        ("{{ title }}", "line 1: the subject takes no braces and brackets"),
        ("[IT-RU/2025-2027/XXIX/LIP/0001]", "line 1: the subject takes no braces"),
        ("a\nBcc: b@c.example", "line 2: leave an empty line after the subject."),
        ("a\rBcc: b@c.example", "line 2: leave an empty line after the subject."),
        ("a\x0bBcc: b@c.example", "line 1: delete the invisible mark U+000B."),
        ("a\u2028Bcc: b@c.example", "line 1: delete the invisible mark U+2028."),
    ],
)
def test_subject_is_one_plain_line(subject, said):
    _, _, body = ITALIAN.partition("\n")
    [problem] = check(KIND, {"it": f"subject: {subject}\n{body}"})

    assert problem.startswith(f"it, {said}")


@pytest.mark.parametrize("source", ["", "\n\n", "Senza oggetto.\n\nTesto."])
def test_text_without_a_subject_is_told(source):
    [problem] = check(KIND, {"it": source})

    assert problem == 'it, line 1: the text begins with "subject:" and the subject.'


@pytest.mark.parametrize("kind", list(LetterKind))
@pytest.mark.parametrize("language", LOCALES)
def test_form_and_list_of_proposals_cannot_be_removed(kind, language):
    structure = {BlockKind.FORM, BlockKind.ITEM_FORM, BlockKind.ITEMS}
    blocks = letter_source(kind, language).blocks
    for block in (one for one in blocks if one.kind in structure):
        line = f"{block.kind} {block.text}".strip()
        source = shipped_text(kind, language)
        for changed in ("", f"[if session] {line}", f"{line}\n\n{line}"):
            problems = check(kind, {language: source.replace(line, changed)})
            wanted = f"{block.kind} stands in this letter exactly once"
            assert any(wanted in problem for problem in problems), (changed, problems)


def test_compulsory_fact_cannot_be_removed():
    source = ITALIAN.replace(" exclusive deadline", " exclusive").replace(
        "[if deadline] Vi preghiamo di farci pervenire la Vostra risposta entro le"
        " {{ deadline }}.",
        "Vi preghiamo di rispondere.",
    )

    [problem] = check(KIND, {"it": source})

    assert problem.startswith("it, the letter does not say 'deadline'")


@pytest.mark.parametrize("kind", list(LetterKind))
@pytest.mark.parametrize("language", LOCALES)
def test_no_text_takes_code_token_or_marker_away(kind, language):
    bare = "subject: Altro\n\nNiente.\n"
    mail: Any = message_from_bytes(
        sample(kind, language, bare).composed.raw, policy=policy.default
    )
    text = mail.get_body(("plain",)).get_content()

    assert conversation_of(IDENTITY, mail["Reply-To"], Purpose.REPLY) == CONVERSATION
    assert mail["Subject"].startswith("[") is True
    assert (REF in mail["Subject"]) is (kind not in DIGESTS)
    assert text.startswith(MARKER) is (kind in ANSWERABLE)


def test_sample_shows_the_form_of_its_language():
    for language in Language:
        lines = sample(KIND, language).plain.split("\n")
        start = lines.index(LABELS[language].lines()[0])
        assert tuple(lines[start : start + 4]) == LABELS[language].lines()


def test_languages_change_together():
    changed = {one: f"{text}\n[if session] +\n" for one, text in SHIPPED.items()}

    assert check(KIND, changed) == []
    assert check(KIND, {**changed, "ru": SHIPPED["ru"]}) == [f"it has 11 {TOGETHER}"]
    assert check(KIND, {**SHIPPED, "en": ITALIAN.replace("## Come", "Come")}) == [
        f"it, line 13 is a heading, but en, line 13 is a paragraph: {SAME}"
    ]


SAME = "languages have the same blocks; change all of them together."
TOGETHER = f"blocks, ru 10: {SAME}"


def test_unknown_language_is_told():
    assert check(KIND, {"de": ITALIAN}) == ["de: letters are in it, ru, en."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("parola " * 3000, "the text has more than 20000 characters; shorten it."),
        ("{{ description }}" * 1000, "the letter has over 100 kB; shorten the text."),
    ],
)
def test_text_has_bounds(text, said):
    assert added(text) == [f"it, {said}"]


def test_accepted_text_is_bounded_in_size_and_time():
    with bounded():
        problems = added("{{ summary }} " * 500)

    letter = sample(KIND, "it", f"{ITALIAN}\n{'{{ summary }} ' * 500}")
    assert problems == []
    assert len(letter.composed.raw) < LARGEST_LETTER


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *("{{", "}}", "{%", "%}", "{#", "#}", "[if ", "]", "@rows ", "@form"),
                *("@items ", "## ", "1. ", "\n", "\n\n", "title", "deadline", " if "),
                *(" else ", "endif", "not ", "(", ")", '"', "|", ".", "==", "in", "\\"),
            ]
        ),
        max_size=25,
    ).map("".join)
)
def test_check_is_total_and_what_passes_can_be_written(text):
    source = f"{ITALIAN}\n{text}\n"

    problems = check(KIND, {"it": source})

    assert all(problem.startswith("it, ") for problem in problems)
    if not problems:
        letter = sample(KIND, "it", source)
        assert letter.composed.subject == sample(KIND, "it").composed.subject


def test_source_is_read_as_editors_write_it():
    windows = "\ufeff" + ITALIAN.replace("\n", "\r\n")

    assert parse_source(windows) == parse_source(ITALIAN)
    assert check(KIND, {"it": windows}) == []
