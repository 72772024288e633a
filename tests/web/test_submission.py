"""An invited authority: its link, its draft, and what the secretariat sees of them."""

import html
import re
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from urllib.parse import unquote

import pytest

from models.account import Role
from models.corridor import Programme
from models.ids import CorridorCode, SessionId
from models.session import Session
from tests.flow.house import CORRIDOR
from tests.web.desk import Browser, Building
from tests.web.offers import WISH, Typed, invited, link_in, page_of, saved, typed_sample


@pytest.fixture
async def here(here: Building) -> Building:
    """With a session that collects, and an officer of the secretariat."""
    now = here.now
    register = here.opened.register("secretariat:o1")
    await register.keep_corridor(CORRIDOR, now=now)
    programme = Programme(
        corridor=CORRIDOR.code,
        code="2027-2029",
        start=date(2027, 1, 1),
        end=date(2029, 12, 31),
    )
    await register.add_programme(programme, now=now)
    async with here.opened.units.write(now) as unit:
        await unit.sessions.add(
            Session(
                session=SessionId("it-ru/29"),
                corridor=CorridorCode("IT-RU"),
                ordinal=29,
                programme="2027-2029",
                country="IT",
                place="Trieste",
                starts_at=now + timedelta(days=200),
                freeze_at=now + timedelta(days=180),
                capacity=90,
            )
        )
    await here.hire("o1", Role.SECRETARIAT)
    return here


async def codes(browser: Browser) -> list[str]:
    shown = await browser.get("/invitations")
    return re.findall(r"/invitations/(\w+)/close_invitation", shown.text)


async def test_link_is_shown_once_and_kept_as_a_hash(here: Building) -> None:
    link = await invited(here)
    async with here.browser("o1") as browser:
        listed = await browser.get("/invitations")

    assert WISH["authority"] in listed.text
    assert "/offer/" not in listed.text
    file = here.opened.settings.folder / "staffetta.db"
    assert link.removeprefix("/offer/").encode() not in file.read_bytes()


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": "2027-02-28"},
        {"until": "2029-01-01"},
        {"email": "nobody"},
        {"authority": " "},
        {"session": "IT-RU/XXX"},
    ],
)
async def test_invitation_that_breaks_a_rule_is_refused(
    here: Building, wrong: dict[str, str]
) -> None:
    async with here.browser("o1") as browser:
        await browser.get("/invitations")
        answer = await browser.post("/invitations", **{**WISH, **wrong})

        assert answer.status_code == 422
        assert await codes(browser) == []


async def test_form_shows_what_is_missing_and_a_scanner_changes_nothing(
    here: Building,
) -> None:
    link = await invited(here)
    file = here.opened.settings.folder / "staffetta.db"
    with closing(sqlite3.connect(file)) as record:
        before = list(record.iterdump())
    async with here.browser() as scanner:
        shown = await scanner.get(link)
        looked = await scanner.get(f"{link}/hand-in")
    with closing(sqlite3.connect(file)) as record:
        after = list(record.iterdump())

    assert shown.status_code == 200
    assert "Название" in shown.text
    assert WISH["contact"] in shown.text
    assert "нужно дополнить" in shown.text
    assert shown.headers["referrer-policy"] == "no-referrer"
    assert looked.headers["location"] == f"{link}#state"
    assert before == after


async def test_draft_is_saved_as_it_was_typed(here: Building) -> None:
    link = await invited(here)
    async with here.browser() as browser:
        first = await saved(browser, link, {"investment.total": "sei milioni"})
        shown = await browser.get(link)

    assert first.headers["location"] == f"{link}?saved=1#state"
    assert 'value="sei milioni"' in shown.text
    assert "укажите сумму" in shown.text


async def test_whole_form_is_complete(here: Building) -> None:
    link = await invited(here)
    async with here.browser() as browser:
        done = await saved(browser, link, {**typed_sample(), "then": "hand-in"})

    assert done.headers["location"] == f"{link}/hand-in"


