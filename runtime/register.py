"""The register the procedure relies on: corridors, programmes, bodies, agreements."""

from datetime import datetime

from models.body import Agreement, AgreementYear, Body
from models.corridor import Corridor, Programme
from models.errors import DomainError
from models.event import EventKind
from models.ids import Actor, agreement_stream
from store.unit_of_work import SqlUnits


class Register:
    """Kept by the secretariat; every agreement year opens its money ledger."""

    def __init__(self, *, units: SqlUnits, actor: Actor) -> None:
        self._units = units
        self._actor = actor

    async def keep_corridor(self, corridor: Corridor) -> None:
        """Enter a corridor, or bring its status and policy up to date."""
        async with self._units.write() as unit:
            known = await unit.corridors.find(corridor.code)
            await (unit.corridors.save if known else unit.corridors.add)(corridor)

    async def add_programme(self, programme: Programme) -> None:
        if programme.end <= programme.start:
            raise DomainError(
                f"Programme {programme.code} ends before it starts: correct its dates."
            )
        async with self._units.write() as unit:
            await unit.corridors.add_programme(programme)

    async def keep_body(self, body: Body) -> None:
        """Enter a body, or bring its record up to date."""
        async with self._units.write() as unit:
            await unit.corridors.get(body.corridor)
            known = await unit.bodies.find(body.code)
            await (unit.bodies.save if known else unit.bodies.add)(body)

    async def add_agreement(self, agreement: Agreement) -> None:
        if agreement.valid_to < agreement.valid_from:
            raise DomainError(
                f"Agreement {agreement.number} ends before it begins: correct it."
            )
        async with self._units.write() as unit:
            await unit.bodies.get(agreement.body)
            if await unit.agreements.find(agreement.number):
                raise DomainError(
                    f"Agreement {agreement.number} exists: give the new one its own "
                    "number."
                )
            await unit.agreements.add(agreement)

    async def open_year(self, year: AgreementYear, *, now: datetime) -> None:
        """The ministry's budget of a financial year, in cents; entered once."""
        async with self._units.write() as unit:
            await unit.agreements.get(year.agreement)
            if await unit.agreements.year(year.agreement, year.year):
                raise DomainError(
                    f"Agreement {year.agreement} has its budget for {year.year} "
                    "already: a budget is entered once."
                )
            await unit.agreements.add_year(year)
            await unit.events.append(
                stream=agreement_stream(year.agreement, year.year),
                kind=EventKind.AGREEMENT_OPENED,
                actor=self._actor,
                at=now,
                body={"budget": year.budget, "project_cap": year.project_cap},
            )
