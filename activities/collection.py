"""Collection: a form becomes a registered proposal, and its parties are screened."""

from datetime import datetime
from typing import NamedTuple

from temporalio import activity

from activities.clocks import OFFICE_TERMS, PROPOSERS_TERMS, resume_clocks
from activities.deadlines import Terms, close_deadlines
from activities.dossier import Dossier, open_dossier, read_form
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.opinions import require_two
from activities.screening import ListsInUse, keep_matches, noted
from activities.tasks import close_tasks, open_task
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.acts import Ruling
from models.case import Phase
from models.compliance import ScreeningResult, may_open
from models.deadlines import TermName
from models.errors import DomainError
from models.event import EventKind
from models.ids import PROPOSER, PaperId, proposal_workflow_id
from models.letter import LetterKind
from models.task import TaskKind


class CorridorClosedError(DomainError):
    """The corridor's legal status lets no proposal begin."""


class ScreeningUnavailableError(DomainError):
    """Nothing was compared, so there is no hit to judge."""


class Register(CaseEffect):
    pass


class Registered(Done):
    """`completeness_due`, `validation_due`: when the desk is reminded (UTC)."""

    completeness_due: datetime
    validation_due: datetime


class Screen(CaseEffect):
    """`cleared`: two people have judged the hit to be false."""

    cleared: bool = False
    before: Phase = Phase.VALIDATION  # the stage a clear result leads to


class Screened(Done):
    """A hit is screened again at `review_at`; a result is stale at `stale_at`."""

    result: ScreeningResult
    review_at: datetime
    stale_at: datetime


class Revise(CaseEffect):
    form: PaperId


class OfficeClocks(NamedTuple):
    """When the secretariat's own terms end, as OFFICE_TERMS names them."""

    completeness: datetime
    validation: datetime


