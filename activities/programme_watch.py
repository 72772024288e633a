"""What falls due in a programme's life, and is done or asked for then."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import JsonValue
from temporalio import activity

from activities.deadlines import Terms
from activities.effects import Done, Effect, EffectRunner
from activities.programme import (
    SIGNATURE,
    UNSIGNED,
    ProgrammeEffect,
    keep_life,
    locked_programme,
    note,
    over_on,
)
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from models.corridor import Corridor
from models.deadlines import end_of
from models.event import EventKind
from models.ids import CorridorCode, programme_stream
from models.programme import ProgrammeState, WorkProgramme, signature_due
from models.programme_steps import Step, start
from models.task import TaskKind


class AttendProgramme(Effect):
    name: str


class Attended(Done):
    """`next_at`: when to look again; None when nothing has a term any more."""

    next_at: datetime | None = None
    over: bool = False


class Term(NamedTuple):
    """Something that falls due in a programme's life, and what is said then."""

    at: datetime
    about: str
    detail: str


class ProgrammeActivities:
    def __init__(self, *, effects: EffectRunner, terms: Terms) -> None:
        self._effects = effects
        self._terms = terms

    @activity.defn(name="attend_programme")
    async def attend_programme(self, request: AttendProgramme) -> Attended:
        """Do what is due in a programme's life, and say when to look again."""

        async def work(unit: UnitOfWork) -> Attended:
            code, _, years = request.name.partition("/")
            asked = ProgrammeEffect(
                key=request.key,
                at=request.at,
                corridor=CorridorCode(code),
                code=years,
            )
            corridor = await unit.corridors.get(asked.corridor)
            programme = await locked_programme(unit, asked)
            programme = await self._begin(unit, asked, corridor, programme)
            terms = self._due(corridor, programme)
            for term in terms:
                if term.at <= request.at:
                    await _remind(unit, asked, term)
            return Attended(
                next_at=min(
                    (term.at for term in terms if term.at > request.at), default=None
                ),
                over=programme.state in _OVER,
            )

        return await self._effects.once(request, Attended, work)

    async def _begin(
        self,
        unit: UnitOfWork,
        request: ProgrammeEffect,
        corridor: Corridor,
        work: WorkProgramme,
    ) -> WorkProgramme:
        """A signed programme comes into force on its first day by itself."""
        today = request.at.astimezone(ZoneInfo(corridor.zone_a)).date()
        if work.state is not ProgrammeState.SIGNED or today < work.programme.start:
            return work
        begun = start(work, today)
        await keep_life(unit, begun)
        step: dict[str, JsonValue] = {"step": Step.START}
        await note(unit, request, EventKind.PROGRAMME_CHANGED, begun, step)
        return begun

    def _due(self, corridor: Corridor, work: WorkProgramme) -> Sequence[Term]:
        zone = corridor.zone_a
        if work.state is ProgrammeState.SIGNED:
            eve = work.programme.start - timedelta(days=1)
            return [Term(end_of(eve, zone) + _SECOND, "begins", "")]
        if work.state is ProgrammeState.IN_FORCE:
            ended = end_of(work.until, zone) + _SECOND
            return [Term(ended, over_on(work), _OVER_DETAIL)]
        due = signature_due(work)
        if due is None or work.state not in _TO_SIGN:
            return []
        by = end_of(due.by, zone)
        remind_at = self._terms.counted_back(corridor, due.reminder, by)
        detail = _SIGN_DETAIL.format(code=work.code, by=due.by)
        unsigned = _UNSIGNED_DETAIL.format(code=work.code)
        return [
            Term(remind_at, SIGNATURE, detail),
            Term(by + _SECOND, UNSIGNED, unsigned),
        ]


async def _remind(unit: UnitOfWork, request: ProgrammeEffect, term: Term) -> None:
    """A task, once: also when somebody has dealt with the first."""
    stream = programme_stream(request.corridor, request.code)
    mark = f"{stream}/{TaskKind.PROGRAMME_DUE}/{term.about}#"
    told = (str(one.body.get("task", "")) for one in await unit.events.of(stream))
    if not term.detail or any(task.startswith(mark) for task in told):
        return
    await open_task(
        unit,
        stream=stream,
        kind=TaskKind.PROGRAMME_DUE,
        about=term.about,
        at=request.at,
        detail=term.detail,
    )


_OVER: Final = frozenset({ProgrammeState.CLOSED, ProgrammeState.ABANDONED})
_TO_SIGN: Final = frozenset({ProgrammeState.DRAFTING, ProgrammeState.AGREED})
_SECOND: Final = timedelta(seconds=1)
_SIGN_DETAIL: Final = (
    "Programme {code} is to be signed by {by}: prepare the signature, and record it"
    " with `starter.py programme sign`."
)
_UNSIGNED_DETAIL: Final = (
    "Programme {code} begins unsigned: no new session can be opened in it. Prolong the"
    " one before it by an exchange of notes (`starter.py programme prolong`), or record"
    " the signature."
)
_OVER_DETAIL: Final = (
    "The programme is over: see what is open with `starter.py programme close"
    " --dry-run`, then prolong it, or end it and hand over."
)
