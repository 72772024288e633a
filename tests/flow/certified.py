"""The certified side of a house: a provider for us, one for a body, our mailbox."""

import email
import email.policy
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiosmtplib
from cryptography.hazmat.primitives.serialization import Encoding

from models.body import AddressHealth, Channel
from models.corridor import Corridor
from models.event import Event
from models.ids import BodyCode, LetterId
from models.inbound import MailboxCursor
from models.letter import Letter, LetterKind
from tests.flow.house import House, house
from tests.flow.stories import disseminated
from tests.flow.test_corrections import TWO_DAYS
from tests.flow.wait import until
from tests.mail.pec_access_point import PecAccessPoint
from tests.mail.pec_authority import root
from tests.mail.pec_provider import PecProvider
from tests.store.letters_of import letters_of

MAILBOX = "staffetta@pec.example"
BODY = "IT-57"
ADDRESS = "accordi@it-57.example"
BOTH = ["accettazione", "avvenuta-consegna"]


class Point(PecAccessPoint):
    """Ours and theirs; `deaf`: it takes a letter, and the line dies before it says."""

    def __init__(self) -> None:
        super().__init__(
            PecProvider("gestore.example"),
            {MAILBOX: "secret"},
            receiver=PecProvider("altro.example"),
            on_mail=self._deliver,
        )
        self.deaf = False
        self.held = False  # what comes to our mailbox waits in `boxes`
        self.before_answer: Callable[[], Awaitable[None]] | None = None
        self.taken = 0
        self.here: House | None = None

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.taken += 1
        reply = await super().handle_DATA(server, session, envelope)
        if self.before_answer:
            await self.before_answer()
        if self.deaf:
            server.transport.abort()
        return reply

    async def _deliver(self, owner: str, raw: bytes) -> None:
        if owner == MAILBOX and not self.held:
            await self.put(raw)

    def enveloped(self, raw: bytes) -> bytes:
        """A letter to us, as the body's provider carries it."""
        sent = self.receiver.take(raw, {MAILBOX: True})
        envelope: bytes = self.receiver.envelope(sent, MAILBOX)
        return envelope

    async def put(self, raw: bytes) -> None:
        """Into our certified mailbox, read at once."""
        assert self.here is not None
        inbox = self.here.wired.inbox(self.here.now)
        await inbox.mailbox("pec").take(
            raw,
            cursor=MailboxCursor(mailbox="pec", uidvalidity=1, last_uid=1),
            mail_from="",
            rcpt_to=(),
            internal_date=None,
            problem="",
        )


class CertifiedHouse(House):
    def __init__(self, opened: House, point: Point) -> None:
        super().__init__(opened.wired, opened.host, opened.env)
        self.point = point
        point.here = self


@asynccontextmanager
async def certified(
    folder: Path, corridor: Corridor = TWO_DAYS, **changes: Any
) -> AsyncIterator[CertifiedHouse]:
    """A furnished house whose first body takes certified mail only."""
    anchors = folder / "anchors.pem"
    anchors.write_bytes(root().public_bytes(Encoding.PEM))
    async with Point() as point:
        settings: dict[str, Any] = {
            "pec_smtp_url": point.url(MAILBOX),
            "pec_mailbox": MAILBOX,
            "pec_anchors": anchors,
        }
        async with house(folder, **settings | changes) as opened:
            here = CertifiedHouse(opened, point)
            await here.furnish(corridor)
            await takes_certified_mail(here)
            yield here


async def takes_certified_mail(here: House, **changes: object) -> None:
    async with here.wired.units.read() as unit:
        body = await unit.bodies.get(BodyCode(BODY))
    changed = body.model_copy(update={"channel": Channel.PEC, **changes})
    await here.register.keep_body(changed, now=await here.now())


async def by_smtp(here: House, raw: bytes, to: str = "progetti@staffetta.example"):
    """To our ordinary mailbox, as anybody may."""
    await aiosmtplib.send(
        raw,
        sender="chiunque@altrove.example",
        recipients=[to],
        hostname="127.0.0.1",
        port=here.host.port,
    )


async def letter_of(here: House, ref: str) -> Letter:
    """The invitation of the body."""
    async with here.wired.units.read() as unit:
        letters = await letters_of(unit, here.stream(ref))
    kind = LetterKind.DISSEMINATION
    [found] = [one for one in letters if one.body == BODY and one.kind is kind]
    return found


async def bytes_of(here: House, letter: Letter) -> bytes:
    async with here.wired.units.read() as unit:
        raw = await unit.papers.get(letter.raw)
    assert isinstance(raw, bytes)
    return raw


async def state(here: House, ref: str) -> str:
    """Of the invitation; empty while it is not written."""
    async with here.wired.units.read() as unit:
        letters = await letters_of(unit, here.stream(ref))
    return next((one.state.value for one in letters if one.body == BODY), "")


async def kinds(here: House, ref: str) -> list[str]:
    """Of the receipts in the history of a case; they are read in any order."""
    return sorted(str(one.body["kind"]) for one in await receipts(here, ref))


async def receipts(here: House, ref: str) -> list[Event]:
    events = await here.events(ref)
    return [one for one in events if one.kind == "evidence.received"]


async def evidence(here: House, letter: LetterId) -> list[tuple[str, str, str]]:
    async with here.wired.units.read() as unit:
        found = await unit.evidence.of_letter(letter)
    return sorted((one.kind, one.recipient, one.signature) for one in found)


def carried(raw: bytes) -> EmailMessage:
    """The letter inside an envelope."""
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    for part in mail.walk():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_content()
            assert isinstance(inner, EmailMessage)
            return inner
    raise AssertionError("an empty envelope")


def answer(letter: EmailMessage, text: str) -> bytes:
    """What a body's client hands to its own provider."""
    mail = EmailMessage()
    mail["From"] = ADDRESS
    mail["To"] = MAILBOX
    mail["Subject"] = f"Re: {letter['Subject']}"
    mail["In-Reply-To"] = str(letter["Message-ID"])
    mail["Message-ID"] = f"<{uuid4().hex}@it-57.example>"
    mail.set_content(text)
    return mail.as_bytes(policy=email.policy.SMTP)


async def health(here: House) -> AddressHealth:
    async with here.wired.units.read() as unit:
        return (await unit.bodies.get(BodyCode(BODY))).health


async def tasks(here: House, ref: str) -> list[str]:
    return await here.open_tasks(here.stream(ref))


async def picture(here: House, ref: str) -> object:
    """All that a receipt or an answer could change."""
    async with here.wired.units.read() as unit:
        letters = await letters_of(unit, here.stream(ref))
        rows = [await unit.evidence.of_letter(one.letter) for one in letters]
    return (
        letters,
        rows,
        await here.kinds(ref),
        await here.answers(ref),
        await health(here),
        await tasks(here, ref),
    )


async def held(here: CertifiedHouse) -> tuple[str, bytes, bytes]:
    """A case whose two receipts are there, and not yet delivered to us."""
    here.point.held = True
    ref = await disseminated(here)
    await until(state, here, ref, "accepted")
    acceptance, delivery = here.point.boxes[MAILBOX]
    return ref, acceptance, delivery


async def delivered(here: CertifiedHouse, number: int) -> EmailMessage:
    """The n-th letter in the body's certified mailbox, once it is there."""

    async def there() -> bool:
        return len(here.point.boxes[ADDRESS]) >= number

    await until(there, want=True)
    return carried(here.point.boxes[ADDRESS][number - 1])
