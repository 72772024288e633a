"""The fixed words of documents, by language: read once from `words/`."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from models.document import Document, Language

SIMULATION: Final = "SIMULAZIONE / СИМУЛЯЦИЯ"
"""Said on every page of a corridor without legal effect, in both its languages."""

_WORDS = Path(__file__).parent / "words"
_PAPERS = _WORDS / "papers"  # of a session


@cache
def words(language: Language) -> Mapping[str, Any]:
    name = f"{language.value}.toml"
    read = (path.read_text("utf-8") for path in (_WORDS / name, _PAPERS / name))
    reports, papers = map(tomllib.loads, read)
    return MappingProxyType(reports | papers)


def word(language: Language, key: str, /, **values: object) -> str:
    """One phrase by its dotted name, its blanks filled in."""
    found: Any = words(language)
    for part in key.split("."):
        found = found[part]
    return str(found).format(**values) if values else str(found)


def both(
    languages: Iterable[Language],
    key: str,
    /,
    **values: Mapping[Language, str] | object,
) -> tuple[str, ...]:
    """One phrase in each of the languages; a value may itself differ by language."""
    return tuple(
        word(
            language,
            key,
            **{
                name: value[language] if isinstance(value, Mapping) else value
                for name, value in values.items()
            },
        )
        for language in languages
    )


def page_of(document: Document, number: int, total: int) -> str:
    return " · ".join(
        word(language, "page", number=number, total=total)
        for language in document.languages
    )
