"""A real browser walks the desk, without any script; axe-core looks at each page."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from audit.offline.verify import Dossier
from runtime.demo_register import programme_of
from tests.web.walking import (
    ROOT,
    answer_as,
    answer_by_link,
    arrive,
    check_money,
    colleague_of,
    dossier_of,
    every_page,
    hand_in,
    hold,
    import_samples,
    seen_through,
    up,
    validate,
)

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu")
SAMPLE = ROOT / "reference" / "samples" / "form.json"
CASE = "/proposals/it-ru/N/N"
MAILBOX = "/mailbox/accordi@monteverde.example"
SHOTS = Path(os.environ["SHOTS"]) if "SHOTS" in os.environ else None
"""Where `make shots` keeps a picture of each main page."""
SHOWN = {
    "/": "home",
    "/proposals": "proposals",
    "/proposals/board": "board",
    CASE: "proposal",
    f"{CASE}/as-of": "as-of",
    f"{CASE}/money": "money",
    f"{CASE}/versions": "versions",
    f"{CASE}/withdraw": "decision",
    "/sessions": "sessions",
    "/sessions/it-ru/N": "session",
    "/sessions/it-ru/N/agenda": "agenda",
    "/sessions/it-ru/N/matrix": "matrix",
    "/undertakings": "undertakings",
    "/programmes": "programmes",
    "/inbox": "inbox",
    "/inbox/N": "message",
    "/letters": "letters",
    "/letter": "letter",
    "/bodies": "bodies",
    "/templates": "templates",
    "/template/edit": "template",
    "/agreements": "agreements",
    "/agreements/AP-MV-N": "agreement",
    "/rules": "rules",
    "/reports": "reports",
    "/record": "record",
    "/record/verify": "verify",
    "/findings": "findings",
    "/import": "import",
    "/invitations": "invitations",
    "/people": "people",
    f"{MAILBOX}/N": "mailbox",
}

pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(),
    reason="no browser: install Debian's package chromium, as .ci/run does",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=[*FLAGS, "--disable-background-networking"],
        )
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with up(tmp_path_factory.mktemp("up")) as first:
        yield first


@pytest.fixture
def form(tmp_path: Path) -> Path:
    given: dict[str, Any] = json.loads(SAMPLE.read_text())
    code = programme_of(datetime.now(UTC).year + 1).code
    given |= {"programme": code, "target_session": "XXIX"}
    given["title"]["it"] += " bis"
    given.pop("ref", None)
    file = tmp_path / "form.json"
    file.write_text(json.dumps(given, ensure_ascii=False))
    return file


@pytest.mark.timeout(400)
def test_newcomer_walks_from_the_link_to_a_dossier_that_verifies(
    browser: Browser, link: str, form: Path
) -> None:
    plain: Any = {"java_script_enabled": False, "locale": "it-IT"}
    first = browser.new_context(**plain)
    registrar = arrive(first, link, "o1")
    colleague = colleague_of(registrar, browser.new_context(**plain))
    case = import_samples(registrar)
    hand_in(registrar, form)
    validate(colleague, case)
    words = "Siamo interessati. Contributo: 60.000 euro."
    answer_as(registrar, "accordi@monteverde.example", words)
    answer_as(registrar, "accordi@valdorsa.example", "Non siamo interessati.")
    outside = browser.new_context(**plain)
    partner = answer_by_link(registrar, outside, "accordi@lagunachiara.example")
    check_money(registrar, case)
    hold(registrar, case.partition("/proposals")[0])
    assert Dossier(dossier_of(registrar, case), "dossier.zip").findings == []

    kinds, troubles = looked_at(browser, first, case, partner)
    assert troubles == []
    assert {"/", "/people", "/letter", "/inbox/N", f"{MAILBOX}/N"} <= kinds
    assert {f"{CASE}/withdraw", f"{CASE}/money", "/import"} <= kinds


def looked_at(
    browser: Browser, inside: BrowserContext, case: str, partner: Page
) -> tuple[set[str], list[Any]]:
    """Every kind of page, and what axe-core holds against it."""
    origin, _, path = case.partition("/proposals")
    scripted = browser.new_context(locale="it-IT")
    cookies: Any = inside.cookies()
    scripted.add_cookies(cookies)
    page = scripted.new_page()
    troubles, kinds = [], set()
    first = ["/", "/no-such-page", f"{MAILBOX}/1", f"/proposals{path}"]
    for kind in every_page(page, origin, first):
        kinds.add(kind)
        troubles += seen_through(page)
        if kind in SHOWN:
            shot(page, SHOWN[kind])
    scripted.clear_cookies()
    outside = partner.url.partition("/p/")[0]
    for name, address in (
        ("partner", partner.url.partition("?")[0]),
        ("notices", f"{outside}/notices"),
        ("refused", f"{outside}/p/none"),
        ("enter", f"{origin}/enter"),
    ):
        page.goto(address)
        troubles += seen_through(page)
        shot(page, name)
    return kinds, troubles


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.set_viewport_size({"width": 1280, "height": 1000})
        page.screenshot(path=SHOTS / f"{name}.jpg", type="jpeg", quality=60)
