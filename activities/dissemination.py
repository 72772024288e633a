"""Dissemination: a round opened, its letters written, its deadline moved."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from temporalio import activity

from activities.deadlines import Terms
from activities.dossier import Dossier, open_dossier
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.extension import ExtendRound, RoundExtended, refuse_extension
from activities.overtaking import held_back
from activities.recipients import Reach, recipients, tell_unreachable, why_chosen
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.case import Phase
from models.deadlines import TermName
from models.event import EventKind
from models.ids import BodyCode, proposal_workflow_id
from models.letter import LetterKind
from models.round import Delivery, DeliveryState, Round

CHUNK = 50
"""Letters written in one transaction: a crash repeats at most these."""


class OpenRound(CaseEffect):
    pass


class RoundOpened(Done):
    number: int
    recipients: int
    reminders: tuple[datetime, ...]
    deadline: datetime
    grace_end: datetime
    wall: datetime | None


class Purpose(StrEnum):
    """Why every body of a round is written to."""

    DISSEMINATION = "dissemination"
    REMINDER = "reminder"
    DEADLINE_MOVED = "deadline-moved"
    RECALL = "recall"


class WriteRound(CaseEffect):
    """One chunk of a round's letters, after body `after` in body order."""

    number: int
    purpose: Purpose
    after: BodyCode | None = None
    previous_deadline: datetime | None = None


class RoundWritten(Done):
    """`last` is None when the round is through."""

    last: BodyCode | None


_READERS: dict[Purpose, tuple[DeliveryState, ...]] = {
    Purpose.DISSEMINATION: (DeliveryState.PREPARED,),
    Purpose.REMINDER: (DeliveryState.WRITTEN,),  # only those who have not answered
    Purpose.DEADLINE_MOVED: (DeliveryState.WRITTEN, DeliveryState.ANSWERED),
    Purpose.RECALL: (
        DeliveryState.WRITTEN,
        DeliveryState.ANSWERED,
        DeliveryState.SILENT,
    ),
}


class DisseminationActivities:
    def __init__(
        self, *, effects: EffectRunner, writer: LetterWriter, terms: Terms
    ) -> None:
        self._effects = effects
        self._writer = writer
        self._terms = terms

    @activity.defn(name="open_round")
    async def open_round(self, request: OpenRound) -> RoundOpened:
        """Choose the bodies and fix one version and one deadline for all (I5, I6).

        Raises:
            NoRecipientError: no fitting body; the desk widens the agreements.
        """

        async def work(unit: UnitOfWork) -> RoundOpened:
            dossier = await open_dossier(unit, request.case)
            reach = await recipients(unit, dossier, request.at, self._writer.channels)
            before = await unit.rounds.current(request.case)
            opened = self._round(dossier, request, before.number + 1 if before else 1)
            await unit.rounds.add(opened)
            for delivery in _deliveries(opened, dossier, reach):
                await unit.deliveries.add(delivery)
            await unit.cases.save(
                dossier.case.model_copy(
                    update={"phase": Phase.OPEN, "due_at": opened.deadline}
                )
            )
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=EventKind.DISSEMINATED,
                actor=request.actor,
                at=request.at,
                body={
                    "round": opened.number,
                    "version": opened.version,
                    "deadline": opened.deadline.isoformat(),
                    "calendar": opened.calendar_version,
                    "bodies": [body.code for body, _ in reach.chosen],
                    "unreachable": [body.code for body, _ in reach.unreachable],
                },
            )
            await tell_unreachable(unit, dossier, reach, request.at)
            return RoundOpened(
                stamp=event.stamp,
                number=opened.number,
                recipients=len(reach.chosen),
                reminders=opened.reminders,
                deadline=opened.deadline,
                grace_end=opened.grace_end,
                wall=opened.wall,
            )

        return await self._effects.once(request, RoundOpened, work)

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

    @activity.defn(name="extend_round")
    async def extend_round(self, request: ExtendRound) -> RoundExtended:
        """Move the deadline for everybody, or refuse in words (method I7)."""

        async def work(unit: UnitOfWork) -> RoundExtended:
            dossier = await open_dossier(unit, request.case)
            before = await unit.rounds.get((request.case, request.number))
            refuse_extension(before, request)
            reminder = self._terms.ahead_of(
                dossier.corridor, TermName.INTEREST_REMINDER_1, request.until
            )
            after = before.model_copy(
                update={
                    "deadline": request.until,
                    "grace_end": self._terms.due(
                        dossier.corridor, TermName.GRACE, request.until
                    ),
                    "reminders": (reminder,) if reminder > request.at else (),
                    "extensions": before.extensions + 1,
                }
            )
            await unit.rounds.save(after)
            await unit.cases.save(
                dossier.case.model_copy(update={"due_at": after.deadline})
            )
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=EventKind.DEADLINE_MOVED,
                actor=request.actor,
                at=request.at,
                reason=await reason_text(unit, request),
                body={
                    "round": before.number,
                    "from": before.deadline.isoformat(),
                    "to": after.deadline.isoformat(),
                },
            )
            return RoundExtended(
                stamp=event.stamp,
                reminders=after.reminders,
                deadline=after.deadline,
                previous=before.deadline,
                grace_end=after.grace_end,
            )

        return await self._effects.once(request, RoundExtended, work)

    def _round(self, dossier: Dossier, request: OpenRound, number: int) -> Round:
        corridor, starts_at = dossier.corridor, dossier.session.starts_at
        wall = (
            self._terms.ahead_of(corridor, TermName.ADHESION_WALL, starts_at)
            if starts_at
            else None
        )
        deadline = self._terms.due(corridor, TermName.INTEREST, request.at)
        if wall is not None and request.at < wall < deadline:
            deadline = wall
        reminders = (
            self._terms.due(corridor, name, request.at)
            for name in (TermName.INTEREST_REMINDER_1, TermName.INTEREST_REMINDER_2)
        )
        return Round(
            case=request.case,
            number=number,
            version=dossier.case.version,
            opened_at=request.at,
            deadline=deadline,
            reminders=tuple(due for due in reminders if due < deadline),
            grace_end=self._terms.due(corridor, TermName.GRACE, deadline),
            wall=wall if wall and wall > request.at else None,
            calendar_version=self._terms.calendar(
                corridor, TermName.INTEREST, request.at
            ).version,
        )

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


def _deliveries(opened: Round, dossier: Dossier, reach: Reach) -> Iterator[Delivery]:
    """A row for every body that fits: who cannot be written to may still answer."""
    unreachable = {body.code: why for body, why in reach.unreachable}
    for body, agreement in reach.fitting:
        why = why_chosen(agreement, dossier)
        if body.code in unreachable:
            why = f"{why}; not written to: {unreachable[body.code]}"
        reached = body.code not in unreachable
        yield Delivery(
            case=opened.case,
            round=opened.number,
            body=body.code,
            agreement=agreement.number,
            why=why,
            state=DeliveryState.PREPARED if reached else DeliveryState.BOUNCED,
        )
