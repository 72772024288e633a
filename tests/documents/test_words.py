"""The fixed words exist in every language, with the same blanks."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

import pytest

from documents.words import words
from models.document import Language


def _phrases(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _phrases(value, f"{before}{key}.")
        else:
            yield before + key, value


def _blanks(language: Language) -> dict[str, set[str]]:
    return {
        key: {name for _, name, _, _ in Formatter().parse(phrase) if name}
        for key, phrase in _phrases(words(language))
    }


@pytest.mark.parametrize("language", [Language.RU, Language.EN])
def test_every_language_has_the_same_phrases_with_the_same_blanks(language):
    assert _blanks(language) == _blanks(Language.IT)


@pytest.mark.parametrize("language", list(Language))
def test_no_phrase_is_empty(language):
    assert [
        key for key, phrase in _phrases(words(language)) if not phrase.strip()
    ] == []
