"""What changed from one version of a form to another, field by field, word by word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from pydantic import JsonValue

from models.frozen import Frozen

_LOOSE: Final = re.compile(r"description_([a-z]{2})")
"""How the paper form has a description: one field for each language."""
_WORDS: Final = re.compile(r"\s+|\S+")
_LONGEST: Final = 2000
"""Words compared one by one; a longer text is shown as a whole before and after."""


class Part(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Piece(Frozen):
    part: Part
    text: str


class Change(Frozen):
    """One field that differs; `below`: where in it, such as `it` or `owners.1.name`."""

    field: str
    below: str
    pieces: tuple[Piece, ...]


def changes(
    before: Mapping[str, JsonValue], after: Mapping[str, JsonValue]
) -> Sequence[Change]:
    """In the order of the fields of the later form, then what it has no more."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    return [
        Change(field=path[0], below=".".join(path[1:]), pieces=_pieces(was, now))
        for path in dict.fromkeys((*new, *old))
        if (was := old.get(path, "")) != (now := new.get(path, ""))
    ]


def _leaves(form: Mapping[str, JsonValue]) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, value in form.items():
        loose = _LOOSE.fullmatch(name)
        yield from _below(("description", loose[1]) if loose else (name,), value)


def _below(
    path: tuple[str, ...], value: JsonValue
) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _below((*path, name), one)
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for number, one in enumerate(value, start=1):
            yield from _below((*path, str(number)), one)
    else:
        yield path, _said(value)


def _said(value: JsonValue) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(map(_said, value))
        case _:
            return str(value)


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > _LONGEST:
        return _cut((Part.GONE, before), (Part.NEW, after))
    found: list[Piece] = []
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found += _cut((Part.SAME, "".join(old[a:b])))
        else:
            found += _cut((Part.GONE, "".join(old[a:b])), (Part.NEW, "".join(new[c:d])))
    return tuple(found)


def _cut(*parts: tuple[Part, str]) -> tuple[Piece, ...]:
    return tuple(Piece(part=part, text=text) for part, text in parts if text)
