"""An invited authority in a browser: what it types, and where its link leads."""

import json
import re
from typing import Any

import httpx

from models.offer_form import Ask, items
from tests.flow.samples import sample
from tests.web.desk import ORIGIN, Browser, Building

SESSION = "IT-RU/XXIX"
WISH = {
    "authority": "Администрация Липецкой области",
    "email": "invest@lipetsk.example",
    "contact": "segreteria@staffetta.example",
    "language": "ru",
    "session": SESSION,
    "until": "2027-06-01",
}
Typed = dict[str, str | list[str]]


def link_in(answer: httpx.Response) -> str:
    [found] = re.findall(rf"{ORIGIN}(/offer/[\w-]+)", answer.text)
    return str(found)


async def invited(here: Building, **changes: str) -> str:
    """The path of a new link."""
    async with here.browser("o1") as browser:
        await browser.get("/invitations")
        return link_in(await browser.post("/invitations", **{**WISH, **changes}))


def typed_sample(**changes: str | list[str]) -> Typed:
    """A shipped form, as somebody would type it into the page."""
    form = json.loads(sample())
    form["description"] = {code: form[f"description_{code}"] for code in ("ru", "it")}
    typed: Typed = {}
    for item in items():
        value = _at(form, item.name)
        match item.ask:
            case _ if value is None:
                continue
            case Ask.FACES:
                typed |= {f"{item.name}.{code}": said for code, said in value.items()}
            case Ask.LINES:
                typed[item.name] = "\n".join(value)
            case Ask.SEVERAL:
                typed[item.name] = [*value]
            case Ask.MARK:
                typed |= {item.name: "yes"} if value else {}
            case Ask.ROWS:
                typed |= _rows(item.name, value)
            case _:
                typed[item.name] = str(value)
    return {**typed, "table": "a", **changes}


def _rows(name: str, value: Any) -> Typed:
    rows = (
        [{"year": year, "sum": str(held)} for year, held in value.items()]
        if isinstance(value, dict)
        else value
    )
    return {
        f"{name}.{number}.{column}": str(held)
        for number, row in enumerate(rows)
        for column, held in row.items()
    }


def _at(form: Any, name: str) -> Any:
    for part in name.split("."):
        form = form.get(part) if form else None
    return form


async def page_of(browser: Browser, link: str) -> dict[str, str]:
    """What the page carries besides what is typed."""
    shown = await browser.get(link)
    return {
        name: found[1]
        if (found := re.search(f'name="{name}" value="([^"]*)"', shown.text))
        else ""
        for name in ("version", "sitting")
    }


async def saved(browser: Browser, link: str, typed: Typed) -> httpx.Response:
    return await browser.post(link, **{**(await page_of(browser, link)), **typed})
