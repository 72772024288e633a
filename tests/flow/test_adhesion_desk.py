"""Adhesions at the desk: entered, listed, asked again, forgotten."""

import json
from datetime import timedelta
from email.message import EmailMessage

import pytest

from activities.adhesion import AdhesionError
from audit.verify_record import erased_by
from models.adhesion import Admission
from models.adhesion_record import ERASED
from models.errors import DomainError
from models.event import EventKind
from runtime.adhesion_desk import AdhesionShelf, BadAdhesionError
from runtime.wiring import adhesion_book
from store.whole_record import whole_record
from tests.flow.adhesions import (
    MARCHE,
    OTHER_VAT,
    SESSION,
    XXIX,
    adhesions,
    count,
    desk,
    enter,
    events,
    plain,
    shelved,
    tasks,
)
from tests.flow.house import House, house
from tests.flow.wait import until
from tests.models.test_adhesion import PASSPORT, given_form, person


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


# ── entered by hand ──────────────────────────────────────────────────────────────


async def test_form_on_paper_is_entered_for_a_body(here):
    done = await enter(here)

    assert (done.body, done.admission) == ("IT-57", Admission.IN_TIME)
    assert "Ricevuta dell'adesione" in (await here.letter(MARCHE))["Subject"]
    assert await tasks(here) == []
    [event] = await events(here, EventKind.ADHESION_RECORDED)
    assert (event.actor, event.reason) == ("secretariat:o1", "on paper")


async def test_company_without_contact_is_refused_in_words(here):
    with pytest.raises(BadAdhesionError, match="at least a first contact"):
        await enter(here, contact="none")

    assert await count(here) == 0


async def test_number_that_cannot_be_right_is_refused(here):
    organisation = given_form()["organisation"]
    wrong = organisation | {"tax": {"scheme": "it-vat", "value": "00743110158"}}

    with pytest.raises(AdhesionError, match="check digits"):
        await enter(here, organisation=wrong)


async def test_x23_company_alone_goes_to_the_competent_body(here):
    form = given_form()
    form.pop("body")
    content = json.dumps(form, default=str).encode()

    done = await (await desk(here)).enter(XXIX, content, "by post", None)

    assert done.body == "IT-57"
    assert await tasks(here) == ["adhesion-routing"]
    assert await here.letter(MARCHE)


async def test_x23_territory_leads_and_the_other_body_has_a_copy(here):
    done = await enter(here, body="IT-34")

    [record] = await adhesions(here)
    assert (done.body, record.copied) == ("IT-57", ("IT-34",))
    assert await here.letter("accordi@it-34.example")
    await (await desk(here)).route(record.adhesion, "IT-34", "agreed by phone")
    [record] = await adhesions(here)
    assert (record.body, record.copied) == ("IT-34", ("IT-57",))
    assert await tasks(here) == []
    assert record.adhesion == "it-ru/29/a/IT-57/0001"


async def test_session_that_was_held_is_joined_by_nobody(here):
    await here.freeze()
    await here.hold(XXIX, reason="minutes")

    with pytest.raises(AdhesionError, match="nobody joins it any more"):
        await enter(here)


# ── whom they want to meet ───────────────────────────────────────────────────────


async def test_counterparts_are_listed_once_and_named_by_consent(here):
    wanted = [{"kind": "company", "name": "Завод Пример"}]
    await enter(here, counterparts=wanted, consents={"release_to_side_b": True})
    other = {"tax": {"scheme": "it-vat", "value": OTHER_VAT}, "name": "Seconda"}
    await enter(
        here,
        organisation=given_form()["organisation"] | other,
        counterparts=[{"kind": "company", "name": "Zavod Primer"}],
    )

    _, [one] = await shelved(here)

    assert {one.name, *one.spellings} == {"Завод Пример", "Zavod Primer"}
    assert [asker.organisation for asker in one.asked_by] == ["Impresa di Prova", None]


# ── moved ────────────────────────────────────────────────────────────────────────


async def moved(here: House) -> EmailMessage:
    await enter(here)
    until_ = await here.now() + timedelta(days=300)
    await here.o1.postpone(XXIX, until_, "The hall is closed.")
    return await here.letter(MARCHE, 2)


async def unconfirmed(here: House) -> int:
    shown, _ = await shelved(here)
    return sum(not one.confirmed for one in shown)


async def test_moved_session_asks_its_bodies_again(here):
    letter = await moved(here)

    assert "conferma delle adesioni" in letter["Subject"]
    assert "Impresa di Prova" in plain(letter)
    assert await unconfirmed(here) == 1
    assert len(here.letters("accordi@it-34.example")) == 0


async def test_confirmation_by_mail_is_kept(here):
    letter = await moved(here)

    await here.reply(letter, "Conferma (SI / NO): SI\n")

    await until(unconfirmed, here, 0)
    [event] = await events(here, EventKind.ADHESION_CONFIRMED)
    assert event.actor == "body:IT-57"
    told = " ".join(plain(await here.letter(MARCHE, 3)).split())
    assert "le seguenti adesioni alla sessione sono confermate" in told
    assert "it-ru/29/a/IT-57/0001: Impresa di Prova" in told
    assert "di aver registrato" not in told


