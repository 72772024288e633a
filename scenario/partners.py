"""The partners of the scenario: they read their mailboxes and answer in their time."""

import asyncio
import heapq
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import format_datetime
from itertools import count
from pathlib import Path
from random import Random

import aiosmtplib

from models.ids import BodyCode
from models.letter import DIGEST_OF, LetterKind
from runtime.demo_cast import Partner, understood
from runtime.demo_words import ABSENT, COMPLETED, Manner
from runtime.process import LOOPBACK
from scenario.words import (
    Item,
    Word,
    Words,
    items_of,
    of_one,
    of_several,
)

_ASKING = frozenset(DIGEST_OF)
_HOURS = (3, 22, 26, 46, 70, 98)
"""How long an answer takes: less than until the next letter, in any case."""
_LATEST = range(40, 60)  # days after the letter
_COMPLETED_AFTER = timedelta(days=6)
_PARSER = BytesParser()
_NAME = re.compile(r"[^A-Za-z0-9]+")
_SEVERAL = re.compile(r"\[\d+ [^\]]+\] ")


class Letter:
    """A letter of ours as its reader has it on the screen."""

    def __init__(self, path: Path) -> None:
        self._parsed: Message = _PARSER.parsebytes(path.read_bytes())
        self.subject = str(make_header(decode_header(self.field("Subject"))))

    def field(self, name: str) -> str:
        return str(self._parsed[name])

    @property
    def text(self) -> str:
        for part in self._parsed.walk():
            content = part.get_payload(decode=True)
            if part.get_content_type() == "text/plain" and isinstance(content, bytes):
                return content.decode().replace("\r\n", "\n")
        return ""


class Partners:
    """`now` is the clock of the scenario; `completing` who answers a return."""

    def __init__(self, known: Sequence[Partner], seed: int) -> None:
        self.port = 0
        self.now: datetime | None = None
        self.completing: set[str] = set()
        self.sent = 0
        self.failed: list[str] = []
        self._words = Words(seed, len(known))
        self._by_address = {one.email: one for one in known}
        self._waves: Counter[tuple[BodyCode, str]] = Counter()
        self._waiting: list[tuple[datetime, int, EmailMessage]] = []
        self._numbers = count(1)

    def of_manner(self, manner: Manner) -> frozenset[str]:
        known = self._by_address.values()
        return frozenset(one.email for one in known if one.manner is manner)

    def deliver(self, address: str, path: Path) -> None:
        """Called by the mail host for each mail it files."""
        partner, letter = self._by_address.get(address), Letter(path)
        if partner is None:
            self._complete(address, letter)
        elif partner.manner is Manner.ABSENT:
            away = self._reply(letter, address, ABSENT)
            away["Auto-Submitted"] = "auto-replied"
            self._put(away, timedelta())
        elif _SEVERAL.match(letter.subject):
            self._answer_items(partner, items_of(letter.text), letter)
        else:
            self._answer_one(partner, letter)

    async def answer_due(self, now: datetime) -> int:
        """Send what is due by then; how many mails."""
        due: list[EmailMessage] = []
        while self._waiting and self._waiting[0][0] <= now:
            due.append(heapq.heappop(self._waiting)[2])
        if due:
            await self._send(due)
        return len(due)

    def _complete(self, address: str, letter: Letter) -> None:
        read = understood(letter.subject)
        if read is None or read[0] not in self.completing:
            return
        if read[1] is LetterKind.RETURN_FOR_COMPLETION:
            self._put(self._reply(letter, address, COMPLETED), _COMPLETED_AFTER)

    def _answer_one(self, partner: Partner, letter: Letter) -> None:
        read = understood(letter.subject)
        if read is None or read[1] not in _ASKING:
            return
        ref = read[0]
        said = self._due(partner, [ref])
        if ref in said:
            text = of_one(partner, said[ref], letter.subject, letter.text)
            reply = self._reply(letter, partner.email, text)
            self._put(reply, self._delay(partner, said))

    def _answer_items(
        self, partner: Partner, items: Sequence[Item], letter: Letter
    ) -> None:
        said = self._due(partner, [one.ref for one in items])
        answered = [one for one in items if one.ref in said]
        if answered:
            text = of_several(partner, answered, said)
            reply = self._reply(letter, partner.email, text)
            self._put(reply, self._delay(partner, said))

    def _due(self, partner: Partner, refs: Sequence[str]) -> dict[str, Word]:
        """What this body says now, of those proposals it has something to say of."""
        said = {}
        for ref in refs:
            wave = self._waves[partner.code, ref]
            self._waves[partner.code, ref] += 1
            word = self._words.of(partner.code, ref)
            if word.wave == wave:
                said[ref] = word
        return said

    def _delay(self, partner: Partner, said: Mapping[str, Word]) -> timedelta:
        random = Random(f"{self._words.seed}/{partner.code}/{min(said)}")  # noqa: S311
        if any(one.late for one in said.values()):
            return timedelta(days=random.choice(_LATEST))
        return timedelta(hours=random.choice(_HOURS))

    def _put(self, reply: EmailMessage, after: timedelta) -> None:
        if self.now is None:
            return
        at = self.now + after
        reply["Date"] = format_datetime(at)
        heapq.heappush(self._waiting, (at, next(self._numbers), reply))

    def _reply(self, letter: Letter, address: str, text: str) -> EmailMessage:
        """As a mail program answers: to the Reply-To, in the thread of the letter."""
        reply = EmailMessage()
        answered = letter.field("Message-ID")
        named = _NAME.sub("", answered)[:24]
        reply["From"] = address
        reply["To"] = letter.field("Reply-To")
        reply["Subject"] = f"Re: {letter.subject}"
        reply["Message-ID"] = f"<{named}.{next(self._numbers)}@partner.example>"
        reply["In-Reply-To"] = reply["References"] = answered
        reply.set_content(text)
        return reply

    async def _send(self, mails: Sequence[EmailMessage]) -> None:
        server = aiosmtplib.SMTP(hostname=LOOPBACK, port=self.port)
        async with asyncio.timeout(120), server:
            for mail in mails:
                try:
                    await server.send_message(mail)
                except aiosmtplib.SMTPException as error:
                    self.failed.append(f"{mail['From']}: {error}")
                else:
                    self.sent += 1
