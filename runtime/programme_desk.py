"""An officer at work with programmes, and what is known of them."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from activities.deadlines import Terms
from activities.effects import Done, EffectRunner
from activities.programme import (
    ChangeProgramme,
    EnterProgramme,
    ProgrammeEffect,
    change_programme,
    enter_programme,
)
from activities.programme_content import (
    CloseProgramme,
    balance_of,
    close_programme,
    hand_over_of,
)
from activities.programme_cycle import programmes_of
from activities.programme_watch import AttendProgramme, ProgrammeActivities
from activities.unit_of_work import UnitOfWork
from models.corridor import Programme
from models.errors import DomainError
from models.event import Stamp
from models.frozen import Frozen
from models.ids import Actor, CorridorCode, PaperId
from models.officer import officer
from models.programme import (
    Guideline,
    ProgrammeState,
    Prolongation,
    Signature,
    WorkProgramme,
)
from models.programme_content import BalanceLine, Destination, HandOver
from models.programme_steps import Step
from models.reference_number import session_named
from runtime.errands import new_act
from store.unit_of_work import SqlUnits

R = TypeVar("R", bound=ProgrammeEffect)


class ProgrammeShown(Frozen):
    """A programme with its balance: promised, presented, signed."""

    work: WorkProgramme
    lines: dict[int, BalanceLine]
    total: BalanceLine


async def show_programme(
    units: SqlUnits, corridor: CorridorCode, code: str
) -> ProgrammeShown:
    async with units.read() as unit:
        work = await _named(unit, corridor, code)
        found = await balance_of(unit, work)
    return ProgrammeShown(work=work, lines=found.by_guideline, total=found.total)


async def list_programmes(
    units: SqlUnits, corridor: CorridorCode
) -> list[WorkProgramme]:
    async with units.read() as unit:
        await unit.corridors.get(corridor)
        return await programmes_of(unit, corridor)


async def foresee_closing(
    units: SqlUnits,
    corridor: CorridorCode,
    code: str,
    decided: Mapping[str, Destination],
    onto: int | None,
) -> HandOver:
    """What is open at the end of a programme, and where it would go."""
    async with units.read() as unit:
        work = await _named(unit, corridor, code)
        return await hand_over_of(unit, work, decided, onto)


class ProgrammeDesk:
    """One officer; `actor` is a code, never a name."""

    def __init__(self, *, effects: EffectRunner, actor: str, now: datetime) -> None:
        self._effects = effects
        self._actor: Actor = officer(actor)
        self._now = now

    async def enter(
        self,
        programme: Programme,
        guidelines: tuple[Guideline, ...],
        *,
        in_force: bool = False,
    ) -> Stamp:
        """Enter a programme as a draft, or as one that runs already."""
        titles = tuple(next(iter(one.title.values())) for one in guidelines)
        state = ProgrammeState.IN_FORCE if in_force else ProgrammeState.DRAFTING
        work = WorkProgramme(
            programme=programme.model_copy(update={"guidelines": titles}),
            guidelines=guidelines,
            state=state,
        )
        told = self._told(programme.corridor, programme.code)
        request = EnterProgramme.model_validate({**told, "programme": work})
        return await self._do(request, enter_programme)

    async def agree(
        self,
        corridor: str,
        code: str,
        guidelines: tuple[Guideline, ...] = (),
        reason: str = "",
    ) -> Stamp:
        """Both sides agree; `guidelines` take the place of the draft's."""
        more = {"guidelines": guidelines}
        return await self._change(corridor, code, Step.AGREE, reason, **more)

    async def change(
        self, corridor: str, code: str, step: Step, reason: str = ""
    ) -> Stamp:
        """Abandon, start or end it."""
        return await self._change(corridor, code, step, reason)

    async def sign(  # noqa: PLR0913  (the fields of a signature)
        self,
        corridor: str,
        code: str,
        *,
        on: date,
        document: bytes,
        session: str | None,
        place: str | None,
        reason: str = "",
    ) -> Stamp:
        signature = Signature(
            on=on,
            document=await self._kept(document),
            session=session_named(session) if session else None,
            place=place,
        )
        return await self._change(
            corridor, code, Step.SIGN, reason, signature=signature
        )

    async def prolong(
        self,
        corridor: str,
        code: str,
        *,
        until: date,
        agreed_on: date,
        document: bytes,
        reason: str = "",
    ) -> Stamp:
        act = Prolongation(
            until=until, agreed_on=agreed_on, document=await self._kept(document)
        )
        return await self._change(
            corridor, code, Step.PROLONG, reason, prolongation=act
        )

    async def close(
        self,
        corridor: str,
        code: str,
        *,
        decided: Mapping[str, Destination],
        onto: int | None,
        reason: str = "",
    ) -> Stamp:
        """Hand over what is open, and close it."""
        request = CloseProgramme.model_validate(
            {
                **self._told(CorridorCode(corridor), code),
                "reason": await self._paper(reason),
                "decided": dict(decided),
                "onto": onto,
            }
        )
        return await self._do(request, close_programme)

    async def watch(self, corridor: CorridorCode, code: str, terms: Terms) -> None:
        """What follows by itself: it is in force at once on a day of its years."""
        told = self._told(corridor, code)
        request = AttendProgramme.model_validate(
            {"name": f"{corridor}/{code}"} | {key: told[key] for key in ("key", "at")}
        )
        watch = ProgrammeActivities(effects=self._effects, terms=terms)
        await watch.attend_programme(request)

    async def _change(
        self,
        corridor: str,
        code: str,
        step: Step,
        reason: str,
        **more: Signature | Prolongation | tuple[Guideline, ...],
    ) -> Stamp:
        named = CorridorCode(corridor)
        async with self._effects.units.read() as unit:
            zone = (await unit.corridors.get(named)).zone_a
        request = ChangeProgramme.model_validate(
            {
                **self._told(named, code),
                "reason": await self._paper(reason),
                "step": step,
                "today": self._now.astimezone(ZoneInfo(zone)).date(),
                **more,
            }
        )
        return await self._do(request, change_programme)

    def _told(self, corridor: CorridorCode, code: str) -> dict[str, object]:
        key = f"programme/{corridor}/{code}/{new_act()}"
        told = {"key": key, "at": self._now, "actor": self._actor}
        return {**told, "corridor": corridor, "code": code}

    async def _do(
        self, request: R, effect: Callable[[UnitOfWork, R], Awaitable[Done]]
    ) -> Stamp:
        async def work(unit: UnitOfWork) -> Done:
            return await effect(unit, request)

        done = await self._effects.once(request, Done, work)
        if done.stamp is None:
            raise DomainError("Nothing was changed.")
        return done.stamp

    async def _paper(self, text: str) -> PaperId | None:
        return await self._kept(text.encode()) if text.strip() else None

    async def _kept(self, content: bytes) -> PaperId:
        async with self._effects.units.write() as unit:
            return await unit.papers.put(content)


async def _named(unit: UnitOfWork, corridor: CorridorCode, code: str) -> WorkProgramme:
    await unit.corridors.programme(corridor, code)
    found = await programmes_of(unit, corridor)
    return next(one for one in found if one.code == code)
