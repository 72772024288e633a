"""A case whose procedure was lost: where it goes on, as its record has it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from temporalio import activity

from activities.clocks import OFFICE_TERMS, Shift
from activities.collection import Screened
from activities.deadlines import Terms
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.follow_up import instants
from activities.reservation import life
from activities.round_letters import Purpose
from activities.standstill import told_of
from activities.tasks import close_tasks
from activities.unit_of_work import UnitOfWork
from models import behind as past
from models.behind import Behind, own
from models.case import Case, Phase
from models.compliance import ScreeningResult
from models.deadlines import TermName
from models.event import Event, EventKind
from models.ids import PaperId, proposal_workflow_id
from models.letter import LetterKind
from models.running_deadline import RunningDeadline
from models.task import TaskKind
from models.text_acts import CorrectText


class RecoverCase(CaseEffect):
    """The reason paper says what was lost."""


class CaseRecovered(Done):
    """`shifts`: where the instants lie now that its stages are told of.

    `known`: how many effects of its own the record had before.
    """

    behind: Behind
    known: int
    shifts: tuple[Shift, ...]


_AWAITED: Mapping[Phase, TermName] = {
    Phase.RETURNED: TermName.COMPLETION,
    Phase.REJECTION_NOTICE: TermName.OBSERVATIONS,
    Phase.CHOICE: TermName.CHOICE,
    Phase.WAITING_LIST: TermName.WAITING_LIST,
}
"""The term whose end a stage waits for; that of a round stands in the round."""


class RecoveryActivities:
    def __init__(self, *, effects: EffectRunner, terms: Terms) -> None:
        self._effects = effects
        self._terms = terms

    @activity.defn(name="recover_case")
    async def recover_case(self, request: RecoverCase) -> CaseRecovered:
        """Say in the record that it begins again, and from where.

        What an effect was refused for is asked anew, if it is refused again.
        """

        async def work(unit: UnitOfWork) -> CaseRecovered:
            case = await unit.cases.get(request.case)
            stream = proposal_workflow_id(case.case)
            events = await unit.events.of(stream)
            found = await self._behind(unit, case, events, request.at)
            terms = await unit.deadlines.of(stream)
            event = await unit.events.append(
                stream=stream,
                kind=EventKind.RECOVERED,
                actor=request.actor,
                at=request.at,
                reason=await reason_text(unit, request),
                body={"phase": case.phase},
            )
            await close_tasks(
                unit,
                stream=stream,
                kinds=(TaskKind.EFFECT_REFUSED,),
                by=request.actor,
                at=request.at,
            )
            return CaseRecovered(
                stamp=event.stamp,
                behind=found,
                known=await own_effects(unit, stream),
                shifts=tuple(
                    Shift(announced=one.announced, ends_at=one.ends_at)
                    for one in terms
                    if one.closed_at is None and one.ends_at != one.announced
                ),
            )

        return await self._effects.once(request, CaseRecovered, work)

    async def _behind(
        self, unit: UnitOfWork, case: Case, events: Sequence[Event], now: datetime
    ) -> Behind:
        stream = proposal_workflow_id(case.case)
        counts = past.numbered(await unit.effects.keys(stream), stream)
        current = await unit.rounds.current(case.case)
        hit = await _hit(unit, f"{stream}/screen/{counts['screen']}")
        reserved = await life(unit, case.case)
        terms = await unit.deadlines.of(stream)
        completeness, validation = (_announced(terms, name) for name in OFFICE_TERMS)
        return Behind(
            phase=case.phase,
            counts=counts,
            recalls=past.recalls(case, events, counts, hit=hit),
            registrars=past.registrars(case, events),
            screened=past.screened(case, events),
            validated=past.validated(events),
            stale_at=past.stale_at(events),
            reminded=past.reminded(events),
            returns=past.returns(events),
            completeness_due=completeness,
            validation_due=validation,
            until=_announced(terms, _AWAITED.get(case.phase)),
            round=current.number if current else 0,
            interests=past.interests(case),
            funded=past.funded(case, events),
            money_due=reserved.look_at if reserved else None,
        ).model_copy(update=await self._stage(unit, case, events, now))

    async def _stage(
        self, unit: UnitOfWork, case: Case, events: Sequence[Event], now: datetime
    ) -> dict[str, object]:
        """What only this stage is told, and what halts it."""
        still = await unit.standstills.open_of(case.case)
        found: dict[str, object] = {"halted": told_of(still) if still else None}
        found |= await _notice(unit, events)
        match case.phase:
            case Phase.RETURNED:
                returned = past.since(events, EventKind.RETURNED)
                dues = await self._reminders(unit, case, returned[0].at)
                kind = LetterKind.COMPLETION_REMINDER
                found["reminders"] = past.to_be_sent(dues, returned, kind, now)
            case Phase.OPEN:
                found |= await _open_round(unit, case, events, now)
            case Phase.PRESENTED:
                found["checkpoints"] = await self._checkpoints(unit, case, events)
        return found

    async def _reminders(
        self, unit: UnitOfWork, case: Case, returned_at: datetime
    ) -> list[datetime]:
        corridor = await unit.corridors.get(case.corridor)
        names = (TermName.COMPLETION_REMINDER_1, TermName.COMPLETION_REMINDER_2)
        return [self._terms.due(corridor, name, returned_at) for name in names]

    async def _checkpoints(
        self, unit: UnitOfWork, case: Case, events: Sequence[Event]
    ) -> tuple[datetime, ...]:
        corridor = await unit.corridors.get(case.corridor)
        presented = past.since(events, EventKind.PRESENTED)[0].at
        halts = await unit.standstills.of(case.case)
        return past.later_by(instants(self._terms, corridor, presented), halts)


async def own_effects(unit: UnitOfWork, stream: str) -> int:
    """How many effects its procedure had; a desk's are not counted."""
    return sum(own(key, stream) for key in await unit.effects.keys(stream))


def _announced(
    terms: Sequence[RunningDeadline], name: TermName | None
) -> datetime | None:
    """The end of the last of a name, as its stage was told it."""
    found = [one.announced for one in terms if one.name is name]
    return found[-1] if found else None


async def _hit(unit: UnitOfWork, key: str) -> bool:
    """Whether the last screening of its own procedure was not clear."""
    answered = await unit.effects.find(key)
    if answered is None:
        return False
    screened = Screened.model_validate_json(answered[1])
    return screened.result is not ScreeningResult.CLEAR


async def _open_round(
    unit: UnitOfWork, case: Case, events: Sequence[Event], now: datetime
) -> dict[str, object]:
    current = await unit.rounds.current(case.case)
    if current is None:
        return {}
    purpose = Purpose.REMINDER
    return {
        "reminders": past.to_be_sent(current.reminders, events, purpose, now),
        "until": current.grace_end,
        "correction": await _correction(unit, events),
    }


async def _correction(unit: UnitOfWork, events: Sequence[Event]) -> CorrectText | None:
    waits = past.handed_in(events)
    if waits is None:
        return None
    return CorrectText(
        act=f"{waits.stream}/{waits.seq}",
        actor=waits.actor,
        reason=await unit.papers.put(waits.reason.encode()),
        form=PaperId(str(waits.body["form"])),
        material=bool(waits.body["material"]),
    )


async def _notice(unit: UnitOfWork, events: Sequence[Event]) -> dict[str, object]:
    """Who gave notice of a rejection, and its grounds, if one was given (X27)."""
    given = past.last(events, EventKind.REJECTION_NOTIFIED)
    if given is None:
        return {}
    grounds = await unit.papers.put(given.reason.encode())
    return {"grounds": grounds, "noticed_by": given.actor}
