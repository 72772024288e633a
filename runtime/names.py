"""How what the engine knows by an id is printed: as people write it, everywhere.

Only in JSON, and inside longer ids that are copied into commands, ids stay ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING

from models.errors import DomainError
from models.event import Stamp
from models.foreseen import Foreseen
from models.ids import CaseId, SessionId
from models.reference_number import case_named, session_name, session_named

if TYPE_CHECKING:
    from runtime.client import Access

Refs = Mapping[str, str]
"""The reference number of a case by its id."""
NONE: Refs = MappingProxyType({})
TYPED: ContextVar[tuple[str, ...]] = ContextVar("typed", default=())
"""The words of the command: a case that is not on record is named as it was there."""

_ID = re.compile(
    r"(?<![\w/@.-])(?:(?:proposal|session)/|(?P<about>(?:money|duplicate)/))?"
    r"(?P<id>(?P<session>[a-z]{2}-[a-z]{2}/\d{1,4})"
    r"(?:/(?P<serial>\d{4})|/u/(?P<undertaking>\d{1,4}))?)(?!/?\w)"
)
_ABOUT = ("money/", "duplicate/")
"""Streams beside those of a case; the word before its number tells them apart."""


def spoken(text: str, refs: Refs = NONE) -> str:
    """`it-ru/29` is IT-RU/XXIX, `it-ru/29/u/3` IT-RU/XXIX/3, a case its number."""

    def name(found: re.Match[str]) -> str:
        about = found["about"] or ""
        if found["serial"]:
            return about + refs.get(found["id"], found["id"])
        session = session_name(SessionId(found["session"]))
        number = found["undertaking"]
        return f"{about}{session}/{number}" if number else about + session

    return _ID.sub(name, text)


async def refs_in(opened: Access, texts: Iterable[str | None]) -> Refs:
    """The numbers of the cases that are named by their ids in some texts."""
    cases = {
        found["id"]
        for text in texts
        for found in _ID.finditer(text or "")
        if found["serial"]
    }
    if not cases:
        return NONE
    async with opened.units.read() as unit:
        known = [await unit.cases.find(CaseId(case)) for case in sorted(cases)]
    return _typed() | {one.case: one.ref for one in known if one is not None}


def _typed() -> dict[str, str]:
    found: dict[str, str] = {}
    for word in TYPED.get():
        try:
            found[case_named(word)] = word
        except DomainError:
            continue
    return found


async def in_words(opened: Access, *texts: str) -> list[str]:
    refs = await refs_in(opened, texts)
    return [spoken(text, refs) for text in texts]


async def foreseen_lines(opened: Access, seen: Foreseen | None) -> list[str]:
    return await in_words(opened, *(seen.sentences() if seen else ()))


async def done(opened: Access, stamp: Stamp) -> str:
    """Where an act stands in the record, in a sentence."""
    [of] = await in_words(opened, stamp.stream)
    return f"Done: event {stamp.seq} of {of}."


def identified(given: str) -> str:
    """The id of what is named as people write it; what is no name stays as it is."""
    for about in _ABOUT:
        if given.startswith(about):
            return about + identified(given.removeprefix(about))
    for known in (case_named, session_named):
        try:
            return known(given)
        except DomainError:
            continue
    return given
