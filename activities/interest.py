"""Expressions of interest: recorded, counted, chosen among."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from temporalio import activity

from activities.answers import GivenAnswer, record_answer
from activities.choice import by_time, rank_interests
from activities.deadlines import Terms, close_deadlines
from activities.dossier import Dossier, open_dossier
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.tasks import close_tasks, open_task
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.case import Phase
from models.deadlines import TermName
from models.event import EventKind
from models.ids import BodyCode, PaperId, proposal_workflow_id
from models.interest import refuse_idle_money, standing
from models.letter import LetterState
from models.message import ActKind
from models.round import Delivery, DeliveryState
from models.task import TaskKind


class MailPendingError(Exception):
    """Mail received before the deadline has not been read yet: try again."""


class AnswerOnBehalf(CaseEffect):
    body: BodyCode
    kind: ActKind
    contribution: int | None = None
    private: int = 0
    scan: PaperId | None = None


class CloseRound(CaseEffect):
    number: int
    deadline: datetime


class RoundClosed(Done):
    """`competing`: an exclusive proposal with more than one interest."""

    interests: int
    competing: bool
    choice_due: datetime


class Count(CaseEffect):
    number: int


class Counted(Done):
    """`settled_at`: until when the answers given may still be undone.

    `grace_end`: when the round closes as things stand; an outage may have moved it.
    """

    waiting: int
    settled_at: datetime | None = None
    grace_end: datetime | None = None


class _Quiet(NamedTuple):
    """Who never answered, and who did not answer again when the text was corrected."""

    silent: Sequence[BodyCode]
    unconfirmed: Sequence[BodyCode]


class InterestActivities:
    def __init__(
        self, *, effects: EffectRunner, writer: LetterWriter, terms: Terms
    ) -> None:
        self._effects = effects
        self._writer = writer
        self._terms = terms

    @activity.defn(name="answer_on_behalf")
    async def answer_on_behalf(self, request: AnswerOnBehalf) -> Done:
        """An answer by paper or phone: equal to one by mail, with its reason."""

        async def work(unit: UnitOfWork) -> Done:
            refuse_idle_money(request.kind, request.contribution, request.private)
            dossier = await open_dossier(unit, request.case)
            answered = await record_answer(
                unit,
                self._writer,
                dossier,
                GivenAnswer(
                    key=request.key,
                    body=request.body,
                    act=request.kind,
                    received_at=request.at,
                    by="on-behalf",
                    actor=request.actor,
                    reason=await reason_text(unit, request),
                    contribution=request.contribution,
                    private=request.private,
                    scan=request.scan,
                ),
            )
            return Done(stamp=answered.stamp, letters=answered.letters)

        return await self._effects.once(request, Done, work)

    @activity.defn(name="count_waiting")
    async def count_waiting(self, request: Count) -> Counted:
        """How many bodies may still answer; a reading, not an effect."""
        async with self._effects.units.read() as unit:
            waiting = await unit.deliveries.waiting(request.case, request.number)
            case = await unit.cases.get(request.case)
            corridor = await unit.corridors.get(case.corridor)
            current = await unit.rounds.find((request.case, request.number))
            last = standing(await unit.interests.answers(request.case)).values()
        window = timedelta(seconds=corridor.policy.posting.correction)
        settled = max((one.received_at + window for one in last), default=None)
        return Counted(
            waiting=waiting,
            settled_at=settled,
            grace_end=current.grace_end if current else None,
        )

    @activity.defn(name="close_round")
    async def close_round(self, request: CloseRound) -> RoundClosed:
        """Close the window, once all mail received before its end has been read.

        Raises:
            MailPendingError: some has not; the activity is tried again.
        """

        async def work(unit: UnitOfWork) -> RoundClosed:
            if unread := await unit.messages.unread_before(request.deadline):
                raise MailPendingError(f"{unread} messages are still unread")
            dossier = await open_dossier(unit, request.case)
            current = await unit.rounds.get((request.case, request.number))
            await unit.rounds.save(current.model_copy(update={"closed_at": request.at}))
            quiet = await self._silence(unit, request)
            interests = await unit.interests.of(request.case)
            competing = dossier.case.exclusive and len(interests) > 1
            phase = Phase.CHOICE if competing else Phase.COFINANCING
            await close_deadlines(unit, request.case, request.at, TermName.INTEREST)
            due = await self._choice_due(unit, dossier, request, competing=competing)
            await unit.cases.save(
                dossier.case.model_copy(
                    update={
                        "phase": phase,
                        "interests": len(interests),
                        "due_at": due if competing else None,
                    }
                )
            )
            if interests and not competing:
                await rank_interests(unit, by_time(interests), dossier.case.partner_max)
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=EventKind.ROUND_CLOSED,
                actor=request.actor,
                at=request.at,
                body={
                    "round": request.number,
                    "interested": [interest.body for interest in interests],
                    "silent": [*quiet.silent],
                    "unconfirmed": [*quiet.unconfirmed],
                },
            )
            await _about_texts(unit, request, quiet.unconfirmed)
            return RoundClosed(
                stamp=event.stamp,
                interests=len(interests),
                competing=competing,
                choice_due=due,
            )

        return await self._effects.once(request, RoundClosed, work)

    async def _choice_due(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        request: CloseRound,
        *,
        competing: bool,
    ) -> datetime:
        name, corridor = TermName.CHOICE, dossier.corridor
        if not competing:
            return self._terms.due(corridor, name, request.at)
        return await self._terms.start(unit, dossier.case, corridor, name, request.at)

    async def _silence(self, unit: UnitOfWork, request: CloseRound) -> _Quiet:
        """Silence is an outcome: every body that did not answer is marked so.

        An answer to a text that was corrected since, and not confirmed, stands.
        """
        silent: list[BodyCode] = []
        unconfirmed: list[BodyCode] = []
        given = standing(await unit.interests.answers(request.case))
        while page := await unit.deliveries.page(
            request.case, request.number, states=(DeliveryState.WRITTEN,)
        ):
            for delivery in page:
                known = delivery.body in given
                state = DeliveryState.ANSWERED if known else DeliveryState.SILENT
                changed = delivery.model_copy(update={"state": state})
                await unit.deliveries.save(changed)
                (unconfirmed if known else silent).append(delivery.body)
                if known:
                    continue
                if not await _reached(unit, delivery):
                    continue  # its silence says nothing: nothing has left for it
                body = await unit.bodies.get(delivery.body)
                await unit.bodies.save(
                    body.model_copy(update={"silences": body.silences + 1})
                )
        return _Quiet(silent, unconfirmed)


async def _about_texts(
    unit: UnitOfWork, request: CloseRound, unconfirmed: Sequence[BodyCode]
) -> None:
    """No text can be corrected any more; who has not confirmed is to be asked (X24)."""
    stream = proposal_workflow_id(request.case)
    kinds = (TaskKind.TEXT_DUE,)
    await close_tasks(unit, stream=stream, kinds=kinds, by=request.actor, at=request.at)
    if unconfirmed:
        await open_task(
            unit,
            stream=stream,
            kind=TaskKind.TEXT_UNCONFIRMED,
            at=request.at,
            detail=f"{', '.join(unconfirmed)} answered the text that was corrected, and"
            " did not confirm: ask by telephone whether the answer stands. It counts"
            " as given. Then `starter.py task resolve`.",
        )


async def _reached(unit: UnitOfWork, delivery: Delivery) -> bool:
    if delivery.first_letter is None:
        return False
    letter = await unit.letters.find(delivery.first_letter)
    return letter is not None and letter.state is LetterState.ACCEPTED
