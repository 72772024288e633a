"""The register of undertakings: what the sides report, and how it is settled."""

import re
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any, TypeVar, cast

from activities.effects import Effect, EffectRunner
from activities.undertakings import (
    ReportUndertaking,
    SettleUndertaking,
    UndertakingKept,
    report_undertaking,
    settle_undertaking,
)
from activities.unit_of_work import UnitOfWork
from models.errors import DomainError
from models.ids import Actor, PaperId, SessionId
from models.reference_number import session_named
from models.two_sides import Side
from models.undertaking import (
    Undertaking,
    UndertakingId,
    UndertakingState,
    undertaking_id,
)
from runtime.errands import new_act
from runtime.rehearsal import Rehearsal, rehearse
from store.unit_of_work import SqlUnits

_NAMED = re.compile(r"(?P<session>.+?)(?:/u)?/(?P<number>\d{1,4})")
R = TypeVar("R", bound=Effect)


def undertaking_named(given: str) -> UndertakingId:
    """The undertaking somebody means: `IT-RU/XXIX/3`, `it-ru/29/u/3`.

    Raises:
        DomainError: neither.
    """
    found = _NAMED.fullmatch(given.strip())
    if found is None:
        raise DomainError(f"{given!r} is no undertaking: write it as in IT-RU/XXIX/3.")
    session: SessionId = session_named(found["session"])
    return undertaking_id(session, int(found["number"]))


class UndertakingDesk:
    """Each side reports for itself; where they differ the co-chairs decide (X17)."""

    def __init__(
        self, *, units: SqlUnits, actor: Actor, effects: EffectRunner | None
    ) -> None:
        """Without `effects` everything is tried, and taken back."""
        self._units = units
        self._actor = actor
        self._effects = effects

    async def report(
        self,
        named: str,
        side: Side,
        state: UndertakingState,
        text: str,
        *,
        moved_to: date | None = None,
        now: datetime,
    ) -> Undertaking:
        """Enter what a side says became of it.

        Raises:
            UndertakingError: it is settled, or moved to an earlier day.
        """
        told = self._told(named, "report", now)
        told |= {"side": side, "state": state, "moved_to": moved_to}
        return await self._do(told, text, ReportUndertaking, report_undertaking)

    async def settle(
        self, named: str, state: UndertakingState, note: str, *, now: datetime
    ) -> Undertaking:
        """The co-chairs' word, which ends the matter."""
        told = self._told(named, "settle", now) | {"state": state}
        return await self._do(told, note, SettleUndertaking, settle_undertaking)

    def _told(self, named: str, verb: str, now: datetime) -> dict[str, Any]:
        meant = undertaking_named(named)
        key = f"undertaking/{meant}/{verb}/{new_act()}"
        return {"key": key, "at": now, "actor": self._actor, "undertaking": meant}

    async def _do(
        self,
        told: dict[str, Any],
        words: str,
        act: type[R],
        effect: Callable[[UnitOfWork, R], Awaitable[UndertakingKept]],
    ) -> Undertaking:
        if self._effects is not None:
            async with self._units.write() as unit:
                paper = await unit.papers.put(words.encode())
            return await _once(self._effects, told, paper, act, effect)
        found: list[Undertaking] = []

        async def scenes(rehearsal: Rehearsal) -> None:
            async with rehearsal.write() as unit:
                paper = await unit.papers.put(words.encode())
            effects = cast("EffectRunner", rehearsal)
            found.append(await _once(effects, told, paper, act, effect))

        await rehearse(self._units, scenes)
        return found[0]


async def _once(
    effects: EffectRunner,
    told: dict[str, Any],
    paper: PaperId,
    act: type[R],
    effect: Callable[[UnitOfWork, R], Awaitable[UndertakingKept]],
) -> Undertaking:
    request = act.model_validate({**told, "reason": paper})

    async def work(unit: UnitOfWork) -> UndertakingKept:
        return await effect(unit, request)

    return (await effects.once(request, UndertakingKept, work)).undertaking
