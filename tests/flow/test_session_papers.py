"""The papers of a session, printed from the record in both its languages."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from documents.pdf import pdf
from documents.words import SIMULATION
from models.errors import DomainError
from models.ids import BodyCode
from runtime.session_papers import Paper, PaperKind, SessionShelf
from tests.flow.agendas import NAME, ROME, at, frozen, item, lay, releases, seated
from tests.flow.house import House, house
from tests.flow.wait import until

pytestmark = pytest.mark.flow
DRAFT = "BOZZA / ПРОЕКТ"
SHEET = """
opening = {{ it = "Apertura.", ru = "Открытие." }}

[[delegate]]
side = "a"
name = "A. Verdi"
role = {{ it = "direttore", ru = "директор" }}
chair = true

[[delegate]]
side = "b"
name = "П. Белов"
role = {{ it = "direttore", ru = "директор" }}
chair = true

[[item]]
proposal = "{ref}"
treatment = "treated"
participants = 12
said = {{ it = "{italian}", ru = "Обсудили." }}

[[item.decision]]
it = "Si invia il progetto."
ru = "Направить проект."

[[item.promise]]
side = "a"
body = "IT-57"
due = 2028-03-01
text = {{ it = "Invia i dati", ru = "Направит данные" }}

[[item]]
treatment = "treated"
title = {{ it = "Dogana", ru = "Таможня" }}
participants = 4
said = {{ it = "Si è discusso.", ru = "Обсудили." }}
"""


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


def shelf(here: House) -> SessionShelf:
    return SessionShelf(here.wired.units, here.wired.reference)


async def agenda(here: House, number: int | None = None) -> Paper:
    return await shelf(here).paper(PaperKind.AGENDA, NAME, number)


async def dossier(here: House, number: int | None = None) -> Paper:
    return await shelf(here).paper(PaperKind.DOSSIER, NAME, number)


def pages(paper: Paper) -> list[str]:
    read = PdfReader(BytesIO(pdf(paper.document)), strict=True)
    return [" ".join(page.extract_text().split()) for page in read.pages]


def text(paper: Paper) -> str:
    return " ".join(pages(paper))


def sheet(ref: str, italian: str = "Si è discusso.") -> bytes:
    return SHEET.format(ref=ref, italian=italian).encode()


async def rename(here: House, code: BodyCode) -> None:
    async with here.wired.units.read() as unit:
        body = await unit.bodies.get(code)
    changed = body.model_copy(update={"name": "Ente rinominato"})
    await here.register.keep_body(changed, now=await here.now())


async def test_release_prints_the_same_bytes_whatever_the_register_says_later(here):
    ref = await item(here)
    await lay(here)
    await frozen(here, ref)
    first = [pdf((await made(here)).document) for made in (agenda, dossier)]

    await rename(here, BodyCode("IT-57"))
    await here.o1.move_item(NAME, ref, table="b", at=await at(here, "10:15"))

    assert [one.number for one in await releases(here)] == [1, 2]
    again = [pdf((await made(here, 1)).document) for made in (agenda, dossier)]
    assert again == first
    assert "Regione IT-57" in text(await agenda(here, 1))
    assert "Ente rinominato" in text(await agenda(here))
    [one, two] = await releases(here)
    assert (one.agenda_paper, one.dossier_paper) != (
        two.agenda_paper,
        two.dossier_paper,
    )


async def test_agenda_stands_in_both_languages_of_the_corridor(here):
    ref = await item(here)
    await seated(here, ref)
    before = await agenda(here)
    await frozen(here, ref)
    after = await agenda(here)

    assert (before.release, before.draft) == (None, True)
    assert (after.release, after.draft) == (1, False)
    assert "Agenda provvisoria: versione 1" in text(before)
    said = text(after)
    for words in (
        "Agenda della XXIX sessione / Повестка XXIX сессии",
        "Agenda definitiva: versione 1",
        "Окончательная повестка: версия 1",
        "Regione IT-57",
        SIMULATION,
    ):
        assert words in said
    assert ref in said.replace("LIP/ ", "LIP/")  # a narrow column breaks it
    [row] = await releases(here)
    assert after.document.dated == row.at.astimezone(ROME).date()


async def test_dossier_holds_each_item_with_its_bodies_and_money(here):
    first, second = await item(here, 0), await item(here, 1, yes=("IT-34",))
    await frozen(here, first, second)

    said = text(await dossier(here))
    order = [entry.case for entry in (await releases(here))[0].release.entries]
    refs = sorted((first, second), key=lambda ref: order.index(here.case_id(ref)))
    assert said.index(refs[0]) < said.index(refs[1])
    for words in (
        "Fascicolo della XXIX sessione / Материалы XXIX сессии",
        "Enti interessati / Заинтересованные организации",
        "Regione IT-57",
        "Regione IT-34",
        "accettato / принята",
        "Costo delle azioni di accompagnamento",
    ):
        assert words in said


async def test_dossier_tells_what_is_reserved_for_an_item(here):
    ref = await item(here)
    case = await here.case(ref)
    await frozen(here, ref)
    [row] = await releases(here)
    async with here.wired.units.read() as unit:
        kept = (await unit.papers.get(row.dossier_paper)).decode()

    told = '"source":"reserved","name":"AP-IT-57"' in kept
    assert told is (case.reserved > 0)


async def test_x30_protocol_is_a_draft_until_its_languages_match(here):
    ref = await item(here)
    await frozen(here, ref)
    uneven = await shelf(here).protocol(NAME, sheet(ref, "Uno.\\n\\nDue."))
    even = await shelf(here).protocol(NAME, sheet(ref))

    assert uneven.differing == ("item 1, text",)
    assert (uneven.draft, even.draft, even.differing) == (True, True, ())
    for page in pages(uneven):
        assert DRAFT in page
    assert "non può essere firmato: i due testi non corrispondono in 1" in text(uneven)
    assert "Firme" not in text(uneven)
    assert "Firme" not in text(even)  # nobody signs a sheet that is not on record
    with pytest.raises(DomainError, match="has no minutes on record"):
        await shelf(here).protocol(NAME)

    await here.hold(NAME, minutes=sheet(ref))
    await until(here.phase, ref, "presented")
    final = await shelf(here).protocol(NAME)

    assert (final.draft, final.differing) == (False, ())
    said = text(final)
    assert DRAFT not in said
    for words in (
        "Firme Подписи",
        "A. Verdi",
        "П. Белов",
        "Decisione 1: Si invia il progetto.",
        "Постановили (1): Направить проект.",
        "2. Dogana",
        "2. Таможня",
        "Impegno di Regione IT-57: Invia i dati (entro il 1 marzo 2028)",
    ):
        assert words in said
    assert pdf(final.document) == pdf((await shelf(here).protocol(NAME)).document)


async def test_what_cannot_be_printed_is_refused_in_words(here):
    with pytest.raises(DomainError, match="Nothing stands on the agenda"):
        await agenda(here)
    ref = await item(here)
    await frozen(here, ref)
    with pytest.raises(DomainError, match="has no release 7"):
        await agenda(here, 7)
    with pytest.raises(DomainError, match="cannot be read"):
        await shelf(here).protocol(NAME, b"[[item")


async def test_an_item_past_midnight_is_released_and_printed(here):
    ref = await item(here)
    starts_at = await at(here, "23:55")
    await here.o1.postpone(NAME, starts_at, "the hall is free at night only")
    await frozen(here, ref)

    assert "23:55–00:10" in text(await agenda(here)).replace(" ", "")
