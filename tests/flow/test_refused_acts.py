"""Acts that contradict the record are refused in words, tried or done alike."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from models.acts import CofinancingChoice
from models.case import Outcome
from models.errors import DomainError
from models.event import Event
from models.follow_up import FollowUpAnswer
from models.ids import session_workflow_id
from models.message import ActKind
from models.reference_number import session_named
from models.session import Session, SessionState
from models.two_sides import Side
from runtime.office import Office
from tests.flow.house import House, house
from tests.flow.rehearsals import desk, foreseen
from tests.flow.samples import sample
from tests.flow.stories import COST, answered, disseminated, ready
from tests.flow.test_foresight import told as asked
from tests.flow.wait import until

NAME = "IT-RU/XXIX"
Act = Callable[[Office], Awaitable[object]]

pytestmark = pytest.mark.flow


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def session(here: House, name: str = NAME) -> Session:
    async with here.wired.units.read() as unit:
        found = await unit.sessions.get(session_named(name))
    assert isinstance(found, Session)
    return found


async def events(here: House, name: str = NAME) -> list[Event]:
    async with here.wired.units.read() as unit:
        return [*await unit.events.of(session_workflow_id(session_named(name)))]


async def refused(here: House, act: Act, words: str) -> None:
    """Tried or done: the same sentence."""
    for dry in (True, False):
        office = await desk(here, "secretariat:o1", dry=dry)
        with pytest.raises(DomainError, match=words):
            await act(office)


async def test_session_is_not_held_before_its_day(here):
    ref = await ready(here, contribution=None)
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    begins = (await session(here)).starts_at
    assert begins is not None
    before = (await session(here), await here.kinds(ref))

    await refused(
        here,
        lambda office: office.hold(NAME, reason="minutes"),
        r"Session XXIX sits on .*: record it as held from that day on",
    )

    assert (await session(here), await here.kinds(ref)) == before
    await here.days_before(NAME, 0)
    await here.o1.hold(NAME, reason="minutes")
    await until(here.phase, ref, "presented")


async def test_session_is_held_from_the_first_minute_of_its_day_in_rome(here):
    year = (await here.now()).year + 1
    at_nine = datetime(year, 3, 14, 8, tzinfo=UTC)  # 9 in Rome
    midnight = datetime(year, 3, 13, 23, tzinfo=UTC)
    await here.o1.postpone(NAME, at_nine, "the hall is free")
    await here.freeze()
    await here.sleep(midnight - timedelta(minutes=1) - await here.now())

    await refused(
        here, lambda office: office.hold(NAME, reason="x"), f"sits on {year}-03-14"
    )
    await here.sleep(timedelta(minutes=2))
    await here.o1.hold(NAME, reason="minutes")

    assert (await session(here)).state in {SessionState.HELD, SessionState.CLOSED}


async def test_x15_what_is_still_under_way_is_named_when_the_session_is_held(here):
    """It has no place on the agenda: not treated, it goes on once it is ready."""
    await here.session("XXX", days=300)
    left = (await here.submit(sample(0, exclusive=False, partner_max=3))).ref
    await until(here.phase, left, "validation")
    shown = await ready(here, contribution=None)
    await here.freeze()
    await until(here.phase, shown, "scheduled")
    await here.days_before(NAME, 0)
    office = await desk(here, "secretariat:o1", dry=False)

    await office.hold(NAME, reason="minutes")

    [remark] = foreseen(office).remarks
    assert remark == (
        f"{left} has no place on its agenda (validation): not treated, it goes to the "
        "next session once it is ready"
    )
    [held] = [one for one in await events(here) if one.kind == "session.held"]
    assert held.body["under_way"] == [here.case_id(left)]
    await here.accept(left)
    await until(here.phase, left, "open")
    await answered(here, left, contribution=None)
    await until(here.session_of, left, "it-ru/30")
    await until(here.phase, left, "ready")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"country": "FR"},
            "FR is no country of corridor IT-RU: a session is held in IT or RU",
        ),
        ({"years": 5}, r"lies outside programme .*: correct --date, or name the"),
        ({"years": -1}, "date has passed"),
    ],
)
async def test_session_is_opened_in_its_corridor_and_its_programme(
    here, changes, words
):
    now = await here.now()
    given = {"country": "IT", "years": 1} | changes

    with pytest.raises(DomainError, match=words):
        await here.o1.open_session(
            "IT-RU",
            "XXX",
            programme=(await session(here)).programme,
            country=given["country"],
            place="Lyon",
            starts_at=now + timedelta(days=365 * given["years"]),
            capacity=60,
            now=now,
        )

    async with here.wired.units.read() as unit:
        assert await unit.sessions.find(session_named("IT-RU/XXX")) is None


async def test_x4_only_a_body_of_the_round_asks_for_more_time(here):
    ref = await asked(here)
    before = await here.case(ref)
    later = before.due_at + timedelta(days=7)

    await refused(
        here,
        lambda office: office.extend(ref, later, "x", requester="body:IT-88"),
        "IT-88 is no body of the proposal's round, .* correct --requested-by",
    )

    assert await here.case(ref) == before


async def test_x11_session_is_not_postponed_to_the_date_it_has(here):
    before = await session(here)
    begins, ends, count = before.starts_at, before.ends_at, len(await events(here))
    assert begins
    assert ends

    await refused(
        here,
        lambda office: office.postpone(NAME, begins, "no hall"),
        "Session XXIX has this date already",
    )
    await refused(
        here,
        lambda office: office.postpone(NAME, begins + timedelta(days=7), " "),
        "The reason is blank: say why in words with --reason",
    )

    assert (await session(here), len(await events(here))) == (before, count)
    longer = ends + timedelta(days=1)
    await here.o1.postpone(NAME, begins, "a day more", ends=longer)
    assert (await session(here)).ends_at == longer


@pytest.mark.parametrize("moved", [0, 1])
async def test_x12_cancelled_session_was_postponed_no_more_often_than_it_was(
    here, moved
):
    for days in range(moved):
        until_ = await here.now() + timedelta(days=300 + days)
        await here.o1.postpone(NAME, until_, "no hall")

    await here.o1.cancel_session(NAME, "no more hall")

    found = await session(here)
    assert (found.state, found.postponements) == (SessionState.CANCELLED, moved)


async def test_x12_session_without_a_date_was_postponed_once_when_cancelled(here):
    await here.o1.postpone(NAME, None, "no hall")
    await here.o1.cancel_session(NAME, "no more hall")

    assert (await session(here)).postponements == 1


@pytest.mark.parametrize("money", [{"contribution": 100}, {"private": 100}])
@pytest.mark.parametrize("kind", [ActKind.DECLINED, ActKind.QUESTION])
async def test_answer_that_is_no_yes_brings_no_money(here, kind, money):
    ref = await asked(here)
    before = await here.kinds(ref)

    await refused(
        here,
        lambda office: office.answer(ref, "IT-57", kind, reason="phone", **money),
        f"An answer that is {kind} brings no money: leave out --contribution",
    )

    assert await here.kinds(ref) == before


async def test_co_financing_is_decided_for_a_reason_and_only_where_a_part_is_left(
    here,
):
    await here.body("IT-62", budget=0)
    ref = await disseminated(here)
    for body in ("IT-34", "IT-45", "IT-57"):
        await here.o1.answer(ref, body, ActKind.DECLINED, reason="phone")
    money = {"contribution": COST // 2}
    await here.o1.answer(ref, "IT-62", ActKind.INTERESTED, reason="phone", **money)
    await until(here.open_tasks, here.stream(ref), ["short-of-money"])
    before = await here.kinds(ref)

    part = CofinancingChoice.ACCEPT_PARTIAL
    await refused(
        here,
        lambda office: office.cofinance(ref, part, "what there is"),
        f"nothing to give to {ref} now, so that --accept-partial accepts no part",
    )
    await refused(
        here,
        lambda office: office.cofinance(ref, CofinancingChoice.WAIT, "  "),
        "The reason is blank",
    )

    assert await here.kinds(ref) == before
    assert await here.open_tasks(here.stream(ref)) == ["short-of-money"]


async def told(here: House, ref: str) -> list[FollowUpAnswer]:
    async with here.wired.units.read() as unit:
        return [*await unit.follow_ups.of(here.case_id(ref))]


async def test_x17_outcome_says_what_the_only_report_says_otherwise(here):
    ref = await ready(here, contribution=None)
    await here.freeze()
    await until(here.phase, ref, "scheduled")
    await here.hold(NAME, reason="minutes")
    await until(here.phase, ref, "presented")
    contract, phone = Outcome.CONTRACT, {"reason": "phone", "value": 120_000_000}
    await here.o1.answer_follow_up(ref, Side.A, contract, **phone)
    assert len(await told(here, ref)) == 1
    tried = {}
    for value in (120_000_000, 90_000_000, None):
        dry = await desk(here, "secretariat:o1", dry=True)
        await dry.record_outcome(ref, contract, "signed", value=value)
        tried[value] = foreseen(dry).remarks
    office = await desk(here, "secretariat:o1", dry=False)

    await office.record_outcome(ref, Outcome.CONTACT, "met", value=90_000_000)

    only = "only side a reports contract (1,200,000.00 EUR), and "
    assert tried == {
        120_000_000: (),
        90_000_000: (f"{only}contract (900,000.00 EUR) is recorded",),
        None: (f"{only}contract (no value) is recorded",),
    }
    assert foreseen(office).remarks == (f"{only}contact (900,000.00 EUR) is recorded",)
    await until(here.phase, ref, "closed")
    assert (await here.case(ref)).value == 90_000_000
