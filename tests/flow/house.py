"""One helper builds every house: a server, a mail host, the real worker, an officer."""

import email
import email.policy
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self
from uuid import uuid4

import aiosmtplib
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from mail.intake import Intake
from mail.mailhost import MailHost
from models.acts import Scores, Verdict
from models.body import AddressHealth, Agreement, AgreementKind, AgreementYear, Body
from models.case import Case
from models.compliance import LegalStatus
from models.corridor import Corridor, Programme
from models.deadlines import DEFAULT_POLICY
from models.event import Event
from models.ids import (
    Actor,
    AgreementNumber,
    BodyCode,
    CaseId,
    CorridorCode,
    proposal_workflow_id,
)
from models.inbound import Disposition
from models.posting import AT_ONCE
from models.reference_number import case_named, session_named
from runtime.errands import Errands
from runtime.office import Office
from runtime.register import Register
from runtime.settings import Settings
from runtime.submission import Submitted
from runtime.wiring import Wired, wire
from store.calendars import HolidayCalendars
from store.migrate import upgrade
from tests.flow.samples import sample
from tests.flow.wait import until
from tests.recorded import doubted, nameless

SERVER = Path(".venv/bin/temporal-test-server").absolute()
DOMAIN = "staffetta.example"
ITALY = HolidayCalendars().country("IT")
GOOD = Scores(advantages=4, clarity=3, cooperation=4, rules=3)
CORRIDOR = Corridor(
    code=CorridorCode("IT-RU"),
    side_a="IT",
    side_b="RU",
    legal_status=LegalStatus.SIMULATION,
    language_a="it",
    language_b="ru",
    zone_a="Europe/Rome",
    zone_b="Europe/Moscow",
    policy=DEFAULT_POLICY.model_copy(update={"posting": AT_ONCE}),
)


