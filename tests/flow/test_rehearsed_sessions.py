"""In every state of a session a dry run says of each act what the act itself says."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from time import time
from typing import Final

import pytest

from models.acts import Ruling, Verdict
from models.event import EventKind
from models.ids import session_workflow_id
from models.reference_number import session_named
from models.remote import Remote
from models.task import TaskKind
from runtime.office import Office
from tests.flow.agendas import answered
from tests.flow.house import GOOD, House, house
from tests.flow.rehearsals import Try, done, rehearsed
from tests.flow.samples import sample
from tests.flow.test_minutes import PROMISE, SAID, minute, sheet
from tests.flow.test_refused_acts import events
from tests.flow.wait import until

pytestmark = [pytest.mark.flow, pytest.mark.timeout(180)]
O1 = "secretariat:o1"
TODAY = datetime.fromtimestamp(time(), UTC)
PAST, LATER = TODAY - timedelta(days=300), TODAY + timedelta(days=650)
ORDINALS = ("XXIX", *(f"XXX{end}" for end in ("", "I", "II", "III", "IV", "V", "VI")))
LINK = Remote(link="https://meet.example/x")


def item(session: str) -> str:
    """The one item of a session."""
    corridor, ordinal = session.split("/")
    years = f"{TODAY.year}-{TODAY.year + 2}"
    return f"{corridor}/{years}/{ordinal}/LIP/0001"


def hold(promise: str = PROMISE) -> Try:
    return lambda o, name: o.hold(
        name, minutes=sheet(minute(item(name), more=SAID + promise))
    )


async def retry(office: Office, session: str) -> object:
    stream = session_workflow_id(session_named(session))
    return await office.resolve(stream, Ruling.RETRY, "mended")


ACTS: Final[Mapping[str, Try]] = {
    "retry": retry,
    "hold with a stranger's promise": hold(PROMISE.replace("IT-57", "IT-88")),
    "hold without what has no slot": lambda o, name: o.hold(
        name, [f"{item(name)[:-4]}0099"], "no time"
    ),
    "hold": hold(),
    "postpone into the past": lambda o, name: o.postpone(name, PAST, "flood"),
    "postpone in silence": lambda o, name: o.postpone(name, LATER, ""),
    "cancel in silence": lambda o, name: o.cancel_session(name, ""),
    "meet at a distance in silence": lambda o, name: o.change_format(
        name, remote=LINK, reason=""
    ),
    "in person": lambda o, name: o.change_format(name, remote=None, reason="well"),
    "move to another day": lambda o, name: o.move_item(
        name, item(name), table="plenary", at=PAST
    ),
    "swap with itself": lambda o, name: o.swap_items(name, item(name), item(name)),
    "remove in silence": lambda o, name: o.remove_item(name, item(name), reason=""),
    "add what stands there": lambda o, name: o.add_late_item(name, item(name)),
    "a stranger falls out": lambda o, name: o.drop_partner(
        name, item(name), "IT-88", reason="ill"
    ),
    "meet at a distance": lambda o, name: o.change_format(
        name, remote=LINK, reason="snow"
    ),
    "remove": lambda o, name: o.remove_item(name, item(name), reason="sold"),
    "a partner falls out": lambda o, name: o.drop_partner(
        name, item(name), "IT-57", reason="ill"
    ),
    "freeze": lambda o, name: o.freeze(name, "agreed"),
    "postpone": lambda o, name: o.postpone(name, LATER, "flood"),
    "postpone to no day": lambda o, name: o.postpone(name, None, "flood"),
    "cancel": lambda o, name: o.cancel_session(name, "war"),
}


async def collecting(here: House) -> list[str]:
    """Each with one item, drawn on its agenda."""
    names = []
    for number, ordinal in enumerate(ORDINALS):
        if number:
            await here.session(ordinal, days=240 + 50 * number)
        name = f"IT-RU/{ordinal}"
        ref = (await here.submit(sample(), session=name)).ref
        assert ref == item(name)
        await until(here.phase, ref, "validation")
        await here.o2.validate(ref, Verdict.ACCEPT, scores=GOOD, reason="")
        await until(here.phase, ref, "open")
        await answered(here, ref, "IT-57")
        await until(drawn, here, name, want=1)
        names.append(name)
    return names


async def drawn(here: House, name: str) -> int:
    async with here.wired.units.read() as unit:
        return len(await unit.agendas.slots(session_named(name)))


async def frozen(here: House) -> list[str]:
    names = await collecting(here)
    for name in names:
        await here.freeze(name)
        await until(here.phase, item(name), "scheduled")
    return names


async def sitting(here: House) -> list[str]:
    """The first one's day has come."""
    names = await frozen(here)
    await here.days_before(names[0], 0)
    await until(due, here, names[0], want=True)
    return names


async def due(here: House, name: str) -> bool:
    tasks = await here.open_tasks(session_workflow_id(session_named(name)))
    return TaskKind.SESSION_DUE in tasks


async def undated(here: House) -> list[str]:
    names = await collecting(here)
    for name in names:
        await here.o1.postpone(name, None, "flood")
    return names


async def held(here: House) -> list[str]:
    names = await sitting(here)
    await here.o1.hold(names[0])
    await until(over, here, names[0], want=True)
    return names[:1]


async def over(here: House, name: str) -> bool:
    """Its minutes are in, and its procedure has ended."""
    return (await events(here, name))[-1].kind is EventKind.SESSION_CLOSED


async def cancelled(here: House) -> list[str]:
    names = await collecting(here)
    await here.o1.cancel_session(names[0], "war")
    return names[:1]


STATES: Final[Mapping[str, Callable[[House], Awaitable[list[str]]]]] = {
    "collecting": collecting,
    "frozen": frozen,
    "sitting": sitting,
    "undated": undated,
    "held": held,
    "cancelled": cancelled,
}


@pytest.mark.parametrize("state", STATES)
async def test_rehearsal_and_act_agree_in_every_state(tmp_path, state):
    async with house(tmp_path) as opened:
        here = await opened.furnish()
        names = await STATES[state](here)
        await here.nothing_waits()
        acts = {name: (O1, act) for name, act in ACTS.items()}
        before = await events(here, names[0])

        foretold = await rehearsed(here, names[0], acts)

        assert await events(here, names[0]) == before
        assert foretold == await done(here, names, acts)
