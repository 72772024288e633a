"""Agreements and their years, entered by commands and by the desk alike."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from activities.commitment_file import valid
from models.body import Agreement, AgreementYear
from models.ids import BodyCode
from runtime.body_sheet import refuse_unknown
from runtime.client import Access
from runtime.register import Register
from store.unit_of_work import SqlUnits


async def agreement_of(opened: Access, fields: Mapping[str, Any]) -> Agreement:
    """An agreement in the corridor of its body.

    Raises:
        DomainError: a sector or the body is unknown, or a field breaks a rule.
    """
    refuse_unknown(fields["sectors"], opened.reference, where="--sector")
    async with opened.units.read() as unit:
        body = await unit.bodies.get(BodyCode(fields["body"]))
    corridor = body.corridor
    return valid(lambda: Agreement.model_validate({**fields, "corridor": corridor}))


async def open_year(
    register: Register, units: SqlUnits, year: AgreementYear, *, now: datetime
) -> int:
    """Enter a year's budget; how many proposals wait under the agreement."""
    await register.open_year(year, now=now)
    async with units.read() as unit:
        return len(await unit.claims.under(year.agreement))


async def look_again(
    opened: Access, year: AgreementYear, actor: str, *, now: datetime
) -> None:
    """Whoever waits for the money of a year looks whether it suffices."""
    desk = await opened.money_desk(actor, now=now)
    await desk.wake(year.agreement)
