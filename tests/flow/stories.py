"""Ways a proposal may go, each a short play on a furnished house."""

from datetime import timedelta

from models.acts import Ruling, Verdict
from models.body import AddressHealth
from models.case import Outcome
from models.inbound import Disposition
from models.message import ActKind
from tests.flow.house import House
from tests.flow.lists import ruled
from tests.flow.samples import sample
from tests.flow.wait import until

BODIES = ("IT-34", "IT-45", "IT-57")
COST = 12_000_000  # cents, the accompanying actions of the first sample


async def disseminated(here: House, **changes: object) -> str:
    """A proposal that lies before the three bodies."""
    submitted = await here.submit(sample(0, **changes))
    await here.accept(submitted.ref)
    await until(here.phase, submitted.ref, "open")
    return submitted.ref


async def answered(
    here: House, ref: str, *, contribution: int | None = None, yes: str = "IT-57"
) -> None:
    """One body says yes, the others no, all by phone."""
    for body in sorted({*BODIES, yes}):
        kind = ActKind.INTERESTED if body == yes else ActKind.DECLINED
        money = contribution if body == yes else None
        await here.o1.answer(ref, body, kind, reason="phone", contribution=money)


async def ready(
    here: House, *, contribution: int | None = COST // 2, yes: str = "IT-57"
) -> str:
    ref = await disseminated(here)
    await answered(here, ref, contribution=contribution, yes=yes)
    await until(here.phase, ref, "ready")
    return ref


async def closed(here: House, ref: str, outcome: Outcome) -> str:
    await until(here.phase, ref, "closed")
    assert (await here.case(ref)).outcome is outcome
    return ref


async def presented(here: House) -> str:
    ref = await ready(here)
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    await here.hold("IT-RU/XXIX", reason="minutes 1")
    await until(here.phase, ref, "presented")
    await here.o1.record_outcome(ref, Outcome.MEMORANDUM, "letter of intent")
    return await closed(here, ref, Outcome.MEMORANDUM)


async def by_mail(here: House) -> str:
    """The bodies answer by e-mail, each in its own way; silence ends the round."""
    ref = await disseminated(here)
    yes = await here.letter("accordi@it-57.example")
    await here.reply(yes, "Siamo interessati.\n")
    no = await here.letter("accordi@it-45.example")
    await here.reply(no, "We are not interested.\n")
    await until(here.answers, ref, {"IT-57": "interested", "IT-45": "declined"})
    await here.sleep(timedelta(days=60))
    await until(here.phase, ref, "ready")
    await here.o1.withdraw(ref, "the plant was sold")
    return await closed(here, ref, Outcome.WITHDRAWN)


async def returned(here: House) -> str:
    """Returned for completion, resubmitted, then returned and never answered."""
    ref = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    await here.o2.validate(ref, Verdict.RETURN, scores=None, reason="waste contract")
    await until(here.phase, ref, "returned")
    await here.o1.revise(ref, sample(keywords=["rifiuti"]), "contract added")
    await until(here.phase, ref, "validation")
    await here.o2.validate(ref, Verdict.RETURN, scores=None, reason="site plan")
    await here.sleep(timedelta(days=60))
    return await closed(here, ref, Outcome.LAPSED)


async def rejected(here: House) -> str:
    ref = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    await here.o2.validate(ref, Verdict.REJECT, scores=None, reason="pure sale")
    await until(here.phase, ref, "rejection-notice")
    await here.sleep(timedelta(days=30))
    return await closed(here, ref, Outcome.REJECTED)


async def rejected_after_observations(here: House) -> str:
    ref = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    await here.o2.validate(ref, Verdict.REJECT, scores=None, reason="pure sale")
    await until(here.phase, ref, "rejection-notice")
    await here.o1.revise(ref, sample(keywords=["altro"]), "observations")
    await until(here.phase, ref, "validation")
    await here.o2.validate(ref, Verdict.REJECT, scores=None, reason="still a sale")
    return await closed(here, ref, Outcome.REJECTED)


async def blocked(here: House) -> str:
    ref = (await here.submit(sample(proposer=here.listed_proposer()))).ref
    await until(here.open_tasks, here.stream(ref), ["screening"])
    await ruled(here, ref, Ruling.BLOCK, "same party")
    return await closed(here, ref, Outcome.BLOCKED)


async def cleared(here: House) -> str:
    """A false hit, cleared by a second person; then nobody is interested."""
    ref = (await here.submit(sample(proposer=here.listed_proposer()))).ref
    await until(here.open_tasks, here.stream(ref), ["screening"])
    await ruled(here, ref, Ruling.CLEAR, "homonym")
    await here.accept(ref)
    await until(here.phase, ref, "open")
    return await nobody(here, ref)


async def no_interest(here: House) -> str:
    return await nobody(here, await disseminated(here))


async def nobody(here: House, ref: str) -> str:
    await here.sleep(timedelta(days=60))
    return await closed(here, ref, Outcome.NO_INTEREST)


