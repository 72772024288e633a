"""The auditors who are sent every seal: entered, corrected, and let go."""

import re
from collections.abc import Sequence
from datetime import datetime

from activities.unit_of_work import UnitOfWork, Units
from models.errors import DomainError
from models.event import EventKind
from models.ids import Actor, BodyCode, auditor_party, register_stream
from models.seal import Auditor

LANGUAGES = ("it", "ru", "en")
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_ADDRESS = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+")


class AuditorDesk:
    def __init__(self, *, units: Units, actor: Actor) -> None:
        self._units = units
        self._actor = actor

    async def keep(
        self, code: str, *, name: str, email: str, language: str, now: datetime
    ) -> Auditor:
        """Enter an auditor, or correct the record; the thread of letters stays."""
        _check(code, name, email, language)
        async with self._units.write() as unit:
            known = await unit.auditors.find(code)
            said = {"name": name, "email": email, "language": language, "until": None}
            if known is not None:
                kept = known.model_copy(update=said)
                await unit.auditors.save(kept)
            else:
                # A thread about no proposal; who is its party, no table is asked.
                party = BodyCode(auditor_party(code))
                thread = await unit.conversations.for_digest(party, ())
                kept = Auditor(
                    auditor=code,
                    name=name,
                    email=email,
                    language=language,
                    conversation=thread.number,
                    since=now,
                )
                await unit.auditors.add(kept)
            await self._note(unit, code, now, told=True)
        return kept

    async def leave(self, code: str, *, now: datetime) -> Auditor:
        """No further seals are sent; those that were stay where they are."""
        async with self._units.write() as unit:
            known = await unit.auditors.get(code)
            kept = known.model_copy(update={"until": now})
            await unit.auditors.save(kept)
            await self._note(unit, code, now, told=False)
        return kept

    async def all(self) -> Sequence[Auditor]:
        async with self._units.read() as unit:
            return await unit.auditors.all()

    async def _note(
        self, unit: UnitOfWork, code: str, now: datetime, *, told: bool
    ) -> None:
        """Without the name and the address: events are for ever."""
        await unit.events.append(
            stream=register_stream("auditor", code),
            kind=EventKind.REGISTER_KEPT,
            actor=self._actor,
            at=now,
            body={"auditor": code, "told": told},
        )


def _check(code: str, name: str, email: str, language: str) -> None:
    if not _CODE.fullmatch(code):
        raise DomainError(
            f"{code!r} names no auditor: use small letters, digits and hyphens, at "
            "most 40."
        )
    if not name.strip():
        raise DomainError("The auditor's name is empty: give --name.")
    if not _ADDRESS.fullmatch(email):
        raise DomainError(f"{email!r} is no address: give --email as name@domain.")
    if language not in LANGUAGES:
        raise DomainError(f"Letters are in {', '.join(LANGUAGES)}: give --language.")
