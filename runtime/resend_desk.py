"""Where a person has a letter sent once more, with a line above it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from activities.resending import Resending, ResendLetter, Resent
from models.ids import LetterId
from models.officer import officer
from models.resending import preface_words
from runtime.errands import new_act
from runtime.wiring import composer, terms

if TYPE_CHECKING:
    from activities.effects import EffectRunner
    from runtime.client import Access


class ResendDesk:
    """One transaction each; with effects that are taken back, it is only tried."""

    def __init__(
        self, opened: Access, effects: EffectRunner, actor: str, *, now: datetime
    ) -> None:
        self._effects = effects
        self._actor = officer(actor)
        self._now = now
        self._resending = Resending(
            effects=effects,
            composer=composer(opened.settings, opened.reference),
            terms=terms(),
            channels=opened.settings.channels,
        )

    async def resend(self, letter: str, preface: str, reason: str) -> Resent:
        """The letter's own words to the same party, as a letter of its own.

        Raises:
            DomainError: there is no reason or preface, or it cannot be sent again.
        """
        words = preface_words(preface)
        async with self._effects.units.write() as unit:
            paper = await unit.papers.put(reason.strip().encode())
        act = new_act()
        request = ResendLetter(
            key=f"resend/{act}",
            at=self._now,
            actor=self._actor,
            reason=paper,
            act=act,
            letter=LetterId(letter),
            preface=words,
        )
        return await self._resending.resend(request)
