"""Who takes part in a session: invited by a notice, heard by mail."""

import json
from email.message import EmailMessage

import pytest
from temporalio.service import RPCError

from models.adhesion import Admission
from models.adhesion_labels import Line
from models.adhesion_problems import problem_of
from models.body import AddressHealth
from models.errors import DomainError
from models.event import EventKind
from models.ids import message_workflow_id, watch_workflow_id
from models.inbound import Disposition
from models.milestones import MilestoneName
from models.reply_form import MARKER, Language
from tests.flow.adhesions import (
    MARCHE,
    SESSION,
    TEXT,
    XXIX,
    adhesions,
    count,
    desk,
    events,
    invited,
    past_the_wall,
    plain,
    shelved,
    tasks,
)
from tests.flow.house import House, house
from tests.flow.wait import until
from tests.models.adhesion_replies import filled


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


# ── the notice ───────────────────────────────────────────────────────────────────


async def test_notice_goes_to_every_body_in_its_language(here):
    done = await (await desk(here)).publish(XXIX, TEXT)

    italian, english = (
        await here.letter(MARCHE),
        await here.letter("accordi@it-45.example"),
    )
    assert (done.number, done.bodies) == (1, 3)
    assert italian["Subject"] == "[IT-RU/XXIX] Comunicato della sessione: adesione"
    assert "Temi: energia." in plain(italian)
    assert "Themes: energy." in plain(english)
    assert plain(italian).startswith(MARKER)
    assert "Partita IVA o codice fiscale: " in plain(italian)
    [event] = await events(here, EventKind.NOTICE_PUBLISHED)
    assert event.body["bodies"] == ["IT-34", "IT-45", "IT-57"]


async def test_notices_of_a_session_are_numbered_and_keep_its_wall(here):
    first = await (await desk(here)).publish(XXIX, TEXT)
    with pytest.raises(DomainError, match="Notice 1 says the same"):
        await (await desk(here)).publish(XXIX, TEXT)
    more = TEXT | {"it": "Temi: energia e agricoltura."}
    second = await (await desk(here)).publish(XXIX, more)

    async with here.wired.units.read() as unit:
        session = await unit.sessions.get(SESSION)
    assert (first.number, second.number) == (1, 2)
    assert second.deadline.date() == session.plan[MilestoneName.ADHESION_WALL].date
    [again] = [
        one
        for one in await here.reading.letters()
        if one.to_address == MARCHE and one.letter.startswith("session/")
    ][1:]
    assert again.subject.startswith("[IT-RU/XXIX]")


async def test_notice_lacking_a_language_is_refused(here):
    with pytest.raises(DomainError, match="lacks the languages ru"):
        await (await desk(here)).publish(XXIX, TEXT | {"ru": ""} | {"de": "x"})


async def test_notice_that_is_too_long_is_refused(here):
    with pytest.raises(DomainError, match=r"text\.it must have at most 4000"):
        await (await desk(here)).publish(XXIX, TEXT | {"it": "x" * 4001})


async def test_notice_after_the_wall_is_refused(here):
    await past_the_wall(here)

    with pytest.raises(DomainError, match="would come too late"):
        await (await desk(here)).publish(XXIX, TEXT)


async def test_body_that_cannot_be_reached_is_a_task(here):
    await here.health(AddressHealth.BAD)

    done = await (await desk(here)).publish(XXIX, TEXT)

    assert done.bodies == 0
    assert await tasks(here) == ["bodies-unreachable"]


# ── by mail ──────────────────────────────────────────────────────────────────────


async def test_filled_form_becomes_an_adhesion_and_is_receipted(here):
    letter = await invited(here)

    await here.reply(letter, f"Buongiorno,\n\n{filled()}\n\nCordiali saluti\n")

    await until(count, here, 1)
    [record] = await adhesions(here)
    assert record.adhesion == "it-ru/29/a/IT-57/0001"
    assert record.form.organisation.name == "Impresa di Prova"
    assert record.form.counterparts[0].region == "RU-LIP"
    receipt = await here.letter(MARCHE, 2)
    assert "Denominazione: Impresa di Prova" in plain(receipt)
    assert "Anna" not in plain(receipt)
    assert receipt["Auto-Submitted"] == "auto-replied"
    [event] = await events(here, EventKind.ADHESION_RECORDED)
    assert event.actor == "body:IT-57"
    assert event.body["admission"] == "in-time"
    await here.nothing_waits()
    [message] = await here.reading.messages(disposition=Disposition.ACT)
    assert record.message == message.message


