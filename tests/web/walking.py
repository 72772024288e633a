"""What a newcomer does at the desk in a browser, step by step, without any script."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

ROOT = Path(__file__).parents[2]
SESSION = "/sessions/it-ru/29"
WORDS = "quattro barche lente al molo"
SOON = 30_000  # milliseconds a page may take on a busy machine
PHONE = 320
SEVERE = {"serious", "critical"}
PAGE_LINK = "main a.desk-link"


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


def colleague_of(registrar: Page, second: BrowserContext) -> Page:
    """The administrator adds one, and hands over the link."""
    registrar.click("text=Persone")
    registrar.fill("#account", "o2")
    registrar.fill("#name", "Anna Bianchi")
    registrar.click("label[for=validator]")
    registrar.click("text=Aggiungi e mostra il collegamento")
    return arrive(second, registrar.inner_text(".desk-link"), "o2")


def import_samples(page: Page) -> str:
    """Where the page of the first sample is."""
    page.click("a:text-is('In attesa')")
    page.click("text=Importa gli esempi")
    page.click("text=Registra (3)")
    until_there(page, "p:has-text('Registrate 3 su 3.')")
    page.click("tbody tr:first-child a")
    page.wait_for_selector(".desk-road")
    return page.url


def hand_in(page: Page, form: Path) -> None:
    """A form of its own, looked at and left."""
    page.click("text=Nuova proposta")
    page.set_input_files("#form", form)
    page.select_option("#session", "IT-RU/XXIX")
    page.click("text=Mostra le conseguenze")
    assert "IT-RU/" in page.inner_text("main ul")
    page.click("main a:text-is('Annulla')")


def validate(page: Page, case: str) -> None:
    page.goto(case)
    until_there(page, "a:text-is('Valida')")
    page.click("a:text-is('Valida')")
    page.select_option("#verdict", "accept")
    for mark in ("advantages", "clarity", "cooperation", "rules"):
        page.select_option(f"#{mark}", "4")
    page.click("text=Mostra le conseguenze")
    assert "3 lettere: diffusione" in page.inner_text("main ul")
    confirm(page)
    until_there(page, "li[aria-current=step]:has-text('diffusione')")


def confirm(page: Page) -> None:
    page.click("text=Conferma")
    assert page.inner_text(".alert-success").startswith("Fatto: evento")


def open_letter(page: Page, address: str) -> None:
    page.click("text=Caselle locali")
    until_there(page, f"a:text-is('{address}')")
    page.click(f"a:text-is('{address}')")
    page.click("tbody a")


def answer_as(page: Page, address: str, words: str) -> None:
    """A real reply to the letter that lies in a body's mailbox."""
    open_letter(page, address)
    page.fill("#text", words)
    page.click("button:text-is('Invia')")
    assert page.inner_text(".alert-success").startswith("Inviata")


def answer_by_link(desk: Page, context: BrowserContext, address: str) -> Page:
    """The page behind the link in a body's letter; nobody enters anywhere."""
    open_letter(desk, address)
    link = desk.get_attribute(PAGE_LINK, "href")
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


def check_money(page: Page, case: str) -> None:
    """The contribution is set aside, on the agreement and on the case."""
    page.goto(case)
    until_there(page, "li[aria-current=step]:has-text('pronta')")
    assert "60.000,00" in page.inner_text("main")
    page.click("text=Accordi")
    page.click("a:has-text('AP-MV-01')")
    assert "60.000,00" in page.inner_text("main")


def decide(page: Page, origin: str, act: str, **fields: str) -> None:
    page.goto(f"{origin}{SESSION}")
    page.click(f"main a:text-is('{act}')")
    for name, value in {**fields, "reason": "come concordato"}.items():
        page.fill(f"#{name}", value)
    page.click("text=Mostra le conseguenze")
    confirm(page)


def hold(page: Page, origin: str) -> None:
    """Frozen, moved to this very day, and recorded as held."""
    decide(page, origin, "Chiudi l’agenda")
    until_there(page, "dd:text-is('agenda chiusa')")
    today = datetime.now(ZoneInfo("Europe/Rome"))
    decide(page, origin, "Rinvia la sessione", until=f"{today:%Y-%m-%d}T23:59")
    until_there(page, "dd:text-is('agenda chiusa')")
    decide(page, origin, "Registra la sessione tenuta")
    until_there(page, "dd:text-matches('^(tenuta|conclusa)$')")


def dossier_of(page: Page, case: str) -> bytes:
    page.goto(case)
    until_there(page, "li[aria-current=step]:has-text('presentata')")
    with page.expect_download() as download:
        page.click("text=Scarica il fascicolo")
    return Path(download.value.path()).read_bytes()


def until_there(page: Page, what: str) -> None:
    end = time.monotonic() + SOON / 1000
    while not page.query_selector(what):
        assert time.monotonic() < end, page.inner_text("main")
        page.reload()


def seen_through(page: Page) -> list[tuple[str, str, str]]:
    """What axe-core holds against a page that matters, and whether it fits a phone."""
    found = Axe().run(page).response["violations"]
    return [
        *(
            (page.url, one["id"], one["nodes"][0]["html"])
            for one in found
            if one["impact"] in SEVERE
        ),
        *((page.url, "reflow", f"{wide} px") for wide in too_wide(page)),
    ]


def too_wide(page: Page) -> list[int]:
    """Pages read in one direction at 320 px (WCAG 2.1, 1.4.10); tables may scroll."""
    usual = page.viewport_size
    page.set_viewport_size({"width": PHONE, "height": 2 * PHONE})
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    if usual:
        page.set_viewport_size(usual)
    return [wide] if wide > PHONE else []


def every_page(page: Page, origin: str, first: list[str]) -> Iterator[str]:
    """One of each kind that links lead to from the first ones."""
    todo, seen = [*first], set()
    while todo:
        path = todo.pop()
        kind = kind_of(path)
        if kind in seen or re.search(r"^/language|/raw$|/file/|\.ics$", kind):
            continue
        seen.add(kind)
        page.goto(f"{origin}{path}")
        yield kind
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        todo += [one.removeprefix(origin) for one in links if one.startswith(origin)]


def kind_of(path: str) -> str:
    return re.sub(r"[0-9a-f]{12,}|\d+", "N", re.split(r"[?#]", path)[0])
