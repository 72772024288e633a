"""The post office against a mail server that fails in every way: none lost, none twice.

FAULT_LETTERS=10000 sends that many letters, as `make faults` does; the suite a slice.
Each hundred is one seed: a post office of its own, which crashes now and then.
"""

import asyncio
import os
import shutil
import ssl
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from temporalio.testing import ActivityEnvironment

from activities.deadlines import Terms
from activities.letters import LetterActivities, Posted, PostRules, SendDue
from activities.writing import LetterWriter
from mail.compose import LetterComposer
from mail.identity import MailIdentity
from mail.sender import SmtpMailer
from models.acts import Watched
from models.ids import CaseId, SessionId
from models.letter import Letter, LetterKind, LetterState
from models.pace import Pace
from models.screening_acts import StandStill
from models.task import TaskKind
from runtime.calendar_files import IcsFiles
from store.calendars import HolidayCalendars
from store.engine import build
from store.migrate import upgrade
from store.reference import load_reference
from store.unit_of_work import SqlUnitOfWork, SqlUnits
from tests.mail.certificates import certificate, served_with, trusting
from tests.mail.smtp_faults import FaultySmtp, Keys
from tests.mail.smtp_plan import Plan
from tests.store.letters_of import letters_of
from tests.store.samples import NOW, STREAM, letter, world

