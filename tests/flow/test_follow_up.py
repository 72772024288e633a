"""Both sides are asked what came of it, and both answers are kept (X17)."""

from datetime import timedelta

import pytest

from activities.effects import EffectRunner
from models.case import Outcome
from models.errors import DomainError
from models.two_sides import Side
from runtime.errands import Errands, RefusedError
from runtime.follow_up_desk import FollowUpShown, follow_up_of, follow_ups
from runtime.foresight import Foresight
from runtime.office import Office
from runtime.verbs import Verbs
from runtime.wiring import procedure
from tests.flow.agendas import words
from tests.flow.house import House, house
from tests.flow.stories import closed, ready
from tests.flow.wait import until

pytestmark = pytest.mark.flow
PROPOSER = "projects@poima-eko.example"
PARTNER = "accordi@it-57.example"
ITALIAN = (
    "Esito della collaborazione: CONTRATTO\n"
    "Valore dell'operazione in euro: 1.200.000,00\n"
    "Posti di lavoro: 40\n"
    "Osservazioni sull'esito: firmato a maggio\n"
)
RUSSIAN = (
    "Результат сотрудничества: {outcome}\n"
    "Стоимость сделки, евро: {value}\n"
    "Рабочие места:\n"
    "Замечания о результате: ждём таможню\n"
)


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def presented(here: House) -> str:
    ref = await ready(here)
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    await here.hold("IT-RU/XXIX", reason="minutes 1")
    await until(here.phase, ref, "presented")
    await here.nothing_waits()
    return ref


async def asked(here: House, ref: str, checkpoint: int = 1) -> None:
    """Time passes until the questionnaire of a checkpoint has left."""
    days = {1: 45, 2: 70, 3: 120, 4: 220}
    await here.sleep(timedelta(days=days[checkpoint]))
    await until(checkpoints, here, ref, checkpoint)
    await here.nothing_waits()


async def checkpoints(here: House, ref: str) -> int:
    return len((await shown(here, ref)).asked)


async def shown(here: House, ref: str) -> FollowUpShown:
    return await follow_up_of(here.wired.units, ref)


async def told(here: House, ref: str) -> int:
    return len((await shown(here, ref)).answers)


async def newest(here: House, address: str):
    return here.letters(address)[-1]


async def disputed(here: House) -> list[str]:
    return [one.case.ref for one in await follow_ups(here.wired.units) if one.disputed]


async def test_x17_each_side_is_asked_in_its_language_and_answers_by_mail(here):
    ref = await presented(here)
    await asked(here, ref)
    to_body, to_proposer = await newest(here, PARTNER), await newest(here, PROPOSER)

    assert (await shown(here, ref)).awaited == ("proposer", "IT-57")
    assert "Esito della collaborazione:" in words(to_body)
    assert "Результат сотрудничества:" in words(to_proposer)
    await here.reply(to_body, ITALIAN)
    await until(told, here, ref, 1)
    assert (await shown(here, ref)).awaited == ("proposer",)
    await here.reply(to_proposer, RUSSIAN.format(outcome="контракт", value="1 200 000"))
    await until(told, here, ref, 2)
    await here.nothing_waits()

    found = await shown(here, ref)
    assert found.awaited == ()
    assert [
        (one.side, one.party, one.outcome, one.value, one.jobs, one.text)
        for one in found.answers
    ] == [
        ("a", "IT-57", "contract", 120_000_000, 40, "firmato a maggio"),
        ("b", "proposer", "contract", 120_000_000, None, "ждём таможню"),
    ]
    assert found.standing.agreement == "agreed"
    receipt = words(await newest(here, PROPOSER))
    assert "контракт" in receipt
    assert "1 200 000,00 €" in receipt.replace("\xa0", " ")
    assert "Ricevuta della risposta sul seguito" in str(
        (await newest(here, PARTNER))["Subject"]
    )
    assert [e.kind for e in await here.events(ref)][-2:] == ["follow-up.answered"] * 2
    await here.o1.record_outcome(ref, Outcome.CONTRACT, "")
    await closed(here, ref, Outcome.CONTRACT)
    assert (await here.case(ref)).value == 120_000_000


async def test_x17_two_versions_are_both_kept_until_the_co_chairs_decide(here):
    ref = await presented(here)
    await asked(here, ref)
    await here.reply(await newest(here, PARTNER), ITALIAN)
    await until(told, here, ref, 1)
    await here.reply(
        await newest(here, PROPOSER), RUSSIAN.format(outcome="контакты", value="")
    )
    await until(told, here, ref, 2)
    await here.nothing_waits()

    assert "follow-up-disputed" in await here.open_tasks(here.stream(ref))
    assert await disputed(here) == [ref]
    found = await shown(here, ref)
    assert found.standing.sentence == (
        "The sides differ in outcome and value: side a contract (1,200,000.00 EUR),"
        " side b contact (no value); the co-chairs decide."
    )
    with pytest.raises(RefusedError, match="needs its reason: give --reason"):
        await here.o1.record_outcome(ref, Outcome.CONTRACT, "")
    assert await here.phase(ref) == "presented"
    await here.o1.record_outcome(
        ref, Outcome.CONTRACT, "co-chairs, note 4", value=90_000_000
    )
    await closed(here, ref, Outcome.CONTRACT)

    after = await shown(here, ref)
    assert after.answers == found.answers
    assert (after.case.value, await disputed(here)) == (90_000_000, [])
    [end] = [one for one in await here.events(ref) if one.kind == "proposal.closed"]
    assert (end.reason, end.body["disputed"]) == (
        "co-chairs, note 4",
        found.standing.sentence,
    )
    assert await here.open_tasks(here.stream(ref)) == []


