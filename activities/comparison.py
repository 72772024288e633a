"""An open case compared with the lists in use; a new hit brings it to a halt."""

from enum import StrEnum
from typing import NamedTuple

from activities.deadlines import Terms
from activities.dossier import open_dossier, read_form
from activities.effects import Effect
from activities.screening import ListsInUse, in_use, judged_before, noted, same
from activities.standstill import begin_standstill
from activities.unit_of_work import UnitOfWork
from models.case import Case, Phase
from models.compliance import Screening, ScreeningBook, ScreeningResult
from models.deadlines import TermName
from models.event import EventKind
from models.ids import PaperId, proposal_workflow_id
from models.screening_acts import StandStill


class Cause(StrEnum):
    """Why a case that was cleared is compared once more (method 2.9)."""

    NEW_LIST = "new-list"
    SESSION = "session"
    PAYMENT = "payment"


class Compared(NamedTuple):
    """What a person has cleared in this case before is no hit."""

    result: ScreeningResult
    still: StandStill | None


class Comparison:
    def __init__(self, *, terms: Terms, lists: ListsInUse) -> None:
        self._terms = terms
        self._lists = lists

    async def book(self, unit: UnitOfWork) -> ScreeningBook:
        return await self._lists.book(unit)

    async def of(
        self,
        unit: UnitOfWork,
        case: Case,
        book: ScreeningBook,
        request: Effect,
        cause: Cause,
    ) -> Compared:
        """The result, on record; and the halt, if nobody judges this case yet."""
        found = await self.look(unit, case, book)
        corridor = await unit.corridors.get(case.corridor)
        fresh = TermName.SCREENING_FRESHNESS
        told = await noted(
            unit, found, valid_until=self._terms.due(corridor, fresh, request.at)
        )
        await unit.events.append(
            stream=proposal_workflow_id(case.case),
            kind=EventKind.SCREENED,
            actor=request.actor,
            at=request.at,
            body={"result": found.result, "cause": cause, **told},
        )
        if found.result is not ScreeningResult.HIT or case.phase is Phase.SCREENING:
            return Compared(found.result, None)
        if await unit.standstills.open_of(case.case):
            return Compared(found.result, None)
        still = await begin_standstill(
            unit,
            await open_dossier(unit, case.case),
            found,
            list_=await _list_of(unit, found),
            at=request.at,
            review_at=self._terms.due(corridor, TermName.SCREENING_REVIEW, request.at),
        )
        return Compared(found.result, still)

    async def look(
        self, unit: UnitOfWork, case: Case, book: ScreeningBook
    ) -> Screening:
        """What it resembles, without the matches that a person has cleared in it."""
        form = await read_form(unit, case.form)
        found = book.screen(form.parties())
        if not found.matches:
            return found
        before = await judged_before(unit, case.case)
        fresh = tuple(one for one in found.matches if same(one) not in before)
        result = found.result if fresh else ScreeningResult.CLEAR
        return found.model_copy(update={"matches": fresh, "result": result})


async def _list_of(unit: UnitOfWork, found: Screening) -> PaperId | None:
    """The loaded list that names the party; None when it is the house's first."""
    named = {one.entry.list for one in found.matches}
    loaded = in_use(await unit.screening_lists.all())
    newest = sorted(loaded, key=lambda one: one.loaded_at, reverse=True)
    return next((one.list for one in newest if one.source in named), None)
