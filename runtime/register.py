"""The register the procedure relies on: corridors, programmes, bodies, agreements."""

from datetime import datetime
from enum import StrEnum

from pydantic import JsonValue

from activities.renaming import keep_former
from activities.tasks import CloseTask, dealt_with
from activities.unit_of_work import UnitOfWork, Units
from models.body import AddressHealth, Agreement, AgreementYear, Body
from models.corridor import Corridor, Programme
from models.errors import DomainError
from models.event import EventKind
from models.ids import (
    Actor,
    BodyCode,
    PaperId,
    TaskId,
    agreement_stream,
    register_stream,
)
from models.task import TaskKind

NOTED = frozenset(
    {
        TaskKind.ADDRESS_BAD,
        TaskKind.LETTER_REFUSED,
        TaskKind.LETTER_UNPROVEN,
        TaskKind.QUESTION,
        TaskKind.MILESTONE_DUE,
        TaskKind.AGENDA_CONFLICT,
        TaskKind.UNDERTAKINGS_OPEN,
        TaskKind.UNDERTAKING_DISPUTED,
        TaskKind.LATE_ANSWER,
        TaskKind.RESERVATION_DUE,
        TaskKind.RESERVATION_LAPSED,
        TaskKind.COST_REPORT,
        TaskKind.RECOVERY,
        TaskKind.PARTNER_FELL,
        TaskKind.COMMITMENT_STANDS,
        TaskKind.BODIES_UNREACHABLE,
        TaskKind.BODIES_SILENT,
        TaskKind.ITEM_UNCLEAR,
        TaskKind.CONDITION,
        TaskKind.MONEY_UNREAD,
        TaskKind.MAILBOX_SUSPENDED,
        TaskKind.PEC_UNCONFIRMED,
        TaskKind.PROGRAMME_DUE,
        TaskKind.BODY_MERGED,
        TaskKind.ADHESION_ROUTING,
        TaskKind.LATE_ADHESION,
        TaskKind.RECORD_LOST,
        TaskKind.SEAL_FAILED,
        TaskKind.SEAL_UNPUBLISHED,
        TaskKind.SEAL_UNSTAMPED,
        TaskKind.ENGINE_DIFFERS,
        TaskKind.WEBHOOK_PAUSED,
    }
)
"""Tasks no workflow waits for: a person deals with them and says so."""


_ADDRESSES = ("email", "second_email")


