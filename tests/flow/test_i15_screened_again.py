"""I15: agenda items are screened the day before, and a case before it is paid."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from activities.dissemination import OpenRound, StaleScreeningError
from activities.effects import EffectRunner
from models.acts import Ruling
from models.case import Outcome
from models.errors import DomainError
from models.event import Event
from runtime.wiring import procedure
from tests.flow.agendas import NAME, ROME, STREAM, events, session, slots
from tests.flow.house import ITALY, House, house
from tests.flow.lists import PROPOSER, desk, load, ruled
from tests.flow.money_cases import CUP, office
from tests.flow.samples import sample
from tests.flow.stories import ready
from tests.flow.wait import until

AP = "AP-IT-57"


@pytest.fixture
def first_list(tmp_path: Path) -> Path:
    """The list the house begins with; an officer may put a new one in its place."""
    path = tmp_path / "first.csv"
    listed(path, "Qualcun Altro")
    return path


def listed(path: Path, name: str) -> None:
    path.write_text(f'name,kind,list,version\n"{name}",entity,house-list,1\n')


@pytest.fixture
async def here(tmp_path, first_list):
    async with house(tmp_path, screening_list=first_list) as opened:
        yield await opened.furnish(days=70)  # a reservation outlives it


async def eve(here: House) -> datetime:
    """Nine o'clock of the working day before the session."""
    starts_at = (await session(here)).starts_at
    assert starts_at is not None
    day = starts_at.astimezone(ROME).date() - timedelta(days=1)
    while not ITALY.is_working(day):
        day -= timedelta(days=1)
    return datetime(day.year, day.month, day.day, 9, tzinfo=ROME)


async def screened(here: House) -> list[Event]:
    return [one for one in await events(here) if one.kind == "agenda.screened"]


async def often(here: House) -> int:
    return len(await screened(here))


async def causes(here: House, ref: str) -> list[object]:
    found = [one for one in await here.events(ref) if one.kind == "proposal.screened"]
    return [one.body.get("cause", "") for one in found]


async def scheduled(here: House) -> str:
    ref = await ready(here)
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    await here.nothing_waits()
    return ref


async def presented(here: House) -> str:
    ref = await scheduled(here)
    await here.hold(NAME, reason="minutes 1")
    await until(here.phase, ref, "presented")
    return ref


async def committed(here: House, ref: str) -> None:
    await (await office(here)).commit(
        ref,
        AP,
        number="7/2026",
        signed_on=(await here.now()).date(),
        cup=CUP,
        companies_benefit=False,
        requester="agreement-office:o2",
        reason="signed",
    )


async def pay(here: House, ref: str, order: str) -> int:
    return (await (await office(here)).pay(ref, AP, 100_000, order=order)).cents


async def halted(here: House) -> list[str]:
    return [one.ref for one in await desk(here).halted()]


async def test_i15_items_are_screened_the_day_before(here):
    ref = await scheduled(here)
    at = await eve(here)

    await here.sleep(at - timedelta(minutes=5) - await here.now())
    assert await often(here) == 0
    await here.sleep(timedelta(minutes=10))

    await until(often, here, want=1)
    [event] = await screened(here)
    assert abs(event.at - at) < timedelta(minutes=1)
    assert event.body == {"screened": 1, "hits": [], "taken_off": []}
    assert await causes(here, ref) == ["", "session"]
    assert await here.phase(ref) == "scheduled"


async def test_i15_hit_on_the_eve_leaves_the_agenda(here, first_list):
    await here.session("XXX", days=480)
    ref = await scheduled(here)
    listed(first_list, PROPOSER)

    await here.sleep(await eve(here) + timedelta(minutes=5) - await here.now())

    await until(halted, here, want=[ref])
    assert await slots(here) == {}
    case = await here.case(ref)
    assert (case.phase, case.session) == ("ready", "it-ru/30")
    assert "screening" in await here.open_tasks(here.stream(ref))
    [event] = await screened(here)
    assert event.body["taken_off"] == [case.case]
    told = len(here.letters("accordi@it-57.example"))
    await ruled(here, ref, Ruling.CLEAR, "another company")
    await until(halted, here, want=[])
    await here.nothing_waits()
    assert len(here.letters("accordi@it-57.example")) == told + 1  # its slot is gone
    last = [one for one in await here.events(ref) if one.kind == "proposal.screened"]
    assert last[-1].body["list"] == "house-list 1"
    await here.hold(NAME, reason="minutes")
    await here.freeze("IT-RU/XXX")
    await until(here.phase, ref, "scheduled")


