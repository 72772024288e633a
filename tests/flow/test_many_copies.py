"""The same mails once and in order, or copied, shuffled, by two doors: one state.

`MAIL_MESSAGES=5000` (make copies) sends as many; the suite sends a slice of them.
"""

import asyncio
import os
import random
from collections import Counter
from collections.abc import Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from mail.address import reply_address
from mail.intake import content_key
from mail.lmtp import LmtpClient
from mail.spool import Parcel
from models.ids import CaseId
from models.inbound import Disposition, MailboxCursor
from models.letter import LetterKind
from runtime.inbox import SqlInbox
from tests.flow.house import DOMAIN, SERVER, House, inhabited
from tests.flow.samples import sample
from tests.flow.wait import until
from tests.store.letters_of import letters_of

MESSAGES = int(os.environ.get("MAIL_MESSAGES", "120"))
BODIES = 15 if MESSAGES < 1000 else 90
RESTARTS = 3
MOST_COPIES = 5
SETTINGS: dict[str, Any] = {"queue": "one", "letters_per_minute": 1_000_000}
_WORDS = ("Siamo interessati.", "Non siamo interessati.", "Quali sono i costi?")
_RANK = (
    Disposition.ACT,
    Disposition.TASK,
    Disposition.QUARANTINED,
    Disposition.FILED,
    Disposition.RECEIVED,
)

pytestmark = pytest.mark.timeout(300 if MESSAGES < 1000 else 3600)


@dataclass(frozen=True)
class State:
    """What must be the same, however the mails came."""

    answers: dict[tuple[str, str], str]
    became: dict[str, str]
    events: dict[str, Counter[str]]
    letters: dict[str, Counter[str]]
    tasks: Counter[str]


@asynccontextmanager
async def server():
    # The real server: the one that skips time forgets tasks of workers that die.
    env = await WorkflowEnvironment.start_local(
        dev_server_existing_path=str(SERVER.with_name("temporal")),
        data_converter=pydantic_data_converter,
        dev_server_log_level="error",
    )
    async with env:
        yield env


async def furnished(here: House) -> list[str]:
    """Proposals enough that every mail has a conversation of its own."""
    await here.furnish()
    for number in range(BODIES - 3):
        await here.body(f"IT-{number + 100}")
    refs: list[str] = []
    for _ in range(-(-MESSAGES // BODIES)):
        ref = (await here.submit(sample())).ref
        await here.accept(ref)
        await until(_written, here, ref, BODIES)  # open a moment before it is told
        refs.append(ref)
    await _read(here)
    return refs


async def _written(here: House, ref: str) -> int:
    async with here.wired.units.read() as unit:
        letters = await letters_of(unit, here.stream(ref))
    return sum(one.kind is LetterKind.DISSEMINATION for one in letters)


async def mails(here: House, refs: Sequence[str]) -> list[bytes]:
    """One for each conversation: answers, automatic mail, strays, and rubbish."""
    written: list[bytes] = []
    async with here.wired.units.read() as unit:
        for ref in refs:
            for body in await here.reading.bodies():
                number = (
                    await unit.conversations.with_party(here.case_id(ref), body.code)
                ).number
                to = reply_address(here.wired.identity, number)
                written.append(_mail(len(written), body.email, to))
    return written[:MESSAGES]


def _mail(number: int, sender: str, to: str) -> bytes:
    if number % 17 == 0:
        return b"\x00\xff" * 40 + str(number).encode()
    mail = EmailMessage()
    mail["From"] = sender if number % 11 else "nessuno@altrove.example"
    mail["To"] = to if number % 13 else f"progetti@{DOMAIN}"
    mail["Subject"] = f"Re: proposta {number}"
    mail["Message-ID"] = f"<m{number}@partner.example>"
    mail["Date"] = "Mon, 23 Nov 2026 10:00:00 +0100"
    if number % 7 == 0:
        mail["Auto-Submitted"] = "auto-replied"
    mail.set_content(f"{_WORDS[number % len(_WORDS)]}\n")
    return mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))


def copied(plain: Sequence[bytes], chance: random.Random) -> list[bytes]:
    """Each one to five times; a copy by another road has another Received line."""
    copies = [
        mail if not copy or not mail.startswith(b"From") else _by_road(mail, copy)
        for mail in plain
        for copy in range(chance.randint(1, MOST_COPIES))
    ]
    chance.shuffle(copies)
    return copies


def _by_road(mail: bytes, copy: int) -> bytes:
    if copy % 2:
        return mail  # the very same bytes once more
    return f"Received: from road-{copy}.example by us\r\n".encode() + mail