class CollectionActivities:
    def __init__(
        self,
        *,
        effects: EffectRunner,
        writer: LetterWriter,
        terms: Terms,
        lists: ListsInUse,
    ) -> None:
        self._effects = effects
        self._writer = writer
        self._terms = terms
        self._lists = lists

    @activity.defn(name="register")
    async def register(self, request: Register) -> Registered:
        """Number, file, event and receipt, in one effect.

        Raises:
            CorridorClosedError: the compliance gate; it blocks by default.
        """

        async def work(unit: UnitOfWork) -> Registered:
            dossier = await open_dossier(unit, request.case)
            case, corridor = dossier.case, dossier.corridor
            if not may_open(corridor.legal_status):
                raise CorridorClosedError(
                    f"The corridor {corridor.code} is {corridor.legal_status}: "
                    "no proposal may be opened in it. Ask the compliance officer."
                )
            dues = await self._start_office_clocks(unit, dossier, request.at)
            await unit.cases.save(
                case.model_copy(
                    update={"phase": Phase.SCREENING, "due_at": dues.validation}
                )
            )
            event = await unit.events.append(
                stream=proposal_workflow_id(case.case),
                kind=EventKind.SUBMITTED,
                actor=request.actor,
                at=request.at,
                body={
                    "ref": case.ref,
                    "version": case.version,
                    "form": case.form,
                    "session": case.session,
                    "on_behalf_of": PROPOSER,
                },
            )
            await self._writer.to_proposer(
                unit,
                dossier,
                LetterKind.SUBMISSION_RECEIPT,
                key=request.key,
                at=request.at,
            )
            return Registered(
                stamp=event.stamp,
                letters=1,
                completeness_due=dues.completeness,
                validation_due=dues.validation,
            )

        return await self._effects.once(request, Registered, work)

    @activity.defn(name="screen")
    async def screen(self, request: Screen) -> Screened:
        """Compare every party with the lists; anything but CLEAR holds the case."""

        async def work(unit: UnitOfWork) -> Screened:
            dossier = await open_dossier(unit, request.case)
            book = await self._lists.book(unit)
            found = book.screen(dossier.form.parties())
            stale_at = self._terms.due(
                dossier.corridor, TermName.SCREENING_FRESHNESS, request.at
            )
            if request.cleared:
                _require_hit(found.result)
                hit = await keep_matches(unit, found.matches)
                await require_two(unit, request.case, Ruling.CLEAR, hit)
            result = ScreeningResult.CLEAR if request.cleared else found.result
            stream = proposal_workflow_id(request.case)
            event = await unit.events.append(
                stream=stream,
                kind=EventKind.SCREENED,
                actor=request.actor,
                at=request.at,
                reason=await reason_text(unit, request),
                body={
                    "result": result,
                    **await noted(unit, found, valid_until=stale_at),
                },
            )
            if result is not ScreeningResult.CLEAR:
                await unit.cases.save(
                    dossier.case.model_copy(update={"phase": Phase.SCREENING})
                )
                await open_task(
                    unit,
                    stream=stream,
                    kind=TaskKind.SCREENING,
                    at=request.at,
                    detail=_screening_detail(result),
                )
            else:
                await close_tasks(
                    unit,
                    stream=stream,
                    kinds=(TaskKind.SCREENING,),
                    by=request.actor,
                    at=request.at,
                )
                await unit.cases.save(
                    dossier.case.model_copy(update={"phase": request.before})
                )
            return Screened(
                stamp=event.stamp,
                result=result,
                review_at=self._terms.due(
                    dossier.corridor, TermName.SCREENING_REVIEW, request.at
                ),
                stale_at=stale_at,
            )

        return await self._effects.once(request, Screened, work)

    @activity.defn(name="revise")
    async def revise(self, request: Revise) -> Registered:
        """A new version of the form: its parties are screened again (I4)."""

        async def work(unit: UnitOfWork) -> Registered:
            before = await open_dossier(unit, request.case)
            form = await read_form(unit, request.form)
            await close_deadlines(unit, request.case, request.at, *PROPOSERS_TERMS)
            dues = await self._resume_office_clocks(unit, before, request.at)
            case = before.case.model_copy(
                update={
                    "form": request.form,
                    "version": before.case.version + 1,
                    "phase": Phase.SCREENING,
                    "sectors": form.sectors,
                    "exclusive": form.exclusive,
                    "partner_max": form.partner_max,
                    "due_at": dues.validation,
                }
            )
            await unit.cases.save(case)
            event = await unit.events.append(
                stream=proposal_workflow_id(case.case),
                kind=EventKind.RESUBMITTED,
                actor=request.actor,
                at=request.at,
                reason=await reason_text(unit, request),
                body={"version": case.version, "form": request.form},
            )
            await self._writer.to_proposer(
                unit,
                before.model_copy(update={"case": case, "form": form}),
                LetterKind.SUBMISSION_RECEIPT,
                key=request.key,
                at=request.at,
            )
            return Registered(
                stamp=event.stamp,
                letters=1,
                completeness_due=dues.completeness,
                validation_due=dues.validation,
            )

        return await self._effects.once(request, Registered, work)

    async def _start_office_clocks(
        self, unit: UnitOfWork, dossier: Dossier, at: datetime
    ) -> OfficeClocks:
        case, corridor = dossier.case, dossier.corridor
        return OfficeClocks(
            *[
                await self._terms.start(unit, case, corridor, name, at)
                for name in OFFICE_TERMS
            ]
        )

    async def _resume_office_clocks(
        self, unit: UnitOfWork, dossier: Dossier, at: datetime
    ) -> OfficeClocks:
        """They stood still while the proposer was waited for (method 4.5)."""
        case, corridor = dossier.case, dossier.corridor
        ends: dict[TermName, datetime] = {}
        for one in await resume_clocks(unit, case.case, at, OFFICE_TERMS):
            if one.ends_at is not None:  # what the review of this version is told
                told = one.model_copy(update={"announced": one.ends_at})
                await unit.deadlines.save(told)
                ends[one.name] = one.ends_at
        for name in OFFICE_TERMS:
            if name not in ends:  # over before the return: it begins anew
                await close_deadlines(unit, case.case, at, name)
                ends[name] = await self._terms.start(unit, case, corridor, name, at)
        return OfficeClocks(*(ends[name] for name in OFFICE_TERMS))


def _require_hit(found: ScreeningResult) -> None:
    if found is ScreeningResult.UNAVAILABLE:
        raise ScreeningUnavailableError(
            "No screening list could be read, so nobody can be cleared: load "
            "one, then resolve the task with --retry."
        )


def _screening_detail(result: ScreeningResult) -> str:
    if result is ScreeningResult.UNAVAILABLE:
        return (
            "No screening list could be read, so nothing passes: load one, then "
            "resolve this task with --retry."
        )
    return (
        "A party resembles a listed name: compare the form with the list, then "
        "resolve with --clear or --block and the reason; a colleague has to agree."
    )