EACH = 100
SEEDS = range(int(os.environ.get("FAULT_LETTERS", "600")) // EACH)
PATIENCE = 0.25
MINUTE = timedelta(minutes=1)
ENDED = frozenset({LetterState.ACCEPTED, LetterState.REJECTED, LetterState.UNPROVEN})
LONGEST_SEASON = timedelta(days=4)
REFERENCE = load_reference()
IDENTITY = MailIdentity(domain="staffetta.example", secret=b"s" * 32, office_name={})
WRITER = LetterWriter(
    composer=LetterComposer(IDENTITY, REFERENCE),
    names=REFERENCE,
    terms=Terms(calendars=HolidayCalendars()),
    calendar_files=IcsFiles(IDENTITY),
)


class StoreDownError(Exception):
    """The database does not answer: the activity fails, and is tried again."""


class FailingUnits:
    """The real store; now and then it fails before, in, or right after a commit."""

    def __init__(self, units: SqlUnits, random: Random, odds: float) -> None:
        self.units = units
        self.random = random
        self.odds = odds

    @asynccontextmanager
    async def write(self, at: datetime | None = None) -> AsyncIterator[SqlUnitOfWork]:
        drawn = self.random.random() / self.odds
        if drawn < 1:
            raise StoreDownError
        async with self.units.write(at) as unit:
            yield unit
            if drawn < 2:
                raise StoreDownError
        if drawn < 3:
            raise StoreDownError

    def read(self) -> AbstractAsyncContextManager[SqlUnitOfWork]:
        return self.units.read()


class NobodyElse:
    """Peers of a post office whose letters belong to no running case."""

    async def poke_case(self, case: CaseId) -> None: ...
    async def poke_session(self, session: SessionId) -> None: ...
    async def poke_money(self, case: CaseId) -> None: ...
    async def poke_watch(self, watched: Watched) -> None: ...
    async def poke_post(self) -> None: ...
    async def stand_still(self, act: StandStill) -> None: ...


class Season:
    """One post office, its letters and its server, until every letter has ended."""

    def __init__(self, units: SqlUnits, plan: Plan, keys: Keys | None) -> None:
        self.units = units
        self.random = Random(f"season {plan.seed}")  # noqa: S311  (a test)
        self.now = NOW
        self.server = FaultySmtp(plan, self.prove, lambda: self.now, PATIENCE, keys)
        self.crashes: Counter[str] = Counter()

    async def prove(self, message_id: str) -> None:
        async with self.units.write() as unit:
            await unit.letters.journal(message_id, self.now)

    async def write(self, count: int) -> None:
        conversation = await world(self.units)
        async with self.units.write() as unit:
            for number in range(count):
                raw = f"Message-ID: <l{number}@staffetta.example>\r\n\r\n.Dear\r\n.\r\n"
                paper = await unit.papers.put(raw.encode())
                written = letter(
                    f"l{number}",
                    conversation,
                    kind=LetterKind.RESULT,
                    body=None,
                    raw=paper,
                    to_address=f"n{number}@h{number % 7}.example",
                    envelope_from=f"r-{number}@staffetta.example",
                )
                await unit.letters.add(written)

    async def run(self, client_tls: ssl.SSLContext | None) -> dict[str, Letter]:
        while True:
            await self._open_office(client_tls)
            letters = await self.letters()
            if all(one.state in ENDED for one in letters.values()):
                return letters

    async def _open_office(self, tls: ssl.SSLContext | None) -> None:
        """A worker from its start to its crash, or until nothing is due."""
        mailer = SmtpMailer(self.server.url, PATIENCE, tls=tls)
        office = LetterActivities(
            units=FailingUnits(self.units, self.random, odds=0.004),
            mailer=mailer,
            peers=NobodyElse(),
            writer=WRITER,
            rules=PostRules(
                settle_after=30 * MINUTE,
                first_retry=5 * MINUTE,
                pace=Pace(per_minute=60, burst=20),
            ),
        )
        try:
            while (posted := await self._post(office)) is not None:
                if not posted.more and posted.next_due is None:
                    break
                if not posted.more:
                    self._wait_until(posted.next_due)
        finally:
            await mailer.aclose()
        self._wait_until(self.now + MINUTE)

    async def _post(self, office: LetterActivities) -> Posted | None:
        """One batch; None: the worker died of it."""
        await self.server.settled()
        work = asyncio.ensure_future(
            ActivityEnvironment().run(office.send_due, SendDue(at=self.now))
        )
        if self.random.random() < 0.7:
            await asyncio.wait({work}, timeout=self.random.uniform(0, 0.2))
            self.crashes["killed"] += work.cancel()
        try:
            return await work
        except StoreDownError:
            self.crashes["store down"] += 1
        except asyncio.CancelledError:
            pass
        return None

    def _wait_until(self, at: datetime | None) -> None:
        assert at is not None
        self.now = max(at, self.now) + 2 * MINUTE
        assert self.now - NOW < LONGEST_SEASON

    async def letters(self) -> dict[str, Letter]:
        async with self.units.read() as unit:
            return {one.letter: one for one in await letters_of(unit, STREAM)}

    def measured(self, letters: dict[str, Letter]) -> dict[str, int]:
        states = Counter(one.state.value for one in letters.values())
        return {
            "attempts": self.server.attempts.total(),
            "connections": self.server.connections,
            "faults": self.server.faults.total(),
            "doubled": sum(times > 1 for times in self.server.taken.values()),
            **states,
            **self.crashes,
        }

    async def unproven_tasks(self) -> list[str]:
        """The letters that a person is asked about, as the tasks' names tell."""
        async with self.units.read() as unit:
            tasks = await unit.tasks.open_of(STREAM)
        unproven = (one for one in tasks if one.kind is TaskKind.LETTER_UNPROVEN)
        return sorted(one.task.rpartition("/")[2].partition("#")[0] for one in unproven)


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("layout") / "layout.db"
    asyncio.run(upgrade(f"sqlite:///{file}"))
    return file


@pytest.fixture
async def units(layout: Path, tmp_path: Path) -> AsyncIterator[SqlUnits]:
    shutil.copy(layout, tmp_path / "post.db")
    engine = build(f"sqlite:///{tmp_path / 'post.db'}")
    yield SqlUnits(engine)
    await engine.dispose()


@asynccontextmanager
async def season(
    units: SqlUnits, plan: Plan, keys: Keys | None = None
) -> AsyncIterator[Season]:
    here = Season(units, plan, keys)
    async with here.server:
        await here.write(EACH)
        yield here


@pytest.mark.parametrize("seed", SEEDS)
async def test_post_office_loses_and_doubles_no_letter(
    units: SqlUnits, tmp_path: Path, seed: int, record_property
):
    """Every third seed by TLS."""
    tls = seed % 3 == 2
    good, bad = (certificate(tmp_path) for _ in range(2)) if tls else (None, None)
    keys = Keys(served_with(good), served_with(bad)) if good and bad else None

    async with season(units, Plan(seed), keys) as here:
        letters = await here.run(trusting(good) if good else None)

    server = here.server
    record_property("measured", here.measured(letters))
    assert len(letters) == EACH
    assert server.faults.total() > EACH / 4
    assert {
        one.message_id: server.taken[one.message_id] for one in letters.values()
    } == {
        one.message_id: int(one.state is LetterState.ACCEPTED)
        for one in letters.values()
    }
    # A refusal that was said may go unheard, when we are killed just then.
    assert server.refused >= senders(letters, LetterState.REJECTED)
    assert await here.unproven_tasks() == sorted(
        one.letter for one in letters.values() if one.state is LetterState.UNPROVEN
    )


async def test_letter_is_doubled_only_where_its_proof_was_lost(
    units: SqlUnits, record_property
):
    """The documented window: taken, not answered, and no journal copy came."""
    async with season(units, Plan(1, unproved=0.7, after_the_dot=0.6)) as here:
        letters = await here.run(None)

    server = here.server
    taken = {name: server.taken[one.message_id] for name, one in letters.items()}
    doubled = {letters[name].message_id for name, times in taken.items() if times > 1}
    record_property("measured", here.measured(letters))
    assert doubled
    assert doubled <= server.unproved
    assert [
        name
        for name, one in letters.items()
        if one.state is LetterState.ACCEPTED and not taken[name]
    ] == []
    assert await here.unproven_tasks() == sorted(
        one.letter for one in letters.values() if one.state is LetterState.UNPROVEN
    )


def senders(letters: dict[str, Letter], state: LetterState) -> set[str]:
    return {one.envelope_from for one in letters.values() if one.state is state}
