"""A programme's life: entered, agreed, signed, in force, prolonged, ended."""

from collections.abc import Callable
from datetime import date
from typing import Final

from pydantic import JsonValue

from activities.commitment_file import not_ahead
from activities.effects import Done, Effect, reason_text
from activities.programme_cycle import programmes_of
from activities.tasks import close_about
from activities.unit_of_work import UnitOfWork
from models.acts import Watched, WatchKind
from models.event import Event, EventKind
from models.ids import CorridorCode, programme_stream
from models.programme import (
    Guideline,
    ProgrammeError,
    ProgrammeState,
    Prolongation,
    Signature,
    WorkProgramme,
    check_programme,
)
from models.programme_record import life_of
from models.programme_steps import (
    Step,
    abandon,
    agree,
    end,
    prolong,
    sign,
    signed_late,
    start,
)
from models.task import TaskKind


class ProgrammeEffect(Effect):
    corridor: CorridorCode
    code: str


class EnterProgramme(ProgrammeEffect):
    programme: WorkProgramme


class ChangeProgramme(ProgrammeEffect):
    """`today` is the day in the secretariat's zone."""

    step: Step
    today: date
    signature: Signature | None = None
    prolongation: Prolongation | None = None
    guidelines: tuple[Guideline, ...] = ()  # in place of the draft's


SIGNATURE: Final = "signature"
UNSIGNED: Final = "unsigned"


def over_on(work: WorkProgramme) -> str:
    """What the task about its end is about: a later end is asked about again."""
    return f"over/{work.until}"


def watched(corridor: CorridorCode, code: str) -> Watched:
    return Watched(kind=WatchKind.PROGRAMME, name=f"{corridor}/{code}")


async def enter_programme(unit: UnitOfWork, request: EnterProgramme) -> Done:
    """Enter a programme with its guidelines.

    Raises:
        ProgrammeError: it overlaps another, leaves a gap, or has no whole years (I2).
    """
    await unit.corridors.held(request.corridor)
    existing = await programmes_of(unit, request.corridor)
    if problems := check_programme(existing, request.programme):
        raise ProgrammeError("\n".join(problems))
    await unit.corridors.add_programme(request.programme.programme)
    await unit.programme_lives.add(life_of(request.programme))
    event = await note(unit, request, EventKind.PROGRAMME_ENTERED, request.programme)
    return _done(request, event)


async def change_programme(unit: UnitOfWork, request: ChangeProgramme) -> Done:
    """Take one step of its life.

    Raises:
        ProgrammeError: its state or its papers do not allow it.
        DomainError: it is signed, or prolonged, on a day still to come.
    """
    before = await locked_programme(unit, request)
    after = _STEPS[request.step](before, request)
    await keep_life(unit, after)
    said: dict[str, JsonValue] = {"step": request.step}
    if request.step is Step.SIGN:
        said["late"] = signed_late(after)
    event = await note(unit, request, EventKind.PROGRAMME_CHANGED, after, said)
    for about in _FULFILS.get(request.step, (over_on(before),)):
        await close_about(
            unit,
            stream=programme_stream(request.corridor, request.code),
            kind=TaskKind.PROGRAMME_DUE,
            about=about,
            by=request.actor,
            at=request.at,
        )
    return _done(request, event)


async def locked_programme(unit: UnitOfWork, request: ProgrammeEffect) -> WorkProgramme:
    """The programme with its life; two changes of one queue up behind its row."""
    await unit.corridors.programme(request.corridor, request.code)
    programmes = await programmes_of(unit, request.corridor)
    return next(one for one in programmes if one.code == request.code)


async def keep_life(unit: UnitOfWork, work: WorkProgramme) -> None:
    life = life_of(work)
    known = await unit.programme_lives.find((life.corridor, life.code))
    await (unit.programme_lives.save if known else unit.programme_lives.add)(life)


async def note(
    unit: UnitOfWork,
    request: ProgrammeEffect,
    kind: EventKind,
    work: WorkProgramme,
    more: dict[str, JsonValue] | None = None,
) -> Event:
    return await unit.events.append(
        stream=programme_stream(request.corridor, request.code),
        kind=kind,
        actor=request.actor,
        at=request.at,
        reason=await reason_text(unit, request),
        body={**life_of(work).model_dump(mode="json"), **(more or {})},
    )


def _done(request: ProgrammeEffect, event: Event) -> Done:
    return Done(
        stamp=event.stamp, poke_watches=(watched(request.corridor, request.code),)
    )


def _agreed(work: WorkProgramme, request: ChangeProgramme) -> WorkProgramme:
    drafting = work.state is ProgrammeState.DRAFTING
    if request.guidelines and drafting:
        work = work.model_copy(update={"guidelines": request.guidelines})
    return agree(work)


def _signed(work: WorkProgramme, request: ChangeProgramme) -> WorkProgramme:
    if request.signature is None:
        raise ProgrammeError("A signature has a day and a document: give both.")
    said = f"Programme {work.code} is signed"
    not_ahead(request.signature.on, request.today, said)
    return sign(work, request.signature)


def _prolonged(work: WorkProgramme, request: ChangeProgramme) -> WorkProgramme:
    if request.prolongation is None:
        raise ProgrammeError("A prolongation has a day and a document: give both.")
    said = f"The prolongation of programme {work.code} is agreed"
    not_ahead(request.prolongation.agreed_on, request.today, said)
    return prolong(work, request.prolongation)


_STEPS: Final[dict[Step, Callable[[WorkProgramme, ChangeProgramme], WorkProgramme]]] = {
    Step.AGREE: _agreed,
    Step.ABANDON: lambda work, _: abandon(work),
    Step.SIGN: _signed,
    Step.START: lambda work, request: start(work, request.today),
    Step.PROLONG: _prolonged,
    Step.END: lambda work, request: end(work, request.today),
}
# What a step fulfils; any other, of one that runs, sees to its end.
_FULFILS: Final[dict[Step, tuple[str, ...]]] = {
    Step.AGREE: (),
    Step.ABANDON: (SIGNATURE, UNSIGNED),
    Step.SIGN: (SIGNATURE, UNSIGNED),
    Step.START: (),
}
