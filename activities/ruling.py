"""A person rules on a case that stands still: it goes on, or is to be closed."""

from datetime import datetime, timedelta

from temporalio import activity

from activities.clocks import Shift
from activities.deadlines import Terms
from activities.dossier import open_dossier
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.giving_back import GivingBack, Moved
from activities.held_letters import drop_held
from activities.opinions import require_two
from activities.screening import matches_in
from activities.standstill import WHY, stop_clocks_of
from activities.tasks import close_tasks
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.acts import Ruling
from models.case import Phase
from models.compliance import ScreeningResult
from models.deadlines import TermName
from models.errors import DomainError
from models.event import EventKind, instant
from models.ids import proposal_workflow_id
from models.screening import COMPLIANCE, Standstill
from models.task import TaskKind


class NoStandstillError(DomainError):
    """Nobody waits for a ruling on this case."""


class StopForRuling(CaseEffect):
    pass


class EndStandstill(CaseEffect):
    ruling: Ruling


class StandstillEnded(Done):
    """Where the instants lie now that the procedure was told before.

    `lost`: how long it stood still, for instants that no deadline stands for.
    """

    shifts: tuple[Shift, ...] = ()
    lost: timedelta
    money_due: datetime | None = None
    stale_at: datetime


class StandstillActivities:
    def __init__(
        self, *, effects: EffectRunner, writer: LetterWriter, terms: Terms
    ) -> None:
        self._effects = effects
        self._giving_back = GivingBack(writer=writer, terms=terms)
        self._terms = terms

    @activity.defn(name="stop_for_ruling")
    async def stop_for_ruling(self, request: StopForRuling) -> Done:
        """Stop what began between the hit and the moment the procedure heard of it."""

        async def work(unit: UnitOfWork) -> Done:
            case = await unit.cases.get(request.case)
            still = await unit.standstills.open_of(request.case)
            stopped = (
                await stop_clocks_of(unit, request.case, request.at) if still else []
            )
            if still is None or not stopped:
                return Done()
            await unit.cases.save(case.model_copy(update={"due_at": still.review_at}))
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=EventKind.CLOCK_STOPPED,
                actor=request.actor,
                at=request.at,
                reason=WHY,
                body={"clocks": dict.fromkeys(stopped), "party": COMPLIANCE},
            )
            return Done(stamp=event.stamp)

        return await self._effects.once(request, Done, work)

    @activity.defn(name="end_standstill")
    async def end_standstill(self, request: EndStandstill) -> StandstillEnded:
        """Two people have judged the hit: the case goes on, or is to be closed.

        Cleared, every clock that was stopped gets its days back, and the bodies of an
        open round are told. Confirmed, letters that were held are dropped.

        Raises:
            NoStandstillError: the case does not stand still.
            SameEyesError: only one person has said so (I23).
        """

        async def work(unit: UnitOfWork) -> StandstillEnded:
            dossier = await open_dossier(unit, request.case)
            still = await unit.standstills.open_of(request.case)
            if still is None:
                raise NoStandstillError(
                    f"{dossier.case.ref} does not stand still: see `starter.py show`."
                )
            await require_two(unit, request.case, request.ruling)
            await self._judged(unit, still, request)
            stale_at = self._terms.due(
                dossier.corridor, TermName.SCREENING_FRESHNESS, request.at
            )
            cleared = request.ruling is Ruling.CLEAR
            moved = (
                await self._giving_back.to(unit, dossier, request)
                if cleared
                else Moved()
            )
            dropped = 0 if cleared else await drop_held(unit, request.case)
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=EventKind.STANDSTILL_ENDED,
                actor=request.actor,
                at=request.at,
                reason=await reason_text(unit, request),
                body={
                    "ruling": request.ruling,
                    "list": still.list,
                    "clocks": moved.told(),
                    "letters_dropped": dropped,
                },
            )
            if cleared:
                await self._note_cleared(unit, still, request, stale_at)
            return StandstillEnded(
                stamp=event.stamp,
                letters=moved.letters,
                shifts=moved.shifts,
                lost=request.at - still.since,
                money_due=moved.money_due,
                stale_at=stale_at,
                poke_post=True,
                poke_session=dossier.case.session
                if dossier.case.phase is Phase.READY
                else None,
            )

        return await self._effects.once(request, StandstillEnded, work)

    async def _judged(
        self, unit: UnitOfWork, still: Standstill, request: EndStandstill
    ) -> None:
        ended = {
            "ended_at": request.at,
            "ruling": request.ruling,
            "ended_by": request.actor,
        }
        await unit.standstills.save(still.model_copy(update=ended))
        await close_tasks(
            unit,
            stream=proposal_workflow_id(request.case),
            kinds=(TaskKind.SCREENING,),
            by=request.actor,
            at=request.at,
        )

    async def _note_cleared(
        self,
        unit: UnitOfWork,
        still: Standstill,
        request: EndStandstill,
        stale_at: datetime,
    ) -> None:
        """The result in force, so that the same names are not asked about again."""
        await unit.events.append(
            stream=proposal_workflow_id(request.case),
            kind=EventKind.SCREENED,
            actor=request.actor,
            at=request.at,
            reason=await reason_text(unit, request),
            body={
                "result": ScreeningResult.CLEAR,
                "found": ScreeningResult.HIT,
                "cause": "ruling",
                "list": await _named(unit, still),
                "paper": still.matches,
                "valid_until": instant(stale_at),
            },
        )


async def _named(unit: UnitOfWork, still: Standstill) -> str:
    """The list the hit is on; the house's first is named by what it resembles."""
    if still.list is None:
        found = await matches_in(unit, still.matches)
        named = {f"{one.entry.list} {one.entry.version}" for one in found}
        return "; ".join(sorted(named))
    known = await unit.screening_lists.get(still.list)
    return f"{known.source} {known.version}"
