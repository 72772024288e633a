"""Letters that were held when a case stood still, and are dropped when it is closed."""

from activities.unit_of_work import UnitOfWork
from models.ids import CaseId, LetterId, proposal_workflow_id
from models.letter import Letter, LetterState

_WAITING = frozenset({LetterState.READY, LetterState.DEFERRED})


async def drop_held(unit: UnitOfWork, case: CaseId) -> int:
    """How many letters about the case will not leave.

    A digest that carries it among others is dissolved: the others leave anew.
    """
    stream = proposal_workflow_id(case)
    dropped = 0
    for letter in await unit.letters.unsent_of(stream):
        if letter.state in _WAITING:
            recalled = letter.model_copy(update={"state": LetterState.RECALLED})
            await unit.letters.save(recalled)
            dropped += 1
            continue
        if letter.bundle is None:
            continue
        digest = await unit.letters.get(letter.bundle)
        if digest.state not in _WAITING:
            continue
        await unit.letters.save(
            digest.model_copy(update={"state": LetterState.RECALLED})
        )
        for member in await unit.letters.bundled(digest.letter):
            own = member.stream == stream
            state = LetterState.RECALLED if own else LetterState.READY
            freed = {"state": state, "bundle": None}
            await unit.letters.save(member.model_copy(update=freed))
            dropped += own
    return dropped


async def digest_id(unit: UnitOfWork, first: Letter, number: int) -> LetterId:
    """A digest that was dissolved keeps its name; its letters leave under another."""
    named = LetterId(f"digest/{first.letter}")
    return LetterId(f"{named}/{number}") if await unit.letters.find(named) else named
