"""The one place that knows which adapter stands behind which port."""

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Worker

from activities.agenda import AgendaActivities
from activities.cofinancing import CofinancingActivities
from activities.collection import CollectionActivities
from activities.deadlines import Terms
from activities.dissemination import DisseminationActivities
from activities.effects import EffectRunner
from activities.interest import InterestActivities
from activities.letters import LetterActivities
from activities.messages import MessageActivities
from activities.peers import TemporalPeers
from activities.ports import Mailer
from activities.presentation import PresentationActivities
from activities.refusals import RefusalInterceptor
from activities.session import SessionActivities
from activities.sitting import SittingActivities
from activities.tasks import TaskActivities
from activities.unit_of_work import Units
from activities.validation import ValidationActivities
from activities.writing import LetterWriter
from mail.compose import LetterComposer
from mail.identity import MailIdentity
from mail.sender import SmtpMailer
from runtime.inbox import Clock, SqlInbox
from runtime.namespace import prepare
from runtime.reader import MailReader
from runtime.settings import Settings
from store.calendars import HolidayCalendars
from store.engine import build
from store.migrate import upgrade
from store.reading import SqlReading
from store.reference import CsvScreeningList, Reference, load_reference
from store.unit_of_work import SqlUnits
from workflows.message import MessageWorkflow
from workflows.post import PostOfficeWorkflow
from workflows.proposal import ProposalWorkflow
from workflows.session import SessionWorkflow

WORKFLOWS = (ProposalWorkflow, SessionWorkflow, MessageWorkflow, PostOfficeWorkflow)
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
    reference: Reference
    stack: AsyncExitStack

    async def close(self) -> None:
        await self.stack.aclose()

    def inbox(self, clock: Clock) -> SqlInbox:
        return SqlInbox(units=self.units, peers=self.peers, clock=clock)

    def worker(self, **options: Any) -> Worker:
        """The worker every process and every test runs."""
        return Worker(
            self.client,
            task_queue=self.settings.queue,
            workflows=WORKFLOWS,
            activities=self.activities(),
            interceptors=[RefusalInterceptor()],
            graceful_shutdown_timeout=timedelta(seconds=10),
            **options,
        )

    def activities(self) -> Sequence[Callable[..., Any]]:
        units: Units = self.units
        effects = EffectRunner(units=units, peers=self.peers)
        terms = Terms(calendars=HolidayCalendars())
        writer = LetterWriter(
            composer=LetterComposer(self.identity, self.reference),
            names=self.reference,
        )
        collection = CollectionActivities(
            effects=effects,
            writer=writer,
            terms=terms,
            screening=CsvScreeningList(self.settings.screening_list),
        )
        validation = ValidationActivities(effects=effects, writer=writer, terms=terms)
        dissemination = DisseminationActivities(
            effects=effects, writer=writer, terms=terms
        )
        interest = InterestActivities(effects=effects, writer=writer, terms=terms)
        cofinancing = CofinancingActivities(effects=effects, terms=terms)
        agenda = AgendaActivities(effects=effects, writer=writer)
        session = SessionActivities(effects=effects, writer=writer, terms=terms)
        sitting = SittingActivities(effects=effects)
        presentation = PresentationActivities(
            effects=effects, writer=writer, terms=terms
        )
        messages = MessageActivities(
            effects=effects, writer=writer, reader=MailReader(self.identity)
        )
        tasks = TaskActivities(effects=effects)
        letters = LetterActivities(
            units=units,
            mailer=self.mailer,
            peers=self.peers,
            settle_after=self.settings.settle_after,
            first_retry=self.settings.first_retry,
        )
        return (
            collection.register,
            collection.screen,
            collection.revise,
            validation.accept,
            validation.return_proposal,
            validation.notify_rejection,
            validation.remind_proposer,
            dissemination.open_round,
            dissemination.write_round,
            dissemination.extend_round,
            interest.answer_on_behalf,
            interest.count_waiting,
            interest.close_round,
            interest.choose_partner,
            cofinancing.check,
            cofinancing.reserve,
            cofinancing.release,
            cofinancing.record_choice,
            session.open_session,
            agenda.draw_agenda,
            sitting.hold_session,
            session.postpone_session,
            session.close_session,
            presentation.make_ready,
            presentation.look,
            presentation.follow_up,
            presentation.close_case,
            messages.read_message,
            messages.rule_message,
            messages.quarantine_message,
            tasks.open_task,
            tasks.close_task,
            letters.send_due,
        )


async def wire(settings: Settings, client: Client) -> Wired:
    """Migrate the database and open every connection a worker needs."""
    await prepare(client)
    settings.folder.mkdir(parents=True, exist_ok=True)
    await upgrade(settings.database_url)
    stack = AsyncExitStack()
    engine = build(settings.database_url)
    stack.push_async_callback(engine.dispose)
    mailer = await stack.enter_async_context(SmtpMailer(settings.smtp_url))
    return Wired(
        settings=settings,
        client=client,
        units=SqlUnits(engine),
        reading=SqlReading(engine),
        peers=TemporalPeers(client=client, queue=settings.queue),
        mailer=mailer,
        identity=identity(settings),
        reference=load_reference(),
        stack=stack,
    )
