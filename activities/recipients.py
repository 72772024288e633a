"""Who is written to: the bodies whose agreement is in force and fits (method I5)."""

from collections.abc import Sequence
from datetime import date, datetime

from activities.dossier import Dossier
from activities.money import day_of
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from models.adhesion_record import ERASED_ADDRESS
from models.body import MOST_SILENCES, Agreement, Body, Channel
from models.compliance import may_send
from models.corridor import Corridor
from models.errors import DomainError
from models.frozen import Frozen
from models.ids import BodyCode, proposal_workflow_id
from models.task import TaskKind


class NoRecipientError(DomainError):
    """No body has an agreement in force that fits."""


class Reach(Frozen):
    """Who will be written to, and who should be but cannot, or may not answer.

    `left_out` are the bodies of the answering side that no agreement brings in.
    """

    fitting: tuple[tuple[Body, Agreement], ...]
    unreachable: tuple[tuple[Body, str], ...] = ()
    doubted: tuple[tuple[Body, str], ...] = ()
    left_out: tuple[tuple[Body, str], ...] = ()

    @property
    def chosen(self) -> tuple[tuple[Body, Agreement], ...]:
        barred = {body.code for body, _ in self.unreachable}
        return tuple(pair for pair in self.fitting if pair[0].code not in barred)


async def recipients(
    unit: UnitOfWork, dossier: Dossier, at: datetime, channels: frozenset[Channel]
) -> Reach:
    """Bodies of the answering side whose agreement is in force and fits (I5).

    Raises:
        NoRecipientError: there is none that can be written to.
    """
    reach = await reachable(unit, dossier, at, channels)
    if not reach.chosen:
        raise NoRecipientError(
            "No body with an agreement in force and a good address covers the sectors "
            f"{', '.join(sorted(dossier.form.sectors))}: add or renew an agreement, "
            "then resolve the task with --retry."
        )
    return reach


async def reachable(
    unit: UnitOfWork, dossier: Dossier, at: datetime, channels: frozenset[Channel]
) -> Reach:
    """The same, even if there is none.

    `channels` are those by which letters leave this house.
    """
    corridor, sectors = dossier.corridor, set(dossier.form.sectors)
    day = day_of(corridor, at)
    bodies = {body.code: body for body in await unit.bodies.of_corridor(corridor.code)}
    fitting: dict[BodyCode, tuple[Body, Agreement]] = {}
    agreements = await unit.agreements.of_corridor(corridor.code)
    for agreement in agreements:
        body = bodies.get(agreement.body)
        if (
            body is not None
            and body.country == corridor.side_a
            and agreement.in_force(day)
            and _fits(sectors, agreement.sectors)
            and _fits(sectors, body.sectors)
        ):
            fitting.setdefault(body.code, (body, agreement))
    in_order = [fitting[code] for code in sorted(fitting)]
    return Reach(
        fitting=tuple(in_order),
        unreachable=tuple(
            (body, why)
            for body, _ in in_order
            if (why := why_not(body, corridor, channels))
        ),
        doubted=tuple(
            (body, f"silent in its last {body.silences} rounds")
            for body, _ in in_order
            if body.silences >= MOST_SILENCES
        ),
        left_out=tuple(
            (body, _why_left_out(body, agreements, sectors, day))
            for code, body in sorted(bodies.items())
            if body.country == corridor.side_a and code not in fitting
        ),
    )


def _why_left_out(
    body: Body, agreements: Sequence[Agreement], sectors: set[str], day: date
) -> str:
    """Which of the conditions of method I5 is not met."""
    if not _fits(sectors, body.sectors):
        return f"it deals with {', '.join(body.sectors)} only"
    own = [one for one in agreements if one.body == body.code]
    in_force = [one for one in own if one.in_force(day)]
    if in_force:
        return "; ".join(
            f"agreement {one.number} covers {', '.join(one.sectors)} only"
            for one in in_force
        )
    if not own:
        return "it has no agreement"
    return "; ".join(
        f"agreement {one.number} is in force from {one.valid_from} to {one.valid_to}"
        for one in own
    )


async def tell_unreachable(
    unit: UnitOfWork, dossier: Dossier, reach: Reach, at: datetime
) -> None:
    """Equal treatment: who cannot be written to is not simply left out."""
    silent = [(body, why) for body, why in reach.doubted if body.address == body.email]
    if silent:
        said = "; ".join(f"{body.code}: {why}" for body, why in silent)
        await open_task(
            unit,
            stream=proposal_workflow_id(dossier.case.case),
            kind=TaskKind.BODIES_SILENT,
            at=at,
            detail=f"Written to, but perhaps not read ({said}). Ask them by phone "
            "whether the address is right, and enter a second one.",
        )
    if not reach.unreachable:
        return
    named = "; ".join(f"{body.code}: {why}" for body, why in reach.unreachable)
    await open_task(
        unit,
        stream=proposal_workflow_id(dossier.case.case),
        kind=TaskKind.BODIES_UNREACHABLE,
        at=at,
        detail=f"Not written to ({named}). Find their addresses, and put the proposal "
        "before them another way: `starter.py answer` records what they say.",
    )


def why_not(body: Body, corridor: Corridor, channels: frozenset[Channel]) -> str:
    """Why no letter would reach a body, or nothing."""
    if body.address == ERASED_ADDRESS:
        return "its address was erased at a person's wish: enter another one"
    if not body.reached:
        return "letters to its address bounce"
    if body.address == body.email and body.channel not in channels:
        return "it takes certified mail, and no certified mailbox of ours is set"
    return may_send(corridor.legal_status, body.address) or ""


def _fits(sectors: set[str], covered: tuple[str, ...]) -> bool:
    return not covered or bool(sectors & set(covered))


def why_chosen(agreement: Agreement, dossier: Dossier) -> str:
    covered = ", ".join(agreement.sectors) or "every sector"
    return (
        f"{agreement.kind} agreement {agreement.number} in force until "
        f"{agreement.valid_to}, covering {covered}; proposal in "
        f"{', '.join(dossier.form.sectors)}"
    )