async def test_confirmation_without_an_adhesion_is_looked_at(here):
    letter = await moved(here)
    [record] = await adhesions(here)
    await (await desk(here)).withdraw(record.adhesion, "they are ill")

    await here.reply(letter, "Conferma (SI / NO): SI\n")

    await until(here.waiting_messages, 1)
    [task] = [one for one in await here.reading.open_tasks() if "message" in one.stream]
    assert task.detail.startswith("IT-57 confirms, and has no adhesion to it-ru/29")
    assert await events(here, EventKind.ADHESION_CONFIRMED) == []


async def test_refusal_to_confirm_is_looked_at(here):
    letter = await moved(here)

    await here.reply(letter, "Conferma (SI / NO): NO\n")

    await until(here.waiting_messages, 1)
    [task] = [one for one in await here.reading.open_tasks() if "message" in one.stream]
    assert "no longer stand" in task.detail
    assert await unconfirmed(here) == 1


async def test_adhesion_that_is_withdrawn_counts_no_more(here):
    wanted = [{"kind": "company", "name": "Zavod Primer"}]
    done = await enter(here, counterparts=wanted)
    assert len((await shelved(here))[1]) == 1

    await (await desk(here)).withdraw(done.adhesion, "they are ill")

    [shown], counterparts = await shelved(here)
    assert (shown.withdrawn, counterparts) == (True, [])
    until_ = await here.now() + timedelta(days=300)
    await here.o1.postpone(XXIX, until_, "The hall is closed.")
    assert await unconfirmed(here) == 0
    await here.nothing_waits()
    assert len(here.letters(MARCHE)) == 1  # the receipt; nobody asks again
    with pytest.raises(DomainError, match="withdrawn: a new form"):
        await (await desk(here)).confirm(done.adhesion, "by phone")


async def test_confirmation_by_phone_is_entered(here):
    await moved(here)
    [record] = await adhesions(here)

    await (await desk(here)).confirm(record.adhesion, "by phone")

    assert await unconfirmed(here) == 0


# ── forgotten ────────────────────────────────────────────────────────────────────


def traveller() -> dict[str, object]:
    return {**person(needs_visa=True, passport=PASSPORT)}


async def passports(here: House) -> int:
    return sum(one.holds_passports for one in await adhesions(here))


async def test_passports_are_deleted_thirty_days_after_the_session(here):
    await enter(here, participants=[traveller()])
    async with here.wired.units.read() as unit:
        session = await unit.sessions.get(SESSION)
    until_end = session.ends_at - await here.now()

    await here.sleep(until_end + timedelta(days=29))
    assert await passports(here) == 1
    await here.sleep(timedelta(days=3))

    await until(passports, here, 0)
    [record] = await adhesions(here)
    assert record.form.participants[0].name == "Anna Esempio"
    assert record.passports_deleted_at is not None
    [event] = await events(here, EventKind.PASSPORTS_DELETED)
    assert event.body["adhesions"] == [record.adhesion]
    assert erased_by(event.body)


async def test_passports_are_kept_longer_when_the_session_moves(here):
    await enter(here, participants=[traveller()])
    until_ = await here.now() + timedelta(days=400)
    await here.o1.postpone(XXIX, until_, "The hall is closed.")

    await here.sleep(timedelta(days=290))
    assert await passports(here) == 1
    await here.sleep(timedelta(days=150))

    await until(passports, here, 0)


async def test_x28_delegate_is_erased_and_the_record_stays(here):
    second = person(name="Boris Esempio", email="b@impresa.example")
    await enter(here, participants=[person(), second])
    [record] = await adhesions(here)
    async with here.wired.units.read() as unit:
        book = adhesion_book(here.wired.settings, here.wired.reference)
        shelf = AdhesionShelf(unit=unit, book=book)
        [kept] = await shelf.contacts(record.adhesion, 2)
    assert (kept["participant"], kept["email"]) == (2, "b@impresa.example")

    await (await desk(here)).erase(record.adhesion, "request of 3 May", 2)

    [after] = await adhesions(here)
    names = [one.name for one in after.form.participants]
    assert names == ["Anna Esempio", ERASED]
    assert after.form.organisation == record.form.organisation
    assert after.form.aims == record.form.aims
    assert "Boris" not in after.model_dump_json()
    [event] = await events(here, EventKind.ADHESION_ERASED)
    assert event.body["participant"] == 2
    assert erased_by(event.body)
    async with whole_record(here.wired.units.engine) as whole:
        people = [one.value async for one in whole.people()]
    assert not any("Boris" in one for one in people)
    with pytest.raises(DomainError, match="has 2 participants"):
        await (await desk(here)).erase(record.adhesion, "again", 3)
