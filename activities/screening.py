"""The lists in use, and what comparing a proposal with them leaves on record."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import JsonValue, TypeAdapter

from activities.ports import ScreeningList
from activities.unit_of_work import UnitOfWork
from models.compliance import (
    Screening,
    ScreeningBook,
    ScreeningEntry,
    ScreeningMatch,
    ScreeningResult,
)
from models.event import EventKind, instant
from models.ids import CaseId, PaperId, proposal_workflow_id
from models.screening import ListVersion
from models.screening_sheet import read_list

_MATCHES: TypeAdapter[tuple[ScreeningMatch, ...]] = TypeAdapter(
    tuple[ScreeningMatch, ...]
)


class ListsInUse:
    """The newest version of every source, beside the list the house began with.

    That first list is in use until one of its name is loaded. A first list that is
    there and cannot be read stops everything: half a list would clear the rest.
    """

    def __init__(self, first: ScreeningList) -> None:
        self._first = first
        self._read: dict[PaperId, tuple[ScreeningEntry, ...]] = {}
        self._known: tuple[object, ScreeningBook] | None = None

    async def book(self, unit: UnitOfWork) -> ScreeningBook:
        """Of no entry when there is no list: then nothing passes."""
        loaded = in_use(await unit.screening_lists.all())
        first = self._first.entries()
        if first is None and (self._first.there() or not loaded):
            return ScreeningBook(())
        replaced = {one.source for one in loaded}
        own = tuple(one for one in first or () if one.list not in replaced)
        same = (own, tuple(one.list for one in loaded))
        if self._known is None or self._known[0] != same:
            entries = [*own]
            for one in loaded:
                entries += await self._entries(unit, one)
            self._known = (same, ScreeningBook(entries))
        return self._known[1]

    async def _entries(
        self, unit: UnitOfWork, one: ListVersion
    ) -> tuple[ScreeningEntry, ...]:
        known = self._read.get(one.list)
        if known is None:
            content = await unit.papers.get(one.list)
            known = self._read[one.list] = read_list(content, one.source, one.version)
        return known


def in_use(lists: Sequence[ListVersion]) -> list[ListVersion]:
    """Of each source the version loaded last."""
    newest = {one.source: one for one in lists}
    return [newest[source] for source in sorted(newest)]


async def fresh(unit: UnitOfWork, case: CaseId, at: datetime) -> bool:
    """Whether its latest screening was clear, and is not past its term (I4)."""
    last = await unit.events.last(proposal_workflow_id(case), EventKind.SCREENED)
    return (
        last is not None
        and last.body.get("result") == ScreeningResult.CLEAR
        and str(last.body.get("valid_until")) >= instant(at)
    )


async def noted(
    unit: UnitOfWork, found: Screening, *, valid_until: datetime
) -> dict[str, JsonValue]:
    """What an event tells of a screening. Names stand in a paper, never in an event."""
    matches = await keep_matches(unit, found.matches) if found.matches else None
    return {
        "found": found.result,
        "list": found.list_version,
        "matches": len(found.matches),
        "paper": matches,
        "valid_until": instant(valid_until),
    }


async def keep_matches(
    unit: UnitOfWork, matches: tuple[ScreeningMatch, ...]
) -> PaperId:
    return await unit.papers.put(_MATCHES.dump_json(matches))


async def matches_in(unit: UnitOfWork, paper: PaperId) -> tuple[ScreeningMatch, ...]:
    return _MATCHES.validate_json(await unit.papers.get(paper))


async def judged_before(unit: UnitOfWork, case: CaseId) -> set[tuple[str, str, str]]:
    """What a person has cleared in this case: the party, the listed name, its list."""
    cleared: set[tuple[str, str, str]] = set()
    for event in await unit.events.of(proposal_workflow_id(case)):
        paper = event.body.get("paper")
        if (
            event.kind is EventKind.SCREENED
            and event.body.get("result") == ScreeningResult.CLEAR
            and isinstance(paper, str)
        ):
            cleared |= {same(one) for one in await matches_in(unit, PaperId(paper))}
    return cleared


def same(one: ScreeningMatch) -> tuple[str, str, str]:
    """What makes a match the same in two versions of a list."""
    return one.party, one.entry.name, one.entry.list
