"""Whether a letter that waits has been overtaken by what happened meanwhile."""

from activities.unit_of_work import UnitOfWork
from models.case import Phase
from models.ids import CaseId
from models.letter import Letter, LetterKind, LetterState
from models.round import Delivery, DeliveryState


async def overtaken(unit: UnitOfWork, letter: Letter) -> bool:
    """An invitation recalled or closed, a reminder to one who answered or muted us."""
    if letter.body is None or letter.kind not in _MAY_BE:
        return False
    case = await unit.cases.find(CaseId(letter.stream.removeprefix("proposal/")))
    current = await unit.rounds.current(case.case) if case else None
    if case is None or current is None:
        return False
    if case.phase is Phase.CLOSED:
        return True
    delivery = await unit.deliveries.find((case.case, current.number, letter.body))
    if delivery is None:
        return False
    if letter.kind is LetterKind.DISSEMINATION:
        late = current.closed_at is not None
        return late or delivery.state is DeliveryState.RECALLED
    return delivery.muted or delivery.state is not DeliveryState.WRITTEN


_MAY_BE = frozenset({LetterKind.DISSEMINATION, LetterKind.REMINDER})


async def held_back(unit: UnitOfWork, delivery: Delivery) -> bool:
    """Stop an invitation that has not left: then nothing is to be recalled."""
    if delivery.first_letter is None:
        return True
    letter = await unit.letters.get(delivery.first_letter)
    if letter.state is LetterState.RECALLED:
        return True
    if letter.state is not LetterState.READY or letter.attempts:
        return False
    await unit.letters.save(letter.model_copy(update={"state": LetterState.RECALLED}))
    return True
