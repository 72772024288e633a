"""An inbound mail: read, matched, judged, and made an act, a task, or filed."""

import asyncio
from collections.abc import Sequence

from temporalio import activity

from activities.adhesion import AdhesionBook
from activities.adhesion_mail import take_adhesion, thread_of
from activities.answers import NotDisseminatedError
from activities.automatic_mail import file_automatic
from activities.certified import is_receipt, take_receipt
from activities.corrections import cancel_answer
from activities.doubts import doubt_about
from activities.effects import Effect, EffectRunner
from activities.filing import (
    MessageRead,
    ask,
    bounced,
    filed,
    quarantine,
)
from activities.follow_up_mail import about_follow_up, take_follow_up
from activities.muting import mute, says_more
from activities.ports import Reader
from activities.replies import act_on, same_again, split_digest
from activities.understanding import Understanding, Understood
from activities.unit_of_work import UnitOfWork
from activities.writing import LetterWriter
from models.ids import MessageHash, PaperId
from models.inbound import InboundMessage
from models.message import Authentication, Reading, ReadingKind
from models.partner_page import PAGE


class ReadMessage(Effect):
    message: MessageHash


_WRITTEN_BY_PEOPLE = frozenset({ReadingKind.REPLY, ReadingKind.PEC_ENVELOPE})


class MessageActivities:
    def __init__(
        self,
        *,
        effects: EffectRunner,
        writer: LetterWriter,
        reader: Reader,
        book: AdhesionBook,
    ) -> None:
        self._effects = effects
        self._writer = writer
        self._reader = reader
        self._book = book
        self._understanding = Understanding(reader=reader)

    @activity.defn(name="read_message")
    async def read_message(self, request: ReadMessage) -> MessageRead:
        """One effect: act and receipt, task, or filed; never twice, never neither."""
        async with self._effects.units.read() as unit:
            raw = await unit.papers.get(PaperId(request.message))
            sent = await self._understanding.quotable(unit, request.message, raw)
            ours = (await unit.messages.get(request.message)).source == PAGE
        # Reading is bounded to a second, yet too long to hold the event loop.
        reading, authentication = await asyncio.to_thread(self._read, raw, sent)
        if ours:  # no mail server brought it: whoever has the link wrote it
            authentication = Authentication(detail="given on the page of its link")

        async def work(unit: UnitOfWork) -> MessageRead:
            understood = await self._understanding.of(
                unit, request.message, reading, authentication
            )
            return await self._dispose(unit, understood, request)

        return await self._effects.once(request, MessageRead, work)

    @activity.defn(name="quarantine_message")
    async def quarantine_message(self, request: ReadMessage) -> MessageRead:
        """What could not be read must not hold up every round that closes."""

        async def work(unit: UnitOfWork) -> MessageRead:
            message = await unit.messages.get(request.message)
            return await quarantine(unit, message, request)

        return await self._effects.once(request, MessageRead, work)

    def _read(
        self, raw: bytes, sent: Sequence[bytes]
    ) -> tuple[Reading, Authentication]:
        reading = self._reader.read(raw, sent)
        return reading, self._reader.assess(raw, reading)

    def _attested(self, message: InboundMessage, reading: Reading) -> bool:
        facts = reading.pec
        return facts is not None and self._reader.attested(facts, message.source)

    async def _dispose(
        self, unit: UnitOfWork, understood: Understood, request: ReadMessage
    ) -> MessageRead:
        message, reading = understood.message, understood.reading
        if understood.copy_of_another:
            return await filed(unit, message, request, "A copy of a message filed.")
        # What came with a problem is not all that was sent: nobody may act on it.
        if reading.kind is ReadingKind.UNREADABLE or message.detail:
            return await quarantine(unit, message, request)
        if is_receipt(reading):
            return await take_receipt(
                unit,
                self._writer,
                understood,
                request,
                attested=self._attested(message, reading),
            )
        if muted := self._reader.muting(message.rcpt_to):
            done = await mute(unit, self._writer, message, muted[0], request)
            if not says_more(reading):
                return done
            read = await self._answer(unit, understood, request)
            return read.model_copy(update={"letters": read.letters + done.letters})
        if reading.kind is ReadingKind.BOUNCE:
            return await bounced(unit, self._writer, understood, request)
        if reading.kind not in _WRITTEN_BY_PEOPLE:
            return await file_automatic(unit, understood, request)
        return await self._answer(unit, understood, request)

    async def _answer(
        self, unit: UnitOfWork, understood: Understood, request: ReadMessage
    ) -> MessageRead:
        message = understood.message
        if thread := await thread_of(unit, understood):
            return await take_adhesion(unit, self._book, understood, thread, request)
        if about_follow_up(understood, self._reader):
            return await take_follow_up(
                unit, self._writer, self._reader, understood, request
            )
        if doubt := doubt_about(understood):
            return await ask(unit, understood, request, doubt)
        if understood.judgement.cancels and not understood.items:
            return await cancel_answer(unit, self._writer, understood, request)
        acts, open_items = split_digest(understood, request)
        try:  # refused before anything is written
            if acts and not open_items and await same_again(unit, acts):
                return await filed(unit, message, request, "The same answer again.")
            return await act_on(unit, self._writer, message, acts, unclear=open_items)
        except NotDisseminatedError as error:
            return await ask(unit, understood, request, str(error))
