"""What tests of adhesions do: invite, enter, look, let time pass."""

import json
from datetime import timedelta
from email.message import EmailMessage

from activities.adhesion import Recorded
from activities.effects import EffectRunner
from models.adhesion_record import AdhesionRecord
from models.event import Event, EventKind
from models.ids import session_workflow_id
from models.milestones import MilestoneName
from models.reference_number import session_named
from runtime.adhesion_desk import AdhesionDesk, AdhesionShelf
from runtime.wiring import adhesion_book
from tests.flow.house import House
from tests.models.test_adhesion import given_form

XXIX = "IT-RU/XXIX"
SESSION = session_named(XXIX)
STREAM = session_workflow_id(SESSION)
MARCHE = "accordi@it-57.example"
TEXT = {"it": "Temi: energia.", "ru": "Темы: энергетика.", "en": "Themes: energy."}
OTHER_VAT = "12345670785"


async def desk(here: House) -> AdhesionDesk:
    return AdhesionDesk(
        effects=EffectRunner(units=here.wired.units, peers=here.wired.peers),
        book=adhesion_book(here.wired.settings, here.wired.reference),
        actor="secretariat:o1",
        now=await here.now(),
    )


async def invited(here: House) -> EmailMessage:
    """The notice has gone out; the letter of one body."""
    await (await desk(here)).publish(XXIX, TEXT)
    return await here.letter(MARCHE)


async def enter(here: House, **changes: object) -> Recorded:
    form = json.dumps(given_form(**changes), default=str).encode()
    return await (await desk(here)).enter(XXIX, form, "on paper", None)


async def adhesions(here: House) -> list[AdhesionRecord]:
    async with here.wired.units.read() as unit:
        return [*await unit.adhesions.of(SESSION)]


async def shelved(here: House, **asked: str):
    async with here.wired.units.read() as unit:
        book = adhesion_book(here.wired.settings, here.wired.reference)
        shelf = AdhesionShelf(unit=unit, book=book)
        return [*await shelf.all(XXIX)], [*await shelf.counterparts(XXIX)]


async def count(here: House) -> int:
    return len(await adhesions(here))


async def events(here: House, kind: EventKind) -> list[Event]:
    async with here.wired.units.read() as unit:
        return [one for one in await unit.events.of(STREAM) if one.kind is kind]


async def tasks(here: House) -> list[str]:
    async with here.wired.units.read() as unit:
        return [one.kind for one in await unit.tasks.open_of(STREAM)]


async def past_the_wall(here: House) -> None:
    async with here.wired.units.read() as unit:
        session = await unit.sessions.get(SESSION)
    assert session.plan is not None
    day = session.plan[MilestoneName.ADHESION_WALL].date
    assert day is not None
    await here.sleep(timedelta(days=(day - (await here.now()).date()).days + 1))


def plain(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
