"""The agenda of a session: ranked, filled, frozen; what does not fit goes on."""

from temporalio import activity

from activities.dossier import open_dossier
from activities.effects import Done, Effect, EffectRunner, reason_text
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.case import Case, Phase
from models.errors import DomainError
from models.event import EventKind
from models.ids import (
    CaseId,
    SessionId,
    proposal_workflow_id,
    session_workflow_id,
)
from models.letter import LetterKind
from models.session import Session, SessionState, Slot
from models.session_rules import AgendaItem, Draw, draw


class SessionEffect(Effect):
    session: SessionId


class NoDateError(DomainError):
    """Nobody can be convened to a session without a date."""


class DrawAgenda(SessionEffect):
    """`final`: freeze it and tell everybody."""

    final: bool = False


class AgendaDrawn(Done):
    admitted: int
    left_over: int


class AgendaActivities:
    def __init__(self, *, effects: EffectRunner, writer: LetterWriter) -> None:
        self._effects = effects
        self._writer = writer

    @activity.defn(name="draw_agenda")
    async def draw_agenda(self, request: DrawAgenda) -> AgendaDrawn:
        """Rank what is ready and fill the minutes; final, it binds and is announced.

        What does not fit is carried over to the next session (method X13).
        """

        async def work(unit: UnitOfWork) -> AgendaDrawn:
            session = await unit.sessions.get(request.session)
            if request.final and session.starts_at is None:
                raise NoDateError(
                    f"Session {session.roman} has no date: give it one with "
                    "`starter.py session postpone --until`, then freeze its agenda."
                )
            ready = {
                case.case: case
                for case in await unit.cases.in_session(
                    request.session, (Phase.READY, Phase.SCHEDULED)
                )
            }
            drawn = draw([_item(case) for case in ready.values()], session.capacity)
            slots = _slots(request, drawn)
            await unit.sessions.set_slots(request.session, slots)
            letters = 0
            if request.final:
                await unit.sessions.save(
                    session.model_copy(update={"state": SessionState.FROZEN})
                )
                for slot in slots:
                    letters += await self._assign(unit, session, slot, request)
                for left in drawn.left_over:
                    case = ready[CaseId(left.item.case)]
                    await carry_over(unit, case, session, request, left.reason)
            event = await unit.events.append(
                stream=session_workflow_id(request.session),
                kind=(
                    EventKind.AGENDA_FROZEN if request.final else EventKind.AGENDA_DRAWN
                ),
                actor=request.actor,
                at=request.at,
                reason=await reason_text(unit, request),
                body={
                    "agenda": [slot.case for slot in slots],
                    "left_over": [left.item.case for left in drawn.left_over],
                },
            )
            return AgendaDrawn(
                stamp=event.stamp,
                letters=letters,
                admitted=len(drawn.admitted),
                left_over=len(drawn.left_over),
                poke_cases=tuple(ready) if request.final else (),
            )

        return await self._effects.once(request, AgendaDrawn, work)

    async def _assign(
        self, unit: UnitOfWork, session: Session, slot: Slot, request: Effect
    ) -> int:
        """A frozen slot: event, the proposer told, the partners convened."""
        dossier = await open_dossier(unit, slot.case)
        case = dossier.case.model_copy(
            update={"phase": Phase.SCHEDULED, "due_at": session.starts_at}
        )
        await unit.cases.save(case)
        await unit.events.append(
            stream=proposal_workflow_id(slot.case),
            kind=EventKind.SLOT_ASSIGNED,
            actor=request.actor,
            at=request.at,
            reason=slot.why,
            body={
                "session": session.session,
                "position": slot.position,
                "minutes": slot.minutes,
            },
        )
        return await self._writer.to_both_sides(
            unit,
            dossier,
            LetterKind.CONVOCATION,
            key=f"{request.key}/{slot.case}",
            at=request.at,
            position=slot.position,
            minutes=slot.minutes,
        )


async def carry_over(
    unit: UnitOfWork, case: Case, session: Session, request: Effect, why: str
) -> None:
    """To the next open session, visibly.

    Without one the case waits, and is carried over, and counted, when one opens.
    """
    following = await unit.sessions.open_after(session.corridor, session.ordinal)
    times = case.carried + 1 if following else case.carried
    await unit.cases.save(
        case.model_copy(
            update={
                "phase": Phase.READY,
                "session": following.session if following else session.session,
                "carried": times,
                "due_at": None,
            }
        )
    )
    await unit.events.append(
        stream=proposal_workflow_id(case.case),
        kind=EventKind.CARRIED_OVER,
        actor=request.actor,
        at=request.at,
        reason=why,
        body={
            "from": session.session,
            "to": following.session if following else None,
            "times": times,
        },
    )


def _item(case: Case) -> AgendaItem:
    return AgendaItem(
        case=case.case,
        score=case.score,
        interests=case.interests,
        committed=case.reserved > 0,
        carried=case.carried,
        ready_at=case.ready_at or case.opened_at,
        minutes=case.minutes,
        table="session",
    )


def _slots(request: DrawAgenda, drawn: Draw) -> tuple[Slot, ...]:
    return tuple(
        Slot(
            session=request.session,
            case=CaseId(ranked.item.case),
            position=position,
            minutes=ranked.item.minutes,
            why=ranked.reason,
            frozen=request.final,
        )
        for position, ranked in enumerate(drawn.admitted, start=1)
    )
