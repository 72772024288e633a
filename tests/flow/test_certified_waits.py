"""What is asked of a person when certified mail is not heard of, or late."""

from datetime import timedelta

import pytest

from models.letter import LetterState
from tests.flow.certified import (
    ADDRESS,
    BODY,
    BOTH,
    MAILBOX,
    certified,
    held,
    kinds,
    letter_of,
    state,
    takes_certified_mail,
    tasks,
)
from tests.flow.house import House, house
from tests.flow.stories import disseminated
from tests.flow.wait import until
from tests.mail.pec_access_point import Fate
from tests.store.letters_of import letters_of


@pytest.fixture
async def here(tmp_path):
    async with certified(tmp_path) as opened:
        yield opened


async def test_lost_acceptance_is_asked_about_after_half_an_hour(here):
    here.point.receipts = False
    here.point.fates[ADDRESS] = Fate.SILENT
    ref = await disseminated(here)
    await until(state, here, ref, "accepted")

    await here.sleep(timedelta(minutes=29))
    before = await tasks(here, ref)
    await here.sleep(timedelta(minutes=2))

    await until(tasks, here, ref, ["pec-unconfirmed"])
    assert before == []


async def test_late_acceptance_closes_the_task_and_opens_the_wait(here):
    ref, acceptance, _ = await held(here)
    await here.sleep(timedelta(minutes=31))
    await until(tasks, here, ref, ["pec-unconfirmed"])

    await here.point.put(acceptance)
    await until(tasks, here, ref, [])
    await here.sleep(timedelta(hours=25))
    early = await tasks(here, ref)
    await here.sleep(timedelta(hours=2))

    await until(tasks, here, ref, ["pec-unconfirmed"])
    assert early == []


async def test_lost_delivery_is_asked_about_once(here):
    here.point.fates[ADDRESS] = Fate.SILENT
    ref = await disseminated(here)
    await until(kinds, here, ref, ["accettazione"])

    await here.sleep(timedelta(hours=25))
    early = await tasks(here, ref)
    await here.sleep(timedelta(hours=2))
    await until(tasks, here, ref, ["pec-unconfirmed"])
    await here.sleep(timedelta(days=3))

    assert early == []
    assert (await here.kinds(ref)).count("task.opened") == 1


async def test_ordinary_mailbox_owes_no_receipt_of_delivery(here):
    here.point.fates[ADDRESS] = Fate.ORDINARY
    ref = await disseminated(here)
    await until(kinds, here, ref, ["accettazione"])

    await here.sleep(timedelta(hours=30))

    assert await tasks(here, ref) == []


async def test_letter_in_doubt_is_settled_by_its_receipt(here):
    here.point.deaf = True

    ref = await disseminated(here)

    await until(kinds, here, ref, BOTH)
    await until(state, here, ref, "accepted")
    await here.sleep(timedelta(days=1))
    assert here.point.taken == 1
    assert await tasks(here, ref) == []


@pytest.mark.parametrize("deaf", [False, True])
async def test_receipt_may_outrun_the_server_s_answer(here, deaf):
    here.point.deaf = deaf

    async def receipts_read() -> None:
        [case] = await here.reading.list_cases()
        await until(kinds, here, case.ref, BOTH)

    here.point.before_answer = receipts_read

    ref = await disseminated(here)
    await until(kinds, here, ref, BOTH)
    await here.nothing_waits()
    await here.sleep(timedelta(hours=1))

    letter = await letter_of(here, ref)
    assert (letter.state, letter.receipt_due) == ("accepted", None)
    assert await tasks(here, ref) == []


async def test_letter_in_doubt_is_never_sent_again(here):
    here.point.deaf = here.point.held = True
    ref = await disseminated(here)
    await until(state, here, ref, "doubtful")

    await here.sleep(timedelta(minutes=4))
    early = await state(here, ref)
    await here.sleep(timedelta(minutes=2))
    await until(state, here, ref, "unproven")
    asked = await tasks(here, ref)
    await here.sleep(timedelta(days=2))
    sent = here.point.taken
    await here.point.put(here.point.boxes[MAILBOX][0])

    await until(state, here, ref, "accepted")
    assert (early, asked, sent) == ("doubtful", ["letter-unproven"], 1)
    assert await tasks(here, ref) == []


async def test_ordinary_mail_leaves_when_the_certified_server_is_away(here):
    await takes_certified_mail(here, email="accordi@aa.example")  # the first in line
    await here.point._listener.stop()

    ref = await disseminated(here)

    await here.letter("accordi@it-34.example")
    await here.letter("accordi@it-45.example")
    await until(put_off, here, ref, want=(LetterState.READY, 0, True))


async def put_off(here: House, ref: str) -> tuple[LetterState, int, bool]:
    """The certified letter: as it was, never tried, and due later."""
    async with here.wired.units.read() as unit:
        letters = await letters_of(unit, here.stream(ref))
    [letter] = [one for one in letters if one.body == BODY]
    return letter.state, letter.attempts, letter.next_at > letter.written_at


async def test_certified_body_is_unreachable_without_an_account(tmp_path):
    async with house(tmp_path) as here:
        await here.furnish()
        await takes_certified_mail(here)

        ref = await disseminated(here)

        assert await tasks(here, ref) == ["bodies-unreachable"]
