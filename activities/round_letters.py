"""The letters of a round: the same purpose to every body of it, chunk by chunk."""

from datetime import datetime
from enum import StrEnum

from temporalio import activity

from activities.dossier import Dossier, open_dossier, read_form
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.letter_sheet import sheet
from activities.overtaking import held_back
from activities.questions import told
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.event import EventKind
from models.ids import BodyCode, CaseId, PaperId, proposal_workflow_id
from models.interest import Answer, standing
from models.letter import LetterFacts, LetterKind
from models.question import read_answering
from models.round import Delivery, DeliveryState, Round

CHUNK = 50
"""Letters written in one transaction: a crash repeats at most these."""


class Purpose(StrEnum):
    """Why every body of a round is written to."""

    DISSEMINATION = "dissemination"
    REMINDER = "reminder"
    DEADLINE_MOVED = "deadline-moved"
    QUESTION_ANSWERED = "question-answered"
    TEXT_CORRECTED = "text-corrected"
    RECALL = "recall"


class WriteRound(CaseEffect):
    """One chunk of a round's letters, after body `after` in body order."""

    number: int
    purpose: Purpose
    after: BodyCode | None = None
    previous_deadline: datetime | None = None
    question: int | None = None
    earlier: PaperId | None = None  # the form as it was sent before
    material: bool = False


class RoundWritten(Done):
    """`last` is None when the round is through."""

    last: BodyCode | None


_READERS: dict[Purpose, tuple[DeliveryState, ...]] = {
    Purpose.DISSEMINATION: (DeliveryState.PREPARED,),
    Purpose.REMINDER: (DeliveryState.WRITTEN,),  # only those who have not answered
    Purpose.DEADLINE_MOVED: (DeliveryState.WRITTEN, DeliveryState.ANSWERED),
    Purpose.QUESTION_ANSWERED: (DeliveryState.WRITTEN, DeliveryState.ANSWERED),
    Purpose.TEXT_CORRECTED: (DeliveryState.WRITTEN, DeliveryState.ANSWERED),
    Purpose.RECALL: (
        DeliveryState.WRITTEN,
        DeliveryState.ANSWERED,
        DeliveryState.SILENT,
    ),
}


class RoundLetterActivities:
    def __init__(self, *, effects: EffectRunner, writer: LetterWriter) -> None:
        self._effects = effects
        self._writer = writer

    @activity.defn(name="write_round")
    async def write_round(self, request: WriteRound) -> RoundWritten:
        """The letters of one chunk of a round: all in one transaction."""

        async def work(unit: UnitOfWork) -> RoundWritten:
            dossier = await open_dossier(unit, request.case)
            current = await unit.rounds.get((request.case, request.number))
            page = await unit.deliveries.page(
                request.case,
                request.number,
                states=_READERS[request.purpose],
                after=request.after,
                limit=CHUNK,
            )
            if not page:
                return RoundWritten(last=None)
            written = [
                await self._write(unit, dossier, current, delivery, request)
                for delivery in page
            ]
            letters = [letter for letter in written if letter]
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=EventKind.LETTERS_WRITTEN,
                actor=request.actor,
                at=request.at,
                body={"purpose": request.purpose, "letters": [*letters]},
            )
            return RoundWritten(
                stamp=event.stamp,
                letters=len(letters),
                last=page[-1].body if len(page) == CHUNK else None,
            )

        return await self._effects.once(request, RoundWritten, work)

    async def _write(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        current: Round,
        delivery: Delivery,
        request: WriteRound,
    ) -> str | None:
        """The letter's id; None when nothing needs to be written."""
        if request.purpose is Purpose.REMINDER and delivery.muted:
            return None
        if request.purpose is Purpose.RECALL and await held_back(unit, delivery):
            recalled = delivery.model_copy(update={"state": DeliveryState.RECALLED})
            await unit.deliveries.save(recalled)
            return None
        if request.purpose is Purpose.TEXT_CORRECTED:
            return await self._correct(unit, dossier, current, delivery, request)
        body = await unit.bodies.get(delivery.body)
        letter = await self._writer.to_body(
            unit,
            dossier,
            body,
            LetterKind(request.purpose),
            key=request.key,
            at=request.at,
            deadline=current.deadline,
            previous_deadline=request.previous_deadline,
            **await _why(unit, request),
            **await _question(unit, request, body.language),
        )
        changes: dict[str, object] = {}
        if request.purpose is Purpose.DISSEMINATION:
            changes = {"state": DeliveryState.WRITTEN, "first_letter": letter.letter}
        elif request.purpose is Purpose.REMINDER:
            changes = {"reminders": delivery.reminders + 1}
        elif request.purpose is Purpose.RECALL:
            changes = {"state": DeliveryState.RECALLED}
        if changes:
            await unit.deliveries.save(delivery.model_copy(update=changes))
        return letter.letter

    async def _correct(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        current: Round,
        delivery: Delivery,
        request: WriteRound,
    ) -> str:
        """Where the wrong text has not left yet, only the right one goes out."""
        body = await unit.bodies.get(delivery.body)
        told: dict[str, object] = {"deadline": current.deadline}
        kind = LetterKind.TEXT_CORRECTED
        changes: dict[str, object] = {}
        last = await _last_word(unit, request.case, delivery.body)
        if last is None and await held_back(unit, delivery):
            kind = LetterKind.DISSEMINATION
        else:
            told |= {
                "earlier": await self._earlier(unit, dossier, request, body.language),
                "restarted": request.material,
                "previous_deadline": request.previous_deadline,
                "reason": await reason_text(unit, request),
                "act": last.act if last else "",
            }
        letter = await self._writer.to_body(
            unit, dossier, body, kind, key=request.key, at=request.at, **told
        )
        if kind is LetterKind.DISSEMINATION:
            changes = {"first_letter": letter.letter}
        elif request.material and (last is None or last.version < current.version):
            changes = {"state": DeliveryState.WRITTEN}
        if changes:
            await unit.deliveries.save(delivery.model_copy(update=changes))
        return letter.letter

    async def _earlier(
        self, unit: UnitOfWork, dossier: Dossier, request: WriteRound, language: str
    ) -> LetterFacts | None:
        if request.earlier is None:
            return None
        before = await read_form(unit, request.earlier)
        old = dossier.model_copy(update={"form": before})
        return sheet(self._writer.names, old, language, {})


async def _last_word(unit: UnitOfWork, case: CaseId, body: BodyCode) -> Answer | None:
    return standing(await unit.interests.answers(case)).get(body)


async def _why(unit: UnitOfWork, request: WriteRound) -> dict[str, str]:
    reason = await reason_text(unit, request)
    return {"reason": reason} if reason else {}


async def _question(
    unit: UnitOfWork, request: WriteRound, language: str
) -> dict[str, str]:
    if request.question is None:
        return {}
    question = await unit.questions.find((request.case, request.question))
    if question is None or question.text is None:
        return {}
    return told(read_answering(await unit.papers.get(question.text)), language)
