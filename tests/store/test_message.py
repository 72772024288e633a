from datetime import date, timedelta

from models.inbound import Disposition
from models.message import Attachment, Bounced, Reading, ReadingKind
from store.unit_of_work import SqlUnits
from tests.store.samples import CASE, NOW, message, world

READING = Reading(
    kind=ReadingKind.BOUNCE,
    subject="Не доставлено",
    text="nul \x00 and emoji 🎉",
    attachments=(Attachment(name="a.pdf", type="application/pdf", sha256="0", size=1),),
    bounced=(Bounced(address="a@b.example", status="5.1.1", permanent=True),),
    tokens=("r-1-abc",),
    language="ru",
    return_on=date(2026, 8, 31),
    reader_version=3,
)


async def test_message_comes_back_as_it_was_read(units: SqlUnits) -> None:
    number = await world(units)
    received = message("a")
    async with units.write() as unit:
        await unit.messages.add(received)

    read = received.model_copy(
        update={
            "reading": READING,
            "conversation": number,
            "disposition": Disposition.FILED,
            "detail": "Отчёт",
        }
    )
    async with units.write() as unit:
        assert await unit.messages.get(received.message) == received
        await unit.messages.save(read)

    async with units.read() as unit:
        assert await unit.messages.get(received.message) == read
        assert await unit.messages.of_conversations(CASE) == [read]


async def test_messages_without_disposition_are_unread(units: SqlUnits) -> None:
    late = message("late", received_at=NOW + timedelta(seconds=1))
    filed = message("filed", disposition=Disposition.FILED)
    async with units.write() as unit:
        for one in (late, filed, message("a")):
            await unit.messages.add(one)

    async with units.read() as unit:
        assert await unit.messages.unread_before(NOW - timedelta(seconds=1)) == 0
        assert await unit.messages.unread_before(NOW) == 1
        assert await unit.messages.unread_before(NOW + timedelta(days=1)) == 2
        assert await unit.messages.received() == [message("a").message, late.message]


async def test_same_content_by_two_roads(units: SqlUnits) -> None:
    second = message("b", content_key="a", received_at=NOW + timedelta(seconds=1))
    async with units.write() as unit:
        for one in (second, message("a"), message("c")):
            await unit.messages.add(one)

    async with units.read() as unit:
        assert await unit.messages.by_content("a") == [message("a"), second]
        assert await unit.messages.by_content("x") == []
