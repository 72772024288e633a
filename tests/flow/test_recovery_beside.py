"""The engine is gone: halts, corrected texts, sessions, mails and money go on too."""

from datetime import timedelta
from typing import Any

import pytest
from temporalio.client import WorkflowHandle
from temporalio.service import RPCError

from models.acts import Ruling
from models.body import AddressHealth
from models.case import Outcome
from models.ids import message_workflow_id, money_workflow_id, session_workflow_id
from models.inbound import Disposition
from models.message import ActKind
from models.reference_number import session_named
from models.session import SessionState
from runtime.rehydrate import Why
from tests.flow.house import House, house
from tests.flow.lists import PROPOSER, load, ruled
from tests.flow.loss import at_rest, lose, rehydrator
from tests.flow.samples import sample
from tests.flow.stories import closed, disseminated, nobody, ready
from tests.flow.test_x24_wrong_text import right
from tests.flow.wait import until

XXIX = session_workflow_id(session_named("IT-RU/XXIX"))


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def begun(here: House) -> list[tuple[str, Why]]:
    done = [(one.workflow, one.why) for one in await rehydrator(here).run()]
    assert [one async for one in looked(here)] == []
    return done


async def looked(here: House):
    for one in await rehydrator(here).look():
        yield one


async def state(here: House, session: str = XXIX) -> str:
    found: str = await here.wired.client.get_workflow_handle(session).query("status")
    return found


async def test_x21_case_that_stands_still_goes_on_standing_still(here):
    ref = await disseminated(here)
    await here.letter("accordi@it-57.example")
    ends = (await here.case(ref)).due_at
    await load(here, PROPOSER)
    halted = await at_rest(here, ref)
    kinds = await here.kinds(ref)

    await lose(here, ref)
    assert await begun(here) == [(here.stream(ref), Why.GONE)]

    await until(at_rest, here, ref, want=halted)
    assert await here.kinds(ref) == [*kinds, "case.recovered"]
    await here.sleep(timedelta(days=30))
    await ruled(here, ref, Ruling.CLEAR, "another company")
    due = (await here.case(ref)).due_at
    assert ends is not None
    assert due is not None
    assert due > ends + timedelta(days=20)
    await nobody(here, ref)


async def test_x24_text_that_waits_is_judged_after_a_loss(here):
    ref = await disseminated(here)
    await here.letter("accordi@it-57.example")
    await here.nothing_waits()
    await here.o1.correct(ref, right(), "tonnes, not kilograms", material=True)

    await lose(here, ref)
    await begun(here)
    await at_rest(here, ref)
    await here.o2.judge_text(ref, approved=True)

    subject = str((await here.letter("accordi@it-57.example", 2))["Subject"])
    assert "Rettifica" in subject
    corrected = [one for one in await here.events(ref) if one.kind == "text.corrected"]
    assert [one.body["corrector"] for one in corrected] == ["secretariat:o1"]


async def test_session_goes_on_in_each_state_after_a_loss(here):
    ref = await ready(here, contribution=None)
    for step in ("collecting", "frozen", "postponed", "collecting again"):
        if step == "frozen":
            await here.freeze()
            await until(here.phase, ref, "scheduled")
        elif step == "postponed":
            await here.o1.postpone("IT-RU/XXIX", None, "to a date to be set")
            await until(here.phase, ref, "ready")
        elif step == "collecting again":
            later = await here.now() + timedelta(days=300)
            await here.o1.postpone("IT-RU/XXIX", later, "new date")
        before = await state(here)
        await lose(here, sessions=("IT-RU/XXIX",))
        assert await begun(here) == [(XXIX, Why.GONE)]
        await until(state, here, want=before)
    await at_rest(here, ref)
    await here.days_before("IT-RU/XXIX", 0)
    await until(state, here, want=SessionState.FROZEN)
    await here.o1.hold("IT-RU/XXIX", (), "minutes")
    await until(here.phase, ref, "presented")
    async with here.wired.units.read() as unit:
        found = await unit.events.of(XXIX)
    kinds = [one.kind for one in found]
    assert kinds.count("case.recovered") == 4
    milestones = [
        one.body["milestone"] for one in found if one.kind == "milestone.reached"
    ]
    assert len(milestones) == len(set(milestones))


async def test_mail_at_the_desk_waits_there_after_a_loss(here):
    ref = await disseminated(here)
    letter = await here.letter("accordi@it-57.example")
    await here.reply(letter, "Va bene, grazie.\n")
    await until(here.waiting_messages, 1)
    [message] = await here.reading.messages(disposition=Disposition.TASK)
    workflow = message_workflow_id(message.message)
    await here.wired.client.get_workflow_handle(workflow).terminate("lost")

    assert await begun(here) == [(workflow, Why.GONE)]

    await here.o2.file_message(
        message.message, ref=ref, body="IT-57", kind=ActKind.DECLINED, reason="phone"
    )
    assert await here.answers(ref) == {"IT-57": "declined"}


async def test_money_of_a_closed_case_is_watched_after_a_loss(tmp_path):
    """Its session is near, so that it is signed while its money is reserved."""
    async with house(tmp_path) as here:
        await here.furnish(days=50)
        await money_is_watched(here)


async def money_is_watched(here: House) -> None:
    ref = await ready(here)
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    await here.hold("IT-RU/XXIX", reason="minutes 1")
    await until(here.phase, ref, "presented")
    await here.o1.record_outcome(ref, Outcome.MEMORANDUM, "letter of intent")
    await closed(here, ref, Outcome.MEMORANDUM)
    watch = here.wired.client.get_workflow_handle(money_workflow_id(here.case_id(ref)))
    await until(watched, watch, want=True)
    before = await watch.query("status")
    await watch.terminate("lost")

    await begun(here)

    await until(watched, watch, want=True)
    assert await watch.query("status") == before


async def watched(watch: WorkflowHandle[Any, Any]) -> bool:
    try:
        return bool(await watch.query("status"))
    except RPCError:
        return False


async def held(here: House, ref: str) -> int:
    return (await here.case(ref)).reserved


async def test_reserved_money_of_an_open_case_lapses_after_a_loss(here):
    ref = await ready(here)
    due = await at_rest(here, ref)
    await lose(here, ref)
    await begun(here)
    await until(at_rest, here, ref, want=due)

    await here.sleep(timedelta(days=120))

    await until(held, here, ref, 0)


async def test_case_held_up_is_held_up_after_a_loss(here):
    """The task of the lost procedure is closed; what it asks is asked anew."""
    await here.health(AddressHealth.BAD)
    ref = (await here.submit(sample())).ref
    await here.accept(ref)
    await until(here.open_tasks, here.stream(ref), ["effect-refused"])
    await lose(here, ref)
    await begun(here)
    await until(here.open_tasks, here.stream(ref), ["effect-refused"])
    await here.health(AddressHealth.GOOD)

    await here.o2.resolve(here.stream(ref), Ruling.RETRY, "addresses mended")

    await until(here.phase, ref, "open")
    assert await here.open_tasks(here.stream(ref)) == []
