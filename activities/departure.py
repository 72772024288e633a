"""The last look at a letter before it leaves."""

from datetime import datetime

from activities.bundling import case_of
from activities.outbox import Unwritten, locked, refuse, save
from activities.overtaking import overtaken
from activities.unit_of_work import UnitOfWork
from models.compliance import LegalStatus, may_send
from models.corridor import house_status
from models.ids import CorridorCode
from models.letter import Letter, LetterKind, LetterState

_MAY_LEAVE = frozenset({LetterState.READY, LetterState.DEFERRED})


async def depart(unit: UnitOfWork, found: Letter, at: datetime) -> Letter | Unwritten:
    """Mark it SENDING, unless it is refused, overtaken or no longer to be sent."""
    letter = await locked(unit, found)
    if letter.state not in _MAY_LEAVE:
        return Unwritten()
    refusal = may_send(await _status(unit, letter), letter.to_address)
    if refusal is not None:
        return await refuse(unit, letter, at, refusal)
    if await overtaken(unit, letter):
        await save(unit, letter, state=LetterState.RECALLED)
        return Unwritten()
    leaving = letter.model_copy(
        update={"state": LetterState.SENDING, "attempts": letter.attempts + 1}
    )
    await unit.letters.save(leaving)
    return leaving


async def _status(unit: UnitOfWork, letter: Letter) -> LegalStatus:
    if letter.kind is LetterKind.SEAL:
        return house_status(await unit.corridors.all())
    return (await unit.corridors.get(await _corridor(unit, letter))).legal_status


async def _corridor(unit: UnitOfWork, letter: Letter) -> CorridorCode:
    if letter.body is not None:
        return (await unit.bodies.get(letter.body)).corridor
    return CorridorCode(case_of(letter).partition("/")[0].upper())
