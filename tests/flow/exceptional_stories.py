"""Ways that nobody plans: a session cancelled, a text put right, more time given."""

from datetime import timedelta

from models.acts import Verdict
from models.case import Outcome
from models.message import ActKind
from models.remote import Remote
from store.calendars import HolidayCalendars
from tests.flow.house import House
from tests.flow.samples import sample
from tests.flow.stories import answered, closed, disseminated, ready
from tests.flow.wait import until

RIGHT = {
    "it": "Linea di selezione e compostaggio da sessantamila tonnellate annue, con"
    " ricerca di un partner italiano che la progetti e la costruisca.",
    "ru": "Линия сортировки и компостирования мощностью шестьдесят тысяч тонн в год;"
    " требуется итальянский партнёр для проектирования и строительства.",
    "en": "Sorting and composting line for sixty thousand tonnes a year; an Italian"
    " partner is sought who designs and builds it.",
}


async def session_cancelled(here: House) -> str:
    """At a distance first, then not at all: the proposal comes first in the next."""
    await here.session("XXX", days=480)
    ref = await ready(here, contribution=None)
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    meets = Remote(link="https://meet.example/xxix")
    await here.o1.change_format("IT-RU/XXIX", remote=meets, reason="no flights")
    await here.o1.cancel_session("IT-RU/XXIX", "the host has withdrawn")
    await until(here.session_of, ref, "it-ru/30")
    await here.freeze("IT-RU/XXX")
    await until(here.phase, ref, "scheduled")
    await here.hold("IT-RU/XXX", reason="minutes")
    await until(here.phase, ref, "presented")
    await here.o1.record_outcome(ref, Outcome.CONTACT, "met")
    return await closed(here, ref, Outcome.CONTACT)


async def text_corrected(here: House) -> str:
    """One body has answered; the clock starts again, and all answer the right text."""
    ref = await disseminated(here)
    await here.o1.answer(ref, "IT-57", ActKind.INTERESTED, reason="phone")
    await here.o1.correct(ref, sample(0, summary=RIGHT), "wrong tonnes", material=True)
    await here.o2.judge_text(ref, approved=True)
    await answered(here, ref)
    await until(here.phase, ref, "ready")
    await here.o1.withdraw(ref, "end of the play")
    return await closed(here, ref, Outcome.WITHDRAWN)


async def completion_extended(here: House) -> str:
    ref: str = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    await here.o2.validate(ref, Verdict.RETURN, scores=None, reason="site plan")
    await until(here.phase, ref, "returned")
    due = (await here.case(ref)).due_at
    assert due is not None
    later = HolidayCalendars().country("RU").add(due.date(), 4)
    until_ = due + timedelta(days=(later - due.date()).days)
    await here.o1.extend_completion(ref, until_, "it is late", requester="proposer")
    await here.sleep(timedelta(days=60))
    return await closed(here, ref, Outcome.LAPSED)
