"""Units of work: one transaction each, committed on clean exit."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import datetime
from weakref import WeakKeyDictionary

from sqlalchemy.ext.asyncio import AsyncEngine

from store.account import (
    SqlAccounts,
    SqlAttempts,
    SqlCredentials,
    SqlInvitations,
    SqlLogIns,
)
from store.adhesion import SqlAdhesions, SqlAdhesionThreads, SqlNotices
from store.agenda import SqlAgendas
from store.agreement import SqlAgreements
from store.archive import SqlArchive
from store.body import SqlBodies
from store.body_history import SqlFormerNames, SqlSuccessions
from store.case import SqlCases
from store.chronicle import chronicle
from store.commitment import SqlClaims, SqlCommitments
from store.conversation import SqlConversations
from store.corridor import SqlCorridors
from store.counters import SqlCounters
from store.deadline import SqlCalendars, SqlDeadlines
from store.effect import SqlEffects
from store.engine import is_sqlite, reading, writing
from store.event import SqlEvents
from store.evidence import SqlEvidence
from store.filling import SqlFilling
from store.finding import SqlFindings
from store.follow_up import SqlFollowUpAnswers, SqlQuestionnaires
from store.interest import SqlInterests
from store.letter import SqlLetters
from store.likeness import SqlDuplicates, SqlTraits
from store.mailbox import SqlMailboxes
from store.message import SqlMessages
from store.offer import SqlDrafts, SqlOffers
from store.outage import SqlOutages, SqlPulses
from store.paper import SqlPapers
from store.person import SqlPeople
from store.programme import SqlPlacements, SqlProgrammeLives
from store.question import SqlQuestions
from store.round import SqlDeliveries, SqlRounds
from store.saved_filter import SqlSavedFilters
from store.screening import SqlScreeningLists, SqlStandstills
from store.seal import SqlAuditors, SqlSealKeys, SqlSeals, SqlSealStamps
from store.session import SqlSessions
from store.task import SqlTasks
from store.template import SqlTemplates
from store.transaction import Transaction
from store.undertaking import SqlMinutes, SqlUndertakings
from store.waiting import SqlWaiting
from store.webhook import SqlDeliveriesTold, SqlWebhookPlaces, SqlWebhooks


class SqlUnitOfWork:
    """What one transaction sees, noun by noun."""

    def __init__(self, transaction: Transaction) -> None:  # noqa: PLR0915  (nouns)
        self.effects = SqlEffects(transaction)
        self.papers = SqlPapers(transaction)
        self.events = SqlEvents(transaction)
        self.corridors = SqlCorridors(transaction)
        self.cases = SqlCases(transaction)
        self.bodies = SqlBodies(transaction)
        self.agreements = SqlAgreements(transaction)
        self.commitments = SqlCommitments(transaction)
        self.claims = SqlClaims(transaction)
        self.calendars = SqlCalendars(transaction)
        self.deadlines = SqlDeadlines(transaction)
        self.rounds = SqlRounds(transaction)
        self.outages = SqlOutages(transaction)
        self.pulses = SqlPulses(transaction)
        self.deliveries = SqlDeliveries(transaction)
        self.conversations = SqlConversations(transaction)
        self.letters = SqlLetters(transaction)
        self.messages = SqlMessages(transaction)
        self.interests = SqlInterests(transaction)
        self.questions = SqlQuestions(transaction)
        self.sessions = SqlSessions(transaction)
        self.agendas = SqlAgendas(transaction)
        self.minutes = SqlMinutes(transaction)
        self.undertakings = SqlUndertakings(transaction)
        self.questionnaires = SqlQuestionnaires(transaction)
        self.follow_ups = SqlFollowUpAnswers(transaction)
        self.tasks = SqlTasks(transaction)
        self.evidence = SqlEvidence(transaction)
        self.templates = SqlTemplates(transaction)
        self.programme_lives = SqlProgrammeLives(transaction)
        self.placements = SqlPlacements(transaction)
        self.notices = SqlNotices(transaction)
        self.adhesion_threads = SqlAdhesionThreads(transaction)
        self.adhesions = SqlAdhesions(transaction)
        self.former_names = SqlFormerNames(transaction)
        self.successions = SqlSuccessions(transaction)
        self.traits = SqlTraits(transaction)
        self.duplicates = SqlDuplicates(transaction)
        self.screening_lists = SqlScreeningLists(transaction)
        self.standstills = SqlStandstills(transaction)
        self.mailboxes = SqlMailboxes(transaction)
        self.waiting = SqlWaiting(transaction)
        self.archive = SqlArchive(transaction)
        self.seals = SqlSeals(transaction)
        self.seal_keys = SqlSealKeys(transaction)
        self.seal_stamps = SqlSealStamps(transaction)
        self.auditors = SqlAuditors(transaction)
        self.findings = SqlFindings(transaction)
        self.counters = SqlCounters(transaction)
        self.people = SqlPeople(transaction)
        self.webhooks = SqlWebhooks(transaction)
        self.webhook_places = SqlWebhookPlaces(transaction)
        self.webhook_deliveries = SqlDeliveriesTold(transaction)
        self.accounts = SqlAccounts(transaction)
        self.saved_filters = SqlSavedFilters(transaction)
        self.credentials = SqlCredentials(transaction)
        self.log_ins = SqlLogIns(transaction)
        self.invitations = SqlInvitations(transaction)
        self.attempts = SqlAttempts(transaction)
        self.offers = SqlOffers(transaction)
        self.drafts = SqlDrafts(transaction)
        self.filling = SqlFilling(transaction)


class SqlUnits:
    """Opens units.

    SQLite has one writer: here they queue in order of arrival, instead of racing
    for the file's lock. Readers see the last commit and wait for nobody.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._file = str(engine.url) if is_sqlite(engine.dialect.name) else None

    @asynccontextmanager
    async def write(self, at: datetime | None = None) -> AsyncIterator[SqlUnitOfWork]:
        """What it changes is chronicled as it is committed.

        `at` is the instant of business, for a unit without an act; those of its acts
        count too.
        """
        async with self._turn(), writing(self.engine) as opened:
            transaction = Transaction(opened, writing=True)
            unit = SqlUnitOfWork(transaction)
            yield unit
            await transaction.flush()
            await chronicle(transaction, unit.events.latest(at))

    @asynccontextmanager
    async def read(self) -> AsyncIterator[SqlUnitOfWork]:
        async with reading(self.engine) as opened:
            yield SqlUnitOfWork(Transaction(opened, writing=False))

    def _turn(self) -> AbstractAsyncContextManager[object]:
        if self._file is None:
            return nullcontext()
        queues = _QUEUES.setdefault(asyncio.get_running_loop(), {})
        return queues.setdefault(self._file, asyncio.Lock())


_QUEUES: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, asyncio.Lock]] = (
    WeakKeyDictionary()
)
"""One queue for each file in each loop, whoever opened it."""
