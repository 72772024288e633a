"""A programme: signed in time or asked after, prolonged, handed over (X18, X19)."""

from datetime import date, timedelta

import pytest

from models.acts import Watched, WatchKind
from models.case import Outcome
from models.deadlines import end_of
from models.event import EventKind
from models.ids import programme_stream, session_workflow_id, watch_workflow_id
from models.programme import ProgrammeError, ProgrammeState, Prolongation
from models.programme_content import Destination
from models.programme_steps import Step
from models.reference_number import session_named
from runtime.errands import RefusedError
from runtime.programme_desk import (
    foresee_closing,
    list_programmes,
    show_programme,
)
from runtime.submission import BadFormError
from tests.flow.house import CORRIDOR, house
from tests.flow.programmes import (
    GUIDELINES,
    IT_RU,
    PAPER,
    desk,
    end_now,
    ended,
    entered,
    guided,
    open_on,
    pass_to,
    signed,
    state,
    tasks,
    until_closed,
    years,
)
from tests.flow.samples import sample
from tests.flow.stories import presented
from tests.flow.wait import until


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def test_programme_goes_its_way_and_keeps_its_papers(here):
    following = await signed(here)

    found = await show_programme(here.wired.units, IT_RU, following.code)

    assert found.work.state is ProgrammeState.SIGNED
    assert found.work.signature is not None
    assert found.work.signature.place == "Venezia"
    async with here.wired.units.read() as unit:
        assert await unit.papers.get(found.work.signature.document) == PAPER
        events = await unit.events.of(programme_stream(IT_RU, following.code))
    assert [one.kind for one in events] == [
        EventKind.PROGRAMME_ENTERED,
        EventKind.PROGRAMME_CHANGED,
        EventKind.PROGRAMME_CHANGED,
    ]
    assert events[-1].body["late"] is False
    assert events[-1].body["state"] == "signed"


async def test_programme_with_a_gap_or_an_overlap_is_refused(here):
    _, following = await years(here)
    late = following.model_copy(
        update={
            "start": date(following.start.year + 1, 1, 1),
            "end": date(following.end.year + 1, 12, 31),
            "code": f"{following.start.year + 1}-{following.end.year + 1}",
        }
    )
    early = following.model_copy(update={"start": date(following.start.year - 1, 1, 1)})

    for wrong in (late, early):
        with pytest.raises(ProgrammeError):
            await (await desk(here)).enter(wrong, GUIDELINES)

    assert len(await list_programmes(here.wired.units, IT_RU)) == 1


async def test_x19_signature_is_asked_for_sixty_working_days_before_and_after(here):
    following = await entered(here)
    await (await desk(here)).agree(IT_RU, following.code)
    eve = date(following.start.year - 1, 12, 31)

    await pass_to(here, eve - timedelta(days=105))
    assert await tasks(here, following.code) == []
    await pass_to(here, eve - timedelta(days=75))
    await until(tasks, here, following.code, ["signature"])
    await pass_to(here, eve + timedelta(days=1))
    await until(tasks, here, following.code, ["signature", "unsigned"])


async def test_signature_closes_what_asked_for_it(here):
    following = await entered(here)
    await (await desk(here)).agree(IT_RU, following.code)
    await pass_to(here, date(following.start.year - 1, 11, 30))
    await until(tasks, here, following.code, ["signature"])

    on = (await here.now()).date()
    await (await desk(here)).sign(
        IT_RU, following.code, on=on, document=PAPER, session=None, place=None
    )

    assert await tasks(here, following.code) == []
    await pass_to(here, following.start)
    await until(state, here, following.code, ProgrammeState.IN_FORCE)
    assert await tasks(here, following.code) == []


async def test_x19_session_in_an_unsigned_programme_is_refused(here):
    following = await entered(here)
    day = following.start + timedelta(days=90)

    with pytest.raises(RefusedError) as refused:
        await open_on(here, "XXX", day, following.code)
    assert str(refused.value) == (
        f"Session XXX cannot be opened: Programme {following.code} is drafting, not"
        " signed: sign it, or prolong the one before it by an exchange of notes."
    )

    await (await desk(here)).agree(IT_RU, following.code)
    on = (await here.now()).date()
    await (await desk(here)).sign(
        IT_RU, following.code, on=on, document=PAPER, session=None, place=None
    )
    await open_on(here, "XXXI", day, following.code)
    async with here.wired.units.read() as unit:
        found = await unit.sessions.get(session_named("IT-RU/XXXI"))
    assert found.programme == following.code


async def test_x19_prolongation_takes_the_session_instead(here):
    code, following = await years(here)
    await entered(here)
    day = following.start + timedelta(days=90)
    await (await desk(here)).prolong(
        IT_RU,
        code,
        until=day + timedelta(days=90),
        agreed_on=(await here.now()).date(),
        document=PAPER,
    )

    with pytest.raises(RefusedError, match=f"belongs to programme {code}, not to"):
        await open_on(here, "XXX", day, following.code)
    await open_on(here, "XXXI", day, code)

    async with here.wired.units.read() as unit:
        assert await unit.sessions.find(session_named("IT-RU/XXXI"))