async def test_i15_unruled_hit_does_not_stay_on_the_agenda(here):
    """Found long before by a new list: compliance had its time until the eve."""
    ref = await scheduled(here)
    await load(here, PROPOSER)
    assert await slots(here) != {}

    await here.sleep(await eve(here) + timedelta(minutes=5) - await here.now())

    await until(often, here, want=1)
    assert await slots(here) == {}
    assert await here.phase(ref) == "ready"


async def test_i15_session_moved_to_tomorrow_is_screened_at_once(here, first_list):
    ref = await ready(here)
    listed(first_list, PROPOSER)
    day = ITALY.open_at_or_after((await here.now()).astimezone(ROME).date())
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ROME) + timedelta(days=7)
    await here.sleep(noon - await here.now())
    next_ = ITALY.open_at_or_after(noon.date() + timedelta(days=1))
    tomorrow = datetime(next_.year, next_.month, next_.day, 10, tzinfo=ROME)

    await here.o1.postpone(NAME, tomorrow, "the minister can come sooner")

    await until(halted, here, want=[ref])
    assert await slots(here) == {}
    assert await here.phase(ref) == "ready"


async def held_up(here: House) -> bool:
    return "effect-refused" in await here.open_tasks(STREAM)


async def test_i15_nothing_is_presented_without_a_list(here, first_list):
    ref = await scheduled(here)
    first_list.unlink()

    await here.sleep(await eve(here) + timedelta(minutes=5) - await here.now())

    await until(held_up, here, want=True)
    with pytest.raises(DomainError, match="Nothing waits"):
        await here.o1.hold(NAME, reason="minutes")
    listed(first_list, "Qualcun Altro")
    await here.o2.resolve(STREAM, Ruling.RETRY, "there is a list again")
    await here.hold(NAME, reason="minutes")
    await until(here.phase, ref, "presented")


async def test_x11_screening_is_repeated_after_postponement(here):
    ref = await scheduled(here)
    await here.sleep(await eve(here) + timedelta(minutes=5) - await here.now())
    await until(often, here, want=1)

    await here.o1.postpone(NAME, await here.now() + timedelta(days=60), "the hall")
    assert "slot.lost" in await here.kinds(ref)
    await until(here.phase, ref, "scheduled")  # its freeze is done, and stays done
    assert await often(here) == 1
    await here.sleep(await eve(here) + timedelta(minutes=5) - await here.now())

    await until(often, here, want=2)
    assert await causes(here, ref) == ["", "session", "session"]


async def test_i15_hit_before_a_payment_halts_the_case(here, first_list):
    ref = await presented(here)
    await committed(here, ref)
    assert await pay(here, ref, "1") == 100_000
    listed(first_list, PROPOSER)

    for order in ("2", "3"):
        with pytest.raises(DomainError, match=r"stands still: .* so nothing is paid"):
            await pay(here, ref, order)

    assert await halted(here) == [ref]
    assert await causes(here, ref) == ["", "session", "payment", "payment"]
    await ruled(here, ref, Ruling.CLEAR, "another company")
    assert await pay(here, ref, "2") == 100_000


async def test_i15_payment_of_a_closed_case_is_ruled_on_too(here, first_list):
    ref = await presented(here)
    await committed(here, ref)
    await here.o1.record_outcome(ref, Outcome.CONTRACT, "signed")
    await until(here.phase, ref, "closed")
    listed(first_list, PROPOSER)
    with pytest.raises(DomainError, match="nothing is paid"):
        await pay(here, ref, "1")

    await ruled(here, ref, Ruling.BLOCK, "the very same party")

    assert await halted(here) == []
    with pytest.raises(DomainError, match=r"was blocked .* Revoke its act"):
        await pay(here, ref, "1")
    assert await halted(here) == []


async def test_i15_nothing_is_paid_without_a_list(here, first_list):
    ref = await presented(here)
    await committed(here, ref)
    first_list.unlink()

    with pytest.raises(DomainError, match="No screening list could be read"):
        await pay(here, ref, "1")


async def test_i4_round_is_not_opened_on_a_stale_screening(here):
    ref = (await here.submit(sample())).ref
    await until(here.phase, ref, "validation")
    effects = EffectRunner(units=here.wired.units, peers=here.wired.peers)
    verbs = procedure(here.wired.settings, here.wired.reference, effects)
    late = await here.now() + timedelta(days=30)

    with pytest.raises(StaleScreeningError, match="past its term"):
        await verbs.dissemination.open_round(
            OpenRound(key="too-late", at=late, case=here.case_id(ref))
        )

    assert await here.phase(ref) == "validation"
