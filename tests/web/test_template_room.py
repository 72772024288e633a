"""The texts of letters at the desk: checked line by line, tried, kept, taken back."""

import html
import re

import pytest

from models.account import Role
from models.ids import Actor
from models.letter import LetterKind
from runtime.templates import Templates
from tests.web.desk import Browser, Building

CLERK = Actor("secretariat:o1")
EDIT = "/template/edit?kind=reminder"


@pytest.fixture
async def office(here: Building) -> Building:
    await here.hire("o1", Role.SECRETARIAT)
    return here


async def texts(browser: Browser) -> dict[str, str]:
    """What stands in the form, as a browser would send it."""
    form = await browser.get(EDIT)
    area = r'<textarea[^>]* name="(text_\w\w)"[^>]*>\n(.*?)</textarea>'
    found = re.findall(area, form.text, re.DOTALL)
    return {name: html.unescape(text).replace("\n", "\r\n") for name, text in found}


async def version(here: Building) -> int:
    templates = Templates(units=here.opened.units, actor=CLERK)
    return (await templates.text(LetterKind.REMINDER, "it")).version


async def test_text_is_checked_shown_and_kept_as_a_version(office: Building) -> None:
    async with office.browser("o1") as browser:
        given = await texts(browser)
        assert set(given) == {"text_it", "text_ru", "text_en"}
        same = await browser.post(EDIT, **given, reason="none")
        assert same.status_code == 422
        given["text_it"] = given["text_it"].replace("Vi ricordiamo", "Vi rammentiamo")

        looked = await browser.post(EDIT, **given, reason="kinder words")

        assert looked.status_code == 200
        assert "Vi rammentiamo" in looked.text
        assert await version(office) == 0
        hidden = dict(re.findall(r'name="(text_\w\w)" value="([^"]*)"', looked.text))
        sent = {name: html.unescape(text) for name, text in hidden.items()}
        done = await browser.post(EDIT, **sent, reason="kinder words", step="do")
        assert done.headers["location"] == "/template?kind=reminder&done=1"
        assert await version(office) == 1
        listed = await browser.get("/templates")
        shown = await browser.get("/template/text?kind=reminder&language=it&version=1")
        shipped = await browser.get(
            "/template/text?kind=reminder&language=it&version=0"
        )
        back = {"template_language": "it", "reason": "as it was"}
        looked = await browser.post("/template/ship_back?kind=reminder", **back)
        assert "italiano: testo n. 2" in looked.text
        done = await browser.post(
            "/template/ship_back?kind=reminder", **back, step="do"
        )
        assert (await browser.get(done.headers["location"])).status_code == 200
    assert "secretariat:o1" in listed.text
    assert "Vi rammentiamo" in shown.text
    assert "Vi rammentiamo" not in shipped.text
    templates = Templates(units=office.opened.units, actor=CLERK)
    again = await templates.text(LetterKind.REMINDER, "it")
    assert "Vi ricordiamo" in again.source


async def test_wrong_placeholder_is_named_with_its_line(office: Building) -> None:
    async with office.browser("o1") as browser:
        given = await texts(browser)
        given["text_ru"] += "\r\n\r\n{{ nowhere }} стоит здесь."
        line = given["text_ru"].count("\r\n") + 1

        for step in ("look", "do"):
            answer = await browser.post(EDIT, **given, reason="try", step=step)
            assert answer.status_code == 422

        looked = await browser.post(EDIT, **given, reason="try")
    assert f"russo, riga {line}" in looked.text
    assert "{{ nowhere }} non si compila mai" in looked.text
    assert "{{ nowhere }} стоит здесь." in looked.text
    assert await version(office) == 0
