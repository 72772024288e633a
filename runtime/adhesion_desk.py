"""An officer at work with adhesions: notices out, forms in, decisions, the list."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from activities.adhesion import AdhesionBook, GivenForm, Recorded
from activities.adhesion_acts import (
    AdhesionEffect,
    ConfirmAdhesion,
    DecideLate,
    EraseContacts,
    RouteAdhesion,
    WithdrawAdhesion,
    confirm_adhesion,
    decide_late,
    erase_contacts,
    route_adhesion,
    withdraw_adhesion,
)
from activities.adhesion_notice import Published, PublishNotice, publish_notice
from activities.effects import Done, Effect, EffectRunner
from activities.notice_letters import write_notice
from activities.unit_of_work import UnitOfWork
from models.adhesion import (
    Adhesion,
    AdhesionForm,
    AdhesionId,
    Admission,
    admission,
    counted,
    problems,
    unconfirmed,
)
from models.adhesion_record import AdhesionRecord, contacts
from models.counterparts import Counterpart, counterpart_list
from models.errors import DomainError
from models.event import EventKind
from models.ids import BodyCode, PaperId, SessionId, session_workflow_id
from models.officer import officer
from models.reference_number import session_named
from models.session import Session
from runtime.errands import new_act

R = TypeVar("R", bound=AdhesionEffect)


class EnterForm(Effect):
    """Somebody entered a form for a body; what is in it stands in the record only."""

    session: SessionId


class BadAdhesionError(DomainError):
    """A form that cannot be taken; the message holds one sentence a problem."""


class AdhesionShown(Adhesion):
    """An adhesion with where it stands."""

    admission: Admission
    confirmed: bool
    withdrawn: bool
    copied: tuple[str, ...]


class AdhesionDesk:
    """One officer; `actor` is a code, never a name."""

    def __init__(
        self, *, effects: EffectRunner, book: AdhesionBook, actor: str, now: datetime
    ) -> None:
        self._effects = effects
        self._book = book
        self._actor = officer(actor)
        self._now = now

    async def publish(
        self, session: str, text: Mapping[str, str], reason: str = ""
    ) -> Published:
        named = session_named(session)
        request = PublishNotice(
            key=f"{session_workflow_id(named)}/notice/{new_act()}",
            at=self._now,
            actor=self._actor,
            reason=await self._paper(reason),
            session=named,
            text=dict(text),
        )

        async def work(unit: UnitOfWork) -> Published:
            return await publish_notice(unit, self._book.letters, request)

        published = await self._effects.once(request, Published, work)
        letters = await write_notice(
            self._effects,
            self._book.letters,
            named,
            published.number,
            at=published.published_at,
        )
        return published.model_copy(update={"letters": letters})

    async def enter(
        self, session: str, content: bytes, reason: str, received_at: datetime | None
    ) -> Recorded:
        """Take a form down on behalf of a body, or of a company alone.

        Args:
            session: by number, as in IT-RU/XXIX.
            content: the form, JSON.
            reason: how it came in.
            received_at: when it came in, which counts against the wall; None: now.

        Raises:
            BadAdhesionError: a field breaks a rule.
            AdhesionError, RoutingError: it cannot be taken down.
        """
        if not reason.strip():
            raise DomainError("This needs its reason: say how the form came in.")
        if received_at and received_at > self._now:
            raise DomainError("--received lies ahead: give the day it came in.")
        named = session_named(session)
        form, through = read_form(content, named)
        key = f"{session_workflow_id(named)}/adhesion/{new_act()}"
        request = EnterForm(
            key=key,
            at=self._now,
            actor=self._actor,
            reason=await self._paper(reason),
            session=named,
        )

        async def work(unit: UnitOfWork) -> Recorded:
            given = GivenForm(
                key=key,
                form=form,
                through=through,
                at=self._now,
                received_at=received_at or self._now,
                actor=self._actor,
                reason=reason,
            )
            return await self._book.record(unit, given)

        return await self._effects.once(request, Recorded, work)

    async def decide(self, adhesion: str, reason: str, *, admitted: bool) -> Done:
        async def effect(unit: UnitOfWork, request: DecideLate) -> Done:
            return await decide_late(unit, self._book.letters, request)

        told = await self._told(adhesion, "decide", reason)
        return await self._do(DecideLate(**told, admitted=admitted), effect)

    async def confirm(self, adhesion: str, reason: str) -> Done:
        told = await self._told(adhesion, "confirm", reason)
        return await self._do(ConfirmAdhesion(**told), confirm_adhesion)

    async def withdraw(self, adhesion: str, reason: str) -> Done:
        told = await self._told(adhesion, "withdraw", reason)
        return await self._do(WithdrawAdhesion(**told), withdraw_adhesion)

    async def route(self, adhesion: str, body: str, reason: str) -> Done:
        told = await self._told(adhesion, "route", reason)
        return await self._do(
            RouteAdhesion(**told, body=BodyCode(body)), route_adhesion
        )

    async def erase(self, adhesion: str, reason: str, participant: int | None) -> Done:
        told = await self._told(adhesion, "erase", reason)
        request = EraseContacts(**told, participant=participant)
        return await self._do(request, erase_contacts)

    async def _do(
        self, request: R, effect: Callable[[UnitOfWork, R], Awaitable[Done]]
    ) -> Done:
        async def work(unit: UnitOfWork) -> Done:
            return await effect(unit, request)

        return await self._effects.once(request, Done, work)

    async def _told(self, adhesion: str, verb: str, reason: str) -> dict[str, Any]:
        return {
            "key": f"adhesion/{adhesion}/{verb}/{new_act()}",
            "at": self._now,
            "actor": self._actor,
            "reason": await self._paper(reason),
            "adhesion": AdhesionId(adhesion),
        }

    async def _paper(self, text: str) -> PaperId | None:
        if not text.strip():
            return None
        async with self._effects.units.write() as unit:
            return await unit.papers.put(text.encode())


class AdhesionShelf:
    """What is known of a session's adhesions; looking changes nothing."""

    def __init__(self, *, unit: UnitOfWork, book: AdhesionBook) -> None:
        self._unit = unit
        self._book = book

    async def all(self, session: str) -> list[AdhesionShown]:
        """In the order they came."""
        found = await self._unit.sessions.get(session_named(session))
        wall = await self._wall(found)
        records = await self._unit.adhesions.of(found.session)
        moved = await self._moved_at(found)
        standing = [one.received() for one in records if not one.withdrawn_at]
        waiting = unconfirmed(standing, moved)
        open_ids = {one.adhesion for one in waiting} if found.postponed_from else set()
        return [
            _shown(one, wall, confirmed=one.adhesion not in open_ids) for one in records
        ]

    async def counterparts(self, session: str) -> tuple[Counterpart, ...]:
        """Whom side A wants to meet, for the other co-chair (method I18)."""
        found = await self._unit.sessions.get(session_named(session))
        corridor = await self._unit.corridors.get(found.corridor)
        wall = await self._wall(found)
        bodies = {
            one.code: one for one in await self._unit.bodies.of_corridor(corridor.code)
        }
        ours = [
            one.received()
            for one in await self._unit.adhesions.of(found.session)
            if bodies[one.body].country == corridor.side_a and not one.withdrawn_at
        ]
        return counterpart_list(counted(ours, wall) if wall else ours)

    async def contacts(
        self, adhesion: str, participant: int | None
    ) -> Sequence[dict[str, Any]]:
        """What is kept about the delegates of one adhesion (method X28)."""
        record = await self._unit.adhesions.get(AdhesionId(adhesion))
        return contacts(record.form, participant)

    async def _wall(self, session: Session) -> datetime | None:
        corridor = await self._unit.corridors.get(session.corridor)
        return self._book.letters.wall(corridor, session)

    async def _moved_at(self, session: Session) -> datetime:
        """When it was last moved."""
        events = await self._unit.events.of(session_workflow_id(session.session))
        moved = [one.at for one in events if one.kind is EventKind.SESSION_POSTPONED]
        return max(moved, default=datetime.min.replace(tzinfo=UTC))


def read_form(
    content: bytes, session: SessionId
) -> tuple[AdhesionForm, BodyCode | None]:
    """A form from a file; without a body it came alone, and one is looked for.

    Raises:
        BadAdhesionError: a field breaks a rule.
    """
    try:
        given = from_json(content)
    except ValueError as error:
        raise BadAdhesionError(
            "The file holds no JSON: save one form as one group of fields."
        ) from error
    if not isinstance(given, dict):
        raise BadAdhesionError("A form is one group of fields; save one in the file.")
    through = given.get("body") or None
    try:
        form = AdhesionForm.model_validate_json(
            to_json({"body": "", **given, "session": session})
        )
    except ValidationError as error:
        raise BadAdhesionError("\n".join(problems(error))) from error
    return form, BodyCode(through) if through else None


def _shown(
    record: AdhesionRecord, wall: datetime | None, *, confirmed: bool
) -> AdhesionShown:
    known = record.received()
    return AdhesionShown(
        **dict(known),
        admission=admission(known, wall) if wall else Admission.IN_TIME,
        confirmed=confirmed,
        withdrawn=record.withdrawn_at is not None,
        copied=record.copied,
    )
