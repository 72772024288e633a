"""What an outage does to the rounds whose last hours it took (method X26)."""

from collections.abc import Sequence
from datetime import datetime

from activities.deadlines import Terms, calendar_of, running
from activities.dossier import Dossier, open_dossier
from activities.effects import CaseEffect, Done, Effect, EffectRunner
from activities.extension import end_round_at
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.case import Phase
from models.deadlines import TermName
from models.event import EventKind, instant
from models.ids import SYSTEM, CaseId, proposal_workflow_id, register_stream
from models.letter import LetterKind
from models.outage import LAST_HOURS, Outage, OutageError, counts, made_up
from models.round import DeliveryState, Round
from models.running_deadline import RunningDeadline

_READERS = (DeliveryState.WRITTEN, DeliveryState.ANSWERED)


class RecordOutage(Effect):
    outage: Outage


class OutageRecorded(Done):
    cases: tuple[CaseId, ...]  # whose rounds end later now


class MakeUp(CaseEffect):
    outage: Outage


class Outages:
    """Records outages; each touched round ends a working day later, and all are told.

    A round whose grace has ended is closed and stays so.
    """

    def __init__(
        self, *, effects: EffectRunner, writer: LetterWriter, terms: Terms
    ) -> None:
        self._effects = effects
        self._writer = writer
        self._terms = terms

    async def record(self, outage: Outage, *, now: datetime) -> Sequence[CaseId]:
        """The cases that were given their time back. The same outage counts once."""
        recorded = await self._effects.once(
            RecordOutage(
                key=f"outage/{instant(outage.since)}",
                at=outage.until,  # told again later, it is the same request
                actor=outage.by,
                outage=outage,
            ),
            OutageRecorded,
            lambda unit: _recorded(unit, outage, now),
        )
        for case in recorded.cases:
            await self._make_up(case, outage, now)
        return recorded.cases

    async def _make_up(self, case: CaseId, outage: Outage, now: datetime) -> None:
        request = MakeUp(
            key=f"outage/{instant(outage.since)}/{case}",
            at=outage.until,
            case=case,
            outage=outage,
        )

        async def work(unit: UnitOfWork) -> Done:
            dossier = await open_dossier(unit, case)
            current = await unit.rounds.current(case)
            found = await running(unit, case, TermName.INTEREST)
            if current is None or not found or found[-1].ends_at is None:
                return Done()
            after = await self._moved(unit, dossier, current, found[-1], outage, now)
            if after is None:
                return Done()
            letters = await self._tell(unit, dossier, current, after, request, now)
            event = await unit.events.append(
                stream=proposal_workflow_id(case),
                kind=EventKind.DEADLINE_MOVED,
                actor=SYSTEM,
                at=now,
                reason=outage.reason,
                body={
                    "round": current.number,
                    "from": current.deadline.isoformat(),
                    "to": after.deadline.isoformat(),
                    "requester": "outage",
                },
            )
            return Done(stamp=event.stamp, letters=letters, poke_cases=(case,))

        await self._effects.once(request, Done, work)

    async def _moved(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        current: Round,
        found: RunningDeadline,
        outage: Outage,
        now: datetime,
    ) -> Round | None:
        calendar = await calendar_of(unit, found.deadline)
        try:
            moved = made_up(found.deadline, calendar, outage, now)
        except OutageError:  # at its wall
            return None
        until = moved.extensions[-1].until
        await unit.deadlines.save(
            found.model_copy(update={"deadline": moved, "ends_at": until})
        )
        return await end_round_at(unit, self._terms, dossier, current, until)

    async def _tell(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        before: Round,
        after: Round,
        request: MakeUp,
        now: datetime,
    ) -> int:
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
                    at=now,
                    deadline=after.deadline,
                    previous_deadline=before.deadline,
                    reason=request.outage.reason,
                )
                letters += 1
            last = page[-1].body
        return letters


async def _recorded(unit: UnitOfWork, outage: Outage, now: datetime) -> OutageRecorded:
    await unit.outages.add(outage)
    every = await unit.outages.all()
    event = await unit.events.append(
        stream=register_stream("outage", instant(outage.since)),
        kind=EventKind.OUTAGE_RECORDED,
        actor=outage.by,
        at=now,
        reason=outage.reason,
        body={"since": instant(outage.since), "until": instant(outage.until)},
    )
    near = await unit.rounds.open_between(outage.since, outage.until + LAST_HOURS)
    touched: list[CaseId] = []
    for one in near:
        case = await unit.cases.get(one.case)
        if case.phase is Phase.OPEN and counts(every, one.deadline):
            touched.append(one.case)
    return OutageRecorded(stamp=event.stamp, cases=tuple(touched))
