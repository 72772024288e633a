"""Where auditors read: who is let in, what they looked at, what they draw by lot."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import BaseModel, JsonValue

from models.errors import DomainError
from models.event import Event, EventKind, Stamp, instant
from models.ids import Actor, CaseId, PaperId, audit_stream
from models.officer import auditor_of
from models.sampling import (
    Drawing,
    Drawn,
    Redrawn,
    Sample,
    cases_on,
    draw,
    lot,
    seed_given,
)
from models.sampling import sheet_of_cases as sheet_of
from store.unit_of_work import SqlUnitOfWork, SqlUnits


async def admitted(unit: SqlUnitOfWork, actor: Actor) -> str:
    """The auditor's name in the register.

    Raises:
        DomainError: nobody is registered under it, or no longer.
    """
    code = auditor_of(actor)
    known = await unit.auditors.find(code)
    if known is None or known.until is not None:
        gone = "has left" if known else "is not in the register"
        raise DomainError(
            f"Auditor {code} {gone}: the secretariat enters auditors with "
            "`starter.py auditor add`."
        )
    return code


class ReadingRoom:
    """Everything an auditor sees is noted before it is shown, for ever."""

    def __init__(self, *, units: SqlUnits, actor: Actor) -> None:
        self._units = units
        self._actor = actor

    async def reads(
        self, command: str, asked: Mapping[str, str], *, now: datetime
    ) -> Stamp:
        """Note a reading: the command, and by which names or filters; no content.

        Raises:
            DomainError: the auditor is not let in.
        """
        async with self._units.write() as unit:
            code = await admitted(unit, self._actor)
            event = await unit.events.append(
                stream=audit_stream(code),
                kind=EventKind.RECORD_READ,
                actor=self._actor,
                at=now,
                body={"command": command, "read": {**asked}},
            )
        return event.stamp

    async def sample(
        self, drawing: Drawing, *, seed: str | None, now: datetime
    ) -> Sample:
        """Cases by lot, as `models.sampling` draws them; noted with all it takes.

        Raises:
            DomainError: the auditor is not let in, or nothing fits the filters.
        """
        sown = seed_given(seed) if seed else secrets.token_hex(16)
        async with self._units.write() as unit:
            code = await admitted(unit, self._actor)
            known = {one.case: one for one in await unit.findings.population(drawing)}
            if not known:
                raise DomainError(
                    "There is no case to draw from: leave out some of --phase, "
                    "--outcome, --region, --from and --to."
                )
            drawn = draw(known, seed=sown, size=drawing.size)
            population = await unit.papers.put(sheet_of(known))
            event = await unit.events.append(
                stream=audit_stream(code),
                kind=EventKind.SAMPLE_DRAWN,
                actor=self._actor,
                at=now,
                body={
                    "seed": sown,
                    "size": drawing.size,
                    "total": len(known),
                    "population": population,
                    "filters": _filters(drawing),
                    "drawn": [*drawn],
                },
            )
        return Sample(
            seed=sown,
            size=drawing.size,
            total=len(known),
            population=population,
            drawn=tuple(
                Drawn(
                    case=case,
                    ref=known[case].ref,
                    phase=known[case].phase,
                    outcome=known[case].outcome,
                    lot=lot(sown, case),
                )
                for case in drawn
            ),
            stamp=event.stamp,
        )


async def log(units: SqlUnits, code: str) -> Sequence[Event]:
    """What an auditor read and drew, in order."""
    async with units.read() as unit:
        await unit.auditors.get(code)
        return await unit.events.of(audit_stream(code))


async def refused(units: SqlUnits, actor: str | None = None) -> Sequence[Event]:
    """The acts that were refused, to one officer or to all, in order."""
    async with units.read() as unit:
        return [
            one for one in await unit.events.refused() if actor in {None, one.actor}
        ]


async def redrawn(units: SqlUnits, code: str, number: int) -> Redrawn:
    """A sample drawn again, from the seed and the population that were kept.

    Raises:
        DomainError: the event of that number is no sample.
    """
    found = [one for one in await log(units, code) if one.seq == number]
    if not found or found[0].kind is not EventKind.SAMPLE_DRAWN:
        raise DomainError(
            f"Event {number} of auditor {code} is no sample: see `starter.py audit log "
            f"{code}`."
        )
    noted = _Noted.model_validate(found[0].body)
    async with units.read() as unit:
        sheet = await unit.papers.get(noted.population)
    population = cases_on(sheet)
    return Redrawn(
        seed=noted.seed,
        size=noted.size,
        population=population,
        noted=noted.drawn,
        drawn=tuple(draw(population, seed=noted.seed, size=noted.size)),
        intact=hashlib.sha256(sheet).hexdigest() == noted.population,
    )


class _Noted(BaseModel):
    """What the event of a sample holds."""

    seed: str
    size: int
    population: PaperId
    drawn: tuple[CaseId, ...]


def _filters(drawing: Drawing) -> dict[str, JsonValue]:
    given = {name: value for name, value in drawing if value is not None}
    del given["size"]
    return {
        name: instant(value) if isinstance(value, datetime) else str(value)
        for name, value in given.items()
    }
