"""What a mail says beside its answer: told to the desk, told back, and never lost."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from models.ids import Actor, BodyCode
from models.inbound import InboundMessage
from models.letter import LetterState
from models.message import ActKind
from runtime.post_desk import PostDesk
from runtime.rehearsal import tried
from tests.flow.house import House, house
from tests.flow.stories import disseminated
from tests.flow.test_posting import ADDRESS, BODY, HOURLY, opened, post
from tests.flow.wait import until

FORM = "Risposta (SI / NO / DOMANDA / CON CONDIZIONI):"


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened_house:
        yield await opened_house.furnish()


@pytest.fixture
async def gathering(tmp_path):
    async with house(tmp_path) as opened_house:
        yield await opened_house.furnish(HOURLY)


async def events_of_tasks(here: House, stream: str) -> list[str]:
    async with here.wired.units.read() as unit:
        events = await unit.events.of(stream)
    return [str(one.body["task"]) for one in events if one.kind == "task.opened"]


async def details(here: House, stream: str) -> list[str]:
    return [task.detail for task in await here.reading.open_tasks(stream)]


def plain(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


# ── letters with several proposals ───────────────────────────────────────────────


async def test_undoing_beside_answers_to_a_digest_waits_for_the_desk(gathering):
    here = gathering
    refs = await opened(here, 2)
    await post(here)

    await here.reply(await here.letter(ADDRESS), "1: SI\n2: NO\nAnnulla\n")

    await until(here.waiting_messages, 1)
    tasks = await here.reading.open_tasks()
    [task] = [one for one in tasks if one.kind == "unclear-message"]
    assert "asks to undo what was recorded" in task.detail
    assert [await here.answers(ref) for ref in refs] == [{}, {}]


async def test_receipt_of_a_digest_reply_names_what_waits_for_a_clerk(gathering):
    here = gathering
    first, second, third = await opened(here, 3)
    await post(here)

    await here.reply(
        await here.letter(ADDRESS), "1: SI\n2: annulla\n3: SI, contributo 50.000\n"
    )

    await until(here.answers, first, {BODY: "interested"})
    receipt = await here.letter(ADDRESS, 2)
    assert f"- {second}" in plain(receipt)
    assert f"- {third}" in plain(receipt)
    assert await here.open_tasks(here.stream(second)) == ["item-unclear"]
    assert await here.open_tasks(here.stream(third)) == ["item-unclear"]
    assert [await here.answers(ref) for ref in (second, third)] == [{}, {}]


async def test_digest_tells_sector_and_partner_of_each_proposal(gathering):
    here = gathering
    await opened(here, 2)
    await post(here)

    text = plain(await here.letter(ADDRESS))

    assert (text.count("Settori: "), text.count("Partner ricercato: ")) == (2, 2)


# ── what one answer says besides ─────────────────────────────────────────────────


async def test_condition_is_put_before_a_person_in_its_words(here):
    ref = await disseminated(here)

    await here.reply(
        await here.letter(ADDRESS),
        "Siamo interessati a condizione che la Regione copra le spese di viaggio.\n",
    )

    await until(here.answers, ref, {BODY: "conditional"})
    await until(here.open_tasks, here.stream(ref), ["condition"])
    [detail] = await details(here, here.stream(ref))
    assert "copra le spese di viaggio" in detail


@pytest.mark.parametrize(
    "text",
    [
        "Siamo interessati, con un contributo fino a 50.000 euro.\n",
        f"{FORM} SI\nContributo dell'ente in euro: sessantamila\n",
        f"{FORM} SI, contributo 50.000\nContributo dell'ente in euro: \n",
    ],
)
async def test_sum_that_was_not_read_is_put_before_a_person(here, text):
    ref = await disseminated(here)

    await here.reply(await here.letter(ADDRESS), text)

    await until(here.answers, ref, {BODY: "interested"})
    await until(here.open_tasks, here.stream(ref), ["money-unread"])


async def test_sum_that_was_read_is_no_task(here):
    ref = await disseminated(here)

    await here.reply(
        await here.letter(ADDRESS),
        "Siamo interessati, con un contributo di 50.000 euro.\n",
    )

    await until(here.answers, ref, {BODY: "interested"})
    assert await here.open_tasks(here.stream(ref)) == []


async def test_every_task_has_its_event(here):
    here.host.bouncing = {ADDRESS}
    ref = await disseminated(here)
    await until(here.open_tasks, here.stream(ref), ["address-bad"])
    await here.reply(
        await here.letter("accordi@it-34.example"),
        "Siamo interessati a condizione che paghi la Regione.\n",
    )
    await until(here.open_tasks, here.stream(ref), ["address-bad", "condition"])

    told = await events_of_tasks(here, here.stream(ref))

    async with here.wired.units.read() as unit:
        tasks = await unit.tasks.open_of(here.stream(ref))
    assert sorted(told) == sorted(task.task for task in tasks)


async def test_event_of_a_task_names_no_address(here):
    here.host.bouncing = {ADDRESS}
    ref = await disseminated(here)
    await until(here.open_tasks, here.stream(ref), ["address-bad"])

    reasons = [event.reason for event in await here.events(ref)]

    assert [reason for reason in reasons if "@" in reason] == []


# ── too late, and why ────────────────────────────────────────────────────────────


async def test_receipt_says_that_the_round_closed_early(here):
    ref = await disseminated(here)
    letter = await here.letter(ADDRESS)
    for body in ("it-57", "it-34", "it-45"):
        invitation = await here.letter(f"accordi@{body}.example")
        await here.reply(invitation, "Non siamo interessati.\n")
        await here.letter(f"accordi@{body}.example", 2)
    await until(here.phase, ref, "closed")

    await here.reply(letter, "Siamo interessati.\n")
    receipt = plain(await here.letter(ADDRESS, 3))

    assert "erano giunte tutte le risposte attese" in receipt
    assert "risposta pervenuta a raccolta già chiusa" in receipt
    assert "oltre il termine" not in receipt


async def test_receipt_says_that_the_procedure_had_ended(here):
    ref = await disseminated(here)
    letter = await here.letter(ADDRESS)
    await here.o1.withdraw(ref, "the proposer asked")
    await until(here.phase, ref, "closed")
    await here.letter(ADDRESS, 2)  # the recall

    await here.reply(letter, "Siamo interessati.\n")
    receipt = plain(await here.letter(ADDRESS, 3))

    assert "quando la procedura relativa alla proposta era già conclusa" in receipt
    assert "oltre il termine" not in receipt


# ── guesses ──────────────────────────────────────────────────────────────────────


def stray(subject: str, text: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = ADDRESS
    mail["To"] = "progetti@staffetta.example"
    mail["Subject"] = subject
    mail["Message-ID"] = f"<{len(subject)}@it-57.example>"
    mail.set_content(text)
    return mail


async def guessed(here: House) -> InboundMessage:
    await until(here.waiting_messages, 1)
    [message] = [
        one for one in await here.reading.messages() if one.disposition == "task"
    ]
    return message


def titled(title: str) -> dict[str, str]:
    return dict.fromkeys(("it", "ru", "en"), title)


async def test_guess_that_names_the_title_comes_first(here):
    older = await disseminated(here, title=titled("Serre idroponiche in quota"))
    newer = await disseminated(here, title=titled("Rivestimenti ceramici sottili"))

    await here.post(stray("Le serre idroponiche", "Ci interessano le serre in quota."))

    found = await guessed(here)
    assert [one.ref for one in found.guesses] == [older, newer]


async def test_guess_whose_answer_is_awaited_comes_before_a_newer_one(here):
    older = await disseminated(here)
    newer = await disseminated(here)
    await here.o1.answer(newer, BODY, ActKind.DECLINED, reason="by phone")

    await here.post(stray("Adesione", "Ne riparliamo."))

    found = await guessed(here)
    assert [one.ref for one in found.guesses] == [older, newer]


async def test_unclear_mail_has_its_conversation_as_first_guess(here):
    ref = await disseminated(here)

    await here.reply(await here.letter(ADDRESS), "Va bene, grazie.\n")

    [guess] = (await guessed(here)).guesses
    assert (guess.ref, guess.case, guess.party) == (ref, here.case_id(ref), BODY)
    [task] = await here.reading.open_tasks()
    assert f"Guesses: 1. {ref}, {BODY}" in task.detail


async def test_unclear_reply_to_a_digest_is_guessed_by_its_numbers(gathering):
    here = gathering
    refs = await opened(here, 3)
    await post(here)

    await here.reply(await here.letter(ADDRESS), "Siamo interessati.\n")

    found = await guessed(here)
    digest = await here.letter(ADDRESS)
    numbered = [line for line in plain(digest).split() if line in refs]
    assert [one.ref for one in found.guesses] == list(dict.fromkeys(numbered))


# ── letters let go ───────────────────────────────────────────────────────────────


async def test_letter_let_go_is_recorded_as_let_go(gathering):
    here = gathering
    [ref] = await opened(here, 1)
    [letter] = [
        one
        for one in await here.reading.letters(stream=here.stream(ref))
        if one.body == BodyCode(BODY)
    ]
    desk = PostDesk(
        units=here.wired.units, peers=here.wired.peers, actor=Actor("secretariat:o1")
    )

    await desk.hold(
        letter.letter,
        await here.now() + timedelta(days=1),
        "wait",
        now=await here.now(),
    )
    await desk.release(letter.letter, "it is urgent", now=await here.now())

    kinds = [kind for kind in await here.kinds(ref) if kind.startswith("letter.")]
    assert kinds == ["letter.held", "letter.released"]
    assert len([await here.letter(ADDRESS)]) == 1


async def test_letter_stopped_in_a_trial_still_waits(gathering):
    here = gathering
    [ref] = await opened(here, 1)
    stream, now = here.stream(ref), await here.now()

    async def waiting():
        found = await here.reading.letters(stream=stream)
        return [one.letter for one in found if one.state is LetterState.READY]

    before = await waiting()
    assert len(before) == 3

    async def stop_all(effects):
        desk = PostDesk(units=effects.units, peers=None, actor=Actor("secretariat:o1"))
        return [await desk.recall(one, "error", now=now) for one in before]

    stopped, _ = await tried(here.wired.units, stop_all)

    assert [one.ended for one in stopped if one.ended] == [(here.case_id(ref),)]
    assert await waiting() == before
    assert [kind for kind in await here.kinds(ref) if kind.startswith("letter.")] == []