async def test_second_tab_is_told_and_loses_nothing(here: Building) -> None:
    link = await invited(here)
    async with here.browser() as browser:
        both = await page_of(browser, link)
        await browser.post(link, **both, **{"proposer.name": "ООО Первая"})
        second = await browser.post(link, **both, **{"proposer.name": "ООО Вторая"})
        kept = await browser.get(link)

    assert second.status_code == 409
    assert 'value="ООО Вторая"' in second.text
    assert 'value="ООО Первая"' in kept.text


STALE = "текст на другом языке изменён"


async def test_face_left_behind_locks_until_it_is_changed_or_confirmed(
    here: Building,
) -> None:
    link = await invited(here)
    typed = typed_sample()
    moved: Typed = {**typed, "title.ru": "Линия сортировки отходов в Липецке"}
    async with here.browser() as browser:
        await saved(browser, link, typed)
        await saved(browser, link, moved)
        shown = await browser.get(link)
        refused = await saved(browser, link, {**moved, "then": "hand-in"})
        ticks = dict(re.findall(r'name="(confirm\.[\w.]+)" value="(\w+)"', shown.text))
        half = {**moved, "title.it": "Linea di selezione dei rifiuti a Lipeck"}
        english = {name: tick for name, tick in ticks.items() if name.endswith(".en")}
        unsure = await saved(browser, link, {**half, **english, "then": "hand-in"})
        [tick] = re.findall(
            r'name="confirm\.title\.en" value="(\w+)"', (await browser.get(link)).text
        )
        sure = {**half, "confirm.title.en": tick, "then": "hand-in"}
        done = await saved(browser, link, sure)

    assert STALE in shown.text
    assert set(ticks) == {"confirm.title.it", "confirm.title.en"}
    assert refused.headers["location"].endswith("#state")
    assert unsure.headers["location"].endswith("#state")
    assert done.headers["location"] == f"{link}/hand-in"


async def test_page_saves_by_itself_and_checks_without_saving(here: Building) -> None:
    link = await invited(here)
    async with here.browser() as browser:
        opened = await page_of(browser, link)
        checked = await browser.post(f"{link}/check", **opened, **typed_sample())
        auto = await browser.post(f"{link}/auto", **opened, **typed_sample())
        again = await browser.post(f"{link}/auto", **opened, **typed_sample())

    assert 'data-version="0"' in checked.text
    assert "можно подать" in checked.text
    assert 'data-version="1"' in auto.text
    assert again.status_code == 409


async def test_files_are_kept_and_what_is_none_is_named(here: Building) -> None:
    link = await invited(here)
    async with here.browser() as browser:
        opened = await page_of(browser, link)
        answer = await browser.client.post(
            link,
            data={"sign": browser.sign, **opened, "proposer.name": "ООО"},
            files=[
                ("files", ("plan.pdf", b"%PDF-1.7 plan")),
                ("files", ("virus.pdf", b"MZ")),
                ("files", ("macro.exe", b"MZ")),
            ],
        )
        kept = await browser.get(link)
        back = await browser.get(f"{link}/file/0")
        await saved(browser, link, {"removed": "plan.pdf"})
        gone = await browser.get(link)

    assert answer.status_code == 422
    assert "virus.pdf" in answer.text
    assert "macro.exe" in answer.text
    assert 'value="plan.pdf"' in kept.text
    assert "virus.pdf" not in kept.text
    assert back.content == b"%PDF-1.7 plan"
    assert "plan.pdf" not in gone.text


async def test_link_that_is_over_says_so_and_whom_to_write_to(here: Building) -> None:
    link = await invited(here)
    async with here.browser("o1") as office, here.browser() as browser:
        await saved(browser, link, {"proposer.name": "ООО"})
        [code] = await codes(office)
        renewed = await office.post(f"/invitations/{code}/link")
        void = await browser.get(link)
        fresh = re.findall(r"/offer/[\w-]+", renewed.text)[0]
        kept = await browser.get(fresh)
        await office.get(f"/invitations/{code}/close_invitation")
        looked = await office.post(f"/invitations/{code}/close_invitation")
        standing = await browser.get(fresh)
        await office.post(f"/invitations/{code}/close_invitation", step="do")
        closed = await browser.get(fresh)
        sent = await browser.post(fresh, version="1")
    other = await invited(here, until="2027-03-02")
    here.now += timedelta(days=3)
    async with here.browser() as browser:
        late = await browser.get(other)

    assert [one.status_code for one in (void, closed, sent, late)] == [
        *(404, 410, 410, 410)
    ]
    assert 'value="ООО"' in kept.text
    assert "viene distrutta" in looked.text
    assert standing.status_code == 200
    assert "черновик уничтожен" in closed.text
    assert "Срок приглашения истёк" in late.text
    assert WISH["contact"] in late.text
    async with here.opened.units.read() as unit:
        assert await unit.drafts.find(code) is None