async def test_x17_a_side_that_comes_round_ends_the_dispute(here):
    ref = await presented(here)
    await asked(here, ref)
    letter = await newest(here, PROPOSER)
    for side, outcome in ((Side.A, Outcome.CONTRACT), (Side.B, Outcome.CONTACT)):
        await here.o1.answer_follow_up(ref, side, outcome, reason="by phone")
    assert await disputed(here) == [ref]

    await here.reply(letter, RUSSIAN.format(outcome="КОНТРАКТ", value=""))
    await until(told, here, ref, 3)

    assert await disputed(here) == []
    assert "follow-up-disputed" not in await here.open_tasks(here.stream(ref))
    assert [one.outcome for one in (await shown(here, ref)).answers] == [
        "contract",
        "contact",
        "contract",
    ]


async def test_x17_silence_is_counted_and_closes_the_file_at_the_last(here):
    ref = await presented(here)
    await asked(here, ref)
    await here.reply(await newest(here, PARTNER), "Nessuna novità.\n")
    await until(told, here, ref, 1)
    for checkpoint in (2, 3, 4):
        await asked(here, ref, checkpoint)
    await here.sleep(timedelta(days=30))

    await closed(here, ref, Outcome.NO_RESULT)
    found = await shown(here, ref)
    assert [(one.checkpoint, one.silent) for one in found.asked] == [
        (1, ("proposer",)),
        (2, ("proposer", "IT-57")),
        (3, ("proposer", "IT-57")),
        (4, ("proposer", "IT-57")),
    ]
    kinds = [one.kind for one in await here.events(ref)]
    assert kinds.count("follow-up.counted") == 4


async def test_a_result_nobody_recorded_is_not_closed_by_the_clock(here):
    ref = await presented(here)
    await asked(here, ref)
    await here.o1.answer_follow_up(
        ref, Side.B, Outcome.INVESTMENT, reason="letter of 3 May", value=5_000
    )
    for checkpoint in (2, 3, 4):
        await asked(here, ref, checkpoint)
    await here.sleep(timedelta(days=60))

    due = ["reservation-lapsed", "outcome-due"]
    await until(here.open_tasks, here.stream(ref), due)
    assert await here.phase(ref) == "presented"
    await here.o1.record_outcome(ref, Outcome.INVESTMENT, "its letter")
    await closed(here, ref, Outcome.INVESTMENT)
    assert (await here.case(ref)).value is None  # one side alone told it


async def test_a_reply_that_is_not_clear_waits_at_the_desk(here):
    ref = await presented(here)
    await asked(here, ref)
    unclear = ITALIAN.replace("CONTRATTO", "quasi firmato")
    await here.reply(await newest(here, PARTNER), unclear)
    await until(here.waiting_messages, 1)
    await here.reply(
        await newest(here, PROPOSER), "У нас всё хорошо, расскажем на сессии.\n"
    )
    await until(here.waiting_messages, 2)
    stranger = await newest(here, PROPOSER)
    stranger.replace_header("To", "someone@elsewhere.example")
    await here.reply(stranger, RUSSIAN.format(outcome="контракт", value=""))
    await until(here.waiting_messages, 3)

    assert await told(here, ref) == 0


async def test_the_same_answer_again_is_no_other_answer(here):
    ref = await presented(here)
    await asked(here, ref)
    letter = await newest(here, PARTNER)
    await here.reply(letter, ITALIAN)
    await until(told, here, ref, 1)
    await here.reply(letter, "Per conoscenza.\n\n" + ITALIAN)
    await here.nothing_waits()

    assert await told(here, ref) == 1


async def test_only_parties_answer_and_only_what_was_presented(here):
    ref = await ready(here)
    with pytest.raises(RefusedError, match="only while it is presented"):
        await here.o1.answer_follow_up(ref, Side.A, Outcome.CONTACT, reason="phone")
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    await here.hold("IT-RU/XXIX", reason="minutes 1")
    await until(here.phase, ref, "presented")

    with pytest.raises(RefusedError, match="IT-34 has no part in"):
        await here.o1.answer_follow_up(
            ref, Side.A, Outcome.CONTACT, reason="phone", body="IT-34"
        )
    with pytest.raises(DomainError, match="Side B is the proposer"):
        await here.o1.answer_follow_up(
            ref, Side.B, Outcome.CONTACT, reason="phone", body="IT-57"
        )
    with pytest.raises(RefusedError, match="needs its reason"):
        await here.o1.answer_follow_up(ref, Side.A, Outcome.CONTACT, reason=" ")
    assert await told(here, ref) == 0


async def test_dry_run_says_what_an_answer_would_set_off(here):
    ref = await presented(here)
    await asked(here, ref)
    await here.o1.answer_follow_up(ref, Side.A, Outcome.CONTRACT, reason="phone")

    def steps(effects: EffectRunner) -> Verbs:
        return procedure(here.wired.settings, here.wired.reference, effects)

    office = Office(
        errands=Errands(client=here.wired.client, queue=here.wired.settings.queue),
        units=here.wired.units,
        reference=here.wired.reference,
        actor="secretariat:o1",
        foresight=Foresight(units=here.wired.units, verbs=steps, now=await here.now()),
        dry=True,
    )
    await office.answer_follow_up(ref, Side.B, Outcome.CONTACT, reason="phone")

    assert office.foreseen is not None
    [letter] = office.foreseen.letters
    assert (letter.kind, letter.language) == ("follow-up-receipt", "ru")
    [remark] = office.foreseen.remarks
    assert remark == (
        "The sides differ in outcome: side a contract, side b contact; the co-chairs"
        " decide."
    )
    assert await told(here, ref) == 1
