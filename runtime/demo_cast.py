"""The scripted partners: they read their mailbox and answer by real e-mail."""

import asyncio
import json
import re
from collections.abc import Coroutine, Sequence
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import aiosmtplib

from mail.letter_source import letter_source
from models.frozen import Frozen
from models.ids import BodyCode
from models.letter import DIGEST_OF, LetterKind
from models.message import ActKind
from models.reply_form import Language
from runtime.demo_words import ABSENT, COMPLETED, UNCLEAR, Manner, outlook, words
from runtime.partner_mail import opened, plain, reply_to
from runtime.process import LOOPBACK
from store.reference import SHIPPED

_LINES = 4  # mails under way at a time
_SUBJECT = re.compile(r"\[(?P<ref>[^\]]+)\] (?P<heading>.+)", re.DOTALL)


class Grant(Frozen):
    """A partner's agreement and its budget for the year, in euro."""

    number: str
    kind: str
    sectors: tuple[str, ...]
    budget: int
    project_cap: int | None = None


class Partner(Frozen):
    """A body of the demonstration: invented, with a habit of its own."""

    code: BodyCode
    kind: str
    name: str
    country: str
    language: str
    email: str
    sectors: tuple[str, ...]
    manner: Manner
    agreement: Grant

    def hears_of(self, sectors: Sequence[str]) -> bool:
        return not self.sectors or bool({*self.sectors} & {*sectors})


class Attitude(Frozen):
    """What a body will say of one proposal; money in euro. No `act`: nothing."""

    act: ActKind | None = None
    contribution: int = 0
    private: int = 0


def partners(folder: Path = SHIPPED) -> tuple[Partner, ...]:
    written = json.loads((folder / "demo" / "bodies.json").read_text())
    return tuple(Partner.model_validate(one) for one in written)


class Cast:
    """Every partner and proposer behind the mail host's mailboxes.

    `attitudes` is by reference number and body; `completing` names the proposals
    whose proposer answers a return with the completed form.
    """

    def __init__(self, known: Sequence[Partner]) -> None:
        self.partners = tuple(known)
        self.attitudes: dict[tuple[str, BodyCode], Attitude] = {}
        self.completing: set[str] = set()
        self.sent = 0
        self.failed: list[str] = []
        self.port = 0
        self._by_address = {partner.email: partner for partner in known}
        self._held: dict[str, list[EmailMessage]] = {}
        self._asked: set[tuple[str, BodyCode]] = set()
        self._lines = asyncio.Semaphore(_LINES)
        self._under_way: set[asyncio.Task[None]] = set()

    @property
    def bouncing(self) -> frozenset[str]:
        return self._in_manner(Manner.BOUNCING)

    @property
    def refused(self) -> frozenset[str]:
        return self._in_manner(Manner.REFUSED)

    def deliver(self, address: str, path: Path) -> None:
        """Called by the mail host for each mail it files."""
        letter = opened(path.read_bytes())
        read = understood(str(letter["Subject"]))
        if read is None:
            return
        ref, kind = read
        partner = self._by_address.get(address)
        if partner is not None:
            self._answer(partner, ref, kind, letter)
        elif kind is LetterKind.RETURN_FOR_COMPLETION and ref in self.completing:
            self._later(self._send(reply_to(letter, address, COMPLETED)))

    async def release(self, ref: str) -> None:
        """Send the answers that were kept until it was too late."""
        for reply in self._held.pop(ref, []):
            await self._send(reply)

    async def idle(self) -> None:
        while self._under_way:
            await asyncio.gather(*self._under_way)

    def _answer(
        self, partner: Partner, ref: str, kind: LetterKind, letter: EmailMessage
    ) -> None:
        attitude = self.attitudes.get((ref, partner.code), Attitude())
        if kind is LetterKind.ANSWER_RECEIPT and (ref, partner.code) in self._asked:
            self._asked.discard((ref, partner.code))
            self._say(partner, attitude, letter)
        elif kind is not LetterKind.DISSEMINATION:
            return
        elif partner.manner is Manner.ASKER and attitude.act is not None:
            self._asked.add((ref, partner.code))
            self._say(partner, Attitude(act=ActKind.QUESTION), letter)
        elif partner.manner is Manner.ABSENT and attitude.act is None:
            away = reply_to(letter, partner.email, ABSENT)
            away["Auto-Submitted"] = "auto-replied"
            self._later(self._send(away))
        elif partner.manner is Manner.UNCLEAR and attitude.act is not None:
            self._later(self._send(reply_to(letter, partner.email, UNCLEAR)))
        elif partner.manner is Manner.LATE and attitude.act is not None:
            kept = self._held.setdefault(ref, [])
            text = _text(partner, attitude, letter)
            kept.append(reply_to(letter, partner.email, text))
        else:
            self._say(partner, attitude, letter)

    def _say(self, partner: Partner, attitude: Attitude, letter: EmailMessage) -> None:
        if attitude.act is not None:
            text = _text(partner, attitude, letter)
            self._later(self._send(reply_to(letter, partner.email, text)))

    async def _send(self, message: EmailMessage) -> None:
        async with self._lines:
            try:
                await aiosmtplib.send(message, hostname=LOOPBACK, port=self.port)
            except (aiosmtplib.SMTPException, OSError) as error:
                self.failed.append(f"{message['From']}: {error}")
            else:
                self.sent += 1

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    def _in_manner(self, manner: Manner) -> frozenset[str]:
        known = self._by_address.values()
        return frozenset(one.email for one in known if one.manner is manner)


def _text(partner: Partner, attitude: Attitude, letter: EmailMessage) -> str:
    act = attitude.act or ActKind.DECLINED
    text = words(partner.manner, act, attitude.contribution, attitude.private)
    if partner.manner is Manner.OUTLOOK:
        return outlook(text, plain(letter), str(letter["Subject"]))
    return text


def understood(subject: str) -> tuple[str, LetterKind] | None:
    """The proposal and the kind of a letter, by its subject alone."""
    found = _SUBJECT.match(" ".join(subject.split()))
    if found is None:
        return None
    for heading, kind in _headings():
        if found["heading"].startswith(heading):
            return found["ref"], kind
    return None


@cache
def _headings() -> tuple[tuple[str, LetterKind], ...]:
    """Longest first, for some begin with another."""
    all_of_them = {
        letter_source(kind, language).subject: kind
        for kind in LetterKind
        if kind not in DIGEST_OF.values()  # headed like the letters inside them
        for language in Language
    }
    return tuple(sorted(all_of_them.items(), key=lambda one: -len(one[0])))
