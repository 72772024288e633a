"""What a body may still say of its answer, and who may say it."""

from datetime import timedelta
from email.message import EmailMessage
from uuid import uuid4

import pytest

from models.ids import BodyCode
from models.letter import LetterKind
from models.message import ActKind
from models.posting import Posting
from tests.flow.house import CORRIDOR, House, house
from tests.flow.stories import disseminated
from tests.flow.test_mail import deliveries, dispositions
from tests.flow.wait import until

BODY = "IT-57"
ADDRESS = "accordi@it-57.example"
TWO_DAYS = CORRIDOR.model_copy(
    update={
        "policy": CORRIDOR.policy.model_copy(
            update={"posting": Posting(hold=0, times=(), gather=0)}
        )
    }
)


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish(TWO_DAYS)


async def answered(here: House, text: str = "Siamo interessati.\n") -> str:
    ref = await disseminated(here)
    await here.reply(await here.letter(ADDRESS), text)
    await here.letter(ADDRESS, 2)
    return ref


def written(here: House, letter: EmailMessage, sender: str, text: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = str(letter["Reply-To"])
    mail["Subject"] = f"Re: {letter['Subject']}"
    mail["In-Reply-To"] = str(letter["Message-ID"])
    mail["Message-ID"] = f"<{uuid4().hex}@partner.example>"
    mail.set_content(text)
    return mail


async def test_cancel_within_the_window_undoes_the_answer(here):
    ref = await answered(here)

    await here.reply(await here.letter(ADDRESS, 2), "Annulla\n")

    await until(here.answers, ref, {})
    assert (await deliveries(here, ref))[BODY] == "written"
    kinds = await here.kinds(ref)
    assert kinds.count("proposal.answer-cancelled") == 1
    assert kinds.count("proposal.answered") == 1
    async with here.wired.units.read() as unit:
        assert await unit.interests.of(here.case_id(ref)) == []


async def test_cancel_brings_the_earlier_answer_back(here):
    ref = await answered(here)
    await here.reply(await here.letter(ADDRESS), "Non siamo interessati.\n")
    await until(here.answers, ref, {BODY: "declined"})

    await here.reply(await here.letter(ADDRESS, 3), "Annulla\n")

    await until(here.answers, ref, {BODY: "interested"})
    async with here.wired.units.read() as unit:
        [interest] = await unit.interests.of(here.case_id(ref))
    assert interest.body == BODY


async def test_cancel_after_the_window_is_asked_about(here):
    ref = await answered(here)
    await here.sleep(timedelta(days=3))

    await here.reply(await here.letter(ADDRESS, 2), "Annulla\n")

    await until(here.waiting_messages, 1)
    assert await here.answers(ref) == {BODY: "interested"}


async def test_round_closes_only_when_no_answer_can_be_undone(here):
    ref = await answered(here)
    for body in ("it-34", "it-45"):
        address = f"accordi@{body}.example"
        await here.reply(await here.letter(address), "Non siamo interessati.\n")
        await here.letter(address, 2)
    assert await here.phase(ref) == "open"

    await here.sleep(timedelta(days=3))

    await until(here.phase, ref, "ready")


async def test_receipt_tells_how_to_correct(here):
    await answered(here)

    receipt = await here.letter(ADDRESS, 2)

    assert "annulla" in receipt.get_body(("plain",)).get_content().casefold()


async def test_same_answer_forwarded_is_no_second_event(here):
    ref = await answered(here)
    letter = await here.letter(ADDRESS)

    await here.post(
        written(here, letter, "protocollo@it-57.example", "Siamo interessati.\n")
    )

    await until(dispositions, here, ["act", "filed"])
    assert (await here.kinds(ref)).count("proposal.answered") == 1
    assert len(here.letters(ADDRESS)) == 2


async def test_colleague_of_the_domain_may_answer(here):
    ref = await disseminated(here)
    letter = await here.letter(ADDRESS)

    await here.post(
        written(here, letter, "rossi@uffici.it-57.example", "Siamo interessati.\n")
    )

    await until(here.answers, ref, {BODY: "interested"})


async def test_stranger_who_copies_the_body_is_asked_about(here):
    ref = await disseminated(here)
    mail = written(
        here, await here.letter(ADDRESS), "a@studio.example", "Siamo interessati.\n"
    )
    mail["Cc"] = ADDRESS

    await here.post(mail)

    await until(here.waiting_messages, 1)
    [task] = await here.reading.open_tasks()
    assert "only copies its address" in task.detail
    assert await here.answers(ref) == {}


async def test_yes_to_another_letter_is_no_interest(here):
    """A yes to a letter that asks nothing of the kind is not taken for an answer."""
    ref = await answered(here, "Non siamo interessati.\n")
    await here.o1.withdraw(ref, "the proposer asked")
    await until(here.phase, ref, "closed")
    recall = await here.letter(ADDRESS, 3)

    await here.reply(recall, "Siamo interessati.\n")

    await until(here.waiting_messages, 1)
    [task] = await here.reading.open_tasks(f"message/{await waiting(here)}")
    assert LetterKind.RECALL in task.detail


async def waiting(here: House) -> str:
    messages = await here.reading.messages()
    return next(one.message for one in messages if one.disposition == "task")


async def test_unmatched_mail_waits_with_its_guesses(here):
    ref = await disseminated(here)
    stray = EmailMessage()
    stray["From"] = ADDRESS
    stray["To"] = "progetti@staffetta.example"
    stray["Subject"] = "Adesione"
    stray["Message-ID"] = "<stray@it-57.example>"
    stray.set_content("Siamo interessati.\n")

    await here.post(stray)
    await until(here.waiting_messages, 1)
    [task] = await here.reading.open_tasks()
    await here.o2.file_message(
        await waiting(here), ref=ref, body=BODY, kind=ActKind.INTERESTED, reason="clear"
    )

    assert f"1. {ref}, {BODY}" in task.detail
    assert await here.answers(ref) == {BODY: "interested"}


async def test_unsubscribing_mutes_reminders_and_nothing_else(here):
    ref = await disseminated(here)
    await here.sleep(timedelta(days=20))
    reminder = await here.letter(ADDRESS, 2)
    mute = str(reminder["List-Unsubscribe"]).partition("mailto:")[2].partition(">")[0]
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = ADDRESS, mute, "unsubscribe"
    mail["Message-ID"] = "<u@it-57.example>"
    mail.set_content("")

    await here.post(mail)
    await here.letter(ADDRESS, 3)  # confirmed
    await here.sleep(timedelta(days=15))

    assert len(here.letters(ADDRESS)) == 3
    assert (await deliveries(here, ref))[BODY] == "written"
    assert "reminders.muted" in await here.kinds(ref)


async def test_x6_second_contact_is_written_to_when_the_first_bounces(here):
    async with here.wired.units.read() as unit:
        body = await unit.bodies.get(BodyCode(BODY))
    second = body.model_copy(update={"second_email": "due@it-57.example"})
    await here.register.keep_body(second, now=await here.now())
    here.host.bouncing = {ADDRESS}

    ref = await disseminated(here)
    letter = await here.letter("due@it-57.example")
    await here.reply(letter, "Siamo interessati.\n")

    await until(here.answers, ref, {BODY: "interested"})
    assert await here.open_tasks(here.stream(ref)) == []


async def test_undoing_twice_in_a_row_is_asked_about(here):
    ref = await answered(here, "Non siamo interessati.\n")
    await here.reply(await here.letter(ADDRESS), "Siamo interessati.\n")
    await here.letter(ADDRESS, 3)

    for _ in range(2):
        await here.reply(await here.letter(ADDRESS, 3), "Annulla\n")
        await here.letter(ADDRESS, 4)

    await until(here.waiting_messages, 1)
    assert await here.answers(ref) == {BODY: "declined"}


async def test_words_beside_an_unsubscription_are_read(here):
    ref = await disseminated(here)
    await here.sleep(timedelta(days=20))
    reminder = await here.letter(ADDRESS, 2)
    mute = str(reminder["List-Unsubscribe"]).partition("mailto:")[2].partition(">")[0]
    mail = written(here, reminder, ADDRESS, "Siamo interessati, basta promemoria.\n")
    mail.replace_header("To", mute)

    await here.post(mail)

    await here.letter(ADDRESS, 3)
    await until(heard, here, ref, want=True)
    assert "reminders.muted" in await here.kinds(ref)


async def heard(here: House, ref: str) -> bool:
    """An act, or before a person; never lost."""
    return bool(await here.answers(ref)) or await here.waiting_messages() == 1


async def test_second_failure_at_a_bad_address_writes_to_nobody_twice(here):
    async with here.wired.units.read() as unit:
        body = await unit.bodies.get(BodyCode(BODY))
    second = body.model_copy(update={"second_email": "due@it-57.example"})
    await here.register.keep_body(second, now=await here.now())
    here.host.bouncing = {ADDRESS}
    refs = [await disseminated(here), await disseminated(here)]

    for number in (1, 2):
        await here.letter("due@it-57.example", number)

    assert len(here.letters("due@it-57.example")) == 2
    for ref in refs:
        assert (await deliveries(here, ref))[BODY] == "written"
        assert await here.open_tasks(here.stream(ref)) == []
