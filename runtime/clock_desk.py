"""Terms that run: longer for a proposer, or counted in a newer calendar."""

from collections.abc import Sequence
from datetime import datetime

from models.clock_acts import AdoptCalendar, ExtendCompletion
from models.errors import DomainError
from models.event import Stamp
from models.foreseen import Foreseen
from models.frozen import Frozen
from models.ids import CaseId, Ref, money_workflow_id, proposal_workflow_id
from models.officer import requester as asking
from models.reference_number import case_named
from models.working_calendar import WorkingCalendar
from runtime.errands import new_act
from runtime.officer_desk import OfficerDesk
from store.unit_of_work import SqlUnits

_OF_A_CASE = "proposal/"


class Adoption(Frozen):
    """What became of one proposal; `refused` says why nothing did."""

    case: CaseId
    ref: Ref
    stamp: Stamp | None = None
    foreseen: Foreseen | None = None
    refused: str = ""


class ClockDesk(OfficerDesk):
    async def extend_completion(
        self, ref: str, until: datetime, reason: str, *, requester: str
    ) -> Stamp:
        """Approve that the proposer has longer to complete; `requester` asked."""
        act = ExtendCompletion(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            until=until,
            requester=asking(requester),
        )
        case = case_named(ref)
        return await self._tell(
            proposal_workflow_id(case), "extend_completion", act, case=case
        )

    async def adopt_calendar(
        self, calendar: WorkingCalendar, reason: str
    ) -> Sequence[Adoption]:
        """Count in this version whatever runs in another version of the calendar.

        Proposal by proposal, each wholly or not at all: told again, it goes on with
        those that are left.

        Raises:
            DomainError: nothing runs in another version, or no reason is given.
        """
        if not reason.strip():
            raise DomainError("A calendar is adopted for a reason: give --reason.")
        cases = await counted_otherwise(self._units, calendar)
        if not cases:
            raise DomainError(
                f"No term runs in an older version of calendar {calendar.name}: there"
                " is nothing to adopt. `starter.py calendar list` names the calendars"
                " in use."
            )
        return [await self._adopt(case, calendar, reason) for case in cases]

    async def _adopt(
        self, case: CaseId, calendar: WorkingCalendar, reason: str
    ) -> Adoption:
        async with self._units.read() as unit:
            found = await unit.cases.get(case)
        ref, over = found.ref, found.closed_at is not None
        stream = money_workflow_id(case) if over else proposal_workflow_id(case)
        act = AdoptCalendar(
            act=new_act(),
            actor=self.actor,
            reason=await self._paper(reason),
            calendar=calendar.name,
            version=calendar.version,
        )
        self.foreseen = None
        try:
            stamp = await self._tell(stream, "adopt_calendar", act, case=case)
        except DomainError as refusal:
            return Adoption(case=case, ref=ref, refused=str(refusal))
        return Adoption(case=case, ref=ref, stamp=stamp, foreseen=self.foreseen)


async def counted_otherwise(
    units: SqlUnits, calendar: WorkingCalendar
) -> Sequence[CaseId]:
    """The proposals with a term that runs in another version of it."""
    async with units.read() as unit:
        running = await unit.deadlines.counted_in(calendar.name)
    streams = {
        one.stream
        for one in running
        if one.deadline.calendar is not None
        and one.deadline.calendar.version != calendar.version
    }
    return sorted(
        CaseId(stream.removeprefix(_OF_A_CASE))
        for stream in streams
        if stream.startswith(_OF_A_CASE)
    )
