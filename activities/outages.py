"""What an outage does to the rounds whose last hours it took (method X26)."""

from collections.abc import Sequence
from datetime import datetime

from activities.deadlines import Terms, calendar_of, running
from activities.dossier import Dossier, open_dossier
from activities.effects import CaseEffect, Done, Effect, EffectRunner
from activities.extension import end_round_at
from activities.round_letters import Purpose, RoundLetterActivities, WriteRound
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.case import Phase
from models.deadlines import TermName
from models.event import EventKind, instant
from models.ids import SYSTEM, CaseId, PaperId, proposal_workflow_id, register_stream
from models.outage import LAST_HOURS, Outage, OutageError, counts, made_up
from models.round import Round
from models.running_deadline import RunningDeadline


class RecordOutage(Effect):
    """Known by its beginning alone: each worker sees another end of one silence."""


class OutageRecorded(Done):
    outage: Outage
    cases: tuple[CaseId, ...]  # whose rounds end later now


class MakeUp(CaseEffect):
    outage: Outage


class MadeUp(Done):
    """The round that ends later now, the end its bodies knew, and the reason.

    `at` is when the letters are written, if they are written later still.
    """

    at: datetime | None = None
    number: int | None = None
    previous: datetime | None = None
    why: PaperId | None = None


class Outages:
    """Records outages; each touched round ends a working day later, and all are told.

    A round whose grace has ended is closed and stays so.
    """

    def __init__(
        self, *, effects: EffectRunner, writer: LetterWriter, terms: Terms
    ) -> None:
        self._effects = effects
        self._letters = RoundLetterActivities(effects=effects, writer=writer)
        self._terms = terms

    async def record(self, outage: Outage, *, now: datetime) -> Sequence[CaseId]:
        """The cases that were given their time back. The same outage counts once.

        One that is on record under its beginning is gone on with, as it was recorded:
        whoever began may have died, or be at work just now.

        Raises:
            OutageError: a person gives it another end than it has on record.
        """
        recorded = await self._effects.once(
            RecordOutage(key=_key(outage), at=outage.since),
            OutageRecorded,
            lambda unit: _recorded(unit, outage, now),
        )
        known = recorded.outage
        if outage.by != SYSTEM and outage.until != known.until:
            raise OutageError(
                f"The outage since {instant(known.since)} is on record until "
                f"{instant(known.until)}: record what is missing as another one, that "
                "begins then."
            )
        for case in recorded.cases:
            await self._make_up(case, known, now)
        return recorded.cases

    async def _make_up(self, case: CaseId, outage: Outage, now: datetime) -> None:
        request = MakeUp(
            key=f"{_key(outage)}/{case}", at=outage.until, case=case, outage=outage
        )

        async def work(unit: UnitOfWork) -> MadeUp:
            dossier = await open_dossier(unit, case)
            current = await unit.rounds.current(case)
            found = await running(unit, case, TermName.INTEREST)
            if current is None or not found or found[-1].ends_at is None:
                return MadeUp()
            after = await self._moved(unit, dossier, current, found[-1], outage, now)
            if after is None:
                return MadeUp()
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
            return MadeUp(
                stamp=event.stamp,
                poke_cases=(case,),
                at=now,
                number=current.number,
                previous=current.deadline,
                why=await unit.papers.put(outage.reason.encode()),
            )

        made = await self._effects.once(request, MadeUp, work)
        if made.number is not None:
            await self._tell(request, made, made.number)

    async def _tell(self, request: MakeUp, made: MadeUp, number: int) -> None:
        """Chunk by chunk: what a crash left is written when it is recorded again."""
        after = None
        while True:
            written = await self._letters.write_round(
                WriteRound(
                    key=f"{request.key}/letters/{after or ''}",
                    at=made.at or request.at,
                    reason=made.why,
                    case=request.case,
                    number=number,
                    purpose=Purpose.DEADLINE_MOVED,
                    after=after,
                    previous_deadline=made.previous,
                )
            )
            after = written.last
            if after is None:
                return

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


def _key(outage: Outage) -> str:
    return f"outage/{instant(outage.since)}"


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
    return OutageRecorded(stamp=event.stamp, outage=outage, cases=tuple(touched))