class Kept(StrEnum):
    """What came of an entry."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Register:
    """Kept by the secretariat. Every change is an event; a year opens its ledger."""

    def __init__(self, *, units: Units, actor: Actor) -> None:
        self._units = units
        self._actor = actor

    async def keep_corridor(self, corridor: Corridor, *, now: datetime) -> None:
        """Enter a corridor, or bring its status and policy up to date."""
        async with self._units.write() as unit:
            known = await unit.corridors.find(corridor.code)
            await (unit.corridors.save if known else unit.corridors.add)(corridor)
            await self._note(
                unit,
                "corridor",
                corridor.code,
                now,
                {"legal_status": corridor.legal_status},
            )

    async def add_programme(self, programme: Programme, *, now: datetime) -> None:
        """Enter a programme; programmes of a corridor never overlap (method I2)."""
        if programme.end <= programme.start:
            raise DomainError(
                f"Programme {programme.code} ends before it starts: correct its dates."
            )
        async with self._units.write() as unit:
            await unit.corridors.held(programme.corridor)
            for other in await unit.corridors.programmes(programme.corridor):
                if programme.start <= other.end and other.start <= programme.end:
                    raise DomainError(
                        f"Programme {programme.code} overlaps {other.code}: programmes "
                        "of a corridor follow each other. Correct its dates."
                    )
            await unit.corridors.add_programme(programme)
            await self._note(
                unit,
                "programme",
                f"{programme.corridor}/{programme.code}",
                now,
                {"start": str(programme.start), "end": str(programme.end)},
            )

    async def keep_body(self, body: Body, *, now: datetime) -> Kept:
        """Enter a body, or bring its record up to date; without news no event."""
        async with self._units.write() as unit:
            await unit.corridors.get(body.corridor)
            known = await unit.bodies.find(body.code)
            body = _with_health(body, known)
            if body == known:
                return Kept.UNCHANGED
            if known and _called(known) != _called(body):
                await keep_former(unit, known, now)
            await (unit.bodies.save if known else unit.bodies.add)(body)
            await self._note(unit, "body", body.code, now, _impersonal(body, known))
        return Kept.CHANGED if known else Kept.NEW

    async def judge_addresses(
        self, code: BodyCode, health: AddressHealth, reason: str, *, now: datetime
    ) -> None:
        """A person's word that a body's addresses work again, or do not."""
        async with self._units.write() as unit:
            body = await unit.bodies.get(code)
            judged = {"health": health, "second_health": health, "silences": 0}
            await unit.bodies.save(body.model_copy(update=judged))
            said: dict[str, JsonValue] = {"health": health, "reason": reason}
            await self._note(unit, "body", code, now, said)

    async def add_agreement(self, agreement: Agreement, *, now: datetime) -> None:
        if agreement.valid_to < agreement.valid_from:
            raise DomainError(
                f"Agreement {agreement.number} ends before it begins: correct "
                "--valid-from or --valid-to."
            )
        if not agreement.number.strip():
            raise DomainError("An agreement has a number: give it as NUMBER.")
        async with self._units.write() as unit:
            await unit.bodies.get(agreement.body)
            if await unit.agreements.find(agreement.number):
                raise DomainError(
                    f"Agreement {agreement.number} exists: give the new one its own "
                    "number."
                )
            await unit.agreements.add(agreement)
            await self._note(
                unit,
                "agreement",
                agreement.number,
                now,
                agreement.model_dump(mode="json"),
            )

    async def open_year(self, year: AgreementYear, *, now: datetime) -> None:
        """The ministry's budget of a financial year, in cents; entered once."""
        if min(year.budget, year.project_cap or 0) < 0:
            raise DomainError("A budget and a cap are zero or more: correct them.")
        async with self._units.write() as unit:
            _refuse_outside(await unit.agreements.get(year.agreement), year.year)
            if await unit.agreements.year(year.agreement, year.year):
                raise DomainError(
                    f"Agreement {year.agreement} has its budget for {year.year} "
                    "already: a budget is entered once, then raised with "
                    "`starter.py agreement raise`."
                )
            await unit.agreements.add_year(year)
            await unit.events.append(
                stream=agreement_stream(year.agreement, year.year),
                kind=EventKind.AGREEMENT_OPENED,
                actor=self._actor,
                at=now,
                body={"budget": year.budget, "project_cap": year.project_cap},
            )

    async def deal_with(self, task_id: TaskId, reason: str, *, now: datetime) -> None:
        """Close a task that only tells: somebody has seen to it.

        Raises:
            DomainError: a workflow waits for the answer, or it is closed already.
        """
        async with self._units.write() as unit:
            task = await unit.tasks.get(task_id)
            if task.closed_at is not None:
                raise DomainError(f"Task {task_id} is closed already.")
            if task.kind not in NOTED:
                raise DomainError(
                    f"A {task.kind} task is answered, not just closed: {task.detail}"
                )
            paper: PaperId | None = None
            if reason.strip():
                paper = await unit.papers.put(reason.encode())
            await dealt_with(
                unit,
                CloseTask(
                    key=f"{task_id}/dealt-with",
                    at=now,
                    actor=self._actor,
                    reason=paper,
                    stream=task.stream,
                    kind=task.kind,
                    task=task.task,
                ),
            )

    async def _note(
        self,
        unit: UnitOfWork,
        kind: str,
        code: str,
        now: datetime,
        body: dict[str, JsonValue],
    ) -> None:
        await unit.events.append(
            stream=register_stream(kind, code),
            kind=EventKind.REGISTER_KEPT,
            actor=self._actor,
            at=now,
            body=body,
        )


def _refuse_outside(agreement: Agreement, year: int) -> None:
    if not agreement.valid_from.year <= year <= agreement.valid_to.year:
        raise DomainError(
            f"Agreement {agreement.number} is in force from {agreement.valid_from} to "
            f"{agreement.valid_to}: it has no budget for {year}. Correct the year, or "
            "prolong it first with `starter.py agreement renew`."
        )


def _impersonal(body: Body, known: Body | None) -> dict[str, JsonValue]:
    """What an act may say of a body: acts are for ever, and addresses are not.

    The chronicle keeps the addresses, erasable; here only which of them are new.
    """
    said: dict[str, JsonValue] = body.model_dump(mode="json", exclude={*_ADDRESSES})
    changed: list[JsonValue] = [
        name
        for name in _ADDRESSES
        if getattr(body, name) != (getattr(known, name) if known else None)
    ]
    return {**said, "addresses_changed": changed}


def _called(body: Body) -> tuple[str, str, str | None]:
    return body.name, body.email, body.second_email


def _with_health(body: Body, known: Body | None) -> Body:
    """What is known of an address stays with it; a new address begins afresh."""
    if known is None:
        return body
    kept: dict[str, object] = {}
    if body.email.casefold() == known.email.casefold():
        kept |= {"health": known.health, "silences": known.silences}
    second = (body.second_email or "").casefold()
    if second and second == (known.second_email or "").casefold():
        kept["second_health"] = known.second_health
    return body.model_copy(update=kept)
