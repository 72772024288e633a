"""From ready to closed: waiting for the session, following up, closing the file."""

from datetime import datetime

from pydantic import JsonValue
from temporalio import activity

from activities.carry_over import carry_over
from activities.closing_remarks import closing_remarks
from activities.deadlines import Terms, close_deadlines
from activities.dossier import Dossier, open_dossier
from activities.effects import CaseEffect, Done, EffectRunner, reason_text
from activities.follow_up import instants
from activities.follow_up_answers import dispute
from activities.money import leave_line, next_in_line, release_money
from activities.reservation import LIFE
from activities.standstill import abandon_standstill
from activities.tasks import close_tasks, open_task
from activities.unit_of_work import UnitOfWork
from activities.validation import observed_at
from activities.writing import LetterWriter, accepted
from models.case import RESULTS, SIGNED, Outcome, Phase
from models.deadlines import TermName
from models.event import EventKind
from models.follow_up import agreed_value, by_checkpoint
from models.frozen import Frozen
from models.ids import (
    SYSTEM,
    SessionId,
    duplicate_stream,
    proposal_workflow_id,
)
from models.letter import LetterKind
from models.money import euro
from models.session import SessionState
from models.session_rules import carried_too_often
from models.task import OUTLASTING, TaskKind


class MakeReady(CaseEffect):
    pass


class Look(CaseEffect):
    pass


class Standing(Frozen):
    """Where the case stands with its session; `follow_ups` once it was presented."""

    phase: Phase
    session: SessionId
    exhausted: bool  # carried over as often as allowed, and left over again
    follow_ups: tuple[datetime, ...] = ()


class CloseCase(CaseEffect):
    """`value` is in cents; without it, what both sides agreed on counts."""

    outcome: Outcome
    value: int | None = None


class CaseClosed(Done):
    """`remarks` are for whoever decides."""

    remarks: tuple[str, ...] = ()


class PresentationActivities:
    def __init__(
        self, *, effects: EffectRunner, writer: LetterWriter, terms: Terms
    ) -> None:
        self._effects = effects
        self._writer = writer
        self._terms = terms

    @activity.defn(name="make_ready")
    async def make_ready(self, request: MakeReady) -> Done:
        """Nothing is missing: the proposal waits for a place on an agenda."""

        async def work(unit: UnitOfWork) -> Done:
            case = await unit.cases.get(request.case)
            if case.phase in {Phase.READY, Phase.SCHEDULED}:  # it only got more money
                return Done(poke_session=case.session)
            await unit.cases.save(
                case.model_copy(
                    update={
                        "phase": Phase.READY,
                        "interests": len(await accepted(unit, case.case)),
                        "ready_at": request.at,
                        "due_at": None,
                    }
                )
            )
            event = await unit.events.append(
                stream=proposal_workflow_id(case.case),
                kind=EventKind.READY,
                actor=request.actor,
                at=request.at,
                body={"session": case.session, "reserved": case.reserved},
            )
            # Locked, so that the agenda is not being frozen at this moment.
            session = await unit.sessions.get(case.session)
            if session.state is not SessionState.COLLECTING:
                why = f"Session {session.roman} is {session.state}."
                latest = await unit.cases.get(request.case)
                await carry_over(unit, latest, session, request, why)
            latest = await unit.cases.get(request.case)
            return Done(stamp=event.stamp, poke_session=latest.session)

        return await self._effects.once(request, Done, work)

    @activity.defn(name="look")
    async def look(self, request: Look) -> Standing:
        """A reading: what the session has done with the case."""
        async with self._effects.units.read() as unit:
            case = await unit.cases.get(request.case)
            corridor = await unit.corridors.get(case.corridor)
        presented = case.phase is Phase.PRESENTED
        return Standing(
            phase=case.phase,
            session=case.session,
            exhausted=carried_too_often(case.carried),
            follow_ups=(
                instants(self._terms, corridor, request.at) if presented else ()
            ),
        )

    @activity.defn(name="close_case")
    async def close_case(self, request: CloseCase) -> CaseClosed:
        """Record the outcome, give back what is reserved, tell everybody."""

        async def work(unit: UnitOfWork) -> CaseClosed:
            dossier = await open_dossier(unit, request.case)
            stays = request.outcome in SIGNED  # until it is committed
            freed = None if stays else await release_money(unit, request)
            line = await leave_line(unit, request.case)
            held = await unit.agreements.held(request.case)
            over = set(TermName) - (set(LIFE) if stays else set())
            await close_deadlines(unit, request.case, request.at, *over)
            reason = await reason_text(unit, request)
            came = await _came_of_it(unit, request)
            remarks = await _remarks(unit, dossier, request, came)
            await self._leave_agenda(unit, dossier)
            await abandon_standstill(unit, request.case, request.at)
            await unit.cases.save(
                dossier.case.model_copy(
                    update={
                        "phase": Phase.CLOSED,
                        "outcome": request.outcome,
                        "value": came.value,
                        "closed_at": request.at,
                        "due_at": None,
                        "reserved": held,
                    }
                )
            )
            letters = await self._tell(unit, dossier, request, reason)
            event = await unit.events.append(
                stream=proposal_workflow_id(request.case),
                kind=_CLOSING.get(request.outcome, EventKind.CLOSED),
                actor=request.actor,
                at=request.at,
                reason=reason,
                body={"outcome": request.outcome, **came.told()},
            )
            await close_tasks(
                unit,
                stream=proposal_workflow_id(request.case),
                kinds=tuple({*TaskKind} - OUTLASTING),
                by=request.actor,
                at=request.at,
            )
            await close_tasks(
                unit,
                stream=duplicate_stream(request.case),
                kinds=(TaskKind.DUPLICATE,),
                by=request.actor,
                at=request.at,
            )
            if held and not stays:
                await _ask_about_commitments(unit, dossier, request)
            return CaseClosed(
                stamp=event.stamp,
                letters=letters,
                remarks=remarks,
                poke_cases=(await next_in_line(unit, request.case) if freed else line),
                poke_money=request.case if held else None,
                poke_session=(
                    dossier.case.session
                    if dossier.case.phase in {Phase.READY, Phase.SCHEDULED}
                    else None
                ),
            )

        return await self._effects.once(request, CaseClosed, work)

    async def _leave_agenda(self, unit: UnitOfWork, dossier: Dossier) -> None:
        if dossier.case.phase not in {Phase.READY, Phase.SCHEDULED}:
            return
        await unit.agendas.drop(dossier.case.session, dossier.case.case)

    async def _tell(
        self, unit: UnitOfWork, dossier: Dossier, request: CloseCase, reason: str
    ) -> int:
        rejected = request.outcome is Outcome.REJECTED
        partners = [body.name for body in await accepted(unit, request.case)]
        await self._writer.to_proposer(
            unit,
            dossier,
            LetterKind.REJECTION if rejected else LetterKind.RESULT,
            key=request.key,
            at=request.at,
            outcome=request.outcome,
            reason=reason,
            received_at=await observed_at(unit, request.case) if rejected else None,
            partners=tuple(partners),
            ministry_share=(
                dossier.case.reserved or None if request.outcome in SIGNED else None
            ),
        )
        return 1


