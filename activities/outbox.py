"""What becomes of a letter that did not simply leave: settled, rejected, refused."""

import re
from datetime import datetime, timedelta

from activities.filing import undelivered
from activities.tasks import open_task
from activities.unit_of_work import UnitOfWork
from models.body import AddressHealth
from models.delivery_errors import LetterRejectedError
from models.event import EventKind
from models.ids import SYSTEM, CaseId
from models.letter import Letter, LetterKind, LetterState
from models.round import DeliveryState
from models.task import TaskKind

MOST_ATTEMPTS = 5
"""After so many sendings without a proof, a person looks instead."""

_ADDRESS = re.compile(r"\S+@\S+")


def case_of(letter: Letter) -> CaseId:
    return CaseId(letter.stream.removeprefix("proposal/"))


async def settle(
    unit: UnitOfWork, letter: Letter, at: datetime, settle_after: timedelta
) -> None:
    """Settle a letter in doubt by evidence, then by class.

    The journal copy proves that it left; without one, after a while, the same bytes
    go out again (ordinary mail only promises at least once), a few times at most.
    """
    if await unit.letters.journalled(letter.message_id):
        await _save(unit, letter, state=LetterState.ACCEPTED, accepted_at=at)
        verdict = "The journal copy proves that it left."
    elif letter.state is LetterState.SENDING:
        doubted = at + settle_after
        await _save(unit, letter, state=LetterState.DOUBTFUL, next_at=doubted)
        return
    elif letter.attempts >= MOST_ATTEMPTS:
        await _save(unit, letter, state=LetterState.UNPROVEN)
        verdict = f"Sent {letter.attempts} times without a proof that it left."
        await _ask(
            unit, letter, TaskKind.LETTER_UNPROVEN, at, f"{verdict} Ask by phone."
        )
    else:
        await _save(unit, letter, state=LetterState.READY, next_at=at)
        verdict = "No evidence that it left: the same bytes are sent again."
    await _note(unit, letter, EventKind.LETTER_SETTLED, at, verdict)


async def reject(
    unit: UnitOfWork, letter: Letter, at: datetime, error: LetterRejectedError
) -> bool:
    """A final no. True when nobody else of its round may still answer.

    A refused recipient costs the address its health, if it is still the one in use.
    """
    await unit.cases.get(case_of(letter))  # first of all locks, as everywhere
    await _save(unit, letter, state=LetterState.REJECTED, reply=str(error))
    # The server's words may name people, and events are for ever.
    said = _ADDRESS.sub("<…>", str(error))
    await _note(unit, letter, EventKind.LETTER_REJECTED, at, said)
    kind = TaskKind.LETTER_REFUSED
    if error.at_recipient and letter.body is not None:
        kind = TaskKind.ADDRESS_BAD
        body = await unit.bodies.get(letter.body)
        if body.email.casefold() == letter.to_address.casefold():
            await unit.bodies.save(
                body.model_copy(update={"health": AddressHealth.BAD})
            )
    whom = letter.body or "The proposer"
    await _ask(
        unit,
        letter,
        kind,
        at,
        f"{whom} cannot be written to: {said}. Find another address.",
    )
    return await _undelivered(unit, letter)


async def refuse(unit: UnitOfWork, letter: Letter, at: datetime, refusal: str) -> bool:
    """The compliance gate's no. True when nobody else may still answer."""
    await unit.cases.get(case_of(letter))
    await _save(unit, letter, state=LetterState.REFUSED, reply=refusal)
    await _note(unit, letter, EventKind.LETTER_REFUSED, at, refusal)
    await _ask(unit, letter, TaskKind.LETTER_REFUSED, at, refusal)
    return await _undelivered(unit, letter)


async def overtaken(unit: UnitOfWork, letter: Letter) -> bool:
    """A reminder to somebody who has answered meanwhile is not sent."""
    if letter.kind is not LetterKind.REMINDER or letter.body is None:
        return False
    case = case_of(letter)
    current = await unit.rounds.current(case)
    if current is None:
        return False
    delivery = await unit.deliveries.find((case, current.number, letter.body))
    return delivery is not None and delivery.state is not DeliveryState.WRITTEN


async def _undelivered(unit: UnitOfWork, letter: Letter) -> bool:
    """Silence counts only from a body that has been written to."""
    if letter.kind is not LetterKind.DISSEMINATION or letter.body is None:
        return False
    return await undelivered(unit, case_of(letter), letter.body)


async def _save(unit: UnitOfWork, letter: Letter, **changes: object) -> None:
    await unit.letters.save(letter.model_copy(update=changes))


async def _ask(
    unit: UnitOfWork, letter: Letter, kind: TaskKind, at: datetime, detail: str
) -> None:
    await open_task(
        unit,
        stream=letter.stream,
        kind=kind,
        at=at,
        detail=detail,
        about=letter.body or letter.letter,
    )


async def _note(
    unit: UnitOfWork, letter: Letter, kind: EventKind, at: datetime, reason: str
) -> None:
    await unit.events.append(
        stream=letter.stream,
        kind=kind,
        actor=SYSTEM,
        at=at,
        reason=reason,
        body={"letter": letter.letter},
    )
