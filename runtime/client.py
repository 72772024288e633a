"""A person's way in: an office, the register, and what the record says.

A desk is imported where somebody sits down at it: reading needs the store alone.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from models.officer import officer
from runtime.folder import NotRunningError
from runtime.record import Record
from runtime.settings import Settings
from store.engine import build
from store.reading import SqlReading
from store.reference import CsvScreeningList, load_reference
from store.reports import SqlReports
from store.unit_of_work import SqlUnits

if TYPE_CHECKING:
    from temporalio.client import Client

    from activities.adhesion import AdhesionBook
    from activities.effects import EffectRunner
    from activities.outages import Outages
    from activities.peers import TemporalPeers
    from activities.unit_of_work import Units
    from models.offer import Offer
    from runtime.body_desk import BodyDesk
    from runtime.duplicate_desk import DuplicateDesk
    from runtime.errands import Errands
    from runtime.facts_desk import FactsDesk
    from runtime.foresight import Foresight
    from runtime.money_desk import MoneyDesk
    from runtime.offer_desk import OfferDesk
    from runtime.office import Office
    from runtime.post_desk import PostDesk
    from runtime.programme_desk import ProgrammeDesk
    from runtime.screening_desk import ScreeningDesk
    from runtime.submission import Submitted


@dataclass(frozen=True)
class Access(Record):
    """What a command or a screen works with; Temporal is reached only to act."""

    reached: list[Client] = field(default_factory=list, init=False)
    """The engine, once it was; it connects again by itself."""

    async def client(self) -> Client:
        """The engine.

        Raises:
            NotRunningError: it does not answer.
        """
        from runtime.wiring import connect

        if self.reached:
            return self.reached[0]
        try:
            self.reached.append(await connect(self.settings))
        except RuntimeError as error:
            raise NotRunningError(
                f"The engine does not answer at {self.settings.temporal_address}: "
                "start it with `starter.py up`, or name the folder with --folder."
            ) from error
        return self.reached[0]

    async def office(
        self, actor: str, *, now: datetime | None = None, dry: bool = False
    ) -> Office:
        """An officer's desk; with `now`, acts are rehearsed as of then before."""
        return self.office_over(await self.client(), actor, now=now, dry=dry)

    def office_over(
        self,
        client: Client,
        actor: str,
        *,
        now: datetime | None = None,
        dry: bool = False,
    ) -> Office:
        from runtime.errands import Errands
        from runtime.office import Office

        return Office(
            errands=Errands(client=client, queue=self.settings.queue),
            units=self.units,
            reference=self.reference,
            actor=actor,
            foresight=self._foresight(now) if now else None,
            dry=dry,
        )

    def _foresight(self, now: datetime) -> Foresight:
        from runtime.foresight import Foresight
        from runtime.wiring import procedure

        verbs = partial(procedure, self.settings, self.reference)
        return Foresight(units=self.units, verbs=verbs, now=now)

    def outages(self, effects: EffectRunner) -> Outages:
        from activities.outages import Outages
        from runtime.wiring import terms, writer

        return Outages(
            effects=effects,
            writer=writer(self.settings, self.reference),
            terms=terms(),
        )

    async def effects(self) -> EffectRunner:
        from activities.effects import EffectRunner

        return EffectRunner(units=self.units, peers=await self._peers())

    async def _peers(self) -> TemporalPeers:
        from activities.peers import TemporalPeers

        return TemporalPeers(client=await self.client(), queue=self.settings.queue)

    async def programme_desk(self, actor: str, *, now: datetime) -> ProgrammeDesk:
        from runtime.programme_desk import ProgrammeDesk

        return ProgrammeDesk(effects=await self.effects(), actor=actor, now=now)

    def adhesion_book(self) -> AdhesionBook:
        from runtime.wiring import adhesion_book

        return adhesion_book(self.settings, self.reference)

    async def post_desk(self, actor: str, trial: Units | None = None) -> PostDesk:
        """`trial`: the unit that is taken back, where it is only tried."""
        from runtime.post_desk import PostDesk

        peers = None if trial else await self._peers()
        return PostDesk(units=trial or self.units, peers=peers, actor=officer(actor))

    def screening_desk(self, actor: str, *, now: datetime) -> ScreeningDesk:
        from runtime.screening_desk import ScreeningDesk

        foresight = self._foresight(now)
        return ScreeningDesk(units=self.units, actor=actor, foresight=foresight)

    def body_desk(
        self, actor: str, *, now: datetime, effects: EffectRunner | None = None
    ) -> BodyDesk:
        """Names and successors; without effects, acts are only rehearsed."""
        from activities.screening import ListsInUse
        from runtime.body_desk import BodyDesk
        from runtime.wiring import terms, writer

        return BodyDesk(
            units=self.units,
            effects=effects,
            writer=writer(self.settings, self.reference),
            terms=terms(),
            lists=ListsInUse(CsvScreeningList(self.settings.screening_list)),
            actor=actor,
            now=now,
        )

    async def acting_body_desk(self, actor: str, *, now: datetime) -> BodyDesk:
        return self.body_desk(actor, now=now, effects=await self.effects())

    async def duplicate_desk(
        self, actor: str, *, now: datetime, dry: bool = False
    ) -> DuplicateDesk:
        from runtime.duplicate_desk import DuplicateDesk

        return DuplicateDesk(
            errands=await self.errands(),
            units=self.units,
            actor=actor,
            foresight=self._foresight(now),
            dry=dry,
        )

    def offer_desk(self, *, now: datetime) -> OfferDesk:
        """Of an invited authority, which is nobody's officer."""
        from runtime.offer_desk import OfferDesk

        return OfferDesk(units=self.units, reference=self.reference, now=now)

    async def hand_in(self, token: str, version: int, *, now: datetime) -> Offer:
        """What `offer_hand_in.hand_in` does, told to the engine.

        Raises:
            NotRunningError: the engine does not answer; nothing was begun.
        """
        from runtime.offer_hand_in import hand_in

        desk, errands = self.offer_desk(now=now), await self.errands()
        return await hand_in(desk, errands, token, version)

    async def look_at_handing_in(self, token: str, *, now: datetime) -> Submitted:
        """The number a draft would have, were it handed in now."""
        from runtime.offer_hand_in import look

        return await look(self.offer_desk(now=now), self._foresight(now), token)

    async def errands(self) -> Errands:
        from runtime.errands import Errands

        return Errands(client=await self.client(), queue=self.settings.queue)

    async def money_desk(
        self, actor: str, *, now: datetime, dry: bool = False
    ) -> MoneyDesk:
        """The agreement office's desk; `dry` only says what an act would move."""
        from activities.screening import ListsInUse
        from runtime.money_desk import MoneyDesk
        from runtime.wiring import terms

        return MoneyDesk(
            units=self.units,
            terms=terms(),
            lists=ListsInUse(CsvScreeningList(self.settings.screening_list)),
            actor=actor,
            now=now,
            peers=None if dry else await self._peers(),
        )

    async def facts_desk(
        self, actor: str, *, now: datetime, dry: bool = False
    ) -> FactsDesk:
        """Where facts of a co-financing are stated; `dry` keeps none of them."""
        from runtime.facts_desk import FactsDesk
        from runtime.wiring import rule_book

        return FactsDesk(
            units=self.units,
            book=rule_book(),
            actor=actor,
            now=now,
            peers=None if dry else await self._peers(),
        )


@asynccontextmanager
async def access(settings: Settings) -> AsyncIterator[Access]:
    engine = build(settings.database_url)
    try:
        yield Access(
            settings=settings,
            units=SqlUnits(engine),
            reading=SqlReading(engine),
            reports=SqlReports(engine),
            reference=load_reference(),
        )
    finally:
        await engine.dispose()


@contextmanager
def engine_answers() -> Iterator[None]:
    """Say in words that the engine went away in the middle.

    Raises:
        NotRunningError: it did.
    """
    try:
        yield
    except Exception as error:
        from temporalio.service import RPCError

        if not isinstance(error, RPCError):
            raise
        raise NotRunningError(
            f"The engine stopped answering ({error.status.name}): see "
            "`starter.py doctor`."
        ) from error