class House:
    """Everything a test of a whole path needs, real and on this machine."""

    def __init__(self, wired: Wired, host: MailHost, env: WorkflowEnvironment) -> None:
        self.env = env
        self.wired = wired
        self.host = host
        self.now = env.get_current_time
        self.reading = wired.reading
        self.register = Register(units=wired.units, actor=Actor("secretariat:o1"))
        self.o1, self.o2 = (
            self.officer("secretariat:o1"),
            self.officer("secretariat:o2"),
        )

    def officer(self, actor: str) -> Office:
        return Office(
            errands=Errands(client=self.wired.client, queue=self.wired.settings.queue),
            units=self.wired.units,
            reference=self.wired.reference,
            actor=actor,
        )

    async def furnish(
        self, corridor: Corridor = CORRIDOR, *, days: int = 240, capacity: int = 30
    ) -> Self:
        """A corridor, a programme, three bodies with money, and session XXIX."""
        now = await self.now()
        year = now.year
        await self.register.keep_corridor(corridor, now=now)
        await self.register.add_programme(
            Programme(
                corridor=corridor.code,
                code=f"{year}-{year + 2}",
                start=date(year, 1, 1),
                end=date(year + 2, 12, 31),
            ),
            now=await self.now(),
        )
        for code, language in (("IT-57", "it"), ("IT-34", "it"), ("IT-45", "en")):
            await self.body(code, language=language)
        await self.session("XXIX", days=days, capacity=capacity)
        return self

    async def body(
        self, code: str, *, language: str = "it", budget: int = 100_000_000
    ) -> None:
        name = code.lower()
        await self.register.keep_body(
            Body(
                code=BodyCode(code),
                corridor=CORRIDOR.code,
                kind="region",
                name=f"Regione {code}",
                country="IT",
                region=code,
                language=language,
                email=f"accordi@{name}.example",
            ),
            now=await self.now(),
        )
        await self.register.add_agreement(
            Agreement(
                number=AgreementNumber(f"AP-{code}"),
                corridor=CORRIDOR.code,
                kind=AgreementKind.PROGRAMME,
                body=BodyCode(code),
                valid_from=date(2020, 1, 1),
                valid_to=date(2099, 12, 31),
            ),
            now=await self.now(),
        )
        now = await self.now()
        await self.register.open_year(
            AgreementYear(
                agreement=AgreementNumber(f"AP-{code}"), year=now.year, budget=budget
            ),
            now=now,
        )

    async def session(
        self, ordinal: str, *, days: int = 240, capacity: int = 30
    ) -> None:
        now = await self.now()
        async with self.wired.units.read() as unit:
            programme = (await unit.corridors.programmes(CORRIDOR.code))[0]
        await self.o1.open_session(
            "IT-RU",
            ordinal,
            programme=programme.code,
            country="IT",
            place="Venezia",
            starts_at=now + timedelta(days=days),
            capacity=capacity,
            now=now,
        )

    async def submit(self, form: bytes, session: str = "IT-RU/XXIX") -> Submitted:
        return await self.o1.submit(form, session=session, now=await self.now())

    async def accept(self, ref: str) -> None:
        await until(self.phase, ref, "validation")
        await self.o2.validate(ref, Verdict.ACCEPT, scores=GOOD, reason="")

    async def extend(self, ref: str, days: int, reason: str = "August") -> None:
        """A body asks for so many days from now, rolled to a working day."""
        until = await self.now() + timedelta(days=days)
        day = ITALY.open_at_or_after(until.date())
        await self.o1.extend(
            ref,
            datetime.combine(day, until.time(), UTC),
            reason,
            requester="body:IT-57",
        )

    async def case(self, ref: str) -> Case:
        async with self.wired.units.read() as unit:
            found = await unit.cases.get(self.case_id(ref))
        assert isinstance(found, Case)
        return found

    async def phase(self, ref: str) -> str:
        return (await self.case(ref)).phase

    async def events(self, ref: str) -> list[Event]:
        async with self.wired.units.read() as unit:
            return list(await unit.events.of(f"proposal/{self.case_id(ref)}"))

    async def kinds(self, ref: str) -> list[str]:
        return [event.kind for event in await self.events(ref)]

    def case_id(self, ref: str) -> CaseId:
        return case_named(ref)

    def stream(self, ref: str) -> str:
        return proposal_workflow_id(self.case_id(ref))

    async def waiting_messages(self) -> int:
        return len(await self.reading.messages(disposition=Disposition.TASK))

    async def health(self, health: AddressHealth) -> None:
        """Every body's address becomes good or bad."""
        for body in await self.reading.bodies():
            await self.register.judge_addresses(
                body.code, health, "told by phone", now=await self.now()
            )

    async def session_of(self, ref: str) -> str:
        return (await self.case(ref)).session

    async def answers(self, ref: str) -> dict[str, str]:
        async with self.wired.units.read() as unit:
            given = await unit.interests.answers(self.case_id(ref))
        undone = {(one.body, one.cancels) for one in given}
        return {
            one.body: one.act.value
            for one in sorted(given, key=lambda one: one.number)
            if one.cancels is None and (one.body, one.number) not in undone
        }

    async def open_tasks(self, stream: str) -> list[str]:
        async with self.wired.units.read() as unit:
            return [task.kind.value for task in await unit.tasks.open_of(stream)]

    async def freeze(self, session: str = "IT-RU/XXIX") -> None:
        await self.o1.freeze(session, "agenda agreed")

    async def hold(
        self,
        session: str = "IT-RU/XXIX",
        not_treated: Sequence[str] = (),
        reason: str = "",
        *,
        minutes: bytes = b"",
    ) -> None:
        """Record the sitting once it has begun."""
        await self.days_before(session, 0)
        await self.o1.hold(session, not_treated, reason, minutes=minutes)

    async def days_before(self, session: str, days: int) -> None:
        """Let time pass until so many days before a session."""
        async with self.wired.units.read() as unit:
            begins = (await unit.sessions.get(session_named(session))).starts_at
        assert begins is not None
        left = begins - timedelta(days=days) - await self.now()
        await self.sleep(max(left, timedelta()))

    async def sleep(self, long: timedelta) -> None:
        """Let virtual time pass; timers fire on the way, in their order."""
        await self.env.sleep(long)

    def listed_proposer(self) -> dict[str, object]:
        """A proposer whose name stands on the demo's screening list."""
        proposer: dict[str, object] = json.loads(sample())["proposer"]
        return proposer | {"name": "Severnyj Sklad Example"}

    async def nothing_waits(self) -> None:
        """Every message has its disposition and every letter has left."""
        await until(self.waiting, want=(0, 0, 0))

    async def waiting(self) -> tuple[int, int, int]:
        """Mails unread, letters unsent, letters unsettled."""
        at = await self.now() + timedelta(days=1)
        async with self.wired.units.read() as unit:
            return (
                len(await unit.messages.received()),
                len(await unit.letters.due(at, 1000)),
                len(await unit.letters.unsettled(at)),
            )

    def letters(self, address: str) -> list[EmailMessage]:
        return [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for path in self.host.mailbox(address)
        ]

    async def letter(self, address: str, number: int = 1) -> EmailMessage:
        """The n-th letter that arrived at an address, once it has."""

        async def there() -> bool:
            return len(self.host.mailbox(address)) >= number

        await until(there, want=True)
        return self.letters(address)[number - 1]

    async def reply(self, letter: EmailMessage, text: str, **headers: str) -> None:
        """Answer a letter as its recipient would, by SMTP."""
        answer = EmailMessage()
        answer["From"] = str(letter["To"])
        answer["To"] = str(letter["Reply-To"])
        answer["Subject"] = f"Re: {letter['Subject']}"
        answer["In-Reply-To"] = str(letter["Message-ID"])
        answer["Message-ID"] = f"<{uuid4().hex}@partner.example>"
        for name, value in headers.items():
            answer[name.replace("_", "-")] = value
        answer.set_content(text)
        await self.post(answer)

    async def post(self, message: EmailMessage) -> None:
        await aiosmtplib.send(message, hostname="127.0.0.1", port=self.host.port)


