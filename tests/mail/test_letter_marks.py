"""Colons, brackets and quotation marks, as each language sets them."""

import re

import pytest

from models.letter import LetterKind
from tests.mail.test_letters import EVERY, FULL, bodies, read


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_subject_has_one_colon_at_most(kind, language):
    subject = str(read(kind, language, FULL)["Subject"])

    assert subject.count(":") <= 1


@pytest.mark.parametrize(("kind", "language"), EVERY)
@pytest.mark.parametrize("rule", ["grace", "closed"])
def test_letter_has_no_brackets_within_brackets(kind, language, rule):
    plain, _ = bodies(kind, language, FULL.model_copy(update={"late_rule": rule}))

    assert re.findall(r"\([^()]*\(", plain) == []


@pytest.mark.parametrize("kind", list(LetterKind))
def test_english_letter_quotes_as_english_does(kind):
    plain, _ = bodies(kind, "en", FULL)

    assert re.findall("[«»]", plain) == []


def test_russian_letter_says_to_whom_it_is():
    plain, _ = bodies(LetterKind.DISSEMINATION, "ru", FULL)

    assert "Кому: N1\n" in plain
