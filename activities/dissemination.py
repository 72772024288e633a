"""Dissemination: a round opened to every body that fits."""

from collections.abc import Iterator
from datetime import datetime

from temporalio import activity

from activities.deadlines import Terms
from activities.dossier import Dossier, open_dossier
from activities.effects import CaseEffect, Done, EffectRunner
from activities.recipients import Reach, recipients, tell_unreachable, why_chosen
from activities.screening import fresh
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.case import Phase
from models.deadlines import TermName
from models.errors import DomainError
from models.event import EventKind
from models.ids import proposal_workflow_id
from models.round import Delivery, DeliveryState, Round


class StaleScreeningError(DomainError):
    """Nothing goes out unscreened, nor on an old screening (method I4)."""


class OpenRound(CaseEffect):
    pass


class RoundOpened(Done):
    number: int
    recipients: int
    reminders: tuple[datetime, ...]
    deadline: datetime
    grace_end: datetime
    wall: datetime | None


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
            StaleScreeningError: its parties were not cleared, or too long ago.
        """

        async def work(unit: UnitOfWork) -> RoundOpened:
            dossier = await open_dossier(unit, request.case)
            if not await fresh(unit, request.case, request.at):
                raise StaleScreeningError(
                    f"{dossier.case.ref} goes to nobody: its screening is not clear, "
                    "or is past its term. Resolve the task with --retry: it is "
                    "screened again before it goes out."
                )
            reach = await recipients(unit, dossier, request.at, self._writer.channels)
            before = await unit.rounds.current(request.case)
            number = before.number + 1 if before else 1
            opened = await self._round(unit, dossier, request, number)
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

    async def _round(
        self, unit: UnitOfWork, dossier: Dossier, request: OpenRound, number: int
    ) -> Round:
        corridor = dossier.corridor
        wall = self._terms.wall(corridor, dossier.session)
        if wall is not None and wall.at <= request.at:
            wall = None  # the session is nearer than the wall: nothing is left to keep
        deadline = await self._terms.start(
            unit, dossier.case, corridor, TermName.INTEREST, request.at, wall=wall
        )
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
            wall=wall.at if wall else None,
            calendar_version=self._terms.calendar(
                corridor, TermName.INTEREST, request.at
            ).version,
        )


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
