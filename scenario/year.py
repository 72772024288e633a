"""A year of the task force, from January to December, as fast as the machine goes."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import monotonic

from models.frozen import Frozen
from models.ids import Actor
from runtime.register import Register
from scenario.bodies import draw_bodies, enter
from scenario.desk import Desk
from scenario.house import House, house
from scenario.office import Reviewers
from scenario.plan import Year
from scenario.record import Record
from scenario.secretary import Secretary
from scenario.town import town
from scenario.words import Words
from store.reference import load_reference

_LOOK = 0.01
_PATIENCE = 120.0
_SAY_EVERY = 5.0
_MOST_SITTINGS = 50
Say = Callable[[str], None]


class Size(Frozen):
    proposals: int
    bodies: int
    seed: int


class Played(Frozen):
    """`database_url` holds the record; `sent`: mails of the partners to us."""

    database_url: str
    ended: datetime
    seconds: float
    sent: int
    failed: tuple[str, ...] = ()


class StalledError(Exception):
    """Something is waited for that does not come."""


async def play(size: Size, folder: Path, database_url: str, say: Say) -> Played:
    """Play the year on an empty folder and database.

    Raises:
        StalledError: the mail of a day does not settle, or its tasks do not end.
    """
    began = monotonic()
    reference = load_reference()
    partners = draw_bodies(size.bodies, size.seed, reference)
    async with (
        town(mail_of(folder), size.bodies, size.seed) as outside,
        house(folder, outside, database_url) as at,
    ):
        year = Year(await at.now(), size.proposals, size.seed)
        players = Players(at, year, size)
        players.reviewers.take(year.parts(reference))
        run = Run(at, year, players, say)
        await run.reach(year.start_of_play)
        await enter(players.register, partners, now=await at.now())
        await run.play()
        told = await outside.told()
        return Played(
            database_url=at.wired.settings.database_url,
            ended=await at.now(),
            seconds=monotonic() - began,
            sent=told["sent"],
            failed=tuple(told["failed"]),
        )


def mail_of(folder: Path) -> Path:
    """Where the mail server outside keeps its mailboxes."""
    return folder / "mail"


class Players:
    """Who acts in the year, each at his desk."""

    def __init__(self, at: House, year: Year, size: Size) -> None:
        words = Words(size.seed, size.bodies)
        self.record = Record(at.wired)
        self.register = Register(units=at.wired.units, actor=Actor("secretariat:o1"))
        self.secretary = Secretary(
            year, self.record, at.office("secretariat:o1"), size.proposals
        )
        self.reviewers = Reviewers(year, self.record, at.town, at.office)
        self.desk = Desk(self.record, self.reviewers, words, at.office, self.register)


class Run:
    """The year in progress: stop after stop, each left only when all is at rest."""

    def __init__(self, at: House, year: Year, players: Players, say: Say) -> None:
        self._at = at
        self._year = year
        self._players = players
        self._say = say
        self._began = self._said = monotonic()

    async def play(self) -> None:
        for stop in self._year.stops():
            await self.reach(stop)
            await self._settle(stop)
            if self._year.is_morning(stop):
                await self._morning(stop)
            elif await self._at.town.answer_due():
                await self._settle(stop)
            await self._tell(stop)

    async def reach(self, moment: datetime) -> None:
        now = await self._at.now()
        if moment > now:
            await self._at.town.clock(moment)
            await self._at.sleep(moment - now)

    async def _morning(self, now: datetime) -> None:
        players = self._players
        await players.secretary.work(now)
        await players.reviewers.work(now)
        await self._settle(now)
        for _ in range(_MOST_SITTINGS):
            if not await players.desk.work(now):
                return
            await self._settle(now)
        raise StalledError(f"The tasks of {now:%d %B} beget new ones without end.")

    async def _settle(self, now: datetime) -> None:
        """Until every mail has come in and been read, and every letter has left."""
        end = monotonic() + _PATIENCE
        while not await self._at_rest(now):
            if monotonic() > end:
                raise StalledError(f"The mail of {now:%d %B} did not settle.")
            await asyncio.sleep(_LOOK)  # noqa: TID251  (not a workflow)

    async def _at_rest(self, now: datetime) -> bool:
        if await self._at.town.pending():
            return False
        return await self._players.record.at_rest(now)

    async def _tell(self, now: datetime) -> None:
        if monotonic() - self._said < _SAY_EVERY:
            return
        self._said = monotonic()
        told = await self._players.record.told()
        self._say(f"{self._said - self._began:5.0f} s  {now:%d %b %Y}  {told}")