async def test_corridor_without_states_goes_on_as_before(here):
    """XXIX was opened by `furnish`, in a programme that nobody ever signed here."""
    code, _ = await years(here)

    assert await state(here, code) is ProgrammeState.IN_FORCE
    async with here.wired.units.read() as unit:
        assert await unit.programme_lives.of(IT_RU) == []
    await here.session("XXX", days=400)


async def test_what_is_unusual_is_remarked_and_not_forbidden(here):
    await here.session("XXX", days=300)

    async with here.wired.units.read() as unit:
        [opened] = await unit.events.of(session_workflow_id(session_named("IT-RU/XXX")))
    [remark] = opened.body["remarks"]
    assert remark == (
        "Session XXIX was in IT too; sessions alternate between the two countries."
        " Check the host of session XXX."
    )


async def test_number_below_the_last_is_refused(here):
    with pytest.raises(RefusedError, match=r"numbers only rise\. Take XXX\."):
        await here.session("XXVIII", days=300)


async def test_proposal_belongs_to_one_guideline(here):
    code, _ = await years(here)
    await guided(here, code)
    await here.submit(sample(guideline=2))
    ref = await presented(here)

    found = await show_programme(here.wired.units, IT_RU, code)

    assert found.lines == {1: (2, 1, 1), 2: (1, 0, 0)}
    assert found.total == (3, 1, 1)
    assert (await here.case(ref)).outcome is Outcome.MEMORANDUM


async def test_guideline_that_the_programme_lacks_is_refused(here):
    code, _ = await years(here)
    await guided(here, code)

    with pytest.raises(BadFormError, match="has guidelines 1 to 2; name one"):
        await here.submit(sample(guideline=3))


async def test_x18_end_of_a_programme_is_put_before_the_desk(here):
    code, following = await years(here)
    await guided(here, code)
    async with here.wired.units.read() as unit:
        assert await unit.programme_lives.find((IT_RU, code))
    await here.wired.peers.poke_watch(
        Watched(kind=WatchKind.PROGRAMME, name=f"{IT_RU}/{code}")
    )

    await pass_to(here, following.start)

    await until(tasks, here, code, [f"over/{following.start - timedelta(days=1)}"])


async def test_x18_open_items_are_listed_and_go_where_they_are_sent(here):
    code, following, ref = await ended(here)
    await until_closed(here, ref)

    found = await foresee_closing(here.wired.units, IT_RU, code, {}, None)
    assert found.undecided == ("IT-RU/XXIX",)
    with pytest.raises(ProgrammeError, match="without a successor: IT-RU/XXIX"):
        await (await desk(here)).close(IT_RU, code, decided={}, onto=None)

    await (await desk(here)).close(IT_RU, code, decided={}, onto=2)

    assert await state(here, code) is ProgrammeState.CLOSED
    async with here.wired.units.read() as unit:
        session = await unit.sessions.get(session_named("IT-RU/XXIX"))
    assert session.programme == following


async def test_x18_open_proposal_is_handed_over_or_closed_with_a_reason(here):
    code, _ = await years(here)
    following = await signed(here)
    first = (await here.submit(sample())).ref
    second = (await here.submit(sample())).ref
    await guided(here, code)
    await end_now(here, code)
    decided = {
        first: Destination(programme=following.code, guideline=2),
        "IT-RU/XXIX": Destination(programme=following.code),
    }

    foreseen = await foresee_closing(here.wired.units, IT_RU, code, decided, None)
    assert [line.sentence for line in foreseen.lines] == [
        f"IT-RU/XXIX: goes to {following.code}",
        f"{first}: goes to {following.code}, guideline 2",
        f"{second}: undecided; the co-chairs decide",
    ]
    decided |= {second: Destination(closed_because="sold")}
    await (await desk(here)).close(IT_RU, code, decided=decided, onto=None)

    async with here.wired.units.read() as unit:
        placement = await unit.placements.get(here.case_id(first))
        told = [one for one in await here.events(first) if "handed" in one.kind]
    assert (placement.programme, placement.guideline) == (following.code, 2)
    assert [one.body["from"] for one in told] == [code]
    assert "programme-due" in await here.open_tasks(here.stream(second))


async def test_watch_of_a_closed_programme_ends(here):
    _, following = await years(here)
    await entered(here)

    await (await desk(here)).change(IT_RU, following.code, Step.ABANDON)

    watched = watch_workflow_id(WatchKind.PROGRAMME, f"{IT_RU}/{following.code}")
    handle = here.wired.client.get_workflow_handle(watched)
    await handle.result()


async def test_x19_prolongation_moves_the_end(here):
    code, following = await years(here)
    until_ = following.start + timedelta(days=120)
    await (await desk(here)).prolong(
        IT_RU,
        code,
        until=until_,
        agreed_on=(await here.now()).date(),
        document=PAPER,
    )

    await pass_to(here, following.start + timedelta(days=60))
    assert await tasks(here, code) == []
    found = await show_programme(here.wired.units, IT_RU, code)
    assert [one.until for one in found.work.prolongations] == [until_]
    await pass_to(here, until_ + timedelta(days=1))

    await until(tasks, here, code, [f"over/{until_}"])
    assert end_of(until_, CORRIDOR.zone_a) < await here.now()
    assert isinstance(found.work.prolongations[0], Prolongation)
