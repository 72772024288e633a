"""Proposals on their way to an agenda, and what their parties' calendars are told."""

import re
from datetime import datetime
from email.message import EmailMessage
from typing import NamedTuple
from zoneinfo import ZoneInfo

from models.agenda_rows import Announced
from models.event import Event
from models.ids import session_workflow_id
from models.message import ActKind
from models.reference_number import session_named
from models.session import Session, Slot
from tests.flow.house import House
from tests.flow.samples import sample
from tests.flow.stories import BODIES
from tests.flow.wait import until

NAME = "IT-RU/XXIX"
SESSION = session_named(NAME)
STREAM = session_workflow_id(SESSION)
ROME = ZoneInfo("Europe/Rome")
PROPOSERS = (
    "projects@poima-eko.example",
    "international@privolzhe-hmel.example",
    "development@volga-kargo.example",
)
"""Where the shipped samples want their letters, in order."""

_LINE = re.compile(r"^([A-Z-]+)[^:\r\n]*:(.*)$", re.MULTILINE)


class Entry(NamedTuple):
    """What a calendar file says."""

    method: str
    uid: str
    sequence: str
    starts: str


async def item(
    here: House, number: int = 0, yes: tuple[str, ...] = ("IT-57",), **changes: object
) -> str:
    """A proposal that is ready; `yes` are its partners, or the first of them."""
    return await answered(here, await asked(here, number, **changes), *yes)


async def asked(here: House, number: int = 0, **changes: object) -> str:
    """A proposal that lies before the bodies."""
    ref: str = (await here.submit(sample(number, **changes))).ref
    await here.accept(ref)
    await until(here.phase, ref, "open")
    return ref


async def answered(here: House, ref: str, *yes: str) -> str:
    for body in (*yes, *(one for one in BODIES if one not in yes)):
        kind = ActKind.INTERESTED if body in yes else ActKind.DECLINED
        await here.o1.answer(ref, body, kind, reason="phone")
    if len(yes) > 1 and (await here.case(ref)).exclusive:
        await until(here.phase, ref, "choice")
        await here.o1.choose(ref, yes[0], "the proposer's letter")
    await until(here.phase, ref, "ready")
    await here.nothing_waits()
    return ref


async def session(here: House) -> Session:
    async with here.wired.units.read() as unit:
        found = await unit.sessions.get(SESSION)
    assert isinstance(found, Session)
    return found


async def day(here: House) -> str:
    """The day of the session, on its own clocks."""
    starts_at = (await session(here)).starts_at
    assert starts_at is not None
    return str(starts_at.astimezone(ROME).date())


async def at(here: House, clock: str) -> datetime:
    return datetime.fromisoformat(f"{await day(here)}T{clock}").replace(tzinfo=ROME)


async def lay(here: House, minutes: int = 60) -> None:
    """Tables a and b, from ten o'clock."""
    date = await day(here)
    tables = (
        f'[[table]]\nkey = "{key}"\nroom = "Sala {key}"\n'
        f"[[table.opening]]\nstarts = {date}T10:00:00\nminutes = {minutes}\n"
        for key in ("a", "b")
    )
    await here.o1.lay_tables(NAME, "\n".join(tables).encode())


async def slots(here: House) -> dict[str, tuple[str, str]]:
    """Table and hour of each case on the agenda."""
    return {
        one.case: (one.table, f"{one.starts_at.astimezone(ROME):%H:%M}")
        for one in await rows(here)
    }


async def rows(here: House) -> list[Slot]:
    async with here.wired.units.read() as unit:
        return list(await unit.agendas.slots(SESSION))


async def releases(here: House) -> list[Announced]:
    async with here.wired.units.read() as unit:
        return list(await unit.agendas.releases(SESSION))


async def events(here: House) -> list[Event]:
    async with here.wired.units.read() as unit:
        return list(await unit.events.of(STREAM))


async def seated(here: House, *refs: str) -> None:
    """All of them stand on the agenda that is drawn so far."""
    wanted = {here.case_id(ref) for ref in refs}

    async def there() -> bool:
        return wanted == set(await slots(here))

    await until(there, want=True)


async def frozen(here: House, *refs: str) -> None:
    await here.freeze(NAME)
    for ref in refs:
        await until(here.phase, ref, "scheduled")
    await here.nothing_waits()


def entry(letter: EmailMessage) -> Entry:
    """What the calendar that reads a letter is told."""
    [part] = (one for one in letter.walk() if one.get_content_type() == "text/calendar")
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    inside = raw.decode().split("BEGIN:VEVENT")
    lines = dict(_LINE.findall(inside[0]) + _LINE.findall(inside[1]))
    found = [lines[name].strip() for name in ("METHOD", "UID", "SEQUENCE", "DTSTART")]
    assert part.get_param("method") == found[0]
    return Entry(*found)


def words(letter: EmailMessage) -> str:
    """The plain text, on one line."""
    body = letter.get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())


def calls(letter: EmailMessage) -> bool:
    """Whether a calendar would act on it."""
    return any(one.get_content_type() == "text/calendar" for one in letter.walk())
