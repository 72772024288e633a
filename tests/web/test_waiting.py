"""The first page: every kind that waits, its next step, and what follows without it."""

import html
import re
from datetime import timedelta
from email.message import EmailMessage

from activities.tasks import open_task
from models.account import Role
from models.case import Phase
from models.ids import CaseId
from models.letter import LetterKind, LetterState
from models.task import TaskKind
from tests.flow.stories import disseminated, ready
from tests.flow.wait import until
from tests.web.desk import Browser
from tests.web.manned import Manned
from tests.web.test_deciding import CASE, here, submitted  # noqa: F401


async def entries(browser: Browser) -> list[tuple[str, str, str]]:
    """What waits, where its next step leads, and what is said of waiting on."""
    page = (await browser.get("/")).text
    found = []
    for part in page.split("<li>\n<h3>")[1:]:
        [what] = re.findall(r"^<a [^>]*>(.*?)</a>", part)
        [step] = re.findall(r'btn-primary btn-sm" href="(.*?)"', part)
        [then] = re.findall(r"</strong> (.*?)</p>", part)
        found.append((what, html.unescape(step), html.unescape(then)))
    return found


async def test_a_proposal_to_validate_leads_to_its_form(here: Manned) -> None:  # noqa: F811
    async with here.browser("o1") as browser:
        await submitted(browser)
    [row] = await here.opened.reading.list_cases()
    await until(here.house.phase, row.ref, "validation")
    await here.hire("money", Role.AGREEMENT_OFFICE)

    async with here.browser("o2") as browser, here.browser("money") as other:
        [(what, step, then)] = await entries(browser)
        form = await browser.get(step)
        [(_, elsewhere, _)] = await entries(other)
    here.now += timedelta(days=60)
    async with here.browser("o2") as browser:
        [(late, _, passed)] = await entries(browser)

    assert (what, step) == ("Proposta da validare", f"{CASE}/validate")
    assert "scade la verifica di completezza" in then
    assert "scade la validazione" in then
    assert form.status_code == 200
    assert elsewhere == CASE
    assert (late, "è scaduto il" in passed) == ("Termine superato", True)


async def test_what_waits_stands_in_order_of_harm(here: Manned) -> None:  # noqa: F811
    ref = await disseminated(here.house)
    mail = EmailMessage()
    mail["From"], mail["To"] = "accordi@it-57.example", "progetti@staffetta.example"
    mail["Subject"], mail["Message-ID"] = "Adesione", "<new@it-57.example>"
    mail.set_content("Ne parliamo in giunta e vi diciamo.")
    await here.house.post(mail)
    await until(here.house.waiting_messages, 1)
    async with here.opened.units.write(here.now) as unit:
        [letter, *_] = await here.opened.reading.letters(kind=LetterKind.DISSEMINATION)
        doubtful = {"state": LetterState.DOUBTFUL}
        await unit.letters.get(letter.letter)
        await unit.letters.save(letter.model_copy(update=doubtful))
        current = await unit.rounds.current(CaseId("it-ru/29/0001"))
    assert current is not None
    here.now = current.deadline - timedelta(days=1)

    async with here.browser("o1") as browser:
        found = await entries(browser)
        filled = await browser.get(found[0][1])

    assert [what for what, *_ in found] == [
        "Risposta non chiara",
        "Lettera in dubbio",
        "Termine vicino",
    ]
    assert "il giro si chiude con le risposte arrivate" in found[0][2]
    assert f'value="{ref}"' in filled.text
    assert 'value="IT-57"' in filled.text
    assert found[1][1].startswith("/letter?id=")
    assert found[2][1] == f"{CASE}/extend"


async def test_another_offices_decision_is_only_read(here: Manned) -> None:  # noqa: F811
    ref = await ready(here.house, contribution=None)
    stream = here.house.stream(ref)
    async with here.opened.units.write(here.now) as unit:
        await open_task(
            unit,
            stream=stream,
            kind=TaskKind.SHORT_OF_MONEY,
            at=here.now,
            detail="Decide.",
        )
        case = await unit.cases.get(CaseId("it-ru/29/0001"))
        waits = {"phase": Phase.COFINANCING}
        await unit.cases.save(case.model_copy(update=waits))
    await here.hire("money", Role.AGREEMENT_OFFICE)

    async with here.browser("o1") as reader, here.browser("money") as office:
        [read] = [step for what, step, _ in await entries(reader) if what == SHORT]
        [done] = [step for what, step, _ in await entries(office) if what == SHORT]

    assert (read, done) == (CASE, f"{CASE}/cofinance")


SHORT = "Fondi insufficienti"
