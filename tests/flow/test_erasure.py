"""A person is taken out of the record: a scar stays, and every chain holds."""

import re
from pathlib import Path

import pytest

from audit.verify_record import erased_by
from models.adhesion import AdhesionId
from models.errors import DomainError
from models.event import EventKind
from models.ids import Actor, BodyCode, register_stream
from runtime.person_desk import PersonDesk
from runtime.record import Record
from store.reports import SqlReports
from store.whole_record import whole_record
from tests.flow.house import House, house
from tests.flow.plays import STORIES
from tests.flow.samples import sample
from tests.flow.stories import disseminated
from tests.flow.wait import until

ADDRESS = "accordi@it-57.example"
STREAM = register_stream("person", "erased")


def desk(here: House) -> PersonDesk:
    return PersonDesk(units=here.wired.units, actor=Actor("secretariat:o1"))


async def told_of(here: House, text: str) -> set[str]:
    """The tables in which a text still stands, papers aside."""
    person = re.compile(re.escape(text), re.IGNORECASE)
    found = set()
    async with whole_record(here.wired.units.engine) as record:
        async for one in record.people():
            if person.search(one.value):
                found.add("personal")
        for table, rows in record.told():
            async for _, columns in rows:
                if any(person.search(str(value)) for value in columns.values()):
                    found.add(table)
        async for one_record in record.chronicle().records():
            if person.search(one_record.changes):
                found.add("chronicle")
    return found


async def test_body_contact_is_erased_everywhere(tmp_path: Path) -> None:
    async with house(tmp_path) as here:
        await here.furnish()
        await STORIES["by-mail"](here)
        await here.nothing_waits()
        now = await here.now()
        before = await told_of(here, ADDRESS)

        gone = await desk(here).erase(ADDRESS.upper(), "request of 3 May", now=now)

        after = await told_of(here, ADDRESS)
        async with here.wired.units.read() as unit:
            [act] = await unit.events.of(STREAM)
            body = await unit.bodies.get(BodyCode("IT-57"))
            letters = await here.reading.letters(body=body.code)
            raw = await unit.papers.get(letters[0].raw)

    assert {"personal", "body", "letter", "message"} <= before
    assert after == set()
    assert body.email == "erased@erased.invalid"
    assert ADDRESS.encode() in raw
    assert (act.kind, act.reason) == (EventKind.PERSON_ERASED, "request of 3 May")
    assert len(erased_by(act.body)) == gone.scars > 0
    assert ADDRESS not in act.model_dump_json()
    assert (gone.papers, set(gone.tables)) > (0, {"body"})


async def test_acts_hold_no_addresses(tmp_path: Path) -> None:
    async with house(tmp_path) as here:
        await here.furnish()
        await STORIES["by-mail"](here)
        await here.nothing_waits()
        async with whole_record(here.wired.units.engine) as record:
            acts = [
                act
                for stream in await record.heads()
                for act in await record.acts(stream)
            ]

    kept = [act for act in acts if act.stream == register_stream("body", "IT-57")]
    assert kept[0].body["addresses_changed"] == ["email"]
    assert [act for act in acts if "@" in f"{act.reason} {act.body}"] == []


async def test_delegate_of_an_adhesion_is_erased_whole(tmp_path: Path) -> None:
    async with house(tmp_path) as here:
        await here.furnish()
        await STORIES["passports-deleted"](here)
        [place, *_] = await desk(here).find("Anna Esempio")

        await desk(here).erase("anna esempio", "her wish", now=await here.now())

        async with here.wired.units.read() as unit:
            record = await unit.adhesions.get(AdhesionId(str(place.key[0])))
        left = await told_of(here, "Anna Esempio")

    assert place.table == "adhesion"
    assert left == set()
    assert "erased" in {one.name for one in record.form.participants}


@pytest.mark.parametrize(
    ("text", "reason", "words"),
    [
        ("ann", "her wish", "too short to mean one person"),
        ("nobody@nowhere.example", "her wish", "Nothing on record tells"),
        (ADDRESS, " ", "reason"),
        (ADDRESS, f"wish of {ADDRESS}", "names the person"),
        (ADDRESS, "her wish", "may still answer under this address"),
    ],
)
async def test_erasure_is_refused_and_changes_nothing(
    tmp_path: Path, text: str, reason: str, words: str
) -> None:
    async with house(tmp_path) as here:
        await here.furnish()
        submitted = await here.submit(sample())
        await here.accept(submitted.ref)
        await until(here.phase, submitted.ref, "open")
        await here.letter(ADDRESS)
        await here.nothing_waits()
        before = await told_of(here, ADDRESS)

        with pytest.raises(DomainError, match=words):
            await desk(here).erase(text, reason, now=await here.now())

        after = await told_of(here, ADDRESS)
        async with here.wired.units.read() as unit:
            acts = await unit.events.of(STREAM)

    assert (after, [*acts]) == (before, [])


async def test_name_signed_on_a_line_of_its_own_is_erased(tmp_path: Path) -> None:
    """As it stands in what was read of a mail: JSON, kept as a text."""
    async with house(tmp_path) as here:
        await here.furnish()
        await disseminated(here)
        letter = await here.letter(ADDRESS)
        await here.reply(letter, "Ne parliamo.\n\nCordiali saluti\nAnna Rossi\n")
        await until(here.waiting_messages, 1)
        assert "message" in await told_of(here, "Anna Rossi")

        await desk(here).erase("Anna Rossi", "request", now=await here.now())

        assert "message" not in await told_of(here, "Anna Rossi")


async def test_erased_address_is_written_to_no_more(tmp_path: Path) -> None:
    async with house(tmp_path) as here:
        await here.furnish()
        await desk(here).erase(ADDRESS, "request", now=await here.now())
        async with here.wired.units.read() as unit:
            case = (await here.submit(sample())).ref
            body = await unit.bodies.get(BodyCode("IT-57"))
        reach = await Record(
            settings=here.wired.settings,
            units=here.wired.units,
            reading=here.reading,
            reports=SqlReports(here.wired.units.engine),
            reference=here.wired.reference,
        ).reach(case, now=await here.now())

    why = {one.code: why for one, why in reach.unreachable}
    assert why[body.code].startswith("its address was erased")
