"""A wrong text was sent out: the right one, validated by another, goes to all (X24)."""

from datetime import datetime

from pydantic import JsonValue
from temporalio import activity

from activities.deadlines import Terms
from activities.dossier import Dossier, open_dossier, read_form
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.screening import ListsInUse, judged_before, noted, same
from activities.tasks import close_tasks, open_task
from activities.text_rules import (
    CorrectionError,
    RoundClock,
    judge_text,
    refuse_hits,
)
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.acts import Scores
from models.compliance import ScreeningResult
from models.deadlines import TermName
from models.event import EventKind, Stamp
from models.ids import PaperId, proposal_workflow_id
from models.letter import LetterKind
from models.proposal import ProposalForm
from models.round import Round
from models.task import TaskKind


class HandInText(CaseEffect):
    form: PaperId
    material: bool


class DropText(CaseEffect):
    pass


class IssueText(CaseEffect):
    form: PaperId
    material: bool
    corrector: str
    scores: Scores | None = None
    cleared: bool = False


class TextIssued(Done):
    """`previous`: where the round was to end, if its clock started again."""

    number: int
    earlier: PaperId
    screening_stale_at: datetime
    reminders: tuple[datetime, ...]
    grace_end: datetime
    previous: datetime | None = None


class TextActivities:
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
        self._clock = RoundClock(terms=terms)

    @activity.defn(name="hand_in_text")
    async def hand_in_text(self, request: HandInText) -> Done:
        """The right text lies before a colleague; nobody outside is told yet.

        Raises:
            CorrectionError: it is another proposal, says nothing else, or changes the
                rules of the round without being material; or no time is left.
        """

        async def work(unit: UnitOfWork) -> Done:
            dossier = await open_dossier(unit, request.case)
            form = await read_form(unit, request.form)
            judge_text(self._writer.names, dossier, form, material=request.material)
            if request.material:
                await self._clock.full(unit, dossier, request.at)
            stream = proposal_workflow_id(request.case)
            event = await unit.events.append(
                stream=stream,
                kind=EventKind.TEXT_HANDED_IN,
                actor=request.actor,
                at=request.at,
                reason=await reason_text(unit, request),
                body={"form": request.form, "material": request.material},
            )
            await open_task(
                unit,
                stream=stream,
                kind=TaskKind.TEXT_DUE,
                at=request.at,
                detail="A wrong text was sent out. Compare the corrected one, and "
                "decide with `starter.py correct REF --approve` or `--drop`: not who "
                "handed it in, nor who registered the proposal.",
            )
            return Done(stamp=event.stamp)

        return await self._effects.once(request, Done, work)

    @activity.defn(name="drop_text")
    async def drop_text(self, request: DropText) -> Done:
        async def work(unit: UnitOfWork) -> Done:
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=EventKind.TEXT_DROPPED,
                actor=request.actor,
                at=request.at,
                reason=await reason_text(unit, request),
            )
            await _done_with(unit, request)
            return Done(stamp=event.stamp)

        return await self._effects.once(request, Done, work)

    @activity.defn(name="issue_text")
    async def issue_text(self, request: IssueText) -> TextIssued:
        """A new version, screened and validated; if material, the clock starts again.

        Raises:
            CorrectionError: as for `hand_in_text`, or a party resembles a listed name.
        """

        async def work(unit: UnitOfWork) -> TextIssued:
            before = await open_dossier(unit, request.case)
            form = await read_form(unit, request.form)
            judge_text(self._writer.names, before, form, material=request.material)
            stale_at = await self._screen(unit, before, form, request)
            after = await _new_version(unit, before, form, request)
            current = await _round(unit, request)
            corrected = current.model_copy(update={"version": after.case.version})
            await unit.rounds.save(corrected)
            if request.material:
                corrected = await self._clock.restart(
                    unit, after, corrected, request.at
                )
            stamp = await self._remember(unit, after, current, corrected, request)
            await _done_with(unit, request)
            await self._writer.to_proposer(
                unit,
                after,
                LetterKind.SUBMISSION_RECEIPT,
                key=request.key,
                at=request.at,
            )
            moved = corrected.deadline != current.deadline
            return TextIssued(
                stamp=stamp,
                letters=1,
                number=current.number,
                earlier=before.case.form,
                screening_stale_at=stale_at,
                reminders=corrected.reminders,
                grace_end=corrected.grace_end,
                previous=current.deadline if moved else None,
            )

        return await self._effects.once(request, TextIssued, work)

    async def _screen(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        form: ProposalForm,
        request: IssueText,
    ) -> datetime:
        """What a person cleared in this case before stays cleared (method I4)."""
        found = (await self._lists.book(unit)).screen(form.parties())
        refuse_hits(
            {same(one) for one in found.matches}
            - await judged_before(unit, request.case),
            found.result,
            cleared=request.cleared,
        )
        stale_at = self._terms.due(
            dossier.corridor, TermName.SCREENING_FRESHNESS, request.at
        )
        await unit.events.append(
            stream=proposal_workflow_id(request.case),
            kind=EventKind.SCREENED,
            actor=request.actor,
            at=request.at,
            reason=await reason_text(unit, request) if request.cleared else "",
            body={
                "result": ScreeningResult.CLEAR,
                **await noted(unit, found, valid_until=stale_at),
            },
        )
        return stale_at

    async def _remember(
        self,
        unit: UnitOfWork,
        after: Dossier,
        current: Round,
        corrected: Round,
        request: IssueText,
    ) -> Stamp:
        body: dict[str, JsonValue] = {
            "version": after.case.version,
            "form": request.form,
            "round": current.number,
            "material": request.material,
            "corrector": request.corrector,
            "from": current.deadline.isoformat(),
            "to": corrected.deadline.isoformat(),
        }
        event = await unit.events.append(
            stream=proposal_workflow_id(request.case),
            kind=EventKind.TEXT_CORRECTED,
            actor=request.actor,
            at=request.at,
            reason=await reason_text(unit, request),
            body=body,
        )
        return event.stamp


async def _new_version(
    unit: UnitOfWork, before: Dossier, form: ProposalForm, request: IssueText
) -> Dossier:
    case = before.case.model_copy(
        update={
            "form": request.form,
            "version": before.case.version + 1,
            "sectors": form.sectors,
            "exclusive": form.exclusive,
            "partner_max": form.partner_max,
            "score": request.scores.total if request.scores else before.case.score,
        }
    )
    await unit.cases.save(case)
    return before.model_copy(update={"case": case, "form": form})


async def _round(unit: UnitOfWork, request: CaseEffect) -> Round:
    current = await unit.rounds.current(request.case)
    if current is None:
        raise CorrectionError("No round is open: nothing was sent that is wrong.")
    return current


async def _done_with(unit: UnitOfWork, request: CaseEffect) -> None:
    await close_tasks(
        unit,
        stream=proposal_workflow_id(request.case),
        kinds=(TaskKind.TEXT_DUE,),
        by=request.actor,
        at=request.at,
    )
