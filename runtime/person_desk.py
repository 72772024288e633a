"""A person's own wish: where the record tells of them, and taking it out."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pydantic import JsonValue

from activities.unit_of_work import UnitOfWork, Units
from models.adhesion import AdhesionId
from models.adhesion_record import without_contacts
from models.erasure import Erased, Place, meant, tells_of, wanted, without
from models.errors import DomainError
from models.event import EventKind
from models.ids import Actor, BodyCode, LetterId, register_stream
from models.letter import LetterState
from models.reason import given
from models.round import DeliveryState

_WAITING: Final = frozenset(
    {LetterState.READY, LetterState.DEFERRED, LetterState.SENDING, LetterState.DOUBTFUL}
)
_PAPERS: Final = frozenset({"letter", "message"})
_MAY_ANSWER: Final = frozenset({DeliveryState.PREPARED, DeliveryState.WRITTEN})


class PersonDesk:
    """Letters and mails stay as bytes: the record of an official act is kept.

    Source: GDPR art. 17(1), with the exceptions of art. 17(3)(b) and (d).
    """

    def __init__(self, *, units: Units, actor: Actor) -> None:
        self._units = units
        self._actor = actor

    async def find(self, text: str) -> Sequence[Place]:
        """Rows that tell of a person, by an address or a name.

        Raises:
            DomainError: the text is too short to mean one person.
        """
        async with self._units.read() as unit:
            return await unit.people.places(meant(wanted(text)))

    async def erase(self, text: str, reason: str, *, now: datetime) -> Erased:
        """Destroy every version of what the record keeps of a person, in one unit.

        Raises:
            DomainError: nothing tells of them, or a duty still needs the address.
        """
        person, words = meant(wanted(text)), given(reason)
        if person.search(words):
            raise DomainError("--reason names the person: acts are for ever; leave it.")
        async with self._units.write(now) as unit:
            places = await unit.people.places(person)
            if not places:
                raise DomainError("Nothing on record tells of this person.")
            scars: list[JsonValue] = []
            for place in places:
                await _refuse_needed(unit, place, person)
                scars += await _erase(unit, place, person, now)
            await unit.events.append(
                stream=register_stream("person", "erased"),
                kind=EventKind.PERSON_ERASED,
                actor=self._actor,
                at=now,
                reason=words,
                body={
                    "tables": [*sorted({one.table for one in places})],
                    "erased": scars,
                },
            )
        return Erased(
            tables=dict(Counter(place.table for place in places)),
            scars=len(scars),
            papers=sum(place.table in _PAPERS for place in places),
        )


async def _erase(
    unit: UnitOfWork, place: Place, person: re.Pattern[str], now: datetime
) -> Sequence[str]:
    if place.table == "adhesion":
        await _delegates(unit, AdhesionId(str(place.key[0])), person, now)
    told = await unit.people.told(place)
    scars = await unit.people.erase(place.table, place.key)
    if told is not None:
        kept = {name: without(value, person) for name, value in told.items()}
        await unit.people.rewrite(place, kept)
    return scars


async def _delegates(
    unit: UnitOfWork, adhesion: AdhesionId, person: re.Pattern[str], now: datetime
) -> None:
    """With everything else that was told of a delegate so named."""
    record = await unit.adhesions.get(adhesion)
    form = record.form
    for number, one in enumerate(form.participants, start=1):
        if tells_of(one.model_dump(mode="json"), person):
            form = without_contacts(form, number)
    if form != record.form:
        changes = {"form": form, "erased_at": now}
        await unit.adhesions.save(record.model_copy(update=changes))


async def _refuse_needed(
    unit: UnitOfWork, place: Place, person: re.Pattern[str]
) -> None:
    """What is under way and needs the address is ended first.

    Raises:
        DomainError: a letter waits, a body may still answer, or an auditor is told.
    """
    told = await unit.people.told(place)
    if told is None or not tells_of(dict(told), person):
        return
    name = str(place.key[0])
    if place.table == "letter":
        letter = await unit.letters.get(LetterId(name))
        if letter.state in _WAITING:
            raise DomainError(
                f"The letter {name} has not left yet: wait, or recall it with "
                "`starter.py post recall`."
            )
    if place.table == "auditor" and (await unit.auditors.get(name)).until is None:
        raise DomainError(
            f"The auditor {name} is sent the seals: `starter.py auditor leave` first."
        )
    if place.table == "body" and await _awaited(unit, BodyCode(name)):
        raise DomainError(
            f"{name} may still answer under this address: give it another one first, "
            "with `starter.py body add`, or wait until its rounds have closed."
        )


async def _awaited(unit: UnitOfWork, body: BodyCode) -> bool:
    open_ones = await unit.deliveries.open_of(body)
    return any(one.state in _MAY_ANSWER for one in open_ones)