class _Came(Frozen):
    """What a result is worth, and what the sides contradicted each other in."""

    value: int | None = None
    disputed: str = ""

    def told(self) -> dict[str, JsonValue]:
        facts = {"value": self.value, "disputed": self.disputed}
        return {name: one for name, one in facts.items() if one not in (None, "")}


async def _came_of_it(unit: UnitOfWork, request: CloseCase) -> _Came:
    """Both answers stay as they are; the co-chairs' word stands in the event."""
    if request.outcome not in RESULTS:
        return _Came()
    answers = by_checkpoint(await unit.follow_ups.of(request.case))
    agreed = agreed_value(answers, request.outcome)
    return _Came(
        value=agreed if request.value is None else request.value,
        disputed=await dispute(unit, request.case),
    )


async def _remarks(
    unit: UnitOfWork, dossier: Dossier, request: CloseCase, came: _Came
) -> tuple[str, ...]:
    if request.outcome not in RESULTS or request.actor == SYSTEM:
        return ()
    return await closing_remarks(unit, dossier.case, request.outcome, came.value)


async def _ask_about_commitments(
    unit: UnitOfWork, dossier: Dossier, request: CloseCase
) -> None:
    """An act binds until it is revoked or settled, whatever becomes of the case."""
    standing = [one for one in await unit.commitments.of(request.case) if one.open]
    for one in standing:
        await open_task(
            unit,
            stream=proposal_workflow_id(request.case),
            kind=TaskKind.COMMITMENT_STANDS,
            at=request.at,
            detail=(
                f"{dossier.case.ref} is closed ({request.outcome}), but act "
                f"{one.number} under {one.agreement} still promises "
                f"{euro(one.cents)}: revoke it (`starter.py money revoke`), or wait "
                "for its report of costs."
            ),
            about=one.named,
        )


_CLOSING = {Outcome.WITHDRAWN: EventKind.WITHDRAWN}
