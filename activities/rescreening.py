"""A new list of restrictive measures: every open case is compared with it (X21)."""

from datetime import date
from typing import Final

from temporalio import activity

from activities.comparison import Cause, Comparison
from activities.effects import Done, Effect, EffectRunner
from activities.unit_of_work import UnitOfWork
from models.errors import DomainError
from models.event import EventKind
from models.ids import CaseId, PaperId, register_stream
from models.screening import ListVersion
from models.screening_acts import StandStill
from models.screening_sheet import read_list

CHUNK: Final = 50
"""Cases compared in one transaction: a crash repeats at most these."""


class KeepList(Effect):
    file: PaperId
    source: str
    version: str
    issued_on: date | None = None


class ScreenAgain(Effect):
    """The next cases after `after`, in order of their ids."""

    file: PaperId
    after: CaseId | None = None


class ScreenedAgain(Done):
    """`last` is None when every open case was compared."""

    last: CaseId | None
    hits: int = 0
    refs: tuple[str, ...] = ()


class ListKnownError(DomainError):
    """The same file is one version of a list, however often it is loaded."""


class ScreeningActivities:
    def __init__(self, *, effects: EffectRunner, comparison: Comparison) -> None:
        self._effects = effects
        self._comparison = comparison

    @activity.defn(name="keep_list")
    async def keep_list(self, request: KeepList) -> Done:
        """From here on every screening uses it.

        Raises:
            ListFormError: the file is no list.
            ListKnownError: it was loaded before.
        """

        async def work(unit: UnitOfWork) -> Done:
            known = await unit.screening_lists.find(request.file)
            if known is not None:
                raise ListKnownError(
                    f"This file is in the register already, as {known.source} "
                    f"{known.version}: load the new one."
                )
            content = await unit.papers.get(request.file)
            entries = read_list(content, request.source, request.version)
            await unit.screening_lists.add(
                ListVersion(
                    list=request.file,
                    source=request.source,
                    version=request.version,
                    issued_on=request.issued_on,
                    loaded_at=request.at,
                    by=request.actor,
                    entries=len(entries),
                )
            )
            event = await unit.events.append(
                stream=register_stream("screening", request.source),
                kind=EventKind.LIST_LOADED,
                actor=request.actor,
                at=request.at,
                body={
                    "list": request.file,
                    "source": request.source,
                    "version": request.version,
                    "issued_on": str(request.issued_on or ""),
                    "entries": len(entries),
                },
            )
            return Done(stamp=event.stamp)

        return await self._effects.once(request, Done, work)

    @activity.defn(name="screen_again")
    async def screen_again(self, request: ScreenAgain) -> ScreenedAgain:
        """One chunk of the open cases; each that resembles a new name stands still."""

        async def work(unit: UnitOfWork) -> ScreenedAgain:
            known = await unit.screening_lists.get(request.file)
            book = await self._comparison.book(unit)
            page = await unit.cases.open_after(request.after, CHUNK)
            still: list[StandStill] = []
            for case in page:
                _, halted = await self._comparison.of(
                    unit, case, book, request, Cause.NEW_LIST
                )
                still += [halted] if halted else []
            more = len(page) == CHUNK
            progress = {
                "screened": known.screened + len(page),
                "hits": known.hits + len(still),
                "finished_at": None if more else request.at,
            }
            after = known.model_copy(update=progress)
            await unit.screening_lists.save(after)
            stamp = None
            if not more:
                event = await unit.events.append(
                    stream=register_stream("screening", known.source),
                    kind=EventKind.LIST_SCREENED,
                    actor=request.actor,
                    at=request.at,
                    body={
                        "list": known.list,
                        "screened": after.screened,
                        "hits": after.hits,
                    },
                )
                stamp = event.stamp
            refs = {case.case: case.ref for case in page}
            return ScreenedAgain(
                stamp=stamp,
                last=page[-1].case if more else None,
                hits=len(still),
                refs=tuple(refs[one.case] for one in still),
                stand_still=tuple(still),
            )

        return await self._effects.once(request, ScreenedAgain, work)


def chunk_key(file: PaperId, after: CaseId | None) -> str:
    """The business key of a chunk: the list and where it begins."""
    return f"screening/{file}/{after or 'start'}"
