"""A session falls while a proposal is before the bodies: what holds for them (X12)."""

from typing import Final, NamedTuple

from activities.dossier import open_dossier
from activities.effects import Effect
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.case import Case
from models.letter import LetterKind
from models.round import DeliveryState
from models.session import Session

_READERS: Final = (DeliveryState.WRITTEN, DeliveryState.ANSWERED)


class Fallen(NamedTuple):
    """The session that was cancelled, the next one if there is one, and why."""

    session: Session
    following: Session | None
    reason: str


async def tell_deadline_stands(
    unit: UnitOfWork,
    writer: LetterWriter,
    case: Case,
    fallen: Fallen,
    request: Effect,
) -> int:
    """One letter to each body of the open round, alike for all (I6); how many."""
    current = await unit.rounds.current(case.case)
    if current is None or current.closed_at is not None:
        return 0
    dossier = await open_dossier(unit, case.case)
    session, following = fallen.session, fallen.following
    previous = session.starts_at or max(session.postponed_from, default=None)
    letters, last = 0, None
    while page := await unit.deliveries.page(
        case.case, current.number, states=_READERS, after=last
    ):
        for delivery in page:
            await writer.to_body(
                unit,
                dossier,
                await unit.bodies.get(delivery.body),
                LetterKind.DEADLINE_STANDS,
                key=f"{request.key}/{case.case}",
                at=request.at,
                session=session.roman,
                previous_starts_at=previous,
                next_session=following.roman if following else "",
                deadline=current.deadline,
                reason=fallen.reason,
            )
            letters += 1
        last = page[-1].body
    return letters
