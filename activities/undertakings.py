"""What the sides say became of an undertaking, and the co-chairs' word (method X17)."""

from datetime import date, datetime
from typing import Final

from pydantic import JsonValue, ValidationError

from activities.effects import Done, Effect, reason_text
from activities.tasks import close_tasks, open_task
from activities.unit_of_work import UnitOfWork
from models.errors import DomainError
from models.event import EventKind, Stamp
from models.ids import Actor, register_stream
from models.proposal_review import sentences
from models.task import TaskKind
from models.two_sides import Side, last_words
from models.undertaking import (
    Settlement,
    Undertaking,
    UndertakingId,
    UndertakingReport,
    UndertakingState,
)


class UndertakingAct(Effect):
    """Its reason is the paper with the words of the side, or of the co-chairs."""

    undertaking: UndertakingId
    state: UndertakingState


class ReportUndertaking(UndertakingAct):
    side: Side
    moved_to: date | None = None


class SettleUndertaking(UndertakingAct):
    pass


_OPTIONS: Final = {"text": "--text", "moved_to": "--until", "note": "--note"}


class UndertakingKept(Done):
    undertaking: Undertaking


async def report_undertaking(
    unit: UnitOfWork, request: ReportUndertaking
) -> UndertakingKept:
    """Enter what a side says; the last it said, said again, is entered once.

    Raises:
        UndertakingError: it is settled, or moved to an earlier day.
        DomainError: a field breaks a rule.
    """
    standing = await unit.undertakings.get(request.undertaking)
    words = await reason_text(unit, request)
    try:
        report = UndertakingReport(
            side=request.side,
            state=request.state,
            text=words,
            at=request.at,
            by=request.actor,
            moved_to=request.moved_to,
        )
    except ValidationError as error:
        raise DomainError(_said(error)) from error
    last = last_words(standing.reports).get(request.side)
    if last is not None and (last.claim, last.text) == (report.claim, report.text):
        return UndertakingKept(undertaking=standing)
    after = standing.reported(report)
    await unit.undertakings.save(after)
    said: dict[str, JsonValue] = {
        "side": request.side,
        "state": request.state,
        "moved_to": str(request.moved_to) if request.moved_to else None,
        "agreement": after.agreement,
    }
    stamp = await _note(unit, request, EventKind.UNDERTAKING_REPORTED, words, said)
    await _dispute(unit, after, request.actor, request.at)
    return UndertakingKept(stamp=stamp, undertaking=after)


async def settle_undertaking(
    unit: UnitOfWork, request: SettleUndertaking
) -> UndertakingKept:
    """The co-chairs' word, which ends the matter.

    Raises:
        DomainError: it is settled already, or a field breaks a rule.
    """
    standing = await unit.undertakings.get(request.undertaking)
    if standing.settlement is not None:
        raise DomainError(f"Undertaking {request.undertaking} is settled already.")
    words = await reason_text(unit, request)
    try:
        word = Settlement(
            state=request.state, note=words, at=request.at, by=request.actor
        )
    except ValidationError as error:
        raise DomainError(_said(error)) from error
    after = standing.model_copy(update={"settlement": word})
    await unit.undertakings.save(after)
    stamp = await _note(
        unit,
        request,
        EventKind.UNDERTAKING_SETTLED,
        words,
        {"state": request.state},
    )
    await _dispute(unit, after, request.actor, request.at)
    return UndertakingKept(stamp=stamp, undertaking=after)


async def _note(
    unit: UnitOfWork,
    request: UndertakingAct,
    kind: EventKind,
    words: str,
    said: dict[str, JsonValue],
) -> Stamp:
    event = await unit.events.append(
        stream=_stream(request.undertaking),
        kind=kind,
        actor=request.actor,
        at=request.at,
        reason=words,
        body=said,
    )
    return event.stamp


async def _dispute(
    unit: UnitOfWork, after: Undertaking, by: Actor, at: datetime
) -> None:
    """A task while the sides differ; none once they agree."""
    stream, kind = _stream(after.undertaking), TaskKind.UNDERTAKING_DISPUTED
    if not after.disputed:
        await close_tasks(unit, stream=stream, kinds=(kind,), by=by, at=at)
        return
    await open_task(
        unit,
        stream=stream,
        kind=kind,
        at=at,
        detail=f"The two sides report {after.undertaking} differently: put it on"
        " the co-chairs' list, then `starter.py undertaking settle`.",
    )


def _stream(named: UndertakingId) -> str:
    return register_stream("undertaking", named)


def _said(error: ValidationError) -> str:
    return " ".join(sentences(error, "undertaking", _OPTIONS))
