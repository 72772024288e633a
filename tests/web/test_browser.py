"""A real browser walks the desk, without any script; axe-core looks at each page."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from audit.offline.verify import Dossier
from tests.cli.conftest import PROGRAMME, YEAR

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu")
ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "reference" / "samples" / "form.json"
SESSION = "/sessions/it-ru/29"
CASE = "/proposals/it-ru/N/N"
MAILBOX = "/mailbox/accordi@monteverde.example"
MAIL = f"{MAILBOX}/N"
FILES = re.compile(r"/raw$|/file/")
SHOTS = Path(os.environ["SHOTS"]) if "SHOTS" in os.environ else None
"""Where `make shots` keeps a picture of each main page."""
SHOWN = {
    "/": "home",
    "/proposals": "proposals",
    CASE: "proposal",
    f"{CASE}/withdraw": "decision",
    "/sessions/it-ru/N": "session",
    "/sessions/it-ru/N/matrix": "matrix",
    "/inbox": "inbox",
    "/letters": "letters",
    "/agreements": "agreements",
    "/reports": "reports",
    "/record": "record",
    "/people": "people",
    MAIL: "mailbox",
}
BODIES = {"IT-MV": "Monteverde", "IT-VS": "Valserena", "IT-PL": "Pianalunga"}
WORDS = "quattro barche lente al molo"
SOON = 30_000  # milliseconds a page may take on a busy machine
SEVERE = {"serious", "critical"}

pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(),
    reason="no browser: install Debian's package chromium, as .ci/run does",
)


def starter(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "starter.py", "--folder", str(folder), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@contextmanager
def up(folder: Path) -> Iterator[str]:
    """A running system; gives the one-time link that it prints."""
    system = subprocess.Popen(
        [sys.executable, "starter.py", "--folder", str(folder), "up"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert system.stdout
    try:
        printed = iter(system.stdout.readline, "")
        link = next(line for line in printed if "/link/" in line)
        next(line for line in printed if "Ctrl-C" in line)
        yield link.split()[-1]
    finally:
        system.send_signal(signal.SIGINT)
        system.communicate(timeout=60)


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
    folder = tmp_path_factory.mktemp("up")
    with up(folder) as first:
        valid = ("--valid-from", f"{YEAR}-01-01", "--valid-to", f"{YEAR + 2}-12-31")
        for code, name in BODIES.items():
            email = f"accordi@{name.lower()}.example"
            added = ("body", "add", code, "--name", f"Regione {name}")
            starter(folder, *added, "--email", email)
            starter(folder, "agreement", "add", f"AP-{code}", code, *valid)
        for words in (
            ("agreement", "budget", "AP-IT-MV", str(YEAR), "400000"),
            (
                *("session", "open", "IT-RU/XXIX", "--programme", PROGRAMME),
                *("--country", "IT", "--place", "Monteverde", "--capacity", "90"),
                *("--date", f"{YEAR + 1}-06-10T10:30"),
            ),
        ):
            starter(folder, *words)
        yield first


@pytest.fixture
def form(tmp_path: Path) -> Path:
    given: dict[str, Any] = json.loads(SAMPLES.read_text())
    given |= {"programme": PROGRAMME, "target_session": "XXIX"}
    given.pop("ref", None)
    file = tmp_path / "form.json"
    file.write_text(json.dumps(given, ensure_ascii=False))
    return file


def arrive(context: BrowserContext, link: str, account: str) -> Page:
    """By a one-time link, with a password, and then by the door."""
    page = context.new_page()
    page.set_default_timeout(SOON)
    page.goto(link)
    page.fill("#password", WORDS)
    page.fill("#again", WORDS)
    page.click("main button[type=submit]")
    page.fill("#account", account)
    page.fill("#password", WORDS)
    page.click("main button[type=submit]")
    page.wait_for_selector("h1:text-is('Che cosa attende')")
    return page


def seen_through(page: Page) -> list[tuple[str, str, str]]:
    """What axe-core holds against a page that matters."""
    found = Axe().run(page).response["violations"]
    return [
        (page.url, one["id"], one["nodes"][0]["html"])
        for one in found
        if one["impact"] in SEVERE
    ]


def colleague_of(registrar: Page, second: BrowserContext) -> Page:
    """The administrator adds one, and hands over the link."""
    registrar.click("text=Persone")
    registrar.fill("#account", "o2")
    registrar.fill("#name", "Anna Bianchi")
    registrar.click("label[for=validator]")
    registrar.click("text=Aggiungi e mostra il collegamento")
    return arrive(second, registrar.inner_text(".desk-link"), "o2")


def register(page: Page, form: Path) -> str:
    """Where the new proposal's page is."""
    page.click("text=Nuova proposta")
    page.set_input_files("#form", form)
    page.select_option("#session", "IT-RU/XXIX")
    page.click("text=Mostra le conseguenze")
    assert "IT-RU/" in page.inner_text("main ul")
    page.click("text=Conferma")
    page.wait_for_selector(".desk-road")
    return page.url


