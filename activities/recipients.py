"""Who is written to: the bodies whose agreement is in force and fits (method I5)."""

from collections.abc import Sequence
from datetime import datetime

from activities.dossier import Dossier
from activities.unit_of_work import UnitOfWork
from models.body import AddressHealth, Agreement, Body
from models.errors import DomainError
from models.ids import BodyCode


class NoRecipientError(DomainError):
    """No body has an agreement in force that fits."""


async def recipients(
    unit: UnitOfWork, dossier: Dossier, at: datetime
) -> Sequence[tuple[Body, Agreement]]:
    """Bodies of the answering side whose agreement is in force and fits (I5)."""
    corridor, sectors = dossier.corridor, set(dossier.form.sectors)
    bodies = {body.code: body for body in await unit.bodies.of_corridor(corridor.code)}
    chosen: dict[BodyCode, tuple[Body, Agreement]] = {}
    for agreement in await unit.agreements.of_corridor(corridor.code):
        body = bodies.get(agreement.body)
        if (
            body is not None
            and body.country == corridor.side_a
            and body.health is AddressHealth.GOOD
            and agreement.in_force(at.date())
            and _fits(sectors, agreement.sectors)
            and _fits(sectors, body.sectors)
        ):
            chosen.setdefault(body.code, (body, agreement))
    if not chosen:
        raise NoRecipientError(
            "No body with an agreement in force and a good address covers the "
            f"sectors {', '.join(sorted(sectors))}: add or renew an agreement, "
            "then resolve the task with --retry."
        )
    return [chosen[code] for code in sorted(chosen)]


def _fits(sectors: set[str], covered: tuple[str, ...]) -> bool:
    return not covered or bool(sectors & set(covered))


def why_chosen(agreement: Agreement, dossier: Dossier) -> str:
    covered = ", ".join(agreement.sectors) or "every sector"
    return (
        f"{agreement.kind} agreement {agreement.number} in force until "
        f"{agreement.valid_to}, covering {covered}; proposal in "
        f"{', '.join(dossier.form.sectors)}"
    )
