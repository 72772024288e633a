"""What partners' mail does to a case, and what it never does."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from models.body import AddressHealth
from models.ids import BodyCode, MessageHash
from models.inbound import Disposition, InboundMessage
from models.letter import LetterState
from models.message import ActKind
from models.round import DeliveryState
from tests.flow.house import House, house
from tests.flow.stories import disseminated
from tests.flow.wait import until
from tests.store.letters_of import letters_of


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def deliveries(here: House, ref: str) -> dict[str, str]:
    async with here.wired.units.read() as unit:
        page = await unit.deliveries.page(
            here.case_id(ref), 1, states=tuple(DeliveryState)
        )
    return {delivery.body: delivery.state.value for delivery in page}


async def dispositions(here: House) -> list[str]:
    return sorted(
        message.disposition.value for message in await here.reading.messages()
    )


async def test_reminders_go_only_to_the_silent(here):
    ref = await disseminated(here)
    letter = await here.letter("accordi@it-57.example")
    await here.reply(letter, "Non siamo interessati.\n")
    await until(here.answers, ref, {"IT-57": "declined"})
    await here.letter("accordi@it-57.example", 2)  # the receipt

    await here.sleep(timedelta(days=20))
    await here.letter("accordi@it-34.example", 2)
    await here.letter("accordi@it-45.example", 2)

    assert len(here.letters("accordi@it-57.example")) == 2


async def test_filled_form_brings_the_contribution(here):
    ref = await disseminated(here)
    letter = await here.letter("accordi@it-57.example")
    form = (
        "Risposta (SI / NO / DOMANDA / CON CONDIZIONI): SI\n"
        "Contributo dell'ente in euro: 60.000\n"
        "Quota privata in euro: 0\nNote: \n"
    )

    await here.reply(letter, form)
    await until(here.answers, ref, {"IT-57": "interested"})

    async with here.wired.units.read() as unit:
        answer = (await unit.interests.answers(here.case_id(ref)))[0]
    assert (answer.contribution, answer.by) == (6_000_000, "form")


async def test_receipt_tells_what_was_recorded(here):
    await disseminated(here)
    letter = await here.letter("accordi@it-57.example")

    await here.reply(letter, "Siamo interessati.\n")

    receipt = await here.letter("accordi@it-57.example", 2)
    assert receipt["Auto-Submitted"] == "auto-replied"
    assert receipt["In-Reply-To"] == letter["Message-ID"]
    assert "interess" in receipt.get_body(("plain",)).get_content()


async def test_out_of_office_changes_nothing(here):
    ref = await disseminated(here)
    letter = await here.letter("accordi@it-57.example")
    before = await here.kinds(ref)

    await here.reply(
        letter, "Sono assente fino al 30.11.\n", Auto_Submitted="auto-replied"
    )
    await until(dispositions, here, ["filed"])

    assert await here.kinds(ref) == before
    assert await here.answers(ref) == {}


async def test_unclear_reply_waits_for_the_desk(here):
    ref = await disseminated(here)
    letter = await here.letter("accordi@it-57.example")
    await here.reply(letter, "Va bene, grazie.\n")
    await until(dispositions, here, ["task"])
    [message] = await here.reading.messages(disposition=Disposition.TASK)

    await here.o2.file_message(
        message.message, ref=ref, body="IT-57", kind=ActKind.INTERESTED, reason="phone"
    )

    assert await here.answers(ref) == {"IT-57": "interested"}
    assert await dispositions(here) == ["act"]


async def test_stranger_with_our_token_is_asked_about(here):
    ref = await disseminated(here)
    letter = await here.letter("accordi@it-57.example")
    stranger = EmailMessage()
    stranger["From"] = "qualcuno@altrove.example"
    stranger["To"] = str(letter["Reply-To"])
    stranger["Subject"] = "Re: proposta"
    stranger["Message-ID"] = "<s1@altrove.example>"
    stranger.set_content("Siamo interessati.\n")

    await here.post(stranger)

    await until(dispositions, here, ["task"])
    assert await here.answers(ref) == {}


async def test_same_mail_twice_is_one_act(here):
    ref = await disseminated(here)
    letter = await here.letter("accordi@it-57.example")
    answer = EmailMessage()
    answer["From"] = "accordi@it-57.example"
    answer["To"] = str(letter["Reply-To"])
    answer["Subject"] = "Re: proposta"
    answer["Message-ID"] = "<one@it-57.example>"
    answer["Date"] = "Mon, 23 Nov 2026 10:00:00 +0100"
    answer.set_content("Siamo interessati.\n")

    await here.post(answer)
    await until(here.answers, ref, {"IT-57": "interested"})
    answer["Received"] = "from elsewhere"
    await here.post(answer)

    await until(dispositions, here, ["act", "filed"])
    async with here.wired.units.read() as unit:
        assert len(await unit.interests.answers(here.case_id(ref))) == 1


async def test_x6_bounce_costs_the_address_its_health(here):
    here.host.bouncing = {"accordi@it-57.example"}

    ref = await disseminated(here)

    await until(
        deliveries,
        here,
        ref,
        want={
            "IT-34": "written",
            "IT-45": "written",
            "IT-57": "bounced",
        },
    )
    async with here.wired.units.read() as unit:
        assert (await unit.bodies.get(BodyCode("IT-57"))).health is AddressHealth.BAD
    assert await here.open_tasks(f"proposal/{here.case_id(ref)}") == ["address-bad"]
    assert await here.phase(ref) == "open"


async def test_refused_recipient_is_bounced_at_once(here):
    here.host.refused = {"accordi@it-45.example"}

    ref = await disseminated(here)

    await until(
        deliveries,
        here,
        ref,
        want={
            "IT-34": "written",
            "IT-45": "bounced",
            "IT-57": "written",
        },
    )
    assert "letter.rejected" in await here.kinds(ref)


async def test_late_answer_is_kept_and_changes_nothing(here):
    ref = await disseminated(here)
    letter = await here.letter("accordi@it-57.example")
    await here.sleep(timedelta(days=60))
    await until(here.phase, ref, "closed")

    await here.reply(letter, "Siamo interessati.\n")
    await until(here.answers, ref, {"IT-57": "interested"})

    async with here.wired.units.read() as unit:
        [answer] = await unit.interests.answers(here.case_id(ref))
        assert await unit.interests.of(here.case_id(ref)) == []
    assert answer.late


async def test_question_keeps_the_round_open(here):
    ref = await disseminated(here)
    letter = await here.letter("accordi@it-45.example")

    await here.reply(letter, "Could you tell us the size of the plant?\n")
    await until(here.answers, ref, {"IT-45": "question"})

    assert (await deliveries(here, ref))["IT-45"] == "written"
    assert await here.open_tasks(f"proposal/{here.case_id(ref)}") == ["question"]


async def test_each_question_is_a_task_of_its_own(here):
    ref = await disseminated(here)
    for body in ("it-45", "it-57"):
        letter = await here.letter(f"accordi@{body}.example")
        await here.reply(letter, "Could you tell us the size of the plant?\n")

    await until(here.open_tasks, here.stream(ref), ["question", "question"])
    [first, second] = await here.reading.open_tasks(here.stream(ref))
    await here.register.deal_with(first.task, "answered", now=await here.now())

    assert await here.reading.open_tasks(here.stream(ref)) == [second]


async def test_unreadable_message_is_set_apart(here):
    async with here.wired.units.write() as unit:
        lost = MessageHash("0" * 64)  # its raw bytes are gone
        await unit.messages.add(
            InboundMessage(
                message=lost,
                received_at=await here.now(),
                mail_from="",
                rcpt_to=(),
                content_key="lost",
            )
        )
    await here.wired.peers.message_arrived(lost)
    await until(dispositions, here, ["quarantined"])

    ref = await disseminated(here)
    await here.sleep(timedelta(days=60))
    await until(here.phase, ref, "closed")
    await here.o2.file_message(lost, reason="nothing can be saved")
    await until(dispositions, here, ["filed"])


async def test_simulation_writes_to_no_real_address(here):
    body = await _body(here, "IT-57")
    await here.register.keep_body(
        body.model_copy(update={"email": "accordi@regione.it"}), now=await here.now()
    )

    ref = await disseminated(here)

    await until(
        _letter_states,
        here,
        ref,
        want={"IT-34": LetterState.ACCEPTED, "IT-45": LetterState.ACCEPTED},
    )
    assert (await deliveries(here, ref))["IT-57"] == "bounced"
    assert await here.open_tasks(here.stream(ref)) == ["bodies-unreachable"]


async def test_yes_and_later_no_is_a_no(here):
    ref = await disseminated(here)
    letter = await here.letter("accordi@it-57.example")
    await here.reply(letter, "Siamo interessati.\n")
    await until(here.answers, ref, {"IT-57": "interested"})

    await here.reply(letter, "Non siamo più interessati.\n")
    await until(_interested, here, ref, [])

    assert len([k for k in await here.kinds(ref) if k == "proposal.answered"]) == 2


async def _interested(here: House, ref: str) -> list[str]:
    async with here.wired.units.read() as unit:
        return [one.body for one in await unit.interests.of(here.case_id(ref))]


async def _body(here: House, code: str):
    async with here.wired.units.read() as unit:
        return await unit.bodies.get(BodyCode(code))


async def _letter_states(here: House, ref: str) -> dict[str, LetterState]:
    async with here.wired.units.read() as unit:
        letters = await letters_of(unit, f"proposal/{here.case_id(ref)}")
    return {letter.body: letter.state for letter in letters if letter.body}