At = Callable[[Wired], AbstractAsyncContextManager[object]]
"""Who works: the house's own worker, or one that a test sees to."""


_LAYOUT: dict[str, bytes] = {}
"""An empty database of the newest layout, made once in a process."""


async def laid_out(settings: Settings) -> None:
    """As the worker would lay it out, in a hundredth of the time."""
    record = settings.folder / "staffetta.db"
    if record.exists() or settings.database_url != f"sqlite:///{record}":
        return
    if not _LAYOUT:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "layout.db"
            await upgrade(f"sqlite:///{file}")
            _LAYOUT["empty"] = file.read_bytes()
    record.write_bytes(_LAYOUT["empty"])


@asynccontextmanager
async def house(
    folder: Path, *, worker: At = Wired.worker, **changes: Any
) -> AsyncIterator[House]:
    """A house under skipped time; the virtual clock is also the mail's clock."""
    env = await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(SERVER), data_converter=pydantic_data_converter
    )
    async with env, inhabited(env, folder, worker=worker, **changes) as here:
        yield here


@asynccontextmanager
async def inhabited(
    env: WorkflowEnvironment,
    folder: Path,
    *,
    worker: At = Wired.worker,
    **changes: Any,
) -> AsyncIterator[House]:
    host = MailHost(folder / "mail", DOMAIN, lmtp_port=0)
    await host.start()
    settings = Settings(
        folder=folder,
        database_url=f"sqlite:///{folder / 'staffetta.db'}",
        queue=uuid4().hex,
        smtp_url=f"smtp://127.0.0.1:{host.port}",
        mail_domain=DOMAIN,
        settle_after=timedelta(seconds=60),
    ).model_copy(update=changes)
    await laid_out(settings)
    wired = await wire(settings, env.client)
    intake = Intake(wired.inbox(env.get_current_time), wired.identity)
    await intake.start()
    host.lmtp_port = intake.port
    try:
        async with worker(wired):
            yield House(wired, host, env)
        record = folder / "staffetta.db"
        assert not record.exists() or nameless(record) == set()
        assert await doubted(wired.units.engine) == []
    finally:
        await intake.stop()
        await host.stop()
        await wired.close()
