"""A body has another name or address: kept with its history, and told (X22)."""

from datetime import datetime

from activities.body_history import successor_of
from activities.dossier import open_dossier
from activities.effects import Done, Effect, EffectRunner, reason_text
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.body import Body
from models.body_history import FormerName, renamed
from models.errors import DomainError
from models.event import EventKind
from models.ids import BodyCode, proposal_workflow_id, register_stream
from models.interest import InterestState
from models.letter import LetterKind

_GONE = frozenset({InterestState.REFUSED, InterestState.WITHDRAWN})


class RenameBody(Effect):
    body: BodyCode
    name: str | None = None
    email: str | None = None
    second_email: str | None = None


class Renamed(Done):
    cases: int = 0  # whose proposers are told


class BodyRenaming:
    """Changes a body's name or addresses in one act; letters already sent stay."""

    def __init__(self, *, effects: EffectRunner, writer: LetterWriter) -> None:
        self._effects = effects
        self._writer = writer

    async def rename(self, request: RenameBody) -> Renamed:
        """Its partners are told of a new name; of a new address, nobody.

        Raises:
            DomainError: nothing would change, or another body has taken its place.
        """

        async def work(unit: UnitOfWork) -> Renamed:
            before = await unit.bodies.get(request.body)
            await _refuse_successor(unit, before)
            after = renamed(
                before,
                name=request.name,
                email=request.email,
                second_email=request.second_email,
            )
            if after == before:
                raise DomainError(
                    f"{before.code} is called and reached so already: give what is new"
                    " (--name, --email)."
                )
            await keep_former(unit, before, request.at)
            await unit.bodies.save(after)
            reason = await reason_text(unit, request)
            event = await unit.events.append(
                stream=register_stream("body", before.code),
                kind=EventKind.BODY_RENAMED,
                actor=request.actor,
                at=request.at,
                reason=reason,
                body={"from": before.name, "to": after.name},
            )
            told = 0
            if after.name != before.name:
                told = await self._tell(unit, before, after, request, reason)
            return Renamed(stamp=event.stamp, letters=told, cases=told)

        return await self._effects.once(request, Renamed, work)

    async def _tell(
        self,
        unit: UnitOfWork,
        before: Body,
        after: Body,
        request: RenameBody,
        reason: str,
    ) -> int:
        told = 0
        for delivery in await unit.deliveries.open_of(before.code):
            interest = await unit.interests.find((delivery.case, before.code))
            if interest is None or interest.state in _GONE:
                continue
            dossier = await open_dossier(unit, delivery.case)
            await self._writer.to_proposer(
                unit,
                dossier,
                LetterKind.PARTY_CHANGED,
                key=f"{request.key}/{delivery.case}",
                at=request.at,
                previous_name=before.name,
                new_name=after.name,
                reason=reason,
            )
            await note_changed(unit, proposal_workflow_id(delivery.case), request)
            told += 1
        return told


async def note_changed(
    unit: UnitOfWork, stream: str, request: RenameBody, to: str = ""
) -> None:
    await unit.events.append(
        stream=stream,
        kind=EventKind.PARTY_CHANGED,
        actor=request.actor,
        at=request.at,
        reason=await reason_text(unit, request),
        body={"from": request.body, "to": to or request.body},
    )


async def keep_former(unit: UnitOfWork, before: Body, at: datetime) -> None:
    """How the body was called and reached until now."""
    await unit.former_names.add(
        FormerName(
            body=before.code,
            until=at,
            name=before.name,
            email=before.email,
            second_email=before.second_email,
        )
    )


async def _refuse_successor(unit: UnitOfWork, body: Body) -> None:
    now = await successor_of(unit, body.code)
    if now != body.code:
        raise DomainError(
            f"{now} has taken the place of {body.code}: rename {now} instead."
        )
