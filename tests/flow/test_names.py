"""Bodies and proposers that are renamed, or succeeded by another (X22)."""

import json
from collections.abc import Iterable
from datetime import timedelta

import pytest

from activities.effects import EffectRunner
from activities.screening import ListsInUse
from models.body_history import as_of
from models.errors import DomainError
from models.ids import BodyCode
from models.message import ActKind
from models.round import DeliveryState
from runtime.body_desk import BodyDesk
from runtime.wiring import terms, writer
from store.reference import CsvScreeningList
from tests.flow.house import House, house
from tests.flow.samples import sample
from tests.flow.stories import COST, answered, disseminated
from tests.flow.wait import until

OLD, NEW = "accordi@it-57.example", "intese@nuova-marca.example"
PROPOSER = json.loads(sample())["contact"]["email"]


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def desk(here: House, *, dry: bool = False) -> BodyDesk:
    wired = here.wired
    effects = EffectRunner(units=wired.units, peers=wired.peers)
    return BodyDesk(
        units=wired.units,
        effects=None if dry else effects,
        writer=writer(wired.settings, wired.reference),
        terms=terms(),
        lists=ListsInUse(CsvScreeningList(wired.settings.screening_list)),
        actor="secretariat:o1",
        now=await here.now(),
    )


async def invited(here: House) -> str:
    ref = await disseminated(here)
    for body in ("it-34", "it-45", "it-57"):
        await here.letter(f"accordi@{body}.example")
    await here.nothing_waits()
    return ref


async def states(here: House, ref: str) -> dict[str, str]:
    async with here.wired.units.read() as unit:
        page = await unit.deliveries.page(
            here.case_id(ref),
            1,
            states=tuple(DeliveryState),
        )
    return {one.body: one.state.value for one in page}


async def interested(here: House, ref: str) -> dict[str, int | None]:
    async with here.wired.units.read() as unit:
        found = await unit.interests.of(here.case_id(ref))
    return {one.body: one.contribution for one in found}


def subjects(here: House, address: str) -> list[str]:
    return [str(one["Subject"]).split(" [")[0] for one in here.letters(address)]


def has(words: str, subjects_: Iterable[str]) -> int:
    return sum(words in one for one in subjects_)


RENAMED = "Nuova denominazione"


async def test_x22_body_keeps_its_names_by_date(here):
    ref = await invited(here)
    before = await here.now()
    await here.sleep(timedelta(minutes=1))

    await (await desk(here)).rename(
        "IT-57", "Regional law 3", name="Nuova Marca", email=NEW
    )

    body, former = await (await desk(here)).names("IT-57")
    assert (body.name, body.email) == ("Nuova Marca", NEW)
    assert [(one.name, one.email) for one in former] == [("Regione IT-57", OLD)]
    assert as_of(body, former, before).name == "Regione IT-57"
    assert await states(here, ref) == dict.fromkeys(
        ("IT-34", "IT-45", "IT-57"), "written"
    )


async def test_x22_mail_from_the_old_address_counts(here):
    """By the thread, and also when somebody begins a new mail."""
    ref = await invited(here)
    letter = here.letters(OLD)[0]
    await (await desk(here)).rename("IT-57", "Regional law 3", email=NEW)

    await here.reply(letter, "Siamo interessati.\n")

    await until(here.answers, ref, {"IT-57": "interested"})
    await here.letter(NEW)  # the receipt goes where the body is now


async def test_x22_proposer_learns_the_new_name_of_a_partner(here):
    ref = await invited(here)
    await here.o1.answer(ref, "IT-57", ActKind.INTERESTED, reason="phone")
    wrote = len(here.letters(PROPOSER))

    done = await (await desk(here)).rename(
        "IT-57", "Regional law 3", name="Nuova Marca"
    )

    assert done.cases == 1
    told = await here.letter(PROPOSER, wrote + 1)
    assert "Nuova Marca" in told.get_body().get_content()
    assert "party.changed" in await here.kinds(ref)


