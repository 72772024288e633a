"""A list of restrictive measures as its publisher's file has it: CSV or JSON."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from models.compliance import ScreeningEntry
from models.errors import DomainError

LONGEST: Final = 1_000
_NAMES: Final = ("name", "NameAlias_WholeName")
_KINDS: Final = ("kind", "Entity_SubjectType_ClassificationCode", "Entity_SubjectType")
_KIND_OF: Final = {"P": "person", "E": "entity"}
_DEFAULT: Final = "entity"


class ListFormError(DomainError):
    """A file that is no list: the sentence says what is wrong, and where."""


def read_list(content: bytes, source: str, version: str) -> tuple[ScreeningEntry, ...]:
    """Every name of a list, other spellings as entries of their own.

    Two forms: a table with the columns `name`, and if wanted `kind` and `aliases`
    (parted by `;`), as CSV or as a JSON list of such groups; or the consolidated list
    of the European Union as its publisher's CSV has it (rows without a name, which
    tell addresses and dates of birth, are passed over).

    Raises:
        ListFormError: it is neither, a row lacks its name, or there is no name at all:
            half a list would clear the rest.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ListFormError("The list is not in UTF-8: save it so.") from error
    rows = _json(text) if text.lstrip()[:1] in {"[", "{"} else _csv(text)
    found = dict.fromkeys(
        ScreeningEntry(name=name, kind=kind, list=source, version=version)
        for name, kind in _entries(rows)
    )
    if not found:
        raise ListFormError("The list holds no name: give the whole file.")
    return tuple(found)


def _json(text: str) -> list[Mapping[str, Any]]:
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        raise ListFormError(
            f"The list is no JSON (line {error.lineno}): give the file as published."
        ) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ListFormError(
            'A JSON list holds groups such as {"name": "…", "kind": "entity"}: correct'
            " it."
        )
    return list(rows)


def _csv(text: str) -> list[Mapping[str, Any]]:
    first = text.partition("\n")[0]
    mark = ";" if first.count(";") > first.count(",") else ","
    try:
        return list(csv.DictReader(io.StringIO(text), delimiter=mark, strict=True))
    except csv.Error as error:
        raise ListFormError(
            f"The list is no CSV ({error}): give the file as published."
        ) from error


def _entries(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(rows, start=1):
        column = next((name for name in _NAMES if name in row), None)
        if column is None:
            raise ListFormError(
                f"The list has no column {_NAMES[0]}: name it so (columns: name, kind,"
                " aliases)."
            )
        named = _words(row[column])
        if not named and column == _NAMES[0]:
            raise ListFormError(f"Entry {number} has no name: add it, or remove it.")
        others = row.get("aliases") or ()
        spellings = others.split(";") if isinstance(others, str) else others
        for name in (named, *map(_words, spellings)):
            if len(name) > LONGEST:
                raise ListFormError(
                    f"Entry {number} is longer than {LONGEST} characters: it is no"
                    " name. Correct it."
                )
            if name:
                yield name, _kind(row)


def _kind(row: Mapping[str, Any]) -> str:
    given = next((_words(row[name]) for name in _KINDS if row.get(name)), _DEFAULT)
    return _KIND_OF.get(given, given.lower())


def _words(value: object) -> str:
    return " ".join(str(value or "").split())
