"""The time a standstill took is given back: to every clock, and to every body."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from pydantic import Field, JsonValue

from activities.clocks import Shift
from activities.deadlines import Terms, calendar_of, running
from activities.dossier import Dossier
from activities.effects import CaseEffect
from activities.extension import end_round_at
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.deadline import end
from models.deadline_acts import resume
from models.deadlines import TermName
from models.event import instant
from models.frozen import Frozen
from models.letter import LetterKind
from models.round import DeliveryState, Round
from models.running_deadline import RunningDeadline
from models.screening import COMPLIANCE

_TOLD: Final[Mapping[str, str]] = MappingProxyType(
    {
        "it": "Il termine era rimasto sospeso per una verifica d'ufficio: il tempo"
        " trascorso viene restituito a tutti.",
        "ru": "Течение срока было приостановлено на время служебной проверки: всем"
        " возвращается истекшее время.",
        "en": "The term had been suspended for an official check: the time it took is"
        " given back to all.",
    }
)
_SECONDARY: Final[Mapping[TermName, tuple[TermName, ...]]] = MappingProxyType(
    {
        TermName.COMPLETION: (
            TermName.COMPLETION_REMINDER_1,
            TermName.COMPLETION_REMINDER_2,
        ),
    }
)
"""Instants a procedure was told with a deadline, and that move as it does."""
_READERS: Final = (DeliveryState.WRITTEN, DeliveryState.ANSWERED)


class Moved(Frozen):
    """What a ruling gave back."""

    ends: dict[TermName, datetime] = Field(default_factory=dict)
    shifts: tuple[Shift, ...] = ()
    letters: int = 0

    def with_clock(
        self, one: RunningDeadline, until: datetime, shifts: tuple[Shift, ...]
    ) -> "Moved":
        return self.model_copy(
            update={
                "ends": {**self.ends, one.name: until},
                "shifts": (*self.shifts, *shifts),
            }
        )

    @property
    def money_due(self) -> datetime | None:
        lives = [self.ends[name] for name in _MONEY if name in self.ends]
        return min(lives, default=None)

    def told(self) -> dict[str, JsonValue]:
        return {name: instant(until) for name, until in self.ends.items()}


_MONEY: Final = (
    TermName.RESERVATION,
    TermName.RESERVATION_REMINDER_1,
    TermName.RESERVATION_REMINDER_2,
)


class GivingBack:
    """Resumes what was stopped for compliance, and nothing else."""

    def __init__(self, *, writer: LetterWriter, terms: Terms) -> None:
        self._writer = writer
        self._terms = terms

    async def to(
        self, unit: UnitOfWork, dossier: Dossier, request: CaseEffect
    ) -> Moved:
        moved = Moved()
        for one in await running(unit, request.case, *TermName):
            stop = one.deadline.stopped
            if stop is None or stop.party != COMPLIANCE:
                continue
            calendar = await calendar_of(unit, one.deadline)
            earlier = one.deadline.model_copy(
                update={"suspensions": one.deadline.suspensions[:-1]}
            )
            before = end(earlier, calendar)
            after = resume(one.deadline, at=request.at)
            until = end(after, calendar)
            await unit.deadlines.save(
                one.model_copy(update={"deadline": after, "ends_at": until})
            )
            shifts = self._shifts(dossier, one, before, until)
            moved = moved.with_clock(one, until, shifts)
            if one.name is TermName.INTEREST:
                moved = await self._give_back(unit, dossier, moved, until, request)
        due = max(moved.ends.values(), default=dossier.case.due_at)
        case = await unit.cases.get(request.case)
        await unit.cases.save(case.model_copy(update={"due_at": due}))
        return moved

    def _shifts(
        self,
        dossier: Dossier,
        one: RunningDeadline,
        before: datetime,
        until: datetime,
    ) -> tuple[Shift, ...]:
        """Under the instant first announced, and under the one that stood last."""
        longer = until - before
        told = {one.announced: until, before: until}
        for name in _SECONDARY.get(one.name, ()):
            at = self._terms.due(dossier.corridor, name, one.deadline.base)
            told[at] = at + longer
        return tuple(Shift(announced=at, ends_at=to) for at, to in told.items())

    async def _give_back(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        moved: Moved,
        until: datetime,
        request: CaseEffect,
    ) -> Moved:
        """The open round ends later, its reminders with it; all its bodies are told."""
        current = await unit.rounds.current(request.case)
        if current is None or current.closed_at is not None:
            return moved
        longer = until - current.deadline
        after = await end_round_at(
            unit,
            self._terms,
            dossier,
            current,
            until,
            reminders=tuple(at + longer for at in current.reminders),
        )
        pairs = [
            (current.grace_end, after.grace_end),
            *zip(current.reminders, after.reminders, strict=True),
        ]
        shifts = [Shift(announced=at, ends_at=to) for at, to in pairs]
        letters = await self._tell(unit, dossier, current, after, request)
        return moved.model_copy(
            update={"shifts": (*moved.shifts, *shifts), "letters": letters}
        )

    async def _tell(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        before: Round,
        after: Round,
        request: CaseEffect,
    ) -> int:
        letters, last = 0, None
        while page := await unit.deliveries.page(
            request.case, before.number, states=_READERS, after=last
        ):
            for delivery in page:
                body = await unit.bodies.get(delivery.body)
                await self._writer.to_body(
                    unit,
                    dossier,
                    body,
                    LetterKind.DEADLINE_MOVED,
                    key=request.key,
                    at=request.at,
                    deadline=after.deadline,
                    previous_deadline=before.deadline,
                    reason=_TOLD.get(body.language, _TOLD["en"]),
                )
                letters += 1
            last = page[-1].body
        return letters
