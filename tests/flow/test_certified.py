"""What the receipts of certified mail prove, and whose failure they report."""

from datetime import timedelta

import pytest

from models.body import AddressHealth
from tests.flow.certified import (
    ADDRESS,
    BODY,
    BOTH,
    MAILBOX,
    answer,
    bytes_of,
    carried,
    certified,
    evidence,
    health,
    kinds,
    letter_of,
    receipts,
    state,
    takes_certified_mail,
    tasks,
)
from tests.flow.stories import disseminated
from tests.flow.test_posting import HOURLY
from tests.flow.wait import until
from tests.mail.pec_access_point import Fate


@pytest.fixture
async def here(tmp_path):
    async with certified(tmp_path) as opened:
        yield opened


async def test_receipts_stand_in_the_history(here):
    ref = await disseminated(here)

    await until(kinds, here, ref, BOTH)

    letter = await letter_of(here, ref)
    first, second = sorted(
        await receipts(here, ref), key=lambda one: str(one.body["kind"])
    )
    assert await evidence(here, letter.letter) == [
        ("accettazione", "", "verified"),
        ("avvenuta-consegna", ADDRESS, "verified"),
    ]
    assert first.body["letter"] == letter.letter
    assert first.body["at"] == "2026-03-10T08:30:15.000000Z"
    assert first.body["identifier"] == second.body["identifier"]
    assert first.body["message"] != second.body["message"]
    assert (letter.envelope_from, letter.receipt_due) == (MAILBOX, None)
    assert here.letters(ADDRESS) == []  # nothing by ordinary mail
    assert await tasks(here, ref) == []


async def test_certified_letter_is_not_asked_about_once_delivered(here):
    ref = await disseminated(here)
    await until(kinds, here, ref, BOTH)

    await here.sleep(timedelta(hours=30))

    assert await tasks(here, ref) == []


async def test_unknown_mailbox_is_a_bad_address(here):
    here.point.fates[ADDRESS] = Fate.UNKNOWN

    ref = await disseminated(here)

    await until(kinds, here, ref, ["accettazione", "errore-consegna"])
    assert await health(here) is AddressHealth.BAD
    assert await tasks(here, ref) == ["address-bad"]
    assert (await letter_of(here, ref)).receipt_due is None


async def test_second_contact_is_written_to_by_ordinary_mail(here):
    await takes_certified_mail(here, second_email="due@it-57.example")
    here.point.fates[ADDRESS] = Fate.UNKNOWN

    ref = await disseminated(here)
    await here.reply(await here.letter("due@it-57.example"), "Siamo interessati.\n")

    await until(here.answers, ref, {BODY: "interested"})
    assert await tasks(here, ref) == []


async def test_virus_is_not_the_address_s_fault(here):
    here.point.fates[ADDRESS] = Fate.VIRUS

    ref = await disseminated(here)

    await until(tasks, here, ref, ["letter-refused"])
    assert await health(here) is AddressHealth.GOOD


async def test_letter_not_accepted_is_rejected(here):
    here.point.held = True
    ref = await disseminated(here)
    await until(state, here, ref, "accepted")
    raw = await bytes_of(here, await letter_of(here, ref))
    sent = here.point.provider.take(raw, {ADDRESS: True})

    await here.point.put(here.point.provider.not_accepted(sent, "mittente non valido"))

    await until(state, here, ref, "rejected")
    assert await tasks(here, ref) == ["letter-refused"]
    assert (await letter_of(here, ref)).receipt_due is None


async def test_notice_of_delay_waits_for_the_delivery(here):
    here.point.fates[ADDRESS] = Fate.LATE

    ref = await disseminated(here)

    await until(kinds, here, ref, [*BOTH, "preavviso-errore-consegna"])
    assert await tasks(here, ref) == []


async def test_digest_has_its_receipts_on_every_case(tmp_path):
    async with certified(tmp_path, HOURLY) as here:
        ref, other = await disseminated(here), await disseminated(here)
        await until(state, here, other, "ready")
        await here.sleep(timedelta(hours=2))
        await until(kinds, here, ref, BOTH)
        await until(kinds, here, other, BOTH)

        [envelope] = here.point.boxes[ADDRESS]
        numbered = answer(carried(envelope), "1: SI\n2: NO\n")
        await here.point.put(here.point.enveloped(numbered))

        await until(here.answers, ref, {BODY: "interested"})
        await until(here.answers, other, {BODY: "declined"})