async def test_destroyed_draft_leaves_no_file(here: Building) -> None:
    link = await invited(here)
    async with here.browser("o1") as office, here.browser() as browser:
        opened = await page_of(browser, link)
        await browser.client.post(
            link,
            data={"sign": browser.sign, **opened},
            files=[("files", ("plan.pdf", b"%PDF-1.7 secret plan"))],
        )
        file = here.opened.settings.folder / "staffetta.db"
        with closing(sqlite3.connect(file)) as record:
            before = "\n".join(record.iterdump())
        [code] = await codes(office)
        await office.get(f"/invitations/{code}/close_invitation")
        await office.post(f"/invitations/{code}/close_invitation", step="do")
        with closing(sqlite3.connect(file)) as record:
            after = "\n".join(record.iterdump())

    assert b"secret plan".hex().upper() in before
    assert b"secret plan".hex().upper() not in after


async def test_secretariat_sees_when_it_was_saved_and_nothing_of_it(
    here: Building,
) -> None:
    link = await invited(here)
    async with here.browser() as browser, here.browser("o1") as office:
        await saved(browser, link, {"proposer.name": "ООО Тайна"})
        listed = await office.get("/invitations")

    assert "Bozza salvata" in listed.text
    assert "Тайна" not in listed.text


async def test_message_that_brings_the_link_is_ready_to_send(here: Building) -> None:
    async with here.browser("o1") as browser:
        await browser.get("/invitations")
        answer = await browser.post("/invitations", **WISH)
    [mail] = re.findall(r'href="mailto:([^"]+)"', answer.text)
    told = unquote(html.unescape(mail))

    assert told.startswith("invest@lipetsk.example?subject=Приглашение")
    assert link_in(answer) in told
    assert WISH["contact"] in told


async def test_original_in_english_needs_its_description_only(here: Building) -> None:
    link = await invited(here)
    typed = typed_sample(language_original="en")
    async with here.browser() as browser:
        lacks = await saved(browser, link, {**typed, "then": "hand-in"})
        given = {**typed, "description.en": "Two landfills become one line."}
        done = await saved(browser, link, {**given, "then": "hand-in"})

    assert lacks.headers["location"].endswith("#state")
    assert done.headers["location"] == f"{link}/hand-in"


async def test_person_is_taken_out_of_a_draft_too(here: Building) -> None:
    link = await invited(here)
    desk = here.opened.person_desk("secretariat:o1")
    async with here.browser() as browser:
        await saved(
            browser, link, {"contact.name": "Vera Orlova", "municipality": "Gryazi"}
        )
        found = await desk.find("Vera Orlova")
        gone = await desk.erase("Vera Orlova", "asked for it", now=here.now)
        shown = await browser.get(link)

    assert [one.table for one in found] == ["draft"]
    assert (gone.tables, gone.scars) == ({"draft": 1}, 0)
    assert "Vera Orlova" not in shown.text
    assert 'value="Gryazi"' in shown.text


async def test_link_never_stands_in_the_record_whoever_opens_it(
    here: Building,
) -> None:
    link = await invited(here)
    await here.hire("court", Role.AUDITOR)
    async with here.browser("court") as auditor:
        opened = await auditor.get(link)
        listed = await auditor.get("/invitations")

    assert (opened.status_code, listed.status_code) == (200, 200)
    assert 'action="/invitations"' not in listed.text
    async with here.opened.units.read() as unit:
        [event] = await unit.events.of("audit/court")
    assert event.body["command"] == "desk /invitations"