async def test_nobody_is_named_outside_the_record(here):
    letter = await invited(here)
    await here.reply(letter, filled())
    await here.letter(MARCHE, 2)
    [record] = await adhesions(here)
    assert record.message is not None
    workflows = (
        watch_workflow_id("adhesions", SESSION),
        message_workflow_id(record.message),
    )
    for name in workflows:
        await until(known, here, name, want=True)

    told = json.dumps(
        [one.body for one in await events(here, EventKind.ADHESION_RECORDED)]
    )

    for personal in ("Anna", "anna@", "+39", "Impresa di Prova", "00743110157"):
        assert personal not in told
        for name in workflows:
            assert personal.encode() not in await history(here, name)
    assert all([SESSION.encode() in await history(here, one) for one in workflows])


async def history(here: House, name: str) -> bytes:
    """Its payloads as they are kept: JSON, not the base64 of a dump."""
    handle = here.wired.client.get_workflow_handle(name)
    events = (await handle.fetch_history()).events
    return b"".join(event.SerializeToString() for event in events)


async def known(here: House, name: str) -> bool:
    try:
        return bool(await history(here, name))
    except RPCError:
        return False


async def test_form_filled_between_quoted_lines_is_taken(here):
    letter = await invited(here)

    await here.reply(letter, "Ecco:\n\n" + filled(quote="> "))

    await until(count, here, 1)


async def test_incomplete_form_is_told_line_by_line_and_not_recorded(here):
    letter = await invited(here)

    await here.reply(letter, filled(aims="", contact="nessuno", tax="IT 00743110158"))

    receipt = await here.letter(MARCHE, 2)
    await here.nothing_waits()
    said = " ".join(plain(receipt).split())
    assert problem_of(Line.AIMS, Language.ITALIAN, "missing") in said
    assert "non è stato possibile registrarla" in said
    assert await count(here) == 0
    [message] = await here.reading.messages(disposition=Disposition.FILED)
    assert "gaps" in message.detail


async def test_wrong_check_digits_are_told(here):
    letter = await invited(here)

    await here.reply(letter, filled(tax="IT 00743110158"))

    receipt = await here.letter(MARCHE, 2)
    said = " ".join(plain(receipt).split())
    assert problem_of(Line.TAX, Language.ITALIAN) in said
    assert await count(here) == 0


async def test_corrected_form_answers_the_receipt(here):
    letter = await invited(here)
    await here.reply(letter, filled(aims=""))

    await here.reply(await here.letter(MARCHE, 2), filled())

    await until(count, here, 1)


async def test_second_form_of_an_organisation_replaces_the_first(here):
    letter = await invited(here)
    await here.reply(letter, filled())
    await until(count, here, 1)

    await here.reply(letter, filled(aims="Vendere"))

    async def aims() -> list[str]:
        return [one.form.aims for one in await adhesions(here)]

    await until(aims, want=["Vendere"])
    replaced = [
        one.body["replaces"] for one in await events(here, EventKind.ADHESION_RECORDED)
    ]
    assert replaced == [False, True]


async def test_late_form_waits_for_a_decision_and_the_body_is_told(here):
    letter = await invited(here)
    await past_the_wall(here)
    await here.reply(letter, filled())
    await until(count, here, 1)
    [record] = await adhesions(here)
    assert "dopo il termine: sarà ammessa" in " ".join(
        plain(await here.letter(MARCHE, 2)).split()
    )
    assert "late-adhesion" in await tasks(here)
    assert (await shelved(here))[1] == []

    await (await desk(here)).decide(
        record.adhesion, "the invitation can wait", admitted=True
    )

    told = " ".join(plain(await here.letter(MARCHE, 3)).split())
    assert "è stata ammessa" in told
    assert "the invitation can wait" in told
    assert "late-adhesion" not in await tasks(here)
    [shown], wanted = await shelved(here)
    assert shown.admission is Admission.ADMITTED_LATE
    assert [one.name for one in wanted] == ["Zavod Primer"]
    with pytest.raises(DomainError, match="there is nothing to decide"):
        await (await desk(here)).decide(record.adhesion, "again", admitted=False)


async def test_reply_without_a_form_waits_for_the_desk(here):
    letter = await invited(here)

    await here.reply(letter, "Possiamo partecipare in tre?\n")

    await until(here.waiting_messages, 1)
    [task] = await here.reading.open_tasks()
    assert "without a form that can be read" in task.detail
    assert await count(here) == 0


async def test_stranger_with_the_letter_in_hand_records_nothing(here):
    letter = await invited(here)

    answer = EmailMessage()
    answer["From"] = "altri@altrove.example"
    answer["To"] = str(letter["Reply-To"])
    answer["Subject"] = "Re: adesione"
    answer["Message-ID"] = "<stranger@altrove.example>"
    answer.set_content(filled())
    await here.post(answer)

    await until(here.waiting_messages, 1)
    assert await count(here) == 0