def validate(page: Page, case: str) -> None:
    page.goto(case)
    until_there(page, "a:text-is('Valida')")
    page.click("a:text-is('Valida')")
    page.select_option("#verdict", "accept")
    for mark in ("advantages", "clarity", "cooperation", "rules"):
        page.select_option(f"#{mark}", "4")
    page.click("text=Mostra le conseguenze")
    assert "3 letters dissemination in it" in page.inner_text("main ul")
    page.click("text=Conferma")
    assert page.inner_text(".alert-success").startswith("Fatto: evento")
    until_there(page, "li[aria-current=step]:has-text('diffusione')")


def answer_as(page: Page, address: str, words: str) -> None:
    """A real reply to the letter that lies in a body's mailbox."""
    page.click("text=Caselle locali")
    until_there(page, f"a:text-is('{address}')")
    page.click(f"a:text-is('{address}')")
    page.click("tbody a")
    page.fill("#text", words)
    page.click("button:text-is('Invia')")
    assert page.inner_text(".alert-success").startswith("Inviata")


def answer_by_link(desk: Page, context: BrowserContext, address: str) -> Page:
    """The page behind the link in a body's letter; nobody enters anywhere."""
    desk.click("text=Caselle locali")
    desk.click(f"a:text-is('{address}')")
    desk.click("tbody tr:last-child a")
    link = desk.get_attribute("a.desk-link", "href")
    assert link
    page = context.new_page()
    page.set_default_timeout(SOON)
    page.goto(link)
    page.click("label[for=act-0-declined]")
    page.fill("#notes", "Nessuna impresa del settore in regione.")
    page.fill("#who", "Carla Neri, dirigente")
    page.click("text=Invia")
    assert "è stata ricevuta con il numero" in page.inner_text(".alert-success")
    until_there(page, "details:has-text('registrata')")
    return page


def freeze(page: Page, origin: str) -> None:
    page.goto(f"{origin}{SESSION}")
    page.click("a:text-is('Chiudi l’agenda')")
    page.fill("#reason", "agenda concordata")
    page.click("text=Mostra le conseguenze")
    page.click("text=Conferma")
    assert page.inner_text(".alert-success").startswith("Fatto: evento")
    until_there(page, "dd:text-is('agenda chiusa')")


def dossier_of(page: Page, case: str) -> bytes:
    page.goto(case)
    with page.expect_download() as download:
        page.click("text=Scarica il fascicolo")
    return Path(download.value.path()).read_bytes()


def until_there(page: Page, what: str) -> None:
    end = time.monotonic() + SOON / 1000
    while not page.query_selector(what):
        assert time.monotonic() < end
        page.reload()


@pytest.mark.timeout(300)
def test_newcomer_walks_from_the_link_to_a_validated_proposal(
    browser: Browser, link: str, form: Path
) -> None:
    plain: Any = {"java_script_enabled": False, "locale": "it-IT"}
    first, second = browser.new_context(**plain), browser.new_context(**plain)
    registrar = arrive(first, link, "o1")
    colleague = colleague_of(registrar, second)
    case = register(registrar, form)
    validate(colleague, case)
    origin = case.partition("/proposals")[0]
    words = "Siamo interessati. Contributo: 60.000 euro."
    answer_as(registrar, "accordi@monteverde.example", words)
    registrar.goto(case)
    until_there(registrar, "td:has-text('interessato')")
    answer_as(registrar, "accordi@valserena.example", "Non siamo interessati.")
    outside = browser.new_context(**plain)
    partner = answer_by_link(registrar, outside, "accordi@pianalunga.example")
    registrar.goto(case)
    until_there(registrar, "li[aria-current=step]:has-text('pronta')")
    freeze(registrar, origin)
    packet = dossier_of(registrar, case)
    assert Dossier(packet, "dossier.zip").findings == []

    scripted = browser.new_context(locale="it-IT")
    cookies: Any = first.cookies()
    scripted.add_cookies(cookies)
    page = scripted.new_page()
    troubles, kinds = [], set()
    for kind in every_page(page, origin):
        kinds.add(kind)
        troubles += seen_through(page)
    for address in (partner.url, partner.url.partition("/p/")[0]):
        page.goto(address)
        troubles += seen_through(page)
    scripted.clear_cookies()
    page.goto(f"{origin}/enter")
    troubles += seen_through(page)
    assert troubles == []
    assert {"/", "/people", "/letter", "/inbox/N", f"{CASE}/withdraw", MAIL} <= kinds


def every_page(page: Page, origin: str) -> Iterator[str]:
    """One of each kind that links lead to from the first page."""
    todo, seen = ["/", "/no-such-page", f"{MAILBOX}/1"], set()
    while todo:
        path = todo.pop()
        kind = re.sub(r"[0-9a-f]{12,}|\d+", "N", path.partition("?")[0])
        if kind in seen or kind.startswith("/language") or FILES.search(kind):
            continue
        seen.add(kind)
        page.goto(f"{origin}{path}")
        if kind in SHOWN and SHOTS:
            page.screenshot(path=SHOTS / f"{SHOWN[kind]}.png", full_page=True)
        yield kind
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        todo += [one.removeprefix(origin) for one in links if one.startswith(origin)]
