"""The register of undertakings: what the sides report, and how it is settled."""

import re
from collections.abc import Awaitable, Callable
from datetime import date, datetime

from pydantic import TypeAdapter, ValidationError

from activities.tasks import close_tasks, open_task
from activities.unit_of_work import UnitOfWork
from models.errors import DomainError
from models.event import EventKind
from models.ids import Actor, SessionId, register_stream
from models.proposal_parts import Note
from models.reference_number import session_named
from models.task import TaskKind
from models.two_sides import Side
from models.undertaking import (
    Settlement,
    Undertaking,
    UndertakingId,
    UndertakingReport,
    UndertakingState,
    undertaking_id,
)
from runtime.rehearsal import Rehearsal, rehearse
from store.unit_of_work import SqlUnits

_NAMED = re.compile(r"(?P<session>.+?)(?:/u)?/(?P<number>\d{1,4})")
_NOTE = TypeAdapter(Note)


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

    def __init__(self, *, units: SqlUnits, actor: Actor, dry: bool = False) -> None:
        """`dry`: everything is tried, and taken back."""
        self._units = units
        self._actor = actor
        self._dry = dry

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

        async def work(unit: UnitOfWork) -> Undertaking:
            standing = await unit.undertakings.get(undertaking_named(named))
            try:
                report = UndertakingReport(
                    side=side,
                    state=state,
                    text=_NOTE.validate_python(text),
                    at=now,
                    by=self._actor,
                    moved_to=moved_to,
                )
            except ValidationError as error:
                raise DomainError(_said(error)) from error
            after = standing.reported(report)
            await unit.undertakings.save(after)
            await unit.events.append(
                stream=_stream(after),
                kind=EventKind.UNDERTAKING_REPORTED,
                actor=self._actor,
                at=now,
                body={
                    "side": side,
                    "state": state,
                    "moved_to": str(moved_to) if moved_to else None,
                    "agreement": after.agreement,
                },
            )
            await self._dispute(unit, after, now)
            return after

        return await self._do(work)

    async def settle(
        self, named: str, state: UndertakingState, note: str, *, now: datetime
    ) -> Undertaking:
        """The co-chairs' word, which ends the matter."""

        async def work(unit: UnitOfWork) -> Undertaking:
            standing = await unit.undertakings.get(undertaking_named(named))
            if standing.settlement is not None:
                raise DomainError(f"Undertaking {named} is settled already.")
            try:
                word = Settlement(
                    state=state,
                    note=_NOTE.validate_python(note),
                    at=now,
                    by=self._actor,
                )
            except ValidationError as error:
                raise DomainError(_said(error)) from error
            after = standing.model_copy(update={"settlement": word})
            await unit.undertakings.save(after)
            await unit.events.append(
                stream=_stream(after),
                kind=EventKind.UNDERTAKING_SETTLED,
                actor=self._actor,
                at=now,
                body={"state": state},
            )
            await self._dispute(unit, after, now)
            return after

        return await self._do(work)

    async def _do(
        self, work: Callable[[UnitOfWork], Awaitable[Undertaking]]
    ) -> Undertaking:
        if not self._dry:
            async with self._units.write() as unit:
                return await work(unit)
        found: list[Undertaking] = []

        async def scenes(rehearsal: Rehearsal) -> None:
            async with rehearsal.write() as unit:
                found.append(await work(unit))

        await rehearse(self._units, scenes)
        return found[0]

    async def _dispute(
        self, unit: UnitOfWork, after: Undertaking, now: datetime
    ) -> None:
        """A task while the sides differ; none once they agree."""
        stream, kind = _stream(after), TaskKind.UNDERTAKING_DISPUTED
        if not after.disputed:
            await close_tasks(
                unit, stream=stream, kinds=(kind,), by=self._actor, at=now
            )
            return
        await open_task(
            unit,
            stream=stream,
            kind=kind,
            at=now,
            detail=f"The two sides report {after.undertaking} differently: put it on"
            " the co-chairs' list, then `starter.py undertaking settle`.",
        )


def _stream(one: Undertaking) -> str:
    return register_stream("undertaking", one.undertaking)


def _said(error: ValidationError) -> str:
    return " ".join(one["msg"].removeprefix("Value error, ") for one in error.errors())