async def competing(here: House) -> str:
    """Two bodies want an exclusive proposal; the proposer chooses the later one."""
    ref = await disseminated(here)
    await here.o1.answer(ref, "IT-34", ActKind.INTERESTED, reason="phone")
    await here.o1.answer(ref, "IT-57", ActKind.CONDITIONAL, reason="phone")
    await here.o1.answer(ref, "IT-45", ActKind.DECLINED, reason="phone")
    await until(here.phase, ref, "choice")
    await here.o1.choose(ref, "IT-57", "the proposer's letter")
    await until(here.phase, ref, "ready")
    await here.o1.withdraw(ref, "end of the play")
    return await closed(here, ref, Outcome.WITHDRAWN)


async def competing_by_rule(here: House) -> str:
    ref = await disseminated(here)
    await here.o1.answer(ref, "IT-34", ActKind.INTERESTED, reason="phone")
    await here.o1.answer(ref, "IT-57", ActKind.INTERESTED, reason="phone")
    await here.o1.answer(ref, "IT-45", ActKind.DECLINED, reason="phone")
    await until(here.phase, ref, "choice")
    await here.sleep(timedelta(days=30))
    await until(here.phase, ref, "ready")
    await here.o1.withdraw(ref, "end of the play")
    return await closed(here, ref, Outcome.WITHDRAWN)


async def withdrawn_early(here: House) -> str:
    ref = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    await here.o1.withdraw(ref, "sent by mistake")
    return await closed(here, ref, Outcome.WITHDRAWN)


async def withdrawn_open(here: House) -> str:
    """After dissemination every body is told."""
    ref = await disseminated(here)
    await here.o1.withdraw(ref, "the plant was sold")
    return await closed(here, ref, Outcome.WITHDRAWN)


async def deadline_moved(here: House) -> str:
    ref = await disseminated(here)
    await here.extend(ref, 50)
    return await nobody(here, ref)


async def carried_over(here: House) -> str:
    """The agenda has room for one of two; the other goes to session XXX."""
    await here.session("XXX", days=480, capacity=30)
    refs = [await ready(here, contribution=None) for _ in range(3)]
    await here.freeze()
    for ref in refs[:2]:
        await until(here.phase, ref, "scheduled")
    assert (await here.case(refs[2])).session == "it-ru/30"
    await here.hold("IT-RU/XXIX", not_treated=[refs[1]], reason="minutes 1")
    await until(here.session_of, refs[1], "it-ru/30")
    await here.freeze("IT-RU/XXX")
    await until(here.phase, refs[2], "scheduled")
    await here.hold("IT-RU/XXX", reason="minutes 2")
    await until(here.phase, refs[2], "presented")
    for ref in refs:
        if await here.phase(ref) == "presented":
            await here.o1.record_outcome(ref, Outcome.CONTACT, "met again")
            await closed(here, ref, Outcome.CONTACT)
    return refs[2]


async def postponed(here: House) -> str:
    """Postponed after the freeze: the slot is lost, the place in the queue is not."""
    ref = await ready(here, contribution=None)
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    await here.o1.postpone("IT-RU/XXIX", None, "to a date to be set")
    await until(here.phase, ref, "ready")
    await here.o1.postpone(
        "IT-RU/XXIX", await here.now() + timedelta(days=300), "new date"
    )
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    await here.hold("IT-RU/XXIX", reason="minutes")
    return await no_result(here, ref)


async def no_result(here: House, ref: str) -> str:
    await until(here.phase, ref, "presented")
    await here.sleep(timedelta(days=500))
    return await closed(here, ref, Outcome.NO_RESULT)


async def not_presented(here: House) -> str:
    """Left over a third time: no session could take it (method X14)."""
    for number, ordinal in enumerate(("XXX", "XXXI", "XXXII"), start=1):
        await here.session(ordinal, days=240 + 160 * number)
    ref = await ready(here, contribution=None)
    for ordinal in ("XXIX", "XXX", "XXXI"):
        session = f"IT-RU/{ordinal}"
        await here.freeze(session)
        await until(here.phase, ref, "scheduled")
        await here.hold(session, not_treated=[ref], reason="no time")
        await until(here.phase, ref, "closed" if ordinal == "XXXI" else "ready")
    return await closed(here, ref, Outcome.NOT_PRESENTED)


async def ruled_at_the_desk(here: House) -> str:
    """An unclear reply waits until a person says what it is."""
    ref = await disseminated(here)
    letter = await here.letter("accordi@it-57.example")
    await here.reply(letter, "Va bene, grazie.\n")
    await until(here.waiting_messages, 1)
    [message] = await here.reading.messages(disposition=Disposition.TASK)
    await here.o2.file_message(
        message.message, ref=ref, body="IT-57", kind=ActKind.DECLINED, reason="phone"
    )
    assert await here.answers(ref) == {"IT-57": "declined"}
    return await nobody(here, ref)


async def held_up(here: House) -> str:
    """No body can be written to: a person mends that, and it goes on."""
    await here.health(AddressHealth.BAD)
    ref = (await here.submit(sample())).ref
    await here.accept(ref)
    await until(here.open_tasks, here.stream(ref), ["effect-refused"])
    await here.sleep(timedelta(days=60))
    await here.health(AddressHealth.GOOD)
    await here.o2.resolve(here.stream(ref), Ruling.RETRY, "addresses mended")
    await until(here.phase, ref, "open")
    assert await here.open_tasks(here.stream(ref)) == []
    due = (await here.case(ref)).due_at
    assert due is not None
    assert due > await here.now()  # counted from the retry, not from the refusal
    return await nobody(here, ref)
