"""The one place that knows which adapter stands behind which port."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Interceptor, Worker

from activities.adhesion import AdhesionBook
from activities.archive import ArchiveActivities
from activities.deadlines import Terms
from activities.effects import EffectRunner
from activities.letters import LetterActivities, PostRules
from activities.messages import MessageActivities
from activities.outages import Outages
from activities.peers import TemporalPeers
from activities.ports import Mailer
from activities.reconcile import ReconcileActivities
from activities.refusals import RefusalInterceptor
from activities.seal import SealActivities
from activities.seal_copies import SealCopyActivities
from activities.seal_letters import SealLetters
from activities.session_letters import SessionLetters
from activities.session_plan import SessionPlanner
from activities.tasks import TaskActivities
from activities.unit_of_work import Units
from activities.writing import LetterWriter
from mail.certified_composer import CertifiedComposer
from mail.channel_mailer import CertifiedAccount, ChannelMailer
from mail.compose import LetterComposer
from mail.dns import DnsTexts
from mail.identity import MailIdentity
from mail.pec_chain import load_anchors
from mail.pec_sending import PecMailbox
from mail.sender import SmtpMailer
from models.pace import Pace
from models.rule_book import RuleBook
from runtime.calendar_files import IcsFiles
from runtime.engine_histories import EngineHistories
from runtime.engine_view import EngineView
from runtime.inbox import Clock, SqlInbox
from runtime.namespace import prepare
from runtime.notary import FileNotary
from runtime.partner_desk import PartnerDesk
from runtime.partner_page import PartnerPages
from runtime.procedures import VERSION, WORKFLOWS
from runtime.seal_file import SealFile
from runtime.settings import Settings
from runtime.telling import telling
from runtime.time_stamper import time_stamper
from runtime.verbs import Verbs, verbs
from store.calendars import HolidayCalendars
from store.engine import build
from store.migrate import upgrade
from store.reading import SqlReading
from store.reference import CsvScreeningList, Reference, load_reference
from store.rule_book import load_rule_book
from store.tax_numbers import StdnumTaxNumbers
from store.unit_of_work import SqlUnits
from workflows.trial import TrialInterceptor

if TYPE_CHECKING:
    from runtime.reader import MailReader

BURST = 20
"""Letters a host takes at once before the pace begins."""
OFFICE = {
    "it": "Segreteria della Task Force",
    "ru": "Секретариат рабочей группы",
    "en": "Task Force Secretariat",
}


async def connect(settings: Settings) -> Client:
    return await Client.connect(
        settings.temporal_address,
        namespace=settings.temporal_namespace,
        data_converter=pydantic_data_converter,
    )


def identity(settings: Settings) -> MailIdentity:
    return MailIdentity(
        domain=settings.mail_domain,
        secret=settings.mail_secret(),
        office_name=OFFICE,
    )


def certified_mailbox(settings: Settings) -> PecMailbox | None:
    """The certified mailbox letters leave from, if there is one.

    Raises:
        DomainError: its account is set, and its address is not one.
    """
    if not settings.pec_smtp_url:
        return None
    return PecMailbox(settings.pec_mailbox, settings.pec_receipt)


def reader(settings: Settings, known: MailIdentity) -> "MailReader":
    """Only a worker reads mail: its tables of phrases take half a second to build."""
    from runtime.reader import MailReader  # noqa: PLC0415  (as above)

    return MailReader(
        known,
        anchors=load_anchors(settings.pec_anchors) if settings.pec_anchors else (),
        authserv_id=settings.authserv_id,
        resolve=DnsTexts() if settings.dns else None,
    )


async def mailer(settings: Settings, stack: AsyncExitStack) -> ChannelMailer:
    """A connection for each channel, closed with the stack."""
    ordinary = await stack.enter_async_context(SmtpMailer(settings.smtp_url))
    mailbox = certified_mailbox(settings)
    if mailbox is None:
        return ChannelMailer(ordinary)
    way_out = await stack.enter_async_context(SmtpMailer(settings.pec_smtp_url))
    return ChannelMailer(ordinary, CertifiedAccount(mailbox, way_out))


@cache
def calendars() -> HolidayCalendars:
    """One for the process: they take a while to build."""
    return HolidayCalendars()


@cache
def rule_book() -> RuleBook:
    return load_rule_book()


def terms() -> Terms:
    return Terms(calendars=calendars())


def composer(settings: Settings, reference: Reference) -> CertifiedComposer:
    ordinary = LetterComposer(identity(settings), reference, settings.public_url)
    return CertifiedComposer(ordinary, certified_mailbox(settings))


def writer(settings: Settings, reference: Reference) -> LetterWriter:
    return LetterWriter(
        composer=composer(settings, reference),
        names=reference,
        terms=terms(),
        calendar_files=IcsFiles(identity(settings)),
        channels=settings.channels,
    )


def adhesion_book(settings: Settings, reference: Reference) -> AdhesionBook:
    return AdhesionBook(
        letters=SessionLetters(writer=writer(settings, reference), terms=terms()),
        taxes=StdnumTaxNumbers(),
        regions=reference.region_codes(),
    )


def procedure(settings: Settings, reference: Reference, effects: EffectRunner) -> Verbs:
    """Every effect on proposals and sessions, as these settings have it."""
    return verbs(
        effects,
        writer=writer(settings, reference),
        terms=terms(),
        planner=SessionPlanner(calendars=calendars()),
        screening=CsvScreeningList(settings.screening_list),
        book=rule_book(),
    )


@dataclass(frozen=True)
class Wired:
    """Everything a worker process holds; `close` gives it back."""

    settings: Settings
    client: Client
    units: SqlUnits
    reading: SqlReading
    peers: TemporalPeers
    mailer: Mailer
    identity: MailIdentity
    reader: "MailReader"
    reference: Reference
    stack: AsyncExitStack

    async def close(self) -> None:
        await self.stack.aclose()

    def inbox(self, clock: Clock) -> SqlInbox:
        return SqlInbox(units=self.units, peers=self.peers, clock=clock)

    def outages(self) -> Outages:
        return Outages(
            effects=EffectRunner(units=self.units, peers=self.peers),
            writer=writer(self.settings, self.reference),
            terms=terms(),
        )

    def partner_desk(self) -> PartnerDesk:
        return PartnerDesk(
            effects=EffectRunner(units=self.units, peers=self.peers),
            writer=writer(self.settings, self.reference),
            identity=self.identity,
        )

    def partner_pages(self, clock: Clock) -> PartnerPages:
        return PartnerPages(self.units, self.inbox(clock), self.identity)

    def worker(self, *interceptors: Interceptor, **options: Any) -> Worker:
        """The worker every process and every test runs."""
        return Worker(
            self.client,
            task_queue=self.settings.queue,
            workflows=WORKFLOWS,
            activities=self.activities(),
            interceptors=[RefusalInterceptor(), TrialInterceptor(), *interceptors],
            graceful_shutdown_timeout=timedelta(seconds=10),
            build_id=VERSION,  # else every module is hashed anew for each worker
            **options,
        )

    def activities(self) -> Sequence[Callable[..., Any]]:
        units: Units = self.units
        effects = EffectRunner(units=units, peers=self.peers)
        steps = procedure(self.settings, self.reference, effects)
        letter_writer = writer(self.settings, self.reference)
        messages = MessageActivities(
            effects=effects,
            writer=letter_writer,
            reader=self.reader,
            book=adhesion_book(self.settings, self.reference),
        )
        tasks = TaskActivities(effects=effects)
        letters = LetterActivities(
            units=units,
            mailer=self.mailer,
            peers=self.peers,
            writer=letter_writer,
            rules=PostRules(
                settle_after=self.settings.settle_after,
                first_retry=self.settings.first_retry,
                pace=Pace(self.settings.letters_per_minute, burst=BURST),
            ),
        )
        seals = SealActivities(
            effects=effects,
            notary=FileNotary(self.settings.seal_key_file),
            letters=SealLetters(writer=letter_writer),
        )
        copies = SealCopyActivities(
            effects=effects,
            publication=SealFile(self.settings.published_seals),
            stamper=time_stamper(self.settings),
        )
        mail = (messages, tasks, letters)
        compared = ReconcileActivities(effects=effects, engine=EngineView(self.client))
        kept = ArchiveActivities(effects=effects, engine=EngineHistories(self.client))
        told = telling(self.units, self.settings)
        holders = (*vars(steps).values(), *mail, seals, copies, compared, kept, told)
        return [verb for holder in holders for verb in _activities_of(holder)]


def _activities_of(holder: object) -> Iterator[Callable[..., Any]]:
    """The methods of a holder that are defined as activities: none is forgotten."""
    for name in sorted(vars(type(holder))):
        verb = getattr(holder, name)
        if hasattr(verb, "__temporal_activity_definition"):
            yield verb


async def wire(settings: Settings, client: Client) -> Wired:
    """Migrate the database and open every connection a worker needs."""
    known = identity(settings)
    reads = reader(settings, known)
    await prepare(client)
    settings.folder.mkdir(parents=True, exist_ok=True)
    await upgrade(settings.database_url)
    stack = AsyncExitStack()
    engine = build(settings.database_url)
    stack.push_async_callback(engine.dispose)
    return Wired(
        settings=settings,
        client=client,
        units=SqlUnits(engine),
        reading=SqlReading(engine),
        peers=TemporalPeers(client=client, queue=settings.queue),
        mailer=await mailer(settings, stack),
        identity=known,
        reader=reads,
        reference=load_reference(),
        stack=stack,
    )
