"""What is watched beside the cases: a programme to be signed, passports to go."""

import json
from datetime import date, timedelta

from activities.effects import EffectRunner
from models.corridor import Programme
from models.ids import programme_stream, watch_workflow_id
from models.programme import Guideline
from models.programme_steps import Step
from models.reference_number import session_named
from runtime.adhesion_desk import AdhesionDesk
from runtime.programme_desk import ProgrammeDesk
from runtime.wiring import adhesion_book
from tests.flow.house import CORRIDOR, House
from tests.flow.wait import until
from tests.models.test_adhesion import PASSPORT, given_form, person


async def programme_dropped(here: House) -> str:
    """Nobody signs it: the desk is reminded, and drops it. The watch ends."""
    first = (await here.now()).year + 3
    code = f"{first}-{first + 2}"
    stream = programme_stream(CORRIDOR.code, code)
    following = Programme(
        corridor=CORRIDOR.code,
        code=code,
        start=date(first, 1, 1),
        end=date(first + 2, 12, 31),
    )
    guideline = Guideline(number=1, title={"en": "Energy"})
    await (await _programme_desk(here)).enter(following, (guideline,))
    eve = date(first - 1, 12, 1)
    await here.sleep(timedelta(days=(eve - (await here.now()).date()).days))
    await until(here.open_tasks, stream, ["programme-due"])
    await (await _programme_desk(here)).change(CORRIDOR.code, code, Step.ABANDON)
    await _ended(here, watch_workflow_id("programme", f"{CORRIDOR.code}/{code}"))
    return stream


async def passports_deleted(here: House) -> str:
    """Thirty days after the session the passports go, and the watch ends."""
    session = session_named("IT-RU/XXIX")
    traveller = person(needs_visa=True, passport=PASSPORT)
    form = json.dumps(given_form(participants=[traveller]), default=str).encode()
    desk = AdhesionDesk(
        effects=EffectRunner(units=here.wired.units, peers=here.wired.peers),
        book=adhesion_book(here.wired.settings, here.wired.reference),
        actor="secretariat:o1",
        now=await here.now(),
    )
    await desk.enter("IT-RU/XXIX", form, "on paper", None)
    await here.sleep(timedelta(days=280))
    await _ended(here, watch_workflow_id("adhesions", session))
    async with here.wired.units.read() as unit:
        [record] = await unit.adhesions.of(session)
    assert not record.holds_passports
    return str(record.adhesion)


async def _programme_desk(here: House) -> ProgrammeDesk:
    effects = EffectRunner(units=here.wired.units, peers=here.wired.peers)
    return ProgrammeDesk(effects=effects, actor="secretariat:o1", now=await here.now())


async def _ended(here: House, workflow_id: str) -> None:
    await here.wired.client.get_workflow_handle(workflow_id).result()