async def test_x22_successor_takes_over_what_is_open(here):
    """Its answer, its interest, its agreement with the money, and its mail."""
    ref = await invited(here)
    await here.register.keep_body(await other_body(here), now=await here.now())
    await answered(here, ref, contribution=COST // 2)
    await until(here.phase, ref, "ready")
    held = (await here.case(ref)).reserved

    await (await desk(here)).succeed("IT-57", "IT-99", "Merged by law")

    assert await interested(here, ref) == {"IT-99": COST // 2}
    assert (await here.answers(ref))["IT-99"] == "interested"
    assert (await states(here, ref))["IT-99"] == "answered"
    assert (await here.case(ref)).reserved == held > 0
    async with here.wired.units.read() as unit:
        agreement = await unit.agreements.get("AP-IT-57")
        [reserved] = await unit.agreements.reserved(here.case_id(ref))
    assert agreement.body == "IT-99"
    assert reserved[0] == "AP-IT-57"
    told = await here.letter("intese@it-99.example")
    assert RENAMED in str(told["Subject"])


async def test_x22_reply_to_the_predecessors_letter_is_the_successors(here):
    ref = await invited(here)
    await here.register.keep_body(await other_body(here), now=await here.now())
    letter = here.letters(OLD)[0]
    await (await desk(here)).succeed("IT-57", "IT-99", "Merged by law")

    await here.reply(letter, "Siamo interessati.\n")

    await until(here.answers, ref, {"IT-99": "interested"})
    assert await interested(here, ref) == {"IT-99": None}
    assert await states(here, ref) == {
        "IT-34": "written",
        "IT-45": "written",
        "IT-57": "recalled",
        "IT-99": "answered",
    }


async def test_x22_merged_body_gets_no_second_letter(here):
    ref = await invited(here)
    await here.o1.answer(ref, "IT-57", ActKind.DECLINED, reason="phone")
    before = len(here.letters("accordi@it-34.example"))

    done = await (await desk(here)).succeed("IT-57", "IT-34", "Merged by law")
    await here.nothing_waits()

    assert done.letters == 0
    assert len(here.letters("accordi@it-34.example")) == before
    assert (await here.answers(ref))["IT-34"] == "declined"
    assert (await states(here, ref))["IT-34"] == "answered"


async def test_x22_both_said_yes_and_what_they_promised_is_added(here):
    ref = await invited(here)
    for body in ("IT-34", "IT-57"):
        await here.o1.answer(
            ref, body, ActKind.INTERESTED, reason="phone", contribution=1_000_000
        )

    done = await (await desk(here)).succeed("IT-57", "IT-34", "Merged by law")

    assert await interested(here, ref) == {"IT-34": 2_000_000}
    assert "body-merged" in await here.open_tasks(here.stream(ref))
    assert [ref in one for one in done.remarks] == [True]


async def test_x22_next_round_goes_to_the_successor_alone(here):
    await here.register.keep_body(await other_body(here), now=await here.now())
    await (await desk(here)).succeed("IT-57", "IT-99", "Merged by law")

    ref = await disseminated(here)

    assert sorted(await states(here, ref)) == ["IT-34", "IT-45", "IT-99"]


async def test_x22_preview_changes_nothing(here):
    ref = await invited(here)
    await here.o1.answer(ref, "IT-57", ActKind.INTERESTED, reason="phone")
    trying = await desk(here, dry=True)

    await trying.succeed("IT-57", "IT-34", "Merged by law")

    assert trying.foreseen is not None
    assert [one.kind.value for one in trying.foreseen.letters] == ["party-changed"]
    assert await interested(here, ref) == {"IT-57": None}
    async with here.wired.units.read() as unit:
        assert await unit.successions.find(BodyCode("IT-57")) is None


async def test_x22_refusals_change_nothing(here):
    await (await desk(here)).succeed("IT-57", "IT-34", "Merged by law")

    with pytest.raises(DomainError, match="has taken the place of IT-57"):
        await (await desk(here)).succeed("IT-57", "IT-45", "again")
    with pytest.raises(DomainError, match="does not succeed itself"):
        await (await desk(here)).succeed("IT-45", "IT-45", "itself")
    with pytest.raises(DomainError, match="rename IT-34 instead"):
        await (await desk(here)).rename("IT-57", "late", name="Altra")
    with pytest.raises(DomainError, match="no e-mail address"):
        await (await desk(here)).rename("IT-45", "typo", email="nowhere")
    with pytest.raises(DomainError, match="so already"):
        await (await desk(here)).rename("IT-45", "same", name="Regione IT-45")


async def test_x22_proposer_is_renamed_in_all_its_open_proposals(here):
    ref = await invited(here)
    other = (await here.submit(sample(keywords=["altro"]))).ref
    await until(here.phase, other, "validation")

    done = await (await desk(here)).rename_proposer(
        other, "Novaja Firma Primer", "New statute"
    )

    assert sorted(done.refs) == sorted([ref, other])
    for one in (ref, other):
        async with here.wired.units.read() as unit:
            form = json.loads(await unit.papers.get((await here.case(one)).form))
        assert form["proposer"]["name"] == "Novaja Firma Primer"
        assert (await here.case(one)).version == 1
    hidden = json.loads(sample()).get("proposer_hidden", False)
    await here.nothing_waits()
    assert has(RENAMED, subjects(here, OLD)) == (0 if hidden else 1)


async def test_x22_new_name_on_a_list_is_refused(here):
    ref = await invited(here)
    before = (await here.case(ref)).form

    with pytest.raises(DomainError, match="screening is hit"):
        await (await desk(here)).rename_proposer(
            ref, "Severnyj Sklad Example", "New statute"
        )

    assert (await here.case(ref)).form == before


async def other_body(here: House):
    async with here.wired.units.read() as unit:
        body = await unit.bodies.get(BodyCode("IT-57"))
    return body.model_copy(
        update={
            "code": BodyCode("IT-99"),
            "name": "Regione IT-99",
            "email": "intese@it-99.example",
        }
    )