class Doors:
    """LMTP as our mail server speaks it, and a mailbox's store."""

    def __init__(self, inbox: SqlInbox, port: int) -> None:
        self._lmtp = LmtpClient("127.0.0.1")
        self._port = port
        self._mailbox = inbox.mailbox("imap")
        self._uid = 0

    async def bring(self, mail: bytes, door: int) -> None:
        to = _recipient(mail)
        if door == 0:
            [reply] = await self._lmtp.deliver(self._port, Parcel("", (to,), mail))
            assert reply.taken
            return
        self._uid += 1
        await self._mailbox.take(
            mail,
            cursor=MailboxCursor(mailbox="m", uidvalidity=1, last_uid=self._uid),
            mail_from="",
            rcpt_to=(to,),
            internal_date=None,
            problem="",
        )

    def close(self) -> None:
        self._lmtp.close()


def _recipient(mail: bytes) -> str:
    for line in mail.split(b"\r\n"):
        if line.startswith(b"To: "):
            return line[4:].decode().strip()
    return f"progetti@{DOMAIN}"


async def state(here: House, refs: Sequence[str]) -> State:
    cases = {ref: here.case_id(ref) for ref in refs}
    return State(
        answers=await _answers(here, cases),
        became=await _became(here),
        events={ref: Counter(await here.kinds(ref)) for ref in refs},
        letters={ref: await _letters(here, ref) for ref in refs},
        tasks=Counter(task.kind for task in await here.reading.open_tasks()),
    )


async def _answers(here: House, cases: dict[str, CaseId]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    async with here.wired.units.read() as unit:
        for ref, case in cases.items():
            for one in await unit.interests.answers(case):
                assert (ref, one.body) not in found
                found[ref, one.body] = one.act
    return found


async def _became(here: House) -> dict[str, str]:
    """By content: a copy that was filed as one does not count."""
    best: dict[str, Disposition] = {}
    for one in await here.reading.messages(limit=1_000_000):
        best[one.content_key] = min(
            one.disposition,
            best.get(one.content_key, one.disposition),
            key=_RANK.index,
        )
    return {key: str(value) for key, value in best.items()}


async def _letters(here: House, ref: str) -> Counter[str]:
    async with here.wired.units.read() as unit:
        letters = await letters_of(unit, here.stream(ref))
    return Counter(f"{one.body}/{one.kind}/{one.state}" for one in letters)


async def once_in_order(folder: Path) -> tuple[State, list[bytes]]:
    async with server() as env, inhabited(env, folder, **SETTINGS) as here:
        refs = await furnished(here)
        plain = await mails(here, refs)
        doors = Doors(here.wired.inbox(env.get_current_time), here.host.lmtp_port)
        for mail in plain:
            await doors.bring(mail, 0)
        doors.close()
        await _read(here)
        return await state(here, refs), plain


async def in_disorder(folder: Path, seed: int) -> State:
    """Shuffled copies by two doors, and everything stopped in the middle."""
    chance = random.Random(seed)  # noqa: S311  (a test, not a secret)
    refs: list[str] = []
    left: list[bytes] = []
    async with server() as env:
        for run in range(RESTARTS + 1):
            async with inhabited(env, folder, **SETTINGS) as here:
                if not run:
                    refs = await furnished(here)
                    left = copied(await mails(here, refs), chance)
                inbox = here.wired.inbox(env.get_current_time)
                await inbox.sweep()
                doors = Doors(inbox, here.host.lmtp_port)
                share = len(left) if run == RESTARTS else len(left) // 2
                for mail in left[:share]:
                    await doors.bring(mail, chance.randint(0, 1))
                doors.close()
                left = left[share:]
                if run == RESTARTS:
                    await inbox.sweep()
                    await _read(here)
                    return await state(here, refs)
    raise AssertionError("unreachable")


async def _read(here: House) -> None:
    """Every mail has its disposition and every letter has left.

    A batch of letters that was cut off is taken up when its heartbeat is missed.
    """
    async with asyncio.timeout(MESSAGES + 60):
        while any(await here.waiting()):  # noqa: ASYNC110
            await asyncio.sleep(0.2)


async def test_mails_in_any_order_and_number_leave_one_state(tmp_path):
    expected, plain = await once_in_order(tmp_path / "once")
    assert len(plain) == len({content_key(mail) for mail in plain}) == MESSAGES

    seen = await in_disorder(tmp_path / "often", seed=20261122)

    assert {Disposition.ACT, Disposition.TASK, Disposition.FILED} < set(
        expected.became.values()
    )
    assert seen == expected
