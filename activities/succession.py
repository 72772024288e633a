"""One body takes the place of another, in everything that is open, in one act (X22)."""

from activities.body_history import successor_of
from activities.dossier import Dossier, open_dossier
from activities.effects import Done, Effect, EffectRunner, reason_text
from activities.overtaking import held_back
from activities.taking_over import (
    take_agreements,
    take_answer,
    take_delivery,
    take_interest,
)
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.body import Body
from models.body_history import Succession
from models.case import Phase
from models.errors import DomainError
from models.event import EventKind
from models.ids import BodyCode, CaseId, proposal_workflow_id, register_stream
from models.letter import LetterKind
from models.round import Delivery, DeliveryState

_ON_AGENDA = frozenset({Phase.READY, Phase.SCHEDULED})


class SucceedBody(Effect):
    body: BodyCode
    successor: BodyCode


class Succeeded(Done):
    cases: tuple[CaseId, ...] = ()
    agreements: int = 0
    remarks: tuple[str, ...] = ()


class BodySuccession:
    """Moves what a body was part of to its successor, whole or not at all."""

    def __init__(self, *, effects: EffectRunner, writer: LetterWriter) -> None:
        self._effects = effects
        self._writer = writer

    async def succeed(self, request: SucceedBody) -> Succeeded:
        """Agreements with their money, open deliveries, answers and interests.

        Where both were written to, the successor keeps its own invitation and gets no
        second one; a word that only the other had given becomes its own.

        Raises:
            DomainError: one of them is unknown, elsewhere, or has a successor already.
        """

        async def work(unit: UnitOfWork) -> Succeeded:
            old, new = await _both(unit, request)
            await unit.successions.add(
                Succession(
                    body=old.code,
                    successor=new.code,
                    at=request.at,
                    by=request.actor,
                )
            )
            agreements = await take_agreements(unit, old, new)
            remarks: list[str] = []
            cases: list[CaseId] = []
            letters, session = 0, None
            for delivery in await unit.deliveries.open_of(old.code):
                dossier = await open_dossier(unit, delivery.case)
                letters += await self._case(
                    unit, dossier, delivery, (old, new), request, remarks
                )
                cases.append(delivery.case)
                if dossier.case.phase in _ON_AGENDA:
                    session = dossier.case.session
            event = None
            for code in (new.code, old.code):
                event = await unit.events.append(
                    stream=register_stream("body", code),
                    kind=EventKind.BODY_SUCCEEDED,
                    actor=request.actor,
                    at=request.at,
                    reason=await reason_text(unit, request),
                    body={
                        "from": old.code,
                        "to": new.code,
                        "agreements": [*agreements],
                        "cases": [*cases],
                    },
                )
            return Succeeded(
                stamp=event.stamp if event else None,
                letters=letters,
                cases=tuple(cases),
                agreements=len(agreements),
                remarks=tuple(remarks),
                poke_cases=tuple(cases),
                poke_session=session,
            )

        return await self._effects.once(request, Succeeded, work)

    async def _case(
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        delivery: Delivery,
        bodies: tuple[Body, Body],
        request: SucceedBody,
        remarks: list[str],
    ) -> int:
        """One open case; how many letters it takes."""
        case, (old, new) = dossier.case, bodies
        own = await unit.deliveries.find((case.case, delivery.round, new.code))
        interest = await unit.interests.find((case.case, old.code))
        unwritten = delivery.state is DeliveryState.PREPARED
        unsent = delivery.state is DeliveryState.WRITTEN and await held_back(
            unit, delivery
        )
        await take_delivery(unit, delivery, own, new, interested=interest is not None)
        await take_answer(unit, case.case, old.code, new.code)
        if interest is not None:
            both = await take_interest(unit, case, interest, new.code, request.at)
            remarks += [f"{case.ref}: {both}"] if both else []
        await unit.events.append(
            stream=proposal_workflow_id(case.case),
            kind=EventKind.PARTY_CHANGED,
            actor=request.actor,
            at=request.at,
            reason=await reason_text(unit, request),
            body={"from": old.code, "to": new.code},
        )
        return await self._tell(
            unit,
            dossier,
            (old, new),
            request,
            invite=own is None and (unsent or unwritten),
            silent=own is not None,
            proposer=interest is not None,
        )

    async def _tell(  # noqa: PLR0913  (who is told what)
        self,
        unit: UnitOfWork,
        dossier: Dossier,
        bodies: tuple[Body, Body],
        request: SucceedBody,
        *,
        invite: bool,
        silent: bool,
        proposer: bool,
    ) -> int:
        """The successor once for each proposal that is new to it; the proposer."""
        old, new = bodies
        facts: dict[str, object] = {
            "previous_name": old.name,
            "new_name": new.name,
            "reason": await reason_text(unit, request),
        }
        key = f"{request.key}/{dossier.case.case}"
        letters = 0
        current = await unit.rounds.current(dossier.case.case)
        deadline = current.deadline if current and not current.closed_at else None
        if invite and current is not None:
            letter = await self._writer.to_body(
                unit,
                dossier,
                new,
                LetterKind.DISSEMINATION,
                key=key,
                at=request.at,
                deadline=current.deadline,
            )
            taken = await unit.deliveries.get(
                (dossier.case.case, current.number, new.code)
            )
            first = {
                "first_letter": letter.letter,
                "state": DeliveryState.WRITTEN,
            }
            await unit.deliveries.save(taken.model_copy(update=first))
            letters += 1
        elif not silent:
            await self._writer.to_body(
                unit,
                dossier,
                new,
                LetterKind.PARTY_CHANGED,
                key=key,
                at=request.at,
                deadline=deadline,
                **facts,
            )
            letters += 1
        if proposer:
            await self._writer.to_proposer(
                unit,
                dossier,
                LetterKind.PARTY_CHANGED,
                key=key,
                at=request.at,
                **facts,
            )
            letters += 1
        return letters


async def _both(unit: UnitOfWork, request: SucceedBody) -> tuple[Body, Body]:
    old, new = (
        await unit.bodies.get(request.body),
        await unit.bodies.get(request.successor),
    )
    if old.code == new.code:
        raise DomainError("A body does not succeed itself: name the other one.")
    if old.corridor != new.corridor or old.country != new.country:
        raise DomainError(
            f"{old.code} and {new.code} do not stand on the same side of one corridor:"
            " a successor does."
        )
    for one in (old, new):
        now = await successor_of(unit, one.code)
        if now != one.code:
            raise DomainError(
                f"{now} has taken the place of {one.code} already: name {now}."
            )
    return old, new
