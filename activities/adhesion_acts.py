"""What a person decides about an adhesion: admitted, confirmed, routed, erased."""

from pydantic import JsonValue

from activities.adhesion_receipts import receipt
from activities.effects import Done, Effect, reason_text
from activities.session_letters import SessionLetters
from activities.tasks import close_about
from activities.unit_of_work import UnitOfWork
from models.adhesion import AdhesionId, Admission, LateDecision, admission
from models.adhesion_record import AdhesionRecord, contacts, without_contacts
from models.errors import DomainError
from models.event import EventKind, Stamp
from models.ids import BodyCode, session_workflow_id
from models.session import SessionState
from models.task import TaskKind


class AdhesionEffect(Effect):
    adhesion: AdhesionId


class DecideLate(AdhesionEffect):
    admitted: bool


class ConfirmAdhesion(AdhesionEffect):
    pass


class WithdrawAdhesion(AdhesionEffect):
    pass


class RouteAdhesion(AdhesionEffect):
    body: BodyCode


class EraseContacts(AdhesionEffect):
    """`participant`, from 1; None: every one."""

    participant: int | None = None


async def decide_late(
    unit: UnitOfWork, letters: SessionLetters, request: DecideLate
) -> Done:
    """The head's word on an adhesion that came after the wall; the body is told.

    Raises:
        DomainError: it came in time, was decided before, or no reason is given.
    """
    record = await _living(unit, request)
    session = await unit.sessions.get(record.session)
    corridor = await unit.corridors.get(session.corridor)
    wall = letters.wall(corridor, session)
    how = admission(record.received(), wall) if wall else Admission.IN_TIME
    if how is not Admission.LATE:
        raise DomainError(f"{record.adhesion} is {how}: there is nothing to decide.")
    reason = await _reason(unit, request)
    decided = record.model_copy(
        update={
            "decision": LateDecision(
                admitted=request.admitted,
                reason=reason,
                by=request.actor,
                at=request.at,
            )
        }
    )
    await unit.adhesions.save(decided)
    said: dict[str, JsonValue] = {"admitted": request.admitted}
    stamp = await _note(unit, request, record, EventKind.ADHESION_DECIDED, said)
    await _seen_to(unit, request, record, TaskKind.LATE_ADHESION)
    verdict = Admission.ADMITTED_LATE if request.admitted else Admission.REFUSED_LATE
    written = await receipt(
        unit,
        letters,
        session,
        decided,
        key=request.key,
        at=request.at,
        how=verdict,
        reason=reason,
    )
    return Done(stamp=stamp, letters=written)


async def confirm_adhesion(unit: UnitOfWork, request: ConfirmAdhesion) -> Done:
    """It still stands, though the session has moved (method X11)."""
    record = await _living(unit, request)
    if record.withdrawn_at is not None:
        raise DomainError(f"{record.adhesion} is withdrawn: a new form brings it back.")
    await unit.adhesions.save(record.model_copy(update={"confirmed_at": request.at}))
    stamp = await _note(unit, request, record, EventKind.ADHESION_CONFIRMED, {})
    return Done(stamp=stamp)


async def withdraw_adhesion(unit: UnitOfWork, request: WithdrawAdhesion) -> Done:
    """They do not come after all: it stays on record, and counts no more."""
    record = await _living(unit, request)
    if record.withdrawn_at is not None:
        raise DomainError(f"{record.adhesion} is withdrawn already.")
    await _reason(unit, request)
    await unit.adhesions.save(record.model_copy(update={"withdrawn_at": request.at}))
    stamp = await _note(unit, request, record, EventKind.ADHESION_WITHDRAWN, {})
    for kind in (TaskKind.LATE_ADHESION, TaskKind.ADHESION_ROUTING):
        await _seen_to(unit, request, record, kind)
    return Done(stamp=stamp)


async def route_adhesion(unit: UnitOfWork, request: RouteAdhesion) -> Done:
    """Another body leads; the one that led has a copy (method X23)."""
    record = await _living(unit, request)
    session = await unit.sessions.get(record.session)
    body = await unit.bodies.get(request.body)
    if body.corridor != session.corridor:
        raise DomainError(f"{body.code} is no body of {session.corridor}: name one.")
    others = {*record.copied, record.body} - {body.code}
    changes = {"body": body.code, "copied": tuple(sorted(others))}
    await unit.adhesions.save(record.model_copy(update=changes))
    said: dict[str, JsonValue] = {"from": record.body, "to": body.code}
    stamp = await _note(unit, request, record, EventKind.ADHESION_ROUTED, said)
    await _seen_to(unit, request, record, TaskKind.ADHESION_ROUTING)
    return Done(stamp=stamp)


async def erase_contacts(unit: UnitOfWork, request: EraseContacts) -> Done:
    """Who the delegates were goes; that their organisation took part stays (X28)."""
    record = await unit.adhesions.get(request.adhesion)
    if not contacts(record.form, request.participant):
        raise DomainError(
            f"{record.adhesion} has {len(record.form.participants)} participants:"
            " give one of their numbers."
        )
    await _reason(unit, request)
    form = without_contacts(record.form, request.participant)
    changes = {"form": form, "erased_at": request.at}
    await unit.adhesions.save(record.model_copy(update=changes))
    erased = await unit.people.erase("adhesion", (record.adhesion,))
    said: dict[str, JsonValue] = {
        "participant": request.participant,
        "erased": [*erased],
    }
    stamp = await _note(unit, request, record, EventKind.ADHESION_ERASED, said)
    return Done(stamp=stamp)


async def _living(unit: UnitOfWork, request: AdhesionEffect) -> AdhesionRecord:
    """Adhesions end with their session when it is cancelled (method X12)."""
    record = await unit.adhesions.get(request.adhesion)
    session = await unit.sessions.get(record.session)
    if session.state is SessionState.CANCELLED:
        raise DomainError(
            f"Session {session.roman} is cancelled, and {record.adhesion} ended with"
            " it: who wants to take part joins the next one."
        )
    return record


async def _reason(unit: UnitOfWork, request: AdhesionEffect) -> str:
    reason = await reason_text(unit, request)
    if not reason.strip():
        raise DomainError("This needs its reason: give --reason.")
    return reason


async def _note(
    unit: UnitOfWork,
    request: AdhesionEffect,
    record: AdhesionRecord,
    kind: EventKind,
    said: dict[str, JsonValue],
) -> Stamp:
    event = await unit.events.append(
        stream=session_workflow_id(record.session),
        kind=kind,
        actor=request.actor,
        at=request.at,
        reason=await reason_text(unit, request),
        body={"adhesion": record.adhesion, "body": record.body, **said},
    )
    return event.stamp


async def _seen_to(
    unit: UnitOfWork, request: AdhesionEffect, record: AdhesionRecord, kind: TaskKind
) -> None:
    await close_about(
        unit,
        stream=session_workflow_id(record.session),
        kind=kind,
        about=record.adhesion,
        by=request.actor,
        at=request.at,
        reason="Decided.",
    )
