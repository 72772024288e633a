"""Terms that run are counted in a newer calendar: by an act, never silently (I21)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from pydantic import JsonValue
from temporalio import activity

from activities.clocks import ClocksMoved, Shift
from activities.deadlines import Terms, calendar_of
from activities.dossier import Dossier, open_dossier
from activities.effects import CaseEffect, EffectRunner, reason_text
from activities.extension import end_round_at
from activities.reservation import LIFE
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.deadline import end
from models.deadline_acts import AdoptionError
from models.deadline_limits import adopt_later
from models.deadlines import TermName
from models.event import EventKind, instant
from models.ids import CaseId, proposal_workflow_id
from models.letter import LetterKind
from models.round import DeliveryState
from models.running_deadline import RunningDeadline
from models.working_calendar import WorkingCalendar

_PROPOSERS: Final = frozenset({TermName.COMPLETION, TermName.OBSERVATIONS})
"""Their end was told to the proposer."""
_READERS: Final = (DeliveryState.WRITTEN, DeliveryState.ANSWERED)


class AdoptForCase(CaseEffect):
    calendar: str
    version: str


class Adopted(ClocksMoved):
    """`money_due`: when to look at a reservation, if its terms moved."""

    money_due: datetime | None = None
    remarks: tuple[str, ...] = ()


class _Counted(NamedTuple):
    """A term before and after."""

    before: RunningDeadline
    after: RunningDeadline

    @property
    def moved(self) -> bool:
        return self.before.ends_at != self.after.ends_at

    @property
    def kept(self) -> bool:
        """The new version would have ended it sooner."""
        told = len(self.before.deadline.extensions)
        return len(self.after.deadline.extensions) > told


class CalendarActivities:
    def __init__(
        self, *, effects: EffectRunner, writer: LetterWriter, terms: Terms
    ) -> None:
        self._effects = effects
        self._writer = writer
        self._terms = terms

    @activity.defn(name="adopt_calendar")
    async def adopt_calendar(self, request: AdoptForCase) -> Adopted:
        """Count what runs in this version; who was told of an end hears of the new one.

        What has ended already, and is only waited for in its grace, stays.

        Raises:
            AdoptionError: this house counts in another version, or nothing runs in an
                older one.
        """

        async def work(unit: UnitOfWork) -> Adopted:
            dossier = await open_dossier(unit, request.case)
            calendar = self._terms.named(dossier.corridor, request.calendar, request.at)
            if calendar is None or calendar.version != request.version:
                raise AdoptionError(
                    f"Version {request.version} of calendar {request.calendar} is not"
                    " the one new terms are counted in here: see `starter.py calendar"
                    " list`, and that all workers run the same release."
                )
            counted = await _count(unit, calendar, request)
            if not counted:
                raise AdoptionError(
                    f"Nothing of {dossier.case.ref} runs in an older version of"
                    f" calendar {request.calendar}."
                )
            await unit.calendars.keep(calendar, request.at)
            shifts, letters = await self._follow(unit, dossier, counted, request)
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=EventKind.CALENDAR_ADOPTED,
                actor=request.actor,
                at=request.at,
                reason=await reason_text(unit, request),
                body={
                    "calendar": request.calendar,
                    "version": request.version,
                    "clocks": _told(counted),
                    "kept": [one.after.name for one in counted if one.kept],
                },
            )
            money = [one.after for one in counted if one.after.name in LIFE]
            return Adopted(
                stamp=event.stamp,
                letters=letters,
                shifts=tuple(shifts),
                money_due=min(
                    (one.ends_at for one in money if one.ends_at), default=None
                ),
                poke_money=request.case if money and dossier.case.closed_at else None,
                remarks=tuple(_remarks(dossier, counted)),
            )

        return await self._effects.once(request, Adopted, work)

    async def _follow(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        counted: Sequence[_Counted],
        request: AdoptForCase,
    ) -> tuple[list[Shift], int]:
        shifts: list[Shift] = []
        letters = 0
        for one in counted:
            await unit.deadlines.save(one.after)
            until = one.after.ends_at
            if not one.moved or until is None:
                continue
            shifts.append(Shift(announced=one.before.announced, ends_at=until))
            if dossier.case.due_at == one.before.ends_at:
                case = dossier.case.model_copy(update={"due_at": until})
                await unit.cases.save(case)
                dossier = dossier.model_copy(update={"case": case})
            if one.after.name is TermName.INTEREST:
                round_shift, told = await self._round(unit, dossier, until, request)
                shifts += round_shift
                letters += told
            elif one.after.name in _PROPOSERS:
                await self._writer.to_proposer(
                    unit,
                    dossier,
                    LetterKind.TERM_MOVED,
                    key=f"{request.key}/{one.after.name}",
                    at=request.at,
                    deadline=until,
                    previous_deadline=one.before.ends_at,
                    reason=await reason_text(unit, request),
                )
                letters += 1
        return shifts, letters

    async def _round(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        until: datetime,
        request: AdoptForCase,
    ) -> tuple[list[Shift], int]:
        """The same new end for all its bodies, told to all (I6)."""
        before = await unit.rounds.current(request.case)
        if before is None:
            return [], 0
        after = await end_round_at(
            unit,
            self._terms,
            dossier,
            before,
            until,
            calendar_version=request.version,
        )
        letters, last = 0, None
        while page := await unit.deliveries.page(
            request.case, before.number, states=_READERS, after=last
        ):
            for delivery in page:
                await self._writer.to_body(
                    unit,
                    dossier,
                    await unit.bodies.get(delivery.body),
                    LetterKind.DEADLINE_MOVED,
                    key=request.key,
                    at=request.at,
                    deadline=until,
                    previous_deadline=before.deadline,
                    reason=await reason_text(unit, request),
                )
                letters += 1
            last = page[-1].body
        grace = Shift(announced=before.grace_end, ends_at=after.grace_end)
        return [grace], letters


async def _count(
    unit: UnitOfWork, calendar: WorkingCalendar, request: AdoptForCase
) -> list[_Counted]:
    reason = await reason_text(unit, request)
    counted: list[_Counted] = []
    for one in await older(unit, request.case, calendar):
        old = await calendar_of(unit, one.deadline)
        over = one.ends_at is not None and one.ends_at < request.at
        if over or old is None:
            continue
        deadline = adopt_later(
            one.deadline, old, calendar, at=request.at, reason=reason
        )
        ends_at = None if deadline.stopped else end(deadline, calendar)
        after = one.model_copy(update={"deadline": deadline, "ends_at": ends_at})
        counted.append(_Counted(one, after))
    return counted


async def older(
    unit: UnitOfWork, case: CaseId, calendar: WorkingCalendar
) -> list[RunningDeadline]:
    """What runs in another version of a calendar."""
    return [
        one
        for one in await unit.deadlines.of(proposal_workflow_id(case))
        if one.closed_at is None
        and (known := one.deadline.calendar) is not None
        and known.name == calendar.name
        and known.version != calendar.version
    ]


def _told(counted: Sequence[_Counted]) -> dict[str, JsonValue]:
    return {
        one.after.name: [_said(one.before.ends_at), _said(one.after.ends_at)]
        for one in counted
    }


def _said(at: datetime | None) -> str | None:
    return instant(at) if at else None


def _remarks(dossier: Dossier, counted: Sequence[_Counted]) -> list[str]:
    return [
        f"{dossier.case.ref}: {one.after.name} would end sooner; it keeps the end that"
        f" was told, {one.before.ends_at:%Y-%m-%d} (method I7)"
        for one in counted
        if one.kept
    ]
